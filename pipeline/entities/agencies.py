"""Finds who may arrest, charge, sentence, remove or lodge a detainer: agencies, courts, judges, juries.

in: text    out: `AgencyMention`s with half-open offsets    writes: nothing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.compiled_patterns import compile_pattern
from pipeline.entities.blanks import running
from pipeline.entities.people.nationalities import adjective_country
from pipeline.entities.people.runs import expand, finder, name_start, spaced
from pipeline.word_lists import table

PATH = Path(__file__).with_name("agencies.toml")
_WORD_BEFORE = re.compile(r"(?:(?:North|South|New|El|Costa|Sri|Saudi|Puerto)\s)?[A-ZÀ-Þ][\w-]+\s$")
_OWNER = re.compile(r"['’]s$")
_REACH = 40


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """Words for an agency, an office, a court, a judge or a jury, without "the" or "a" before them."""

    start: int
    end: int
    kind: str
    """`ice`, `ero`, `hsi`, `border_patrol`, `cbp`, `dhs`, `police`, `sheriff`, `prosecutor`, `court`,
    `judge`, `grand_jury`, `jury`, `fbi`, `dea`, `atf`, `marshals`, `federal`, `state`, `corrections`,
    `foreign` or `other`."""
    rule: str
    """Id of the form in `agencies.toml`."""
    confidence: float
    """That an acting agency is meant; low for general words ("officers"). A judgement, not measured."""


@dataclass(frozen=True, slots=True)
class _Form:
    id: str
    kind: str
    confidence: float
    name: bool
    needed: bool
    nation: bool
    apart: bool


@dataclass(frozen=True, slots=True)
class _Grammar:
    forms: tuple[_Form, ...]
    finder: re.Pattern[str]
    """All forms in one pattern; the group `f<index>` that matched names the form."""
    parts: tuple[str, ...]
    """For each form its alternative of that pattern."""


@cache
def _grammar() -> _Grammar:
    data = table(PATH)
    forms = tuple(
        _Form(
            form["id"],
            form["kind"],
            form["confidence"],
            form.get("name", False),
            form.get("needed", False),
            form.get("nation", False),
            form.get("apart", False),
        )
        for form in data["form"]
    )
    parts = [f"(?P<f{i}>{expand(form['pattern'], data['macros'])})" for i, form in enumerate(data["form"])]
    return _Grammar(forms, finder(parts, data["starts"]), tuple(parts))


@cache
def _alone(index: int) -> re.Pattern[str]:
    """Return the pattern of one form, for where any is known to begin."""
    return compile_pattern(spaced(rf"{_grammar().parts[index]}(?!\w)"))


def _narrower(text: str, start: int, floor: int) -> AgencyMention | None:
    """Return what stands at `start` by a form that wants no nation before it, or else no name either."""
    for named in (True, False):
        matches = (
            _alone(index).match(text, start)
            for index, form in enumerate(_grammar().forms)
            if not form.nation and (named or not form.needed)
        )
        first = next((match for match in matches if match is not None), None)
        mention = _mention(text, first, floor) if first is not None else None
        if mention is not None:
            return mention
    return None


def find_agencies(text: str) -> list[AgencyMention]:
    """Return the agencies that a text mentions, in text order, none overlapping another.

    A mention holds the most specific form at its place: "ICE Baltimore", "Travis County Sheriff's Office",
    "Brooklyn Supreme Court Justice" with the judge's name. Who they are agents of comes without "agents"
    ("ICE agents" gives "ICE"), but general words stand whole ("federal agents").
    """
    grammar = _grammar()
    mentions: list[AgencyMention] = []
    floor = 0
    sought = running(text)
    match = grammar.finder.search(sought)
    while match is not None:
        mention = _mention(text, match, floor) or _narrower(sought, match.start(), floor)
        if mention is not None:
            mentions.append(mention)
            floor = mention.end
        match = grammar.finder.search(sought, mention.end if mention else match.end())
    return mentions


def _mention(text: str, match: re.Match[str], floor: int) -> AgencyMention | None:
    form = _grammar().forms[int(str(match.lastgroup)[1:])]
    start, end = match.span()
    if form.kind != "sheriff":
        # "ICE’s detainer" is of ICE; "Kent County Sheriff’s" is short for the office.
        end -= len(match.group()) - len(_OWNER.sub("", match.group()))
    if form.apart and floor and text[floor:start].isspace():
        return None
    if form.nation:
        nation = _WORD_BEFORE.search(text, max(floor, start - _REACH), start)
        if nation is None or not _foreign(nation.group().strip()):
            return None
        start = nation.start()
    if form.name:
        named = max(name_start(text, start), floor)
        named += len(text[named:start]) - len(text[named:start].lstrip())
        if form.needed and named == start:
            return None
        start = named
    return AgencyMention(start, end, form.kind, form.id, form.confidence)


def _foreign(words: str) -> bool:
    """Whether the words are the adjective of another country ("Mexican"); "Georgia", "American" are not."""
    return adjective_country(words) not in (None, "United States")
