"""Stored dates as stretches of days, and how two of them fit.

in: `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, `A/B`, or with `XXXX` for the year    out: ordinals    writes: nothing
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
Span = tuple[int, int]
"""First and last day, as proleptic ordinals, both included."""


@lru_cache(65_536)
def span_of(stored: str | None) -> Span | None:
    """Return the days that a stored date may mean; null: none is given, or not in which year."""
    first, _, last = (stored or "").partition("/")
    begin, end = _PART.match(first), _PART.match(last or first)
    if begin is None or end is None:
        return None
    try:
        days = _first(begin), _last(end)
    except ValueError:  # a month 13, a year 0
        return None
    return days if days[0] <= days[1] else None


def _first(part: re.Match[str]) -> int:
    return date(int(part[1]), int(part[2] or 1), int(part[3] or 1)).toordinal()


def _last(part: re.Match[str]) -> int:
    year, month = int(part[1]), int(part[2] or 12)
    return date(year, month, int(part[3] or calendar.monthrange(year, month)[1])).toordinal()


def gap(a: Span, b: Span) -> int:
    """Return the days between two stretches; 0: they have one in common."""
    return max(b[0] - a[1], a[0] - b[1], 0)


def width(span: Span) -> int:
    """Return how many days a stretch has."""
    return span[1] - span[0] + 1
