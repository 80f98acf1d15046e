"""The dates that head the entries of a chronicle: "- 2016: He is arrested three months after he ran."

in: a text and its date expressions    out: the dates of entries, each with where its entry ends
writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.schema import Mention

_OPENING = re.compile(r"[ \t]*(?:[-–—•·*][ \t]*)?(?:(?:In|On|By) )?")
"""In front of the date, from the beginning of its line on."""
_BEHIND = re.compile(r" ?(?::|[–—]|--?(?= )) ?")
_LEAST = 2
"""Entries that make a chronicle: one line may be a headline, or a dateline."""


def find_entries(text: str, dates: Sequence[Mention]) -> list[tuple[Mention, int]]:
    """Return the dates that head entries, each with the offset at which its line ends.

    Args:
        text: the article's text.
        dates: its date expressions, in text order.
    """
    found = []
    for date in dates:
        line = text.rfind("\n", 0, date.start) + 1
        if _OPENING.fullmatch(text, line, date.start) and _BEHIND.match(text, date.end):
            end = text.find("\n", date.end)
            found.append((date, len(text) if end < 0 else end))
    return found if len(found) >= _LEAST else []
