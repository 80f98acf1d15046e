"""Finds the nationalities that a text gives people: "Honduran national", "citizen of Peru", "a Cuban".

in: text    out: `NationalityMention`s with half-open offsets    writes: nothing

A word of nationality that stands beside no person ("Mexican food", "Mexican authorities") is none.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.entities.blanks import running
from pipeline.entities.people.runs import spaced
from pipeline.word_lists import table

PATH = Path(__file__).with_name("nationalities.toml")
WORDS_PATH = Path(__file__).with_name("nationalities.csv")
_REACH = 80
_CAPITALISED = re.compile(r"(?<![\w'’])[A-ZÉ][\w.’'-]*")
_USE = {"names": {"names", "any", "either"}, "adjectives": {"any", "either"}}
"""Which forms' `words` a column of the CSV serves; nouns and plurals serve their own."""
_COUNTRY_AS_ADJECTIVE = re.compile(spaced("(?:[- ]born| (?:nationals?|citizens?|natives?))"))


@dataclass(frozen=True, slots=True)
class NationalityMention:
    """The word that gives a person's nationality."""

    start: int
    end: int
    country: str
    """The country's common English name."""
    kind: str
    """`adjective` (Honduran man), `demonym` (a Honduran), `citizen_of` (citizen of X) or `from` (from X)."""
    rule: str
    confidence: float
    """That a person is given this nationality; a judgement, not measured."""


@dataclass(frozen=True, slots=True)
class _Form:
    id: str
    kind: str
    words: str
    side: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    confidence: float


@dataclass(frozen=True, slots=True)
class _Entry:
    words: str
    column: str
    country: str


@dataclass(frozen=True, slots=True)
class _Grammar:
    forms: tuple[_Form, ...]
    blocked_before: re.Pattern[str]
    blocked_after: re.Pattern[str]
    ambiguous: frozenset[str]
    never: frozenset[str]
    citizens: frozenset[str]
    citizens_after: re.Pattern[str]


def _plural(noun: str) -> str:
    return re.sub(r"man$", "men", noun) if noun.endswith("man") else noun + "s"


@cache
def _entries() -> Mapping[str, tuple[_Entry, ...]]:
    """By first word, the longest first."""
    found: dict[str, list[_Entry]] = defaultdict(list)
    with WORDS_PATH.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            columns = {name: [word for word in row[name].split("|") if word] for name in list(row)[1:]}
            columns["plurals"] = [_plural(noun) for noun in columns["nouns"]]
            columns["only_nouns"] = [noun for noun in columns["nouns"] if noun not in columns["adjectives"]]
            for column, words in columns.items():
                for word in words:
                    found[_key(word)].append(_Entry(word, column, row["country"]))
    return {key: tuple(sorted(value, key=lambda e: -len(e.words))) for key, value in found.items()}


@cache
def nationals() -> tuple[str, ...]:
    """Return the nouns for somebody of a country, the longest first: "Honduran", "New Zealander"."""
    told = {entry.words for entries in _entries().values() for entry in entries if entry.column == "nouns"}
    return tuple(sorted(told, key=lambda words: (-len(words), words)))


_FIRST = re.compile(r"[\s.'’-]")


def _key(word: str) -> str:
    return _FIRST.split(word, maxsplit=1)[0]


@cache
def _grammar() -> _Grammar:
    data = table(PATH)

    def built(pattern: str) -> str:
        for name, macro in data["macros"].items():
            pattern = pattern.replace(f"@{name}", macro)
        return spaced(pattern)

    forms = []
    for form in data["form"]:
        pattern, side = built(form["pattern"]), form["side"]
        before = rf"(?:{pattern})$" if side == "before" else built(form.get("before", ""))
        forms.append(
            _Form(
                form["id"],
                form["kind"],
                form["words"],
                side,
                re.compile(before) if before else None,
                re.compile(pattern) if side != "before" else None,
                form["confidence"],
            )
        )
    blocked = data["blocked"]
    return _Grammar(
        tuple(forms),
        re.compile(spaced(blocked["before"])),
        re.compile(spaced(blocked["after"])),
        frozenset(blocked["ambiguous"]),
        frozenset(blocked["never"]),
        frozenset(data["citizens"]["words"]),
        re.compile(spaced(data["citizens"]["after"])),
    )


def _words(text: str, pos: int = 0, end: int | None = None) -> Iterator[tuple[int, int, tuple[_Entry, ...]]]:
    """Yield the words of nationality in a text: start, end, and what they may be."""
    entries = _entries()
    last = 0
    for match in _CAPITALISED.finditer(text, pos, len(text) if end is None else end):
        start = match.start()
        candidates = entries.get(_key(match.group()))
        if candidates is None or start < last:
            continue
        fitting = [
            e for e in candidates if text.startswith(e.words, start) and _ends(text, start + len(e.words))
        ]
        if fitting:
            longest = len(fitting[0].words)
            last = start + longest
            yield start, last, tuple(e for e in fitting if len(e.words) == longest)


def _ends(text: str, end: int) -> bool:
    return end >= len(text) or not text[end].isalnum()


def find_nationalities(text: str) -> list[NationalityMention]:
    """Return the nationalities given to people, in text order.

    The span is the word itself ("Honduran", "Dominican Republic"), so that `country_of` of the slice gives
    the country. One person may be given two ("a native of Ghana and citizen of Mexico").
    """
    mentions = []
    text = running(text)
    for start, end, entries in _words(text):
        mention = _mention(text, start, end, entries)
        if mention is not None:
            mentions.append(mention)
    return mentions


def _mention(text: str, start: int, end: int, entries: tuple[_Entry, ...]) -> NationalityMention | None:
    grammar = _grammar()
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if grammar.blocked_before.search(before) or grammar.blocked_after.match(after):
        return None
    for form in grammar.forms:
        for entry in entries:
            if not _serves(entry, form, after, grammar):
                continue
            if form.before and not form.before.search(before):
                continue
            if form.after and not form.after.match(after):
                continue
            return NationalityMention(start, end, entry.country, form.kind, form.id, form.confidence)
    return None


def _serves(entry: _Entry, form: _Form, after: str, grammar: _Grammar) -> bool:
    if form.words not in _USE.get(entry.column, {entry.column}):
        return False
    if entry.words in grammar.citizens and form.kind == "adjective":
        return bool(grammar.citizens_after.match(after))
    if entry.column != "names":
        return True
    if form.side == "after":
        return entry.words not in grammar.ambiguous and bool(_COUNTRY_AS_ADJECTIVE.match(after))
    if form.kind == "from":
        return entry.words not in grammar.ambiguous or entry.words == "Cuba"
    return entry.words not in grammar.never


def country_of(words: str) -> str | None:
    """Return the country that words give ("Honduran", "citizen of Honduras"), or None where they name none.

    Args:
        words: a word of nationality, or a phrase that holds one; of several the first counts.
    """
    return next((entries[0].country for _, _, entries in _words(words)), None)


def adjective_country(words: str) -> str | None:
    """Return the country whose adjective the words are, no more and no less ("Mexican"), or None."""
    for entry in _entries().get(_key(words), ()):
        if entry.column == "adjectives" and entry.words == words:
            return entry.country
    return None
