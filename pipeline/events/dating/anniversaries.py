"""The day of a column of anniversaries: "On Jan. 18, 1778, ... Also on this date: In 1990, a jury ...".

in: a text and a date expression of it    out: the day that an item's year is of    writes: nothing
"""

from __future__ import annotations

import re

from pipeline.events.grammar.chronicles import MONTH
from pipeline.schema import Mention

_SIGN = re.compile(r"[Oo]n this (?:date|day)(?: in history)?\s?:")
_DAY = re.compile(rf"\bOn (?P<day>{MONTH} \d{{1,2}}), \d{{4}}\b")
"""What the column begins with; its year may be one of which news tells nothing else."""
_OPENS = re.compile(r"(?:^|[\n:])\s*In $")
_FRONT = 8
"""Characters in front of a year in which its item begins."""


class Anniversaries:
    """The day that every item of a column is of; none in any other text."""

    def __init__(self, text: str) -> None:
        """Find what heads the list, and the day told first in front of it."""
        self._text = text
        self._sign = _SIGN.search(text)
        self._day = _DAY.search(text, 0, self._sign.start()) if self._sign is not None else None

    def day_of(self, year: Mention) -> str | None:
        """Return the words of the day on which something happened in the year that opens an item."""
        front = self._text[max(0, year.start - _FRONT) : year.start]
        inside = self._sign is not None and self._sign.end() <= year.start and year.detail == "year"
        opens = inside and _OPENS.search(front) is not None
        return self._day["day"] if opens and self._day is not None else None
