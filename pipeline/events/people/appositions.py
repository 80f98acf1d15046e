"""Whom a noun for a person is said of, by the words beside it: apposition, predicate, a name behind it.

in: a noun of a parsed `Doc`, the people told of so far    out: an `Entity`, or None    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.said_of import is_hung_across, is_of_whose, is_source, told_of
from pipeline.events.grammar.syntax import between, children, text_of
from pipeline.events.people.entity import Entity
from pipeline.events.people.naming import Naming
from pipeline.schema import Mention

_NEAR = 14
"""Tokens from a noun within which its age and country stand."""
_ASIDE = 3
"""Tokens from a noun to "later identified" behind its comma."""
_NAME_AND_AGE = 4
"""Tokens of the end of a name, its age and the commas around that."""
_WITHIN = frozenset({"pobj", "dobj"})
_BEING = frozenset({"be", "become", "remain"})
_RELATIVE = frozenset({"who", "whom", "that"})
_CALLING = frozenset(
    {"identify", "describe", "name", "list", "regard", "label", "brand", "depict", "portray", "characterize"}
)
_WORKING = frozenset({"work", "serve"})
_DONE_TO = frozenset(
    {
        "deport",
        "remove",
        "expel",
        "boot",
        "kick",
        "release",
        "free",
        "parole",
        "arrest",
        "hold",
        "detain",
        "jail",
    }
    | {"imprison", "sentence", "convict", "book", "register", "admit", "extradite", "transfer", "send", "fly"}
)
"""Verbs behind whose passive "as" says what the one it befalls is."""
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "pcomp"})
_NAMING = frozenset({"identify", "name"})
_ALONG = re.compile(
    r"\b(?:with|of|and|carrying|holding|cradling|nursing|breastfeeding)\s(?:an?|the|her|his|their)\s"
    r"(?:[a-z]+\s)?$",
    re.IGNORECASE,
)
"""In front of an age that is of somebody beside the person: "arrested with her 18-month-old child"."""


class Appositions:
    """Reads what stands beside a noun; the mappings passed in grow as the text is read."""

    def __init__(
        self,
        doc: Doc,
        by_token: Mapping[int, Entity],
        naming: Naming,
        names: Mapping[int, Mention],
        ages: Mapping[int, Mention],
        countries: Mapping[int, Mention],
    ) -> None:
        """Keep whom each token stands for, and the names, ages and countries by each of their tokens."""
        self.doc = doc
        self._by_token = by_token
        self._naming = naming
        self._names = names
        self._ages = ages
        self._countries = countries

    def attributes(self, noun: Token) -> tuple[Mention | None, Mention | None]:
        """Return age and nationality that stand in the noun's own phrase."""
        near = [
            item
            for item in self._told_within(noun)
            if not (item.i > noun.i and is_source(noun))
            and not (self._is_of_one_along(item, noun) or self._is_behind_name(item, noun))
            and (item == noun or not any(self._is_apart(mid) for mid in between(item, noun)))
            and not any(is_hung_across(noun, mid) for mid in (item, *between(item, noun)))
        ]
        ages = [self._ages[item.i] for item in near if item.i in self._ages]
        countries = [self._countries[item.i] for item in near if item.i in self._countries]
        return (ages[0] if ages else None), (countries[0] if countries else None)

    def _told_within(self, noun: Token) -> Iterator[Token]:
        """Yield the words of ages and countries in a noun's phrase, near it, in text order."""
        first = max(noun.left_edge.i, noun.i - _NEAR + 1)
        last = min(noun.right_edge.i, noun.i + _NEAR - 1)
        for index in range(first, last + 1):
            item = self.doc[index] if index in self._ages or index in self._countries else None
            if item is not None and (item == noun or noun.is_ancestor(item)):
                yield item

    def _is_of_one_along(self, item: Token, noun: Token) -> bool:
        """Say whether an age behind a noun is of somebody beside it: "a woman with her 18-month-old"."""
        age = self._ages.get(item.i)
        if age is None or item == noun or age.start < noun.idx:
            return False
        return _ALONG.search(text_of(noun.doc)[noun.idx + len(noun) : age.start]) is not None

    def _is_behind_name(self, item: Token, noun: Token) -> bool:
        """Say whether an age is of who is named in a noun's phrase: "the uncle of Ann Roe, 12, was"."""
        age = self._ages.get(item.i)
        name = self._names.get(item.i - 2) if item.i > noun.i + 2 and item.nbor(-1).text == "," else None
        below = age is not None and name is not None and noun.is_ancestor(item.nbor(-2))
        return below and any(word.dep_ == "prep" for word in between(item.nbor(-2), noun))

    def _is_apart(self, node: Token) -> bool:
        """Say whether what hangs on a node is said of somebody else: a clause, another person."""
        person = nominals.is_person_noun(node)
        other = person or (node.i in self._names and node.head.head.lower_ != "name")
        return (
            node.dep_ in _CLAUSES
            or (node.dep_ in ("pobj", "dobj") and other)
            or (node.dep_ in ("appos", "conj") and node.i in self._by_token)
            or (node.dep_ == "conj" and (node.i in self._names or person))
        )

    def named_by(self, noun: Token) -> Entity | None:
        """Return the person that the noun is said of: apposition, predicate, or title in front."""
        return self._apposed_to(noun) or self._predicated_of(noun) or self._behind(noun) or self._named(noun)

    def _apposed_to(self, noun: Token) -> Entity | None:
        if is_of_whose(noun) or is_source(noun.head):
            return None
        if noun.dep_ == "appos" or (noun.dep_ == "conj" and noun.head.dep_ == "appos"):
            head = noun.head if noun.dep_ == "appos" else noun.head.head
            found = self._by_token.get(head.i)
            apposed = found is not None and (found.names or noun.dep_ == "appos")
            listed = found is not None and not found.names and _is_listed(noun, head)
            if found is None or not apposed or found.is_of_other_sex(nominals.sex_of(noun)):
                return None  # "A man killed his girlfriend, their daughter and her aunt"
            if not (listed or self._differs(noun, found)):
                return found
        if noun.dep_ == "conj" and nominals.is_one_with(noun):
            return self._by_token.get(noun.head.i)
        return None

    def _predicated_of(self, noun: Token) -> Entity | None:
        verb = noun.head
        said = noun
        if noun.dep_ == "conj" and verb.dep_ in ("attr", "acomp"):
            said, verb = verb, verb.head  # "who is 8 and a U.S. citizen"
        if said.dep_ == "attr" and verb.lemma_ in _BEING and not children(verb, "neg"):
            subject = told_of(verb)
            if subject is not None and subject.i in self._by_token:
                return self._by_token[subject.i]
        if noun.dep_ == "pobj" and verb.lower_ == "as" and verb.head.lemma_ in _WORKING:
            own = told_of(verb.head) if not children(verb.head, "neg", "dobj") else None
            return self._by_token.get(own.i) if own is not None else None  # "Roe worked as a guard"
        if noun.dep_ == "pobj" and verb.lower_ == "as" and verb.head.lemma_ in _DONE_TO:
            held = children(verb.head, "nsubjpass")
            known = self._by_token.get(held[0].i) if held and nominals.determiner(noun) == "new" else None
            if known is not None:
                return known  # "Roe was deported as a convicted felon"
        if noun.dep_ == "pobj" and verb.lower_ == "as" and verb.head.lemma_ in _CALLING:
            held = children(verb.head, "dobj", "nsubjpass")
            above = verb.head.head if verb.head.dep_ in ("relcl", "acl") else None
            if above is not None and (not held or held[0].lower_ in _RELATIVE):
                return self._by_token.get(above.i)  # "Roe, who the agency identified as a citizen of Peru"
            if held:
                return self._by_token.get(held[0].i)
        return None

    def _behind(self, noun: Token) -> Entity | None:
        """Return whose name and age stand right in front: "Bo Lee, 28, a cook formerly of Gary, pleaded"."""
        first = noun.left_edge
        if nominals.determiner(noun) != "new" or first.i < 3 or self.doc[first.i - 1].text != ",":
            return None
        if noun.dep_ == "conj" or any(children(item, "det") for item in children(noun, "conj")):
            return None  # "Bo Lee, 28, a woman and a child were"
        node = first.i - 2
        while node > 0 and node in self._ages:
            node -= 1
        aged = node < first.i - 2 and self.doc[node].text == ","
        found = self._by_token.get(node - 1) if aged and node - 1 in self._names else None
        if found is None or self._differs(noun, found) or found.is_of_other_sex(nominals.sex_of(noun)):
            return None
        return found

    def entitled(self, noun: Token) -> Mention | None:
        """Return the name that a noun stands right in front of as a title does: "former receiver Ann Roe".

        Or that closes its phrase: "the suspect in the killing of Ann Roe, Al Poe, 26, was".
        """
        at_end = self._at_end(noun)
        if at_end is not None:
            return at_end
        node = noun.i + 1
        while node < len(self.doc) and self.doc[node].dep_ == "compound" and self.doc[node].pos_ == "NOUN":
            node += 1
        name = self._names.get(node)
        if (
            name is None
            or name.start != self.doc[node].idx
            or noun.dep_ == "appos"
            or nominals.is_plural(noun)
        ):
            return None
        inside = next(item for item in self.doc[node:] if self._names.get(item.i + 1) is not name)
        clause = any(item.dep_ == "relcl" and item.head == noun for item in (inside.head, inside))
        return None if clause or children(noun, "poss") else name

    def _named(self, noun: Token) -> Entity | None:
        """Return the person known already by the name said of a noun: "her sister, Ann Roe,"."""
        owners = [self._by_token.get(owner.i) for owner in children(noun, "poss")]
        for mention in self.names_of(noun):
            found = self._naming.known(mention)
            if found is not None and found not in owners and not self._differs(noun, found):
                return found
        return None

    def names_of(self, noun: Token) -> list[Mention]:
        """Return the names said of a noun: "the cook, Ann Roe", "the man, later identified as Ed Poe".

        "The man at the wheel was Ed Poe" says it, too.
        """
        said = [name for name in children(noun, "appos") if not is_hung_across(noun, name)]
        if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and not children(noun.head, "neg"):
            said += [
                name for item in children(noun.head, "attr") for name in (item, *children(item, "appos"))
            ]
        beside = (verb for verb in children(noun.head, "advcl") if 0 < verb.i - noun.i <= _ASIDE)
        for verb in (*children(noun, "acl"), *beside):
            if verb.lemma_ in _NAMING and verb.tag_ == "VBN":
                said += [item for by in children(verb, "prep") for item in children(by, "pobj")]
                said += children(verb, "oprd")
        return [self._names[item.i] for item in said if item.i in self._names]

    def _at_end(self, noun: Token) -> Mention | None:
        """Return the name that closes a subject's phrase with its age, whatever the parser hangs it on."""
        if noun.dep_ not in ("nsubj", "nsubjpass") or nominals.determiner(noun) != "given":
            return None
        verb = min((noun.head, *children(noun.head, "aux", "auxpass")), key=lambda item: item.i)
        if verb.i - noun.i <= _NAME_AND_AGE:
            return None
        name, front, age, behind = self.doc[verb.i - _NAME_AND_AGE : verb.i]
        mention = self._names.get(name.i) if age.i in self._ages else None
        if mention is None or front.text != "," or behind.text != ",":
            return None
        first = next(item for item in self.doc[noun.i : verb.i] if self._names.get(item.i) is mention)
        # of "the man who shot the clerk, Al Poe, 26, was" he may be the clerk
        apart = first.nbor(-1).text == "," and first.i - 2 in self._names
        inside = any(item.dep_ in _WITHIN and noun.is_ancestor(item) for item in (name, *name.ancestors))
        return mention if apart and inside else None

    def _differs(self, noun: Token, entity: Entity) -> bool:
        """Say whether the noun gives an age or a country other than the person's."""
        age, country = self.attributes(noun)
        other_age = age is not None and entity.age is not None and age.value != entity.age.value
        other_country = (
            country is not None
            and entity.nationality is not None
            and country.value != entity.nationality.value
            and "United States" not in (country.value, entity.nationality.value)
        )
        again = country is not None and not entity.names and nominals.determiner(noun) == "new"
        again = again and not _is_aside(noun)
        return other_age or other_country or again


