"""The day of a column of anniversaries: "On Jan. 18, 1778, ... Also on this date: In 1990, a jury ...".

in: a text and its date expressions    out: the date whose day an item's year shares    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.schema import Mention

_SIGN = re.compile(r"[Oo]n this (?:date|day)(?: in history)?\s?:")
_HIGHLIGHT = re.compile(r"\bOn $")
_OPENS = re.compile(r"(?:^|[\n:])\s*In $")
_FRONT = 8
"""Characters in front of a year in which its item begins."""


class Anniversaries:
    """The day that every item of a column is of; none in any other text."""

    def __init__(self, text: str, dates: Sequence[Mention]) -> None:
        """Find what heads the list, and the first day told in front of it.

        Args:
            text: the article's text.
            dates: its date expressions, in text order.
        """
        self._text = text
        self._sign = _SIGN.search(text)
        front = self._sign.start() if self._sign is not None else 0
        days = (item for item in dates if item.detail == "day" and item.end <= front)
        first = next(days, None)
        opens = first is not None and _HIGHLIGHT.search(text[max(0, first.start - _FRONT) : first.start])
        self._day = first if opens else None

    def day_of(self, year: Mention) -> Mention | None:
        """Return the date on whose day something happened in the year that opens an item."""
        front = self._text[max(0, year.start - _FRONT) : year.start]
        inside = self._sign is not None and self._sign.end() <= year.start and year.detail == "year"
        return self._day if inside and _OPENS.search(front) is not None else None
