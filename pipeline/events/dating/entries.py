"""The dates that head the entries of a chronicle: "- 2016: He is arrested three months after he ran."

in: a text and its date expressions    out: the date of the entry that something stands in
writes: nothing
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from pipeline.schema import Mention

_OPENING = re.compile(r"[ \t]*(?:[-–—•·*][ \t]*)?(?:(?:In|On|By) )?")
"""In front of the date, from the beginning of its line on."""
_BEHIND = re.compile(r" ?(?::|[–—]|--?(?= )) ?")
_LEAST = 2
"""Entries that make a chronicle: one line may be a headline, or a dateline."""


class Entries:
    """The entries of one article; none where it is no chronicle."""

    def __init__(self, text: str, dates: Sequence[Mention]) -> None:
        """Find the dates that head lines.

        Args:
            text: the article's text.
            dates: its date expressions, in text order.
        """
        heads = [date for date in dates if _is_head(text, date)]
        self._text, self._heads = text, heads if len(heads) >= _LEAST else []

    def date_of(self, offset: int) -> Mention | None:
        """Return the date that heads the line an offset stands in."""
        before = bisect_left(self._heads, offset, key=attrgetter("end"))
        head = self._heads[before - 1] if before else None
        return head if head is not None and "\n" not in self._text[head.end : offset] else None


def _is_head(text: str, date: Mention) -> bool:
    line = text.rfind("\n", 0, date.start) + 1
    return bool(_OPENING.fullmatch(text, line, date.start) and _BEHIND.match(text, date.end))
