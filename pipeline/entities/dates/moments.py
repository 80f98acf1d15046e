"""Calendar arithmetic on dates that may lack their day, their month or their year.

in: ISO dates at any precision    out: ISO dates, None where the calendar has no such day    writes: nothing
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_FLOATING_YEARS = (2000, 2001)
"""Stand in for an unknown year: one leap year and one that is not."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a month or a year to reckon from."""

    first: date
    last: date
    """Equal to `first` where the day is known."""
    precision: str
    """`day`, `month` or `year`."""
    year_known: bool = True

    @property
    def text(self) -> str:
        """The moment in the annotation guide's form."""
        full = self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]
        return full if self.year_known else "XXXX" + full[4:]

    @property
    def day(self) -> date | None:
        """The day, where it is known in full."""
        return self.first if self.precision == "day" and self.year_known else None

    @property
    def year(self) -> int | None:
        """The year, where it is known."""
        return self.first.year if self.year_known else None


@dataclass(frozen=True, slots=True)
class Origin:
    """What a reading reckons from."""

    anchor: Moment | None
    future: bool
    stretch: str | None = None
    """The range that the anchor is the end of, if it is one."""

    @property
    def day(self) -> date | None:
        """The day to reckon from, where it is known in full."""
        return self.anchor.day if self.anchor else None

    @property
    def edge(self) -> date | None:
        """The last day that counts as not after the anchor, or the first that counts as not before it."""
        if self.anchor is None or not self.anchor.year_known:
            return None
        return self.anchor.first if self.future else self.anchor.last


def moment(iso: str) -> Moment:
    """Read an ISO date at any precision; `XXXX` stands for an unknown year.

    Raises:
        ValueError: it is none, or names a day that the calendar has not got.
    """
    match = _ISO.fullmatch(iso)
    if not match:
        raise ValueError(
            f"expected YYYY-MM-DD, YYYY-MM, YYYY or XXXX-MM-DD as the date to reckon from, not {iso!r}"
        )
    known = match["year"] != "XXXX"
    year = int(match["year"]) if known else _FLOATING_YEARS[0]
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return Moment(day, day, "day", known)
    if match["month"]:
        month = int(match["month"])
        return Moment(date(year, month, 1), date(year, month, days_in(year, month)), "month", known)
    return Moment(date(year, 1, 1), date(year, 12, 31), "year", known)


def days_in(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return calendar.monthrange(year, month)[1]


def real_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= days_in(year, month) else None


def yearless_day(month: int, day: int) -> str | None:
    """Write a day of an unknown year; None where no year has it."""
    return f"XXXX-{month:02}-{day:02}" if real_day(_FLOATING_YEARS[0], month, day) else None


def shift_days(start: Moment, days: int) -> str | None:
    """Return the day so many days from another; of a month or a year, only its neighbour in a story.

    "The next day" after something in November is taken to be in November.
    """
    if start.precision != "day":
        return start.text if abs(days) <= 1 else None
    if start.year_known:
        return (start.first + timedelta(days)).isoformat()
    ends = {
        (start.first.replace(year=year) + timedelta(days)).isoformat()[4:]
        for year in _FLOATING_YEARS
        if real_day(year, start.first.month, start.first.day)
    }
    return f"XXXX{ends.pop()}" if len(ends) == 1 else None


def shift_months(start: Moment, months: int) -> str | None:
    """Return the month so many months from another; None where the month is not known."""
    if start.precision == "year":
        return None
    index = start.first.year * 12 + start.first.month - 1 + months
    text = f"{index // 12:04}-{index % 12 + 1:02}"
    return text if start.year_known else "XXXX" + text[4:]


def shift_years(start: Moment, years: int) -> str | None:
    """Return the year so many years from another; None where the year is not known."""
    return f"{start.first.year + years:04}" if start.year_known else None


def week(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the day's week."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def span(first: date | str, last: date | str) -> str | None:
    """Write a range; one date where both ends are the same, None where it runs backwards."""
    a, b = str(first), str(last)
    if a == b:
        return a
    return f"{a}/{b}" if a < b or a.startswith("XXXX") or b.startswith(a) else None
