"""A stretch of time to look in, and whether a stored date may lie in it.

Stored dates are of reduced precision (YYYY, YYYY-MM), ranges (A/B), or lack the year (XXXX-02-01). Such a
date matches if what it says may be true of a day in the window: better a row too many than one missed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from pipeline.errors import QueryError

_ASKED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_STORED = re.compile(r"(\d{4}|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_LEAP_YEAR = 2000
"""Has a 29 February, so that a date without a year never falls outside its year."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `since` to `until`, both included; null: open."""

    since: date | None = None
    until: date | None = None

    def covers(self, stored: str) -> bool:
        """Tell whether a stored date may lie in the window; false if it is no date."""
        first, _, last = stored.partition("/")
        ends = _STORED.match(first), _STORED.match(last or first)
        if ends[0] is None or ends[1] is None:
            return False
        try:
            return self._any_overlap(ends[0], ends[1])
        except ValueError:  # a month 13, a year 0
            return False

    def _any_overlap(self, first: re.Match[str], last: re.Match[str]) -> bool:
        start_year, end_year = first[1], last[1]
        if "XXXX" not in (start_year, end_year):
            return self._overlaps(_day(first, int(start_year), False), _day(last, int(end_year), True))
        return any(self._may_fall(first, last, year) for year in self._years(start_year, end_year))

    def _may_fall(self, first: re.Match[str], last: re.Match[str], year: int) -> bool:
        """Tell whether a range with an unknown year overlaps the window if it begins (or ends) in `year`."""
        start = _day(first, year if first[1] == "XXXX" else int(first[1]), False)
        end = _day(last, year if last[1] == "XXXX" else int(last[1]), True)
        if end < start and last[1] == "XXXX" and year < date.max.year:
            end = _day(last, year + 1, True)
        return self._overlaps(start, end)

    def _years(self, first: str, last: str) -> range:
        """Return the years that may stand for XXXX: those of the window, and the one before."""
        known = [int(year) for year in (first, last) if year != "XXXX"]
        ends = [day.year for day in (self.since, self.until) if day is not None] + known
        if not ends:
            return range(_LEAP_YEAR, _LEAP_YEAR + 1)
        low = (self.since.year if self.since else min(ends) - 4) - 1
        high = self.until.year if self.until else max(ends) + 4
        return range(max(low, date.min.year), min(high, date.max.year) + 1)

    def _overlaps(self, start: date, end: date) -> bool:
        return (self.since is None or end >= self.since) and (self.until is None or start <= self.until)


def parse_window(since: str | None, until: str | None) -> Window | None:
    """Return the window that two dates ask for, each YYYY, YYYY-MM or YYYY-MM-DD; null if neither is given.

    `since 2024` begins on its first day, `until 2024` ends on its last.

    Raises:
        QueryError: a date is none, or the window ends before it begins.
    """
    if since is None and until is None:
        return None
    window = Window(_asked("since", since, False), _asked("until", until, True))
    if window.since and window.until and window.since > window.until:
        raise QueryError(f"expected --since before --until, found {since} and {until}: swap them")
    return window


def bounds(stored: str | None) -> tuple[date, date] | None:
    """Return the first and the last day that a stored date may mean; null: it names no year, or is none."""
    if stored is None:
        return None
    first, _, last = stored.partition("/")
    ends = _STORED.match(first), _STORED.match(last or first)
    if ends[0] is None or ends[1] is None or "XXXX" in (ends[0][1], ends[1][1]):
        return None
    try:
        return _day(ends[0], int(ends[0][1]), False), _day(ends[1], int(ends[1][1]), True)
    except ValueError:  # a month 13, a year 0
        return None


def _asked(option: str, text: str | None, last: bool) -> date | None:
    if text is None:
        return None
    match = _ASKED.match(text.strip())
    try:
        if match is None:
            raise ValueError("another form")
        if match[3]:
            return date(int(match[1]), int(match[2]), int(match[3]))
        return _day(match, int(match[1]), last)
    except ValueError as error:
        raise QueryError(
            f"--{option}: expected YYYY, YYYY-MM or YYYY-MM-DD, found {text!r} ({error})"
        ) from error


def _day(match: re.Match[str], year: int, last: bool) -> date:
    """Return the first or last day that a date of reduced precision may mean.

    Raises:
        ValueError: there is no such month or year.
    """
    month = int(match[2]) if match[2] else (12 if last else 1)
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    days = calendar.monthrange(year, month)[1]
    day = int(match[3]) if match[3] else (days if last else 1)
    return date(year, month, min(day, days))
