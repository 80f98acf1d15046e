"""Whom a noun for a calling means: who has it for a title, "Rev. Al Poe" and then "the pastor".

in: a noun of a parsed `Doc`, the people told of so far    out: one of them    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from pipeline.doc_text import text_of
from pipeline.events.grammar.nominals import lexicon
from pipeline.events.people.entity import Entity
from pipeline.word_lists import table

PATH = Path(__file__).with_name("callings.toml")
_RELATIVES = frozenset({"father", "sister"})
_AROUND = 40
"""Characters in front of a name and behind it in which a calling stands."""


@cache
def _entitled(lemma: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what has a calling in front of a name, and behind it: "His lawyer, ", ", a lawyer,"."""
    words = next((group for group in table(PATH)["same"] if lemma in group), [lemma])
    any_of = "|".join(re.escape(word) for word in words)
    front = rf"(?:^|[^\w’'-])(?:{any_of}),?\s$"
    behind = rf"^,\s(?:an?|the|his|her|their)\s(?:[\w-]+\s){{0,2}}(?:{any_of})\b"
    return re.compile(front, re.IGNORECASE), re.compile(behind, re.IGNORECASE)


def has_titles(lemma: str, calling: bool) -> bool:
    """Say whether a noun is for a calling that may stand in front of a name; "father" is a relative, too.

    Args:
        lemma: the noun.
        calling: whether the lists take it for one.
    """
    return calling or any(lemma in group for group in table(PATH)["same"] if lemma not in _RELATIVES)


def of_calling(noun: Token, people: Sequence[Entity]) -> Entity | None:
    """Return the only one named so far of a calling that a definite noun tells of."""
    text = text_of(noun.doc)
    front, behind = _entitled(noun.lemma_.lower())
    found = [
        person
        for person in people
        if any(
            front.search(text[max(0, name.start - _AROUND) : name.start])
            or front.search(text[name.start : name.end].partition(" ")[0] + " ")
            or behind.match(text[name.end : name.end + _AROUND])
            for name in person.names
        )
        or person.is_called(noun.lemma_.lower(), noun.doc, unnamed=True)
    ]
    return found[0] if len(found) == 1 and found[0].names else None


def of_kin(noun: Token, people: Sequence[Entity]) -> Entity | None:
    """Return the only one told of so far as somebody's relative, for "the father", "the cousin"."""
    lemma = noun.lemma_.lower()
    if lemma not in lexicon().relative | lexicon().kin or any(
        child.dep_ == "amod" or child.lower_ == "of" for child in noun.children
    ):
        return None  # "the married father of two" is anybody
    text = text_of(noun.doc)
    owned = re.compile(rf"(?:\b(?:his|her|their)|[’']s)\s(?:[\w-]+\s)?{re.escape(lemma)},?\s$", re.IGNORECASE)
    found = [
        person
        for person in people
        if person.is_called(lemma, noun.doc, unnamed=True)
        or any(owned.search(text[max(0, name.start - _AROUND) : name.start]) for name in person.names)
    ]
    named = [person for person in found if person.names]  # who is named may be the unnamed one in front
    return found[0] if len(found) == 1 else named[0] if len(named) == 1 else None


def is_across(lemma: str, called: Iterable[str], *, accused: bool) -> bool:
    """Say whether a noun is for who deals with somebody: "Al Poe, a tenant, called. The landlord was held".

    Args:
        lemma: the noun.
        called: the nouns that the story has for the other, as lemmas.
        accused: whether that one is accused of something.
    """
    nouns = set(called)
    return any(
        lemma in mine and not nouns.isdisjoint(theirs) and nouns.isdisjoint(mine)
        for pair in table(PATH)["across"]
        if not (accused and pair.get("accused"))
        for mine, theirs in ((pair["one"], pair["other"]), (pair["other"], pair["one"]))
    )
