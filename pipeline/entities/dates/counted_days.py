"""Reads days that are counted off: "Monday the 20th", "a week ago Tuesday", "the first of May".

in: a matched form, the date to reckon from    out: a date in the annotation guide's form    writes: nothing
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.entities.dates.grammar import grammar
from pipeline.entities.dates.moments import Origin, days_in, real_day, yearless_day
from pipeline.entities.dates.relative import Match, Reading, group, number, weekday_number, year_of

_MONTHS = 12
_MONTHS_BACK = 12
"""How far to look for a month in which the day is that weekday: there are one or two a year, as a rule."""


def _weekday_and_day(match: Match, start: Origin) -> str | None:
    """The nearest month that has such a day: "Monday the 20th"."""
    if start.edge is None:
        return None
    day = int(re.sub(r"\D", "", match["dom"]))
    index = start.edge.year * _MONTHS + start.edge.month - 1
    for step in range(_MONTHS_BACK):
        year, month = divmod(index + (step if start.future else -step), _MONTHS)
        found = real_day(year, month + 1, day)
        over = found and (found >= start.edge if start.future else found <= start.edge)
        if found and over and found.weekday() == weekday_number(match["weekday"]):
            return found.isoformat()
    return None


def _weekday_weeks_ago(match: Match, start: Origin) -> str | None:
    """So many weeks before the latest such day, or the latest but so many: "two Fridays ago"."""
    if start.day is None:
        return None
    wanted = weekday_number(match["weekday"])
    weeks = number(match["n"])
    if match.groupdict().get("unit") is None:
        back = (start.day.weekday() - wanted) % 7 or 7
        return (start.day - timedelta(back + 7 * (weeks - 1))).isoformat()
    return (start.day - timedelta((start.day.weekday() - wanted) % 7 + 7 * weeks)).isoformat()


def _end_of_month(match: Match, start: Origin) -> str | None:
    """The first or the last day of a month: "on the last day of February"."""
    month = grammar().months[str(group(match, "month")).rstrip(".")]
    last = group(match, "end") == "last"
    year = year_of(match, start)
    if year is False or (year is None and start.edge is None):
        return None if last else yearless_day(month, 1)
    if year is not None:
        return date(year, month, days_in(year, month) if last else 1).isoformat()
    edge = start.edge
    for distance in (0, 1):
        nearby = edge.year + (distance if start.future else -distance) if edge else 0
        found = date(nearby, month, days_in(nearby, month) if last else 1)
        if edge and (found >= edge if start.future else found <= edge):
            return found.isoformat()
    return None


COUNTED_READINGS: dict[str, Reading] = {
    "weekday_and_day": _weekday_and_day,
    "weekday_weeks_ago": _weekday_weeks_ago,
    "end_of_month": _end_of_month,
}
"""By the name that a form's `value` has in grammar.toml."""
