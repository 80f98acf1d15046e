"""Whom a plural noun means that stands in front of their names, or was told of them before.

in: a noun of a parsed `Doc`, the people told of    out: people    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Span, Token

from pipeline.events.grammar import nominals, syntax
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
        count: how many are meant; null: not said, and nobody is found.
        people: the people of the story.
        coordinated: who is coordinated at a token.
    """
    told = (item.token for person in people if person.is_told_of() for item in person.references)
    if count is None or any(index < noun.i for index in told):
        return []
    end = noun.sent.end
    for _ in range(_AHEAD):
        if end >= len(noun.doc):
            return []
        sentence = noun.doc[end].sent
        end = sentence.end
        subjects = [item for item in sentence if item.dep_ in ("nsubj", "nsubjpass")]
        named = [(item, found) for item in subjects if len(found := coordinated(item)) > 1]
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
            return found if fit and len(found) == count and not _points_back(sentence) else []
    return []


def _points_back(sentence: Span) -> bool:
    """Say whether a sentence tells of those of before, too: "Roe and Poe called them quiet"."""
    return any(word.lower_ in ("them", "they") for word in sentence)


def _are_said_to_be_others(first: Token) -> bool:
    """Say whether those named are told of by what they do: "Ann and Al Roe, the prosecutors, said"."""
    said = (noun for name in syntax.with_conjuncts(first) for noun in syntax.children(name, "appos"))
    return any(noun.tag_ == "NNS" and nominals.is_person_noun(noun) for noun in said)
