"""Reads holidays, and days counted from them: "Thanksgiving", "the day after Christmas", "Labor Day weekend".

in: a matched form, the date to reckon from    out: a date in the annotation guide's form    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.entities.dates.grammar import grammar
from pipeline.entities.dates.moments import Origin, span, yearless_day
from pipeline.entities.dates.relative import Match, Reading, group, number, weekday_number, year_of


def holiday_in(year: int, month: int, rule: Sequence[int]) -> date:
    """Return the day of a holiday in a year.

    Args:
        year: of the holiday.
        month: 1 to 12.
        rule: its day; or a weekday, Monday 0, and which of the month it is, -1 the last.
    """
    if len(rule) == 1:
        return date(year, month, rule[0])
    weekday, which = rule
    if which < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (which - 1))


def _day_of(match: Match, start: Origin) -> date | None:
    """Return the day of a holiday, where its year is known."""
    month, *rule = grammar().holidays[str(group(match, "holiday"))]
    year = year_of(match, start)
    if year is False:
        return None
    if year is not None:
        return holiday_in(year, month, rule)
    edge = start.edge
    if edge is None:
        return None
    days = [holiday_in(edge.year + step, month, rule) for step in ((0, 1) if start.future else (0, -1))]
    return next((day for day in days if (day >= edge if start.future else day <= edge)), None)


def _holiday(match: Match, start: Origin) -> str | None:
    found = _day_of(match, start)
    month, *rule = grammar().holidays[str(group(match, "holiday"))]
    if found is None and start.edge is None and year_of(match, start) is None and len(rule) == 1:
        return yearless_day(month, rule[0])
    return found.isoformat() if found else None


def _beside_holiday(match: Match, start: Origin) -> str | None:
    """So many days, or which weekday, before or after one: "three days before Christmas"."""
    found = _day_of(match, start)
    if found is None:
        return None
    step = -1 if match["way"].lower() == "before" else 1
    if weekday := group(match, "weekday"):
        days = (step * (weekday_number(weekday) - found.weekday())) % 7 or 7
    else:
        days = number(match["n"]) if match["n"] else 1
    return (found + timedelta(step * days)).isoformat()


def _holiday_weekend(match: Match, start: Origin) -> str | None:
    """The weekend in front of a holiday that is a Monday, with it; another holiday's may be either of two."""
    found = _day_of(match, start)
    return span(found - timedelta(2), found) if found is not None and found.weekday() == 0 else None


HOLIDAY_READINGS: dict[str, Reading] = {
    "holiday": _holiday,
    "beside_holiday": _beside_holiday,
    "holiday_weekend": _holiday_weekend,
}
"""By the name that a form's `value` has in grammar.toml."""
