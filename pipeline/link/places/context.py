"""Which states an article speaks of, and where: what tells places of one name apart.

in: the text of an article    out: `PlaceContext`    writes: nothing
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.word_lists import table

PATH = Path(__file__).with_name("places.toml")
_BESIDE = 60
"""Characters behind a name in which a state is the name's own: "the Franklin County jail in Malone, N.Y."."""
_NEAR = 300
_REACH = 80
"""Characters in front of a state's name that say how it is meant."""
_OPENING = 400
"""Characters of headline, dateline and lead."""
_WEIGHTS = {"beside": 10.0, "near": 3.0, "opening": 2.0, "far": 1.0, "passing": 0.5}
_MOST = 6.0
"""What mentions that are not beside a name can weigh for a state, however many they are."""


@dataclass(frozen=True, slots=True)
class StateMention:
    """Words that say which state: its name, or a city that stands for it."""

    at: int
    state: str
    """Two letters."""
    is_city: bool
    in_passing: bool
    """Where somebody crossed the border, or the like: little evidence of where a jail is."""


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """The places that an article names, by offset into its text."""

    text: str
    states: Sequence[StateMention]

    def support(self, at: int, length: int) -> Mapping[str, float]:
        """Return how much speaks for each state at a name of `length` characters at offset `at`."""
        beside: defaultdict[str, float] = defaultdict(float)
        other: defaultdict[str, float] = defaultdict(float)
        for mention in self.states:
            where, state = mention.at, mention.state
            if at <= where < at + length and mention.is_city:
                continue
            gap = self.text[at + length : where]
            if at <= where < at + length + _BESIDE and not beside and not re.search(r"[.;]\s", gap):
                beside[state] += _WEIGHTS["beside"]
            elif mention.in_passing:
                other[state] += _WEIGHTS["passing"]
            elif abs(where - at) <= _NEAR:
                other[state] += _WEIGHTS["near"]
            elif where <= _OPENING:
                other[state] += _WEIGHTS["opening"]
            else:
                other[state] += _WEIGHTS["far"]
        return {
            state: beside.get(state, 0.0) + min(other.get(state, 0.0), _MOST) for state in {*beside, *other}
        }

    def names(self, place: str) -> bool:
        """Say whether the text names a city or county of this name."""
        return bool(place) and re.search(rf"(?<!\w){re.escape(place)}(?!\w)", self.text) is not None


def context_of(text: str, *about: str | None) -> PlaceContext:
    """Return the places that an article names.

    Args:
        text: its text; offsets of `PlaceContext.support` refer to it.
        about: its title and its source, which count as its opening.
    """
    found = [
        mention for match in _finder().finditer(text) if (mention := _mention(text, match, match.start()))
    ]
    for words in about:
        other = words or ""
        found += [item for match in _finder().finditer(other) if (item := _mention(other, match, 0))]
    return PlaceContext(text, tuple(found))


def _mention(text: str, match: re.Match[str], at: int) -> StateMention | None:
    """Return the state that a match says; null: the city is but part of an office's name ("ERO Boston")."""
    before = text[max(0, match.start() - _REACH) : match.start()]
    is_city = match["form"] is not None and _codes()[match["form"]][1]
    if is_city and _cue("office").search(before):
        return None
    return StateMention(at, _state(match), is_city, _cue("passing").search(before) is not None)


@cache
def _data() -> dict[str, Any]:
    return table(PATH)


@cache
def _codes() -> dict[str, tuple[str, bool]]:
    """Return the forms of each state's name and its cities: the state's letters, whether it is a city."""
    codes: dict[str, tuple[str, bool]] = {}
    for state in _data()["state"]:
        for form in (state["name"], state.get("press")):
            if form:
                codes[form] = (state["code"], False)
        for city in state.get("cities", ()):
            codes |= {city: (state["code"], True), city.upper(): (state["code"], True)}
    return codes


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(_data()["cue"][name]["pattern"])


def is_state(name: str) -> bool:
    """Say whether a name is a state's: no county of that name is meant."""
    return name in _codes() and not _codes()[name][1]


@cache
def _finder() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted(_codes(), key=len, reverse=True))
    behind = "|".join(_data()["behind_comma"]["names"])
    letters = "|".join(state["code"] for state in _data()["state"])
    other = "|".join(_data()["not_before"]["words"])
    return re.compile(
        rf"(?<![\w.])(?P<form>{forms})(?!\w)(?!\s(?:{other})\b)"
        rf"|(?<=, )(?P<behind>{behind})(?!\w)(?!\sCounty)"
        rf"|(?<=[a-z], )(?P<letters>{letters})(?!\w)"
    )


def _state(match: re.Match[str]) -> str:
    if match["letters"]:
        return match["letters"]
    if match["behind"]:
        return str(_data()["behind_comma"]["names"][match["behind"]])
    return _codes()[match["form"]][0]


def state_behind(name: str) -> tuple[str, str | None]:
    """Return a name without the state behind its comma, and that state: "Cook County, Illinois"."""
    head, comma, tail = name.rpartition(", ")
    tail = tail.strip()
    if comma and (tail in _codes() and not _codes()[tail][1]):
        return head, _codes()[tail][0]
    behind = _data()["behind_comma"]["names"].get(tail) if comma else None
    return (head, behind) if behind is not None else (name, None)
