"""Who lays a deed to somebody by telling it: "Roe shot a clerk, ICE said", "according to court papers, Roe".

in: the verb of a deed in the dependency tree    out: yes or no    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from pipeline.events.grammar import syntax
from pipeline.events.institutions.words import words
from pipeline.schema import Mention
from pipeline.word_lists import read_lists

PATH = Path(__file__).with_suffix(".toml")
_CONTENT = frozenset({"ccomp", "parataxis"})


@dataclass(frozen=True, slots=True)
class _Lexicon:
    accusing: frozenset[str]
    papers: frozenset[str]
    speakers: frozenset[str]
    lawyers: frozenset[str]
    public_bodies: frozenset[str]
    their_offices: frozenset[str]
    laying: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    return read_lists(_Lexicon, PATH)


class Accusers:
    """Finds who says what somebody did, where it is police, prosecutors, an agency, or their papers."""

    def __init__(self, agency_at: Callable[[int], Mention | None]) -> None:
        """Keep which tokens name an agency."""
        self._agency_at = agency_at

    def lay(self, verb: Token) -> bool:
        """Say whether a verb has its deed laid to its doer, whatever else is told: "Roe allegedly shot"."""
        if any(child.lower_ == "allegedly" for child in verb.children):
            return True
        clause = verb
        while clause.dep_ == "conj" and clause.head.pos_ == "VERB":
            clause = clause.head
        if any(self._accuses(noun) for noun in _according(clause)):
            return True
        saying = clause.head
        if (
            clause.dep_ not in _CONTENT
            or saying.lemma_ not in _lexicon().laying
            or syntax.children(saying, "neg")
        ):
            return False
        return any(self._accuses(noun) for noun in syntax.children(saying, "nsubj"))

    def _accuses(self, noun: Token) -> bool:
        lemma = noun.lemma_.lower()
        beside = {child.lemma_.lower() for child in syntax.children(noun, "compound", "amod")}
        if lemma in _lexicon().lawyers:
            return bool(beside & _lexicon().public_bodies)  # "the district attorney", not "his attorney"
        if lemma in _lexicon().speakers:
            whose = (*syntax.objects_of(noun, "for", "with"), *syntax.children(noun, "compound", "poss"))
            return any(self._is_accuser(item) for item in whose)
        if lemma in _lexicon().their_offices and any(map(self._accuses, syntax.children(noun, "poss"))):
            return True
        titled = noun.pos_ == "PROPN" and bool(beside & _lexicon().accusing)  # "Sheriff Al Roe"
        return titled or self._is_accuser(noun)

    def _is_accuser(self, noun: Token) -> bool:
        known = _lexicon().accusing | words("officers") | _lexicon().papers
        return noun.lemma_.lower() in known or self._agency_at(noun.i) is not None


def _according(verb: Token) -> list[Token]:
    """Return by whose word a clause says what it says: "according to court papers, Roe shot"."""
    return [
        noun
        for according in verb.children
        if according.lower_ == "according"
        for to in (according, *syntax.children(according, "prep"))
        for noun in syntax.children(to, "pobj")
    ]
