"""The day in a dateline, on which a story was written and nothing in it happened: "SALEM, June 3 (Wire) -".

in: a text and its date expressions    out: the dateline's date; the day to reckon from    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from pipeline.schema import Mention

_HEAD = 600
"""Characters of an article's head, in which its dateline stands."""
_PLACE = re.compile(r"\s*\(?[A-Z][A-Z.’'-]+(?:[ ,]+[A-Z][A-Za-z.’'-]*){0,5},?\s*(?:[–—-]+\s*|\()?")
"""Between the beginning of a line and the date: "SALEM, Ohio, ", "SALEM (", but no "On ", which is a word."""
_BEHIND = re.compile(r"\)?\s*(?:\([A-Z][^()\n]{1,30}\)\s*|/[^/\n]{2,30}/\s*)?(?:[–—-]+|:)\s")
"""Behind the date: " (Wire) - "."""
_WRITTEN = 7
"""Days before publication on which a story may have been written."""


def find_dateline(text: str, dates: Sequence[Mention]) -> Mention | None:
    """Return the date of the dateline, if there is one.

    Args:
        text: the article's text.
        dates: its date expressions, in text order.
    """
    bare: list[Mention] = []
    for mention in dates:
        line = text.rfind("\n", 0, mention.start) + 1
        if mention.detail != "day" or not _BEHIND.match(text, mention.end):
            continue
        if not text[line : mention.start].strip():
            bare.append(mention)
        elif mention.start < _HEAD and _PLACE.fullmatch(text, line, mention.start):
            return mention
    return bare[0] if len(bare) == 1 and bare[0].start < _HEAD else None  # several are those of a log


def day_written(
    dateline: str | None, published: str | None, resolve: Callable[[str, str, str | None], str | None]
) -> str | None:
    """Return the day from which "today" reckons: the dateline's, if it is of the week of publication.

    Args:
        dateline: the words of the dateline's date.
        published: day of publication, `YYYY-MM-DD`, if known.
        resolve: from rule, words and anchor to a date.
    """
    if dateline is None or published is None:
        return published
    found = resolve("date.past", dateline, published)
    if found is None or len(found) != len(published):
        return published
    return (
        found if (date.fromisoformat(published) - date.fromisoformat(found)).days <= _WRITTEN else published
    )
