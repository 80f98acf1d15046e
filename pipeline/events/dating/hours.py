"""Hours of the clock, and words for them, that tell of the day named before: "was freed at 8:05 p.m."

Hours of a day that stands beside them, or of what was still to come, tell nothing of their own.

in: a text and its date expressions    out: the same without such hours    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.schema import Mention

HOUR = "hour"
"""Kind of an hour among date expressions."""
RELATIVE = frozenset({"event_relative", HOUR})
"""Kinds that tell of a day by another that was told."""
_AT = re.compile(
    r"\b(?:at|around|about|approximately|by|before|shortly before|shortly after|just before|just after)\s$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:\s?\([^()]{0,20}\))?,?\s?(?:at|around|about|approximately"
    r"|shortly before|shortly after|just before|just after|from|between|\s)*",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|scheduled|slated|set|due|expected|hearing|pending|until|begins?|starts?|continued"
    r"|to appear)\b",
    re.IGNORECASE,
)
_NEXT_DAY = re.compile(r"\bafter\smidnight", re.IGNORECASE)
_FRONT = 24
"""Characters in front of an hour in which "at" stands."""
_CLAUSE = 160
"""Characters in front of an hour in which its sentence tells of what is to come."""


def without_appointments(text: str, dates: Sequence[Mention]) -> list[Mention]:
    """Return date expressions without the hours that have a day beside them, or are still to come.

    Args:
        text: the article's text.
        dates: its date expressions, in text order.
    """
    kept: list[Mention] = []
    for date in dates:
        if date.detail == HOUR:
            beside = bool(kept) and _BESIDE.fullmatch(text, kept[-1].end, date.start) is not None
            front = text[max(0, date.start - _CLAUSE) : date.start]
            sentence = re.split(r"[.!?]\s|\n", front)[-1]
            at = _AT.search(text, max(0, date.start - _FRONT), date.start) is not None
            late = _NEXT_DAY.search(text, max(0, date.start - _FRONT), date.end) is not None
            if beside or not at or late or _TO_COME.search(sentence):
                continue
        kept.append(date)
    return kept
