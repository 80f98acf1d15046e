"""Of whom a trigger's event is reported: its subjects, found where it hangs or around it.

in: a trigger of an article    out: people and groups, in text order    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.against import is_wronged
from pipeline.events.grammar.anybody import is_extreme
from pipeline.events.grammar.said_of import (
    before_whom,
    behind_source,
    part_and_whole,
    relative_apart,
    stands_behind,
)
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.chronicled import chronicled
from pipeline.events.triggers.entries import entered_of
from pipeline.events.triggers.enumerations import apposed_people, is_recalled
from pipeline.events.triggers.gapping import acquitted_behind, told_without_verb
from pipeline.events.triggers.in_front import (
    behind_label,
    number_gapped,
    number_in_front,
    several_in_front,
)
from pipeline.events.triggers.participants import Participants
from pipeline.events.triggers.places import place_of
from pipeline.events.triggers.triggers import Trigger
from pipeline.events.triggers.unsaid import told_before

_ONE = frozenset({"one", "two", "three", "some"})
_ORDER = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only"})
_PAPERS = frozenset({"detainer", "hold"})
"""What is sent, dropped or released, and is nobody: "sent 48 detainers to the jail"."""
_AT_LAW = frozenset({"arrest", "charge", "conviction", "sentence", "release"})
"""Happenings that are no part of an offense, as is "found here after being removed"."""
_IN_TIME = frozenset({"after", "before", "since", "despite", "upon", "following"})
_POINTERS = frozenset(
    {"charge", "count", "case", "indictment", "which", "it", "that", "complaint", "conviction"}
)
"""Nouns that name nobody and leave it to the passage."""


class Subjects:
    """Finds of whom the triggers of one article tell."""

    def __init__(self, participants: Participants) -> None:
        """Keep who the article's words stand for."""
        self._participants = participants
        self._entities = participants.entities

    def of(self, trigger: Trigger) -> list[Entity | Group]:
        """Return whom the trigger's event is reported of, in text order; nobody where it is not said."""
        entry = entered_of(trigger, self._entities)
        if entry is not None:
            return [entry]
        chronicle = chronicled(trigger, self._entities)
        if chronicle is not None:
            return [*chronicle]
        listed = behind_label(trigger.token, self._entities)
        if listed is not None:
            return [*listed]
        noun = place_of(trigger, self._is_person)
        if noun is None:
            return [*told_before(trigger, self._entities)]
        if self._is_nobody(noun, trigger.token):
            return []
        if noun.lemma_ in _PAPERS:
            # "had detainers not honored and been released": the parser hangs the second on the paper.
            return self._subject_before(trigger.token) if trigger.token.dep_ == "conj" else []
        noun = behind_source(noun)
        noun = before_whom(relative_apart(self._followed(noun, trigger.token), trigger.token))
        counted = self._told_beside(trigger)
        if counted is not None:
            return counted
        return self._at(noun, trigger) or self._around(noun, trigger)

    def _is_nobody(self, noun: Token, saying: Token) -> bool:
        """Say whether what a trigger hangs on names nobody whom it could befall."""
        if noun.lower_ == "another" and noun.dep_ == "conj" and not self._is_person(noun):
            return True  # "one a convicted murderer and another charged with rape": who, is not said
        if noun.lower_ in ("neither", "none") and noun.head != saying:
            return True  # "None entered a plea, and were held"
        if saying.dep_ == "acl" and (is_wronged(noun) or is_extreme(noun)):
            return True  # "Teacher who committed crimes against two pupils sentenced"
        parts = syntax.objects_of(noun, "of") if noun.pos_ == "NUM" else []
        # "Three of the companies pleaded guilty"
        return any(
            item.lemma_ in nominals.lexicon().bodies and not nominals.is_people(item) for item in parts
        )

    def _told_beside(self, trigger: Trigger) -> list[Entity | Group] | None:
        """Return whom an apposition or a number beside a trigger says it tells of, None where none does."""
        apposed = apposed_people(trigger.token, self._entities)
        if apposed:
            return [*apposed]
        counted_at = self._participants.counted.at
        part, whole = part_and_whole(trigger.token)
        if counted_at(part) and not any(map(counted_at, whole)):
            return []
        gapped = number_gapped(trigger.token)
        if gapped is not None:
            so_many = counted_at(gapped.i)
            return [Group(so_many)] if so_many is not None else []
        bare = number_in_front(trigger.token)
        number = counted_at(bare.i) if bare is not None else None
        acting = syntax.children(trigger.token, "dobj") and not syntax.is_passive(trigger.token)
        if bare is not None and number is not None and trigger.frame.place == "object" and not acting:
            return self._with_one_of_them(bare, [Group(number)])
        several = several_in_front(trigger.token)
        return None if several is None else [*self._participants.alone(several)]

    def _at(self, noun: Token, trigger: Trigger) -> list[Entity | Group]:
        """Return whom the noun that a trigger hangs on stands for, and those told of with them."""
        own = acquitted_behind(trigger, self._entities)
        if own:
            return [*own]
        resolved = self._participants.resolve(noun, trigger.token)
        left_out = [
            self._entities.by_token.get(item.i) for item in syntax.objects_of(trigger.token, "except")
        ]
        resolved = [item for item in resolved if item not in left_out]  # "Roe and Poe were freed except Poe"
        found = self._both(trigger.token, [item for item in resolved if not is_recalled(item, noun, trigger)])
        told = told_without_verb(trigger, self._entities) if found else []
        found += [item for item in told if item not in found]
        return self._with_one_of_them(noun, found)

    def _around(self, noun: Token, trigger: Trigger) -> list[Entity | Group]:
        """Return whom a trigger tells of whose noun stands for nobody known."""
        found = self._first_subject(noun)
        if not found and trigger.frame.of_people:
            found = self._counted_anybody(noun)
        if found:
            return found
        if noun.lemma_.lower() in _POINTERS:
            of_whom = [item for item in syntax.objects_of(noun, "of") if nominals.is_person_noun(item)]
            if of_whom:
                # "20 cases of immigrants arrested": the parser hangs it on "cases"
                return self._participants.resolve(of_whom[0])
            if not trigger.frame.weak:
                numbered = nominals.is_plural(noun) and bool(syntax.children(noun, "nummod"))
                # "115 cases were indicted"
                return [] if numbered else [*told_before(trigger, self._entities)]
        return self._behind_thing(noun, trigger) if _is_thing(noun) else []

    def _behind_thing(self, noun: Token, trigger: Trigger) -> list[Entity | Group]:
        """Return whom the clauses around tell of where the parser hung a trigger on a thing."""
        token = trigger.token
        found: list[Entity | Group] = []
        if (
            trigger.frame.place == "object"
            and (token.dep_ in ("conj", "advcl") or _is_set_off(token))
            and syntax.is_passive(token)
            and not stands_behind(token, noun)
        ):
            # "was issued a notice and released", "was charged with rape, convicted of assault"
            found = self._above(token)
        if not found and token.dep_ in ("pcomp", "conj"):
            # "Despite being convicted and sentenced, his release was allowed": whose release
            owners = syntax.children(noun, "poss") if noun.i > token.i else []
            found = [person for owner in owners for person in self._participants.resolve(owner)]
            in_time = token.dep_ == "pcomp" and token.head.lower_ in _IN_TIME
            if not found and in_time and trigger.frame.event in _AT_LAW:
                # "was arrested on a warrant after being charged": hung on the warrant
                found = self._above(token)
        if not found and token.dep_ == "conj" and noun.i < token.i:
            # "Records show Ann Roe was booked, posted bail and was": the parser hung the verb on "show".
            found = self._subject_before(token)
        return found

    def _both(self, verb: Token, found: list[Entity | Group]) -> list[Entity | Group]:
        """Return the two whom a sentence names in front of "were both", however they are described.

        "Roe, the driver, and Poe, the one said to lead it, were both charged": parsed as if of Roe alone.
        """
        floated = any(token.lower_ == "both" for token in verb.doc[max(verb.sent.start, verb.i - 2) : verb.i])
        if not floated or len(found) > 1 or any(isinstance(item, Group) for item in found):
            return found
        front = range(verb.sent.start, verb.i)
        named = [self._entities.by_token[i] for i in front if i in self._entities.by_token]
        two = [person for person in dict.fromkeys(named) if person.names and not person.suffers()]
        return [*two] if len(two) == 2 and all(item in two for item in found) else found

    def _with_one_of_them(self, noun: Token, found: list[Entity | Group]) -> list[Entity | Group]:
        """Return with those found who is said to be one of those that a participle behind a noun tells of.

        "Roe was among those arrested", "Roe is one of three men charged", "Roe, one of three men charged,";
        alone where he is "the only one".
        """
        node = noun
        while node.dep_ == "pobj" and node.head.lower_ in ("among", "amongst", "of"):
            node = node.head.head
        if node.dep_ == "appos" and node.lower_ == "one" and node.head.i < node.i:
            apposed = [item for item in self._participants.resolve(node.head) if isinstance(item, Entity)]
            return [*found, *(item for item in apposed if not (item.bystander() or item in found))]
        verb = node.head if node.dep_ == "attr" else node
        one = node.dep_ == "attr" and (node.lower_ in _ONE or (node == noun and node.lower_ in _ORDER))
        told = one or (node == verb and node != noun)
        if verb.lemma_ not in ("be", "become") or not told or syntax.children(verb, "neg"):
            return found
        held = syntax.children(verb, "nsubj")
        if not held or syntax.is_relative(held[0]):  # "is married and is one of", "Roe, who is one of"
            shared = None if syntax.children(verb, "expl") else syntax.subject(verb)
            held = [shared] if shared is not None else []
        people = [item for own in held for item in self._participants.resolve(own)]
        named = [item for item in people if isinstance(item, Entity) and not item.bystander()]
        alone = named and any(child.lower_ == "only" for child in node.children)
        return [*named] if alone else [*found, *(item for item in named if item not in found)]

    def _first_subject(self, noun: Token) -> list[Entity | Group]:
        """Return the first of several subjects of one verb, where the last stands for nobody.

        "A man who had been warned of the dangers was sentenced", "Five men from Far Rock, Queens, were
        indicted": the parser hangs the last noun of the phrase on the verb beside its head.
        """
        is_many = nominals.is_person_noun(noun) and nominals.is_plural(noun)
        if noun.dep_ not in ("nsubj", "nsubjpass") or noun.ent_type_ == "PERSON" or is_many:
            return []
        for other in syntax.children(noun.head, "nsubjpass", "nsubj"):
            if other.i < noun.i and not syntax.is_relative(other):
                return self._participants.resolve(other)
        return []

    def _followed(self, noun: Token, saying: Token) -> Token:
        """Return whom "who" stands for behind a leader: "Lou Roe, a former aide to Ed Poe, who was".

        The story is about the one whom the apposition describes, and not about whom they worked for.
        """
        follower = noun.head.head if noun.dep_ == "pobj" else noun
        if not (
            follower.dep_ == "appos"
            and follower.lemma_.lower() in nominals.lexicon().follower
            and self._entities.is_name(follower.head)
            and any(syntax.is_relative(token) for token in noun.doc[noun.i + 1 : saying.i])
        ):
            return noun
        return follower.head

    def _counted_anybody(self, noun: Token) -> list[Entity | Group]:
        """Return the group that a number in front of any noun counts: "arrested 16 Marines", no companies.

        What is arrested or deported is people, whatever they are called.
        """
        nouns = [item for item in syntax.with_conjuncts(noun) if nominals.is_plural(item)]
        counts = [
            count
            for item in nouns
            if item.lemma_.lower() not in nominals.lexicon().bodies
            for child in syntax.children(item, "nummod", "quantmod", "det", "amod")
            if child.i < item.i and (count := self._participants.counted.by(child)) is not None
        ]
        return [Group(count) for count in dict.fromkeys(counts)]

    def _subject_before(self, verb: Token) -> list[Entity | Group]:
        """Return whom the clause before is about that a verb without a subject of its own goes on from."""
        if syntax.children(verb, "nsubj", "nsubjpass"):
            return []
        for token in reversed(verb.doc[verb.sent.start : verb.i]):
            fragment = token.dep_ == "ROOT" and token.pos_ in ("NOUN", "PROPN")
            if token.dep_ in ("nsubj", "nsubjpass") or fragment:
                people = self._of_no_office(token)
                if people:
                    return people
        return []

    def _above(self, token: Token) -> list[Entity | Group]:
        """Return whom the nearest clause above is about, for a verb without a subject of its own."""
        for node in () if syntax.children(token, "nsubj", "nsubjpass") else token.ancestors:
            for subject in syntax.children(node, "nsubjpass", "nsubj"):
                people = self._of_no_office(subject)
                if people:
                    return people
        return []

    def _of_no_office(self, noun: Token) -> list[Entity | Group]:
        return [
            item
            for item in self._participants.resolve(noun)
            if not (isinstance(item, Entity) and item.official)
        ]

    def _is_person(self, token: Token) -> bool:
        return token.i in self._entities.by_token


def _is_thing(noun: Token) -> bool:
    return (
        noun.pos_ == "NOUN" and not nominals.is_person_noun(noun) and noun.ent_type_ not in ("PERSON", "NORP")
    )


def _is_set_off(verb: Token) -> bool:
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.nbor(-1).text == ","
