"""Finds the initials by which a story calls somebody whose name it keeps back: "E.M., 29", "known as L.H.A.".

in: text    out: half-open offsets of each place where they stand    writes: nothing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.word_lists import table

PATH = Path(__file__).with_name("names.toml")
_INITIALS = re.compile(r"[A-Z](?<![\w.&-].)\.(?:(?:[A-Z]\.){1,3}(?:[A-Z](?!\w))?(?![\w-])|[A-Z](?![\w.-]))")
"""What must not stand in front is asked behind the first letter: the rest is passed by at a glance."""
_ENDING = re.compile(r"(?:[A-Z]\.){2,3}\s(?=[A-Z])")
_KEPT_BACK = re.compile(
    r"(?:(?:[A-Z]\.){2,3},?\s(?:and\s|or\s)?(?:(?:[A-Z]\.){2,3},\s(?:and\s|or\s))?"
    r"|\b(?:identified|known|named|referred\sto|called)\s(?:only\s)?as\s)$"
)
"""In front of initials that a story calls somebody by."""
_REACH = 60


@dataclass(frozen=True, slots=True)
class _Signs:
    before: re.Pattern[str]
    behind: re.Pattern[str]
    things: frozenset[str]


@cache
def _signs() -> _Signs:
    data = table(PATH)
    return _Signs(
        before=re.compile("|".join(data["initials_before"])),
        behind=re.compile("|".join(data["initials_behind"])),
        things=frozenset(data["not_initials"]),
    )


def find_initials(text: str) -> list[tuple[int, int]]:
    """Return where initials stand that somebody is called by at least once, in text order."""
    signs = _signs()
    found = [match for match in _INITIALS.finditer(text) if match.group().rstrip(".") not in signs.things]
    people = {
        match.group().rstrip(".")
        for match in found
        if signs.before.search(text[max(0, match.start() - _REACH) : match.start()])
        or signs.behind.match(text, match.end())
    }
    return [match.span() for match in found if match.group().rstrip(".") in people]


def behind_initials(text: str, start: int, end: int) -> int:
    """Return where a name begins behind initials that end the sentence in front: "assaulted K.D. Roe then".

    They stand in a row of such, or behind words by which a story keeps a name back, and the name is known.
    """
    match = _ENDING.match(text, start, end)
    if match is None or not _KEPT_BACK.search(text[max(0, start - _REACH) : start]):
        return start
    return match.end() if text.find(text[match.end() : end], 0, start) >= 0 else start