def is_named_as(name: Token) -> bool:
    """Say whether a name is told of somebody told of before: "Police named the cook as Ed Poe"."""
    return name.dep_ == "pobj" and name.head.lower_ == "as" and name.head.head.lemma_ in _NAMING


def _is_aside(noun: Token) -> bool:
    """Say whether commas set a noun off between a subject and its verb: "Another man, a Haitian, was"."""
    head = noun.head
    if noun.dep_ != "appos" or head.dep_ not in ("nsubj", "nsubjpass") or children(head, "acl", "relcl"):
        return False
    front, behind = noun.left_edge.i - 1, noun.right_edge.i + 1
    alone = front == head.i + 1 and behind < head.head.i and not children(head, "conj")
    return alone and noun.doc[front].text == noun.doc[behind].text == ","


def _is_listed(noun: Token, head: Token) -> bool:
    """Say whether two people stand in one list: "a man charged with theft, a woman convicted of arson"."""
    if nominals.determiner(noun) != "new" or nominals.determiner(head) != "new":
        return False
    sexes = {nominals.sex_of(noun), nominals.sex_of(head)} - {None}
    return len(sexes) > 1 or all(children(item, "acl", "relcl") for item in (noun, head))


def fellow_named(token: Token, by_token: Mapping[int, Entity]) -> Entity | None:
    """Return who is named right behind a word for one of the same case: "and co-defendant Ann Roe"."""
    if token.lower_ not in nominals.lexicon().fellow or token.i + 1 >= token.sent.end:
        return None
    named = by_token.get(token.i + 1)
    return named if named is not None and named.names else None
