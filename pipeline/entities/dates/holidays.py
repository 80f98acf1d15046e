"""Says on which day of a year a holiday falls: July 4, the fourth Thursday of November.

in: a year, a month and a rule of `grammar.toml`    out: a day    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta


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
