"""Whom a plural noun means that stands in front of their names, or was told of them before.

in: a noun of a parsed `Doc`, the people told of    out: people    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from spacy.tokens import Span, Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.clauses import is_accused
from pipeline.events.grammar.headlines import is_in_headline
from pipeline.events.people.entity import Entity
from pipeline.number_words import number_of

type Coordinated = Callable[[Token], Sequence[Entity]]
"""The people who are coordinated at a token."""

_BEFORE_COURT = frozenset(
    {"court", "charge", "accuse", "plead", "arrest", "jail", "custody", "bail", "bond", "sentence", "convict"}
    | {"trial", "appeal", "deport", "want", "hearing", "prison", "warrant", "indict", "suspect", "arraign"}
    | {"detain", "remand", "defendant", "accused", "lawyer", "deportation", "acquit", "extradite", "guilty"}
)
"""Words for what befalls the accused, in the sentence that names them."""
_PAIR = 2
_AHEAD = 2
"""Sentences in which those are named whom the first one told of as so many."""


def called_before(
    noun: Token, before: Sequence[Sequence[Token]], coordinated: Coordinated
) -> Sequence[Entity]:
    """Return whom the same noun was said of by name: "two guards, Al Roe and Ed Poe ... The guards".

    Args:
        noun: a plural.
        before: its sentence and those before it, nearest first.
        coordinated: who is coordinated at a token.
    """
    if noun.pos_ != "NOUN" or noun.tag_ != "NNS":
        return []
    for item in (item for tokens in before for item in reversed(tokens) if item.i < noun.i):
        if item.lemma_ != noun.lemma_ or item.tag_ != "NNS":
            continue
        numbers = [number_of(word.text) for word in syntax.children(item, "nummod")]
        for name in syntax.children(item, "appos"):
            people = [*coordinated(name)][
                : next(iter(numbers), None)
            ]  # "two guards, Roe and Poe, and a nurse"
            if len(people) > 1 and all(person.names for person in people):
                return people
    return []


def named_behind(
    noun: Token, count: int | None, people: Sequence[Entity], coordinated: Coordinated
) -> Sequence[Entity]:
    """Return the first people whom a story names, just so many as a noun in front of them says.

    "The couple were charged Monday. Ann and Al Roe, who own a shop, are to be tried in May."

    Args:
        noun: the noun.
        count: how many are meant; null: not said, as only headlines need not.
        people: the people of the story.
        coordinated: who is coordinated at a token.
    """
    told = (item.token for person in people if person.is_told_of() for item in person.references)
    unsaid = count is None and not _heads(noun)
    if unsaid or any(index < noun.i for index in told):
        return []
    end = noun.sent.end
    for _ in range(_AHEAD):
        if end >= len(noun.doc):
            return []
        sentence = noun.doc[end].sent
        end = sentence.end
        named = [(item, found) for item in sentence if len(found := _told_by(item, coordinated)) > 1]
        if named and not _are_said_to_be_others(named[0][0]):
            found = named[0][1]
            court = any(word.lemma_.lower() in _BEFORE_COURT for word in sentence)
            fit = all(
                person.names
                and person.may_be(noun)
                and (court or person.described())
                and not (person.bystander() or person.is_of_other_sex(nominals.sex_of(noun)))
                for person in found
            )
            return found if fit and count in (None, len(found)) and not _points_back(sentence) else []
    return []


def _heads(noun: Token) -> bool:
    """Say whether a plural is bare in a headline: "Brothers Charged With Theft"."""
    bare = noun.tag_ == "NNS" and not syntax.children(noun, "det", "poss", "nummod", "conj", "appos")
    return bare and is_in_headline(noun)


def accused_in_office(
    noun: Token, count: int | None, before: Sequence[Sequence[Token]], by_token: Mapping[int, Entity]
) -> Sequence[Entity]:
    """Return the officials told of together last, where so many are said to be accused: "Both were charged".

    Args:
        noun: a plural noun or pronoun.
        count: how many are meant; null: not said, and nobody is found.
        before: its sentence and those before it, nearest first.
        by_token: whom each token stands for.
    """
    if count is None or not is_accused(noun):
        return []
    for item in (item for tokens in before for item in reversed(tokens) if item.i < noun.i):
        if item.dep_ not in ("nsubj", "nsubjpass"):
            continue
        found = [by_token[name.i] for name in syntax.with_conjuncts(item) if name.i in by_token]
        people = [*dict.fromkeys(found)]
        if len(people) > 1:
            fit = all(person.names and person.official for person in people) and len(people) == count
            speaks = any(reference.speaks for person in people for reference in person.references)
            return people if fit and not speaks else []
    return []


def so_many_told(
    noun: Token, count: int, near: Sequence[Entity], pool: Sequence[tuple[int, Entity]]
) -> list[Entity]:
    """Return as many people told of last as a noun counts, in the order they were told of; else nobody.

    Args:
        noun: a plural noun or pronoun.
        count: how many are meant.
        near: who was told of not far before it, the last one last.
        pool: all who may be meant, each with the word by which they were told of last; -1: not before.
    """
    called = [x for x in near if x.is_called(noun.lemma_.lower(), noun.doc, unnamed=True)]
    if len(called) == count:
        return sorted(called, key=lambda entity: entity.order)  # "two drivers ... both drivers"
    known = [entity for entity in near if entity.described() or entity.accused]
    named = [entity for entity in near if entity.names or entity in known]
    people = known if len(known) >= count else named
    acting = [entity for entity in people if not entity.official]
    people = acting if not known and len(acting) == count else people  # no clerk who told of the three
    both = count == _PAIR and nominals.is_person_noun(noun) and noun.pos_ == "NOUN"
    if both and len(people) < count == len(pool) and all(i >= 0 and one.names for i, one in pool):
        return [entity for _, entity in pool]  # however far back, the story has no others
    if len(people) < count or (len(people) > count and people is named):
        return []  # of more people than are meant, of whom nothing is told, the last named are anybody
    return sorted(people[-count:], key=lambda entity: entity.order)


def _told_by(noun: Token, coordinated: Coordinated) -> Sequence[Entity]:
    """Return those coordinated at a subject, or, all accused, at an object: "indicted Roe and Poe"."""
    if noun.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return []
    found = coordinated(noun)
    subject = noun.dep_ in ("nsubj", "nsubjpass")
    return found if subject or all(person.accused for person in found) else []


def _points_back(sentence: Span) -> bool:
    """Say whether a sentence tells of those of before, too: "Roe and Poe called them quiet"."""
    return any(word.lower_ in ("them", "they") for word in sentence)


def _are_said_to_be_others(first: Token) -> bool:
    """Say whether those named are told of by what they do: "Ann and Al Roe, the prosecutors, said"."""
    said = (noun for name in syntax.with_conjuncts(first) for noun in syntax.children(name, "appos"))
    return any(noun.tag_ == "NNS" and nominals.is_person_noun(noun) for noun in said)
