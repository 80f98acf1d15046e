"""Whom a word stands for: single people, counted groups, or people told of before."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.coordination import is_denied
from pipeline.events.grammar.phrases import accompanying, number_of_whom
from pipeline.events.grammar.said_of import is_hung_across, modifies_one, nearest_told
from pipeline.events.people.appositions import fellow_named
from pipeline.events.people.counted import Counted
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group, Plurals
from pipeline.events.people.rows import Rows
from pipeline.events.triggers.enumerations import (
    apposed_to,
    enumerated,
    is_each,
    is_of_others,
    is_of_something_new,
    is_remainder,
    listed_behind,
    said_of_several,
    titled,
)
from pipeline.schema import Mention

_POINTING = {"both": 2, "two": 2, "pair": 2, "duo": 2, "couple": 2, "trio": 3, "quartet": 4}
_OF_TWO = {"former": 0, "latter": 1}
"""Of two told of just before, which one it stands for."""
_MOST_NAMED = 12
"""People that a number may stand for each by name."""
_AHEAD = frozenset({"following", "other", "additional", "remaining", "new", "more"})
"""Beside a number: others than those told of."""
_MOVING = frozenset({"transfer", "hand", "turn", "give", "send", "move", "release", "return", "deliver"})
"""What is done to things as well as to people."""
_PLACES = frozenset({"GPE", "LOC", "NORP", "CARDINAL", "DATE"})
"""What stands between a name and the clause about the person: town, country, age."""


class Participants:
    """Resolves tokens to people and groups of one article."""

    def __init__(self, doc: Doc, entities: Entities, counts: Sequence[Mention]) -> None:
        """Keep the people and what is counted."""
        self.entities = entities
        self.counted = Counted(doc, counts, frozenset(entities.countries))
        self.rows = Rows(doc, entities.all)
        self._alone: dict[tuple[int, bool], Sequence[Entity | Group]] = {}
        self.plurals = Plurals(entities.all, entities.by_token, entities.sentences, self.counted, self.rows)

    def resolve(self, noun: Token, saying: Token | None = None) -> list[Entity | Group]:
        """Return whom a noun and those coordinated with it stand for.

        Args:
            noun: the noun.
            saying: the word that is said of it; what modifies one noun is said of that one alone.
        """
        of_clause = saying is not None and saying.dep_ == "relcl" and saying.head == noun
        if of_clause and is_denied(noun) and noun.dep_ in ("appos", "conj") and noun.head.i < noun.i:
            noun = noun.head  # "It was Al Roe, not Ed Poe, who was held"
        whole = syntax.objects_of(noun, "of") if noun.lower_ == "all" else []
        if whole and self.counted.of(whole[0]) and not syntax.children(whole[0], "conj"):
            noun = whole[0]  # "all of the 2,901 people"
        part = number_of_whom(saying) if saying is not None else None
        fewer = self.counted.at(part.i) if part is not None else None
        if fewer is not None:
            return [Group(fewer, self.plurals.owners(noun))]
        listed = self.rows.beside(noun) or listed_behind(noun, self.entities)
        listed = listed or titled(noun, saying, self.entities)
        if listed:
            return [*listed]
        told = noun if saying is None else nearest_told(saying, noun)
        told = noun if told.i != noun.i and is_denied(told) else told
        alone, noun = saying is not None and (told is not noun or modifies_one(saying, noun)), told
        found: list[Entity | Group] = []
        beside = [noun] if alone else syntax.with_conjuncts(noun)
        if beside[1:] and nominals.is_counted(noun):
            beside = [item for item in beside if not _is_other_deed(noun, item)]
        if beside[1:] and (saying is not None or not is_denied(noun)):
            beside = [item for item in beside if not is_denied(item)] or beside
        for token in beside:
            if token.head == noun and is_hung_across(noun, token):
                continue  # "A man accused of killing a nurse, Ann Roe, was charged"
            described = saying is not None and saying.dep_ == "acl" and saying.head == token
            for item in self.alone(token, whole=described):
                # "arrested 20 people, Sheriff Ann Roe said": who speaks is parsed into the list.
                in_line = token is noun or (saying is not None and noun.i < token.i < saying.i)
                in_line |= token.i > noun.i and token.doc[token.left_edge.i - 1].lower_ == "and"
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
        # "Bo Lor (convicted of murder), Ed Poe (convicted of theft)": a name nobody knows is not the next one
        unknown = noun.pos_ == "PROPN" and noun.ent_type_ not in _PLACES
        one = noun.lower_ == "one"  # "One of the 12, a man convicted of theft, was arrested"
        for child in named if not unknown else ():
            if child.i in self.entities.by_token and (one or self.entities.is_name(child)):
                return [*self.alone(child)]
        node = noun
        while node.dep_ in ("pobj", "appos", "conj", "npadvmod", "nmod") and noun.ent_type_ in _PLACES:
            node = node.head.head if node.dep_ == "pobj" else node.head
            if node.i in self.entities.by_token:
                return [self.entities.by_token[node.i]]
        return []

    def alone(self, token: Token, *, whole: bool = False) -> Sequence[Entity | Group]:
        """Return whom one word stands for, without those coordinated with it.

        Args:
            token: the word.
            whole: whether of "41 of 49 people" it stands for the 49.
        """
        asked = (token.i, whole)
        if asked not in self._alone:
            self._alone[asked] = self._meant(token, whole)
        return self._alone[asked]

    def _meant(self, token: Token, whole: bool) -> Sequence[Entity | Group]:
        known = self.entities.by_token.get(token.i) or fellow_named(token, self.entities.by_token)
        if known is not None:
            return [known]
        if token.lower_ in _OF_TWO and nominals.determiner(token) == "given":
            two = self.plurals.before(token, 2)
            return two[_OF_TWO[token.lower_] :][:1] if len(two) == 2 else []
        if is_remainder(token):
            left = self.plurals.rest(token)
            if left:
                return left
        several = said_of_several(token, self.entities)
        told = self.counted.of(token) if several else None
        if several and (told is None or told.value == len(several)):
            return several
        apposed = apposed_to(token, self.entities)
        if apposed:
            return apposed
        family = self._family(token)
        if family:
            return family
        count = self.counted.of(token, whole=whole)
        if count is not None and isinstance(count.value, int):
            return self._of_number(token, count, count.value)
        return self._of_all(token)

    def _of_number(self, token: Token, count: Mention, number: int) -> Sequence[Entity | Group]:
        """Return whom a counted noun stands for: people told of before ("the two men"), else so many."""
        given = nominals.determiner(token) == "given" or token.lower_ == "both"
        ahead = any(child.lower_ in _AHEAD for child in token.children) or is_of_others(token)
        numbered = self.counted.at(token.i) is not None
        every = token.left_edge.lower_ == "all" or (numbered and token.left_edge.lower_ == "the")
        if not ahead and (given or every):
            people = self.plurals.before(token, number) if number <= _MOST_NAMED else []
            if people:
                return people
        return [Group(count, self.plurals.owners(token), self._country(token))]

    def _of_all(self, token: Token) -> Sequence[Entity | Group]:
        """Return whom a plural without a number points back to: "neither", "each", "they", "the men"."""
        first = token.left_edge
        if first.lower_ == "all" and syntax.text_of(token.doc).startswith("but ", first.idx + 4):
            return []  # "All but four were convicted"
        if token.lower_ in ("neither", "none"):  # "None of the 15 was charged"
            of_whom = syntax.objects_of(token, "of")
            if any(item.lemma_.lower() in nominals.lexicon().acting for item in of_whom):
                return []
            pair = 2 if token.lower_ == "neither" else None
            return self.resolve(of_whom[0]) if of_whom else self.plurals.before(token, pair)
        if token.lower_ in _POINTING or (first.lower_ == "both" and nominals.is_person_noun(token)):
            return self.plurals.before(token, _POINTING.get(token.lower_, 2))
        if is_each(token):
            return self.plurals.before(token, None)
        if _is_of_things(token):
            return []
        if nominals.is_plural_pronoun(token) or _is_given(token):
            return self.plurals.before(token, None)
        many = nominals.is_plural(token) and nominals.is_person_noun(token)
        return self.plurals.ahead(token, None) if many else []

    def _country(self, noun: Token) -> Mention | None:
        """Return the one nationality that a counted noun has: "four Peruvian men", "three Hondurans"."""
        words = noun.doc[noun.left_edge.i : noun.i + 1]
        found = [self.entities.countries[word.i] for word in words if word.i in self.entities.countries]
        return found[0] if len({item.value for item in found}) == 1 else None

    def _family(self, token: Token) -> list[Entity]:
        """Return those of one family that a plural of its name stands for: "the Hales"."""
        if token.pos_ != "PROPN" or token.left_edge.lower_ != "the" or not token.lower_.endswith("s"):
            return []
        name = token.lower_[:-1].removesuffix("e") if token.lower_.endswith("ses") else token.lower_[:-1]
        people = [
            entity
            for entity in self.entities.all
            if any(len(words) > 1 and words[-1] == name for words in entity.distinct)
        ]
        return people if len(people) > 1 else []


def _is_of_a_kind(noun: Token) -> bool:
    """Say whether it is whoever is the worst, and nobody told of: "the most dangerous offenders"."""
    beside = [word for child in noun.children for word in (child, *child.children) if word.i < noun.i]
    return any(word.tag_ in ("JJS", "RBS") for word in beside)


def _is_other_deed(noun: Token, other: Token) -> bool:
    """Say whether two nouns count deeds of two kinds: "made 3,200 arrests and 1,100 removals"."""
    deed = nominals.is_counted(other) and noun.lemma_ != other.lemma_
    return deed and bool(syntax.children(other, "nummod"))


def _is_of_things(pronoun: Token) -> bool:
    """Say whether "them" is the things of the clause joined in front: "took the pills and handed them on"."""
    verb = pronoun.head
    moved = pronoun.dep_ == "dobj" and verb.dep_ == "conj" and verb.lemma_ in _MOVING
    if pronoun.lower_ != "them" or not moved:
        return False
    things = syntax.children(verb.head, "dobj")
    return any(
        noun.tag_ == "NNS" and not nominals.is_person_noun(noun) and not noun.ent_type_ for noun in things
    )


def _is_given(noun: Token) -> bool:
    """Say whether a plural is of people told of before: "the men", and not "the other men"."""
    return (
        nominals.is_plural(noun)
        and nominals.is_person_noun(noun)
        and nominals.determiner(noun) == "given"
        and not syntax.children(noun, "poss")
        and not is_of_something_new(noun)
        and not any(child.lower_ in _AHEAD for child in noun.children)
        and not _is_of_a_kind(noun)
    )
