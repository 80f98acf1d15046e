"""Who a trigger speaks of: single people, counted groups, or people told of before."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.against import is_wronged
from pipeline.events.grammar.phrases import accompanying
from pipeline.events.grammar.said_of import (
    before_whom,
    behind_source,
    modifies_one,
    nearest_told,
    part_and_whole,
    relative_apart,
    stands_behind,
)
from pipeline.events.people.appositions import fellow_named
from pipeline.events.people.counted import Counted
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group, Plurals
from pipeline.events.people.rows import Rows
from pipeline.events.triggers.entries import entered_of
from pipeline.events.triggers.enumerations import (
    apposed_people,
    enumerated,
    is_each,
    is_of_others,
    is_of_something_new,
    is_recalled,
    is_remainder,
    listed_behind,
    said_of_several,
    titled,
)
from pipeline.events.triggers.gapping import told_without_verb
from pipeline.events.triggers.in_front import number_in_front, several_in_front
from pipeline.events.triggers.places import place_of
from pipeline.events.triggers.triggers import Trigger
from pipeline.events.triggers.unsaid import told_before
from pipeline.schema import Mention

_POINTING = {"both": 2, "two": 2, "pair": 2, "duo": 2, "couple": 2, "trio": 3, "quartet": 4}
_AHEAD = frozenset({"following", "other", "additional", "remaining", "new", "more"})
"""Beside a number: others than those told of."""
_PLACES = frozenset({"GPE", "LOC", "NORP", "CARDINAL", "DATE"})
"""What stands between a name and the clause about the person: town, country, age."""
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


class Participants:
    """Resolves tokens to people and groups of one article."""

    def __init__(self, doc: Doc, entities: Entities, counts: Sequence[Mention]) -> None:
        """Keep the people and what is counted."""
        self.entities = entities
        self.counted = Counted(doc, counts, entities.nationality_tokens)
        self.rows = Rows(doc, entities.all)
        self.plurals = Plurals(entities.all, entities.by_token, entities.sentences, self.counted, self.rows)

    def of(self, trigger: Trigger) -> list[Entity | Group]:
        """Return whom the trigger's event is reported of, in text order; nobody where it is not said."""
        entry = entered_of(trigger, self.entities)
        if entry is not None:
            return [entry]
        noun = place_of(trigger, self._is_person)
        if noun is None:
            return [*told_before(trigger, self.entities)]
        if noun.lower_ == "another" and noun.dep_ == "conj" and not self._is_person(noun):
            return []  # "one a convicted murderer and another charged with rape": who, is not said
        if trigger.token.dep_ == "acl" and is_wronged(noun):
            return []  # "Teacher who committed crimes against two pupils sentenced"
        parts = syntax.objects_of(noun, "of") if noun.pos_ == "NUM" else []
        if any(item.lemma_ in nominals.lexicon().bodies and not nominals.is_people(item) for item in parts):
            return []  # "Three of the companies pleaded guilty"
        if noun.lemma_ in _PAPERS:
            # "had detainers not honored and been released": the parser hangs the second on the paper.
            return self._subject_before(trigger.token) if trigger.token.dep_ == "conj" else []
        noun = behind_source(noun)
        noun = before_whom(relative_apart(self._followed(noun, trigger.token), trigger.token))
        apposed = apposed_people(trigger.token, self.entities)
        if apposed:
            return [*apposed]
        part, whole = part_and_whole(trigger.token)
        if self.counted.at(part) and not any(map(self.counted.at, whole)):
            return []
        bare = number_in_front(trigger.token)
        number = self.counted.at(bare.i) if bare is not None else None
        acting = syntax.children(trigger.token, "dobj") and not syntax.is_passive(trigger.token)
        passive = trigger.frame.place == "object" and not acting
        if bare is not None and number is not None and passive:
            return self._with_one_of_them(bare, [Group(number)])
        several = several_in_front(trigger.token)
        if several is not None:
            return [*self._one(several)]
        found = [item for item in self.resolve(noun, trigger.token) if not is_recalled(item, noun, trigger)]
        found = self._both(trigger.token, found)
        told = told_without_verb(trigger, self.entities) if found else []
        found += [item for item in told if item not in found]
        found = self._with_one_of_them(noun, found)
        if not found:
            found = self._first_subject(noun)
        if not found and trigger.frame.of_people:
            found = self._counted_anybody(noun)
        of_whom = [item for item in syntax.objects_of(noun, "of") if nominals.is_person_noun(item)]
        if not found and of_whom and noun.lemma_.lower() in _POINTERS:
            # "20 cases of immigrants arrested": the parser hangs it on "cases"
            return self.resolve(of_whom[0])
        if not found and not trigger.frame.weak and noun.lemma_.lower() in _POINTERS:
            numbered = nominals.is_plural(noun) and bool(syntax.children(noun, "nummod"))
            return [] if numbered else [*told_before(trigger, self.entities)]  # "115 cases were indicted"
        if (
            not found
            and trigger.frame.place == "object"
            and (trigger.token.dep_ in ("conj", "advcl") or _is_set_off(trigger.token))
            and syntax.is_passive(trigger.token)
            and self._is_thing(noun)
            and not stands_behind(trigger.token, noun)
        ):
            # "was issued a notice and released", "was charged with rape, convicted of assault": hung on it
            found = self._above(trigger.token)
        if not found and trigger.token.dep_ in ("pcomp", "conj") and self._is_thing(noun):
            # "Despite being convicted and sentenced, his release was allowed": whose release
            owners = syntax.children(noun, "poss") if noun.i > trigger.token.i else []
            found = [person for owner in owners for person in self.resolve(owner)]
            in_time = trigger.token.dep_ == "pcomp" and trigger.token.head.lower_ in _IN_TIME
            if not found and in_time and trigger.frame.event in _AT_LAW:
                # "was arrested on a warrant after being charged": hung on the warrant
                found = self._above(trigger.token)
        if not found and trigger.token.dep_ == "conj" and noun.i < trigger.token.i and self._is_thing(noun):
            # "Records show Ann Roe was booked, posted bail and was": the parser hung the verb on "show".
            found = self._subject_before(trigger.token)
        return found

    def _both(self, verb: Token, found: list[Entity | Group]) -> list[Entity | Group]:
        """Return the two whom a sentence names in front of "were both", however they are described.

        "Roe, the driver, and Poe, the one said to lead it, were both charged": parsed as if of Roe alone.
        """
        floated = any(token.lower_ == "both" for token in verb.doc[max(verb.sent.start, verb.i - 2) : verb.i])
        if not floated or len(found) > 1 or any(isinstance(item, Group) for item in found):
            return found
        front = range(verb.sent.start, verb.i)
        named = [self.entities.by_token[i] for i in front if i in self.entities.by_token]
        two = [person for person in dict.fromkeys(named) if person.names and not person.suffers()]
        return [*two] if len(two) == _POINTING["both"] and all(item in two for item in found) else found

    def _with_one_of_them(self, noun: Token, found: list[Entity | Group]) -> list[Entity | Group]:
        """Return with those found who is said to be one of those that a participle behind a noun tells of.

        "Roe was among those arrested", "Roe is one of three men charged"; alone where he is "the only one".
        """
        node = noun
        while node.dep_ == "pobj" and node.head.lower_ in ("among", "amongst", "of"):
            node = node.head.head
        verb = node.head if node.dep_ == "attr" else node
        one = node.dep_ == "attr" and (node.lower_ in _ONE or (node == noun and node.lower_ in _ORDER))
        told = one or (node == verb and node != noun)
        if verb.lemma_ not in ("be", "become") or not told or syntax.children(verb, "neg"):
            return found
        people = [item for own in syntax.children(verb, "nsubj") for item in self.resolve(own)]
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
                return self.resolve(other)
        return []

    def _followed(self, noun: Token, saying: Token) -> Token:
        """Return whom "who" stands for behind a leader: "Lou Roe, a former aide to Ed Poe, who was".

        The story is about the one whom the apposition describes, and not about whom they worked for.
        """
        follower = noun.head.head if noun.dep_ == "pobj" else noun
        if not (
            follower.dep_ == "appos"
            and follower.lemma_.lower() in nominals.lexicon().follower
            and self.entities.is_name(follower.head)
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
            if child.i < item.i and (count := self.counted.at(child.i)) is not None
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
        return [item for item in self.resolve(noun) if not (isinstance(item, Entity) and item.official)]

    def _is_person(self, token: Token) -> bool:
        return token.i in self.entities.by_token

    def _is_thing(self, noun: Token) -> bool:
        return (
            noun.pos_ == "NOUN"
            and not nominals.is_person_noun(noun)
            and noun.ent_type_ not in ("PERSON", "NORP")
        )

    def resolve(self, noun: Token, saying: Token | None = None) -> list[Entity | Group]:
        """Return whom a noun and those coordinated with it stand for.

        Args:
            noun: the noun.
            saying: the word that is said of it; what modifies one noun is said of that one alone.
        """
        whole = syntax.objects_of(noun, "of") if noun.lower_ == "all" else []
        if whole and self.counted.of(whole[0]) and not syntax.children(whole[0], "conj"):
            noun = whole[0]  # "all of the 2,901 people"
        listed = listed_behind(noun, self.entities) or titled(noun, saying, self.entities)
        if listed:
            return [*listed]
        told = noun if saying is None else nearest_told(saying, noun)
        alone, noun = saying is not None and (told is not noun or modifies_one(saying, noun)), told
        found: list[Entity | Group] = []
        for token in [noun] if alone else syntax.with_conjuncts(noun):
            described = saying is not None and saying.dep_ == "acl" and saying.head == token
            for item in self._one(token, whole=described):
                # "arrested 20 people, Sheriff Ann Roe said": who speaks is parsed into the list.
                in_line = token is noun or (saying is not None and noun.i < token.i < saying.i)
                speaker = not in_line and isinstance(item, Entity) and item.bystander()
                if item not in found and not speaker:
                    found.append(item)
        found = found or self._beside(noun) or [*enumerated(noun, self.entities)]
        if saying is not None and not alone:
            found += [person for person in self.rows.others(noun, saying) if person not in found]
        return found + self._along(noun, saying, found) if saying is not None and not alone else found

    def _along(self, noun: Token, verb: Token, found: Sequence[Entity | Group]) -> list[Entity | Group]:
        """Return who is named along with somebody: "Al Roe, along with his wife, Ann Roe, was charged"."""
        return [
            person
            for node in (noun, verb)
            for held in accompanying(node)
            for person in self.resolve(held)
            if person not in found and not (isinstance(person, Entity) and person.bystander())
        ]

    def _beside(self, noun: Token) -> list[Entity | Group]:
        """Return the person whom a noun that stands for nobody describes, or stands beside.

        "a co-defendant, Ann Roe" names her in apposition; in "Ann Roe, 38, of Ghana, who" the parser hangs
        the clause on the country.
        """
        named = [
            child
            for node in (noun, *syntax.children(noun, "appos"))
            for child in syntax.children(node, "appos")
        ]
        for child in named:
            if child.i in self.entities.by_token and self.entities.is_name(child):
                return [*self._one(child)]
        node = noun
        while node.dep_ in ("pobj", "appos", "conj", "npadvmod", "nmod") and noun.ent_type_ in _PLACES:
            node = node.head.head if node.dep_ == "pobj" else node.head
            if node.i in self.entities.by_token:
                return [self.entities.by_token[node.i]]
        return []

    def _one(self, token: Token, *, whole: bool = False) -> Sequence[Entity | Group]:
        known = self.entities.by_token.get(token.i) or fellow_named(token, self.entities.by_token)
        if known is not None:
            return [known]
        if is_remainder(token):
            left = self.plurals.rest(token)
            if left:
                return left
        several = said_of_several(token, self.entities)
        told = self.counted.of(token) if several else None
        if several and (told is None or told.value == len(several)):
            return several
        family = self._family(token)
        if family:
            return family
        count = self.counted.of(token, whole=whole)
        if count is not None and isinstance(count.value, int):
            given = nominals.determiner(token) == "given" or token.lower_ == "both"
            ahead = any(child.lower_ in _AHEAD for child in token.children) or is_of_others(token)
            number = self.counted.at(token.i) is not None
            every = token.left_edge.lower_ == "all" or (number and token.left_edge.lower_ == "the")
            if not ahead and (given or every):
                people = self.plurals.before(token, count.value) if count.value <= 12 else []
                if people:
                    return people
            return [Group(count, self.plurals.owners(token))]
        if token.lower_ in _POINTING or (token.left_edge.lower_ == "both" and nominals.is_person_noun(token)):
            return self.plurals.before(token, _POINTING.get(token.lower_, 2))
        if is_each(token):
            return self.plurals.before(token, None)
        if nominals.is_plural_pronoun(token) or (
            nominals.is_plural(token)
            and nominals.is_person_noun(token)
            and nominals.determiner(token) == "given"
            and not syntax.children(token, "poss")
            and not is_of_something_new(token)
            and not any(child.lower_ in _AHEAD for child in token.children)
            and not _is_of_a_kind(token)
        ):
            return self.plurals.before(token, None)
        return []

    def _family(self, token: Token) -> list[Entity]:
        """Return those of one family that a plural of its name stands for: "the Hales"."""
        if token.pos_ != "PROPN" or token.left_edge.lower_ != "the" or not token.lower_.endswith("s"):
            return []
        name = token.lower_[:-1].removesuffix("e") if token.lower_.endswith("ses") else token.lower_[:-1]
        people = [
            entity
            for entity in self.entities.all
            if any(len(words) > 1 and words[-1] == name for words in entity.name_words)
        ]
        return people if len(people) > 1 else []


def _is_of_a_kind(noun: Token) -> bool:
    """Say whether it is whoever is the worst, and nobody told of: "the most dangerous offenders"."""
    beside = [word for child in noun.children for word in (child, *child.children) if word.i < noun.i]
    return any(word.tag_ in ("JJS", "RBS") for word in beside)


def _is_set_off(verb: Token) -> bool:
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.nbor(-1).text == ","
