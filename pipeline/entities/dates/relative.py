"""Reads the dates that reckon from another: "last week", "two years ago", "the next day", "fiscal year 2019".

in: a matched form, the date to reckon from    out: a date in the annotation guide's form    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from pipeline.entities.dates.grammar import grammar
from pipeline.entities.dates.moments import (
    Origin,
    days_in,
    real_day,
    shift_days,
    shift_months,
    shift_years,
    span,
    week,
)

type Match = re.Match[str]
type Reading = Callable[[Match, Origin], str | None]

_INEXACT = re.compile(r"more|less|fewer|least|most|up to|over|under|nearly|almost")
_EXACT = frozenset({"just", "only", "exactly"})
_MONTHS, _OCTOBER = 12, 10
_PARTS = {"half": 6, "quarter": 3}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "fourth": 4}
_A_YEAR = 360
"""Days from which a stretch is a year of its own kind: a fiscal one."""
_MOST_BACK = 20
"""Days from one day of a month back to another that is told behind it."""
_HOURS_OF_A_DAY = 6
"""So many hours before or after are taken to be the same day."""


def group(match: Match, name: str) -> str | None:
    """Return a named group in lower case, blanks made single; None where the form has none or it is empty."""
    words = match.groupdict().get(name)
    return " ".join(words.lower().replace("’", "'").split()) if words else None


def number(words: str) -> int:
    """Read a number in digits or in words: "3", "a", "twenty-two"."""
    if words.isdigit():
        return int(words)
    return sum(grammar().numbers[word] for word in re.split(r"[-\s]+", words.lower()))


def step_of(which: str) -> int:
    """Return -1, 0 or 1 for "last", "this" and "next" and their like."""
    if which.split()[-1] in ("last", "previous", "past"):
        return 0 if which == "this past" else -1
    return 1 if which.split()[-1] in ("next", "following", "coming") else 0


def weekday_number(words: str) -> int:
    """Return 0 for Monday to 6 for Sunday."""
    return grammar().weekdays[words.lower().rstrip(".")]


def year_of(match: Match, start: Origin) -> int | Literal[False] | None:
    """Return the year that the words give; None where they give none, False where it cannot be known."""
    if year := group(match, "year"):
        return int(year)
    if not (words := group(match, "yearref")):
        return None
    year_from = start.anchor.year if start.anchor else None
    if year_from is None:
        return False
    return year_from + step_of(words.removeprefix("of ").removesuffix(" year"))


def _near_day(match: Match, start: Origin) -> str | None:
    if start.day is None:
        return None
    words = " ".join(match.group().lower().split())
    steps = {"before yesterday": -2, "after tomorrow": 2, "yesterday": -1, "last": -1, "tomorrow": 1}
    step = next((step for cue, step in steps.items() if cue in words), 0)
    return (start.day + timedelta(step)).isoformat()


def _near_unit(match: Match, start: Origin) -> str | None:
    which = str(group(match, "which"))
    unit = str(group(match, "unit"))
    if start.anchor is None:
        return None
    if unit == "year":
        return shift_years(start.anchor, step_of(which))
    if unit == "month":
        return shift_months(start.anchor, step_of(which)) if start.anchor.year_known else None
    if start.day is None:
        return None
    if unit == "weekend":
        return _weekend(start.day, which, start.future and which != "last")
    if which == "this past":
        return span(start.day - timedelta(7), start.day)
    monday, sunday = (end + timedelta(7 * step_of(which)) for end in week(start.day))
    if step_of(which):
        return span(monday, sunday)
    stage = group(match, "stage")
    if stage == "later" or start.future:
        return span(start.day, sunday)
    return span(monday, max(monday, start.day - timedelta(1)) if stage == "earlier" else start.day)


def _weekend(day: date, which: str, future: bool) -> str | None:
    """Return Saturday and Sunday: the latest begun, the one before it, or the next."""
    begun = day - timedelta((day.weekday() - 5) % 7)
    if step_of(which) > 0 or (future and day.weekday() < 5):
        begun += timedelta(7)
    elif which == "last" and day.weekday() >= 5:
        begun -= timedelta(7)
    last = begun + timedelta(1)
    return span(begun, last if future or step_of(which) > 0 else min(last, day))


def _past_span(match: Match, start: Origin) -> str | None:
    """The last so many days, weeks, months or years, to the day of publication."""
    if start.anchor is None or not start.anchor.year_known:
        return None
    unit = match["unit"].lower().rstrip("s")
    if "n" not in match.groupdict():
        count = 1
    elif words := group(match, "n"):
        count = number(words)
    elif group(match, "vague") in ("few", "several") and unit == "day":
        count = 7  # "the past several days" are taken to be the week
    else:
        return None  # "the past few months"
    if unit in ("year", "decade"):
        since = shift_years(start.anchor, -count * (10 if unit == "decade" else 1))
        return span(since, start.anchor.text[:4]) if since else None
    if unit == "month":
        since = shift_months(start.anchor, -count)
        return span(since, start.anchor.text[:7]) if since else None
    if start.day is None:
        return None
    days = {"hour": -(-count // 24), "day": count, "week": 7 * count}[unit]
    return span(start.day - timedelta(days), start.day)


def _fiscal(first: int, last: int, start: Origin) -> str | None:
    """Write federal fiscal years; one that is under way ends, for what is past, on the day of publication."""
    begin, end = date(first - 1, 10, 1), date(last, 9, 30)
    if start.day and not start.future and begin <= start.day < end:
        end = start.day
    return span(begin, end)


def _fiscal_year(match: Match, start: Origin) -> str | None:
    digits = re.sub(r"\D", "", match["year"])
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return _fiscal(year, year, start)


def _fiscal_years(match: Match, start: Origin) -> str | None:
    return _fiscal(int(match["year"]), int(match["year2"]), start)


def _fiscal_part(match: Match, start: Origin) -> str | None:
    """Write some months of a federal fiscal year: "the first eight months of fiscal year 2019"."""
    year, which = match["year"] or match["year2"], str(group(match, "which"))
    if not year and start.day is None:
        return None
    first = int(year) - 1 if year else start.day.year - (start.day.month < _OCTOBER) if start.day else 0
    length = number(match["months"]) if match["months"] else _PARTS[str(group(match, "part"))]
    parts = _MONTHS // length
    part = parts if which == "final" else _ORDINALS.get(which, 1)
    if part > parts or not 0 < length <= _MONTHS:
        return None
    begin, last = (_OCTOBER - 1 + months for months in (length * (part - 1), length * part - 1))
    end_year, end_month = first + last // _MONTHS, last % _MONTHS + 1
    begun = date(first + begin // _MONTHS, begin % _MONTHS + 1, 1)
    return span(begun, date(end_year, end_month, days_in(end_year, end_month)))


def _fiscal_end(match: Match, _start: Origin) -> str | None:
    return date(int(match["year"] or match["year2"]), 9, 30).isoformat()


def _fiscal_relative(match: Match, start: Origin) -> str | None:
    if start.day is None:
        return None
    year = start.day.year + (start.day.month >= 10) + step_of(str(group(match, "which")))
    return _fiscal(year, year, start)


def _year_ending(match: Match, start: Origin) -> str | None:
    """Write the twelve months up to a day or a month: "the budget year that ended Sept. 30"."""
    month = grammar().months[str(group(match, "month")).rstrip(".")]
    day = int(re.sub(r"\D", "", match["dom"])) if match["dom"] else None
    if match["year"] is None and start.edge is None:
        return None
    year = int(match["year"]) if match["year"] else start.edge.year if start.edge else 0
    last = real_day(year, month, day or days_in(year, month))
    if last is not None and match["year"] is None and start.edge is not None and last > start.edge:
        last = real_day(year - 1, month, day or days_in(year - 1, month))
    if last is None:
        return None
    first = real_day(last.year - 1, month, last.day)
    if day is not None:
        return span(first + timedelta(1), last) if first else None
    return span(f"{last.year - (month < 12):04}-{month % 12 + 1:02}", last.isoformat()[:7])


def _year_to_month(match: Match, start: Origin) -> str | None:
    """Write the months of the year up to one: "Through September, jails declined 140 requests"."""
    month = grammar().months[str(group(match, "month")).rstrip(".")]
    if start.edge is None:
        return None
    year = int(match["year"]) if match["year"] else start.edge.year - (month > start.edge.month)
    return span(f"{year:04}-01", f"{year:04}-{month:02}")


def _ago(match: Match, start: Origin) -> str | None:
    exact, words = group(match, "exact"), group(match, "n")
    if not (exact or group(match, "today")) or not words or start.day is None or start.anchor is None:
        return _shift_by(match, start, -1)
    unit = match["unit"].lower().rstrip("s")
    if unit == "week" and group(match, "today") and not group(match, "hedge"):
        return (start.day - timedelta(7 * number(words))).isoformat()
    if unit != "year" or group(match, "half") or group(match, "hedge"):
        return _shift_by(match, start, -1)
    # "A year ago this week": the same week, month or day of that year.
    year, leap = start.day.year - number(words), (start.day.month, start.day.day) == (2, 29)
    then = start.day.replace(year=year, day=28 if leap else start.day.day)
    if exact:
        return span(*week(then)) if exact.lower() == "week" else then.isoformat()[:7]
    return then.isoformat()


def _shift(match: Match, start: Origin) -> str | None:
    backwards = re.search(r"earlier|before", match["way"].lower())
    hedge = group(match, "hedge")
    exact = hedge is None or hedge in _EXACT
    return _shift_by(match, start, -1 if backwards else 1, exact)


def _shift_by(match: Match, start: Origin, direction: int, to_the_day: bool = False) -> str | None:
    """Reckon so many units from the anchor; None where how many is left open.

    Args:
        match: the matched form.
        start: from where.
        direction: -1 or 1.
        to_the_day: whether weeks are counted in days: "two weeks later", and not "about two weeks later".
    """
    unit = match["unit"].lower().rstrip("s")
    hedge = group(match, "hedge")
    inexact = hedge and unit != "minute" and _INEXACT.search(hedge)
    if inexact and unit == "hour":
        inexact = not group(match, "n") or number(match["n"]) > _HOURS_OF_A_DAY
    if start.anchor is None or group(match, "half") or group(match, "half2") or inexact:
        return None
    if unit in ("minute", "moment") or (unit == "hour" and not match.groupdict().get("n")):
        return start.anchor.text if start.anchor.precision == "day" else None
    words = group(match, "n")
    if not words:
        return None
    count = number(words) * direction
    if unit == "hour" and start.anchor.precision == "day" and count % 24 == 0:
        return shift_days(start.anchor, count // 24)
    if unit == "hour":
        return (
            start.anchor.text if abs(count) <= _HOURS_OF_A_DAY and start.anchor.precision == "day" else None
        )
    if unit in ("day", "night"):
        return shift_days(start.anchor, count)
    if unit == "week":
        if to_the_day and start.anchor.precision == "day" and not start.stretch:
            return shift_days(start.anchor, 7 * count)
        return span(*week(start.day + timedelta(7 * count))) if start.day else None
    if unit == "month":
        return shift_months(start.anchor, count)
    return shift_years(start.anchor, count) if unit == "year" else None


def _next_unit(match: Match, start: Origin) -> str | None:
    return _unit_from(match["unit"].lower(), step_of(str(group(match, "which"))), start)


def _the_unit_before(match: Match, start: Origin) -> str | None:
    steps = {"before": -1, "after": 1, "of": 0}
    return _unit_from(match["unit"].lower(), steps.get(match["way"].lower().split(" ")[0], 0), start)


def _unit_from(unit: str, step: int, start: Origin) -> str | None:
    if start.anchor is None:
        return None
    if unit in ("week", "weekend"):
        if step == 0 and start.stretch:
            return start.stretch
        if start.day is None:
            return None
        if unit == "week":
            return span(*week(start.day + timedelta(7 * step)))
        return _weekend(start.day, {-1: "last", 0: "this", 1: "next"}[step], step == 0)
    if unit == "month":
        return shift_months(start.anchor, step)
    if unit == "year":
        own = start.stretch if step == 0 and start.stretch and _is_year_long(start.stretch) else None
        return own or shift_years(start.anchor, step)
    # "A crash over the weekend ... the next day": of which of its days nobody can tell.
    return None if start.stretch else shift_days(start.anchor, step)


def _weekday_beside(match: Match, start: Origin) -> str | None:
    """The first such day behind a day, or in front of it: "the Friday after", "the Friday before that"."""
    if start.day is None or start.stretch:
        return None
    wanted = weekday_number(match["weekday"])
    if match["way"].lower().startswith("before"):
        return (start.day - timedelta((start.day.weekday() - wanted) % 7 or 7)).isoformat()
    return (start.day + timedelta((wanted - start.day.weekday()) % 7 or 7)).isoformat()


def _is_year_long(stretch: str) -> bool:
    """Say whether a range of days is a fiscal year: "in fiscal year 2014 ... That year it deported"."""
    first, _, last = stretch.partition("/")
    whole = len(first) == len(last) == len("2014-10-01") and "X" not in stretch
    return whole and (date.fromisoformat(last) - date.fromisoformat(first)).days >= _A_YEAR


def _ordinal_day(match: Match, start: Origin) -> str | None:
    """A day of the month told of before, or of the next where that one was long over: "on the 27th"."""
    if start.edge is None or start.anchor is None or start.anchor.precision == "year" or start.stretch:
        return None
    day = int(re.sub(r"\D", "", match["dom"]))
    over = start.day is not None and start.day.day - day > _MOST_BACK
    year, month = start.edge.year + (over and start.edge.month == _MONTHS), start.edge.month % _MONTHS + 1
    found = real_day(year, month, day) if over else real_day(start.edge.year, start.edge.month, day)
    return found.isoformat() if found else None


def _day_of_year(match: Match, start: Origin) -> str | None:
    """A day of the year before, of, or behind that told of before: "on Dec. 6 of the next year"."""
    if start.anchor is None or start.anchor.year is None:
        return None
    month = grammar().months[str(group(match, "month")).rstrip(".")]
    year = start.anchor.year + step_of(str(group(match, "which")))
    found = real_day(year, month, int(re.sub(r"\D", "", match["dom"])))
    return found.isoformat() if found else None


def _month_of_year(match: Match, start: Origin) -> str | None:
    """A month of the year before, of, or behind that told of before: "released in October of that year"."""
    if start.anchor is None or start.anchor.year is None:
        return None
    month = grammar().months[str(group(match, "month")).rstrip(".")]
    return f"{start.anchor.year + step_of(str(group(match, 'which'))):04}-{month:02}"


def _same_day(_match: Match, start: Origin) -> str | None:
    """The day of what was told before: "arrested at the scene"."""
    return start.anchor.text if start.anchor and start.anchor.precision == "day" else None


RELATIVE_READINGS: dict[str, Reading] = {
    "near_day": _near_day,
    "near_unit": _near_unit,
    "past_span": _past_span,
    "fiscal_year": _fiscal_year,
    "fiscal_years": _fiscal_years,
    "fiscal_part": _fiscal_part,
    "fiscal_end": _fiscal_end,
    "fiscal_relative": _fiscal_relative,
    "year_ending": _year_ending,
    "year_to_month": _year_to_month,
    "ago": _ago,
    "shift": _shift,
    "next_unit": _next_unit,
    "the_unit_before": _the_unit_before,
    "same_day": _same_day,
    "day_of_year": _day_of_year,
    "month_of_year": _month_of_year,
    "weekday_beside": _weekday_beside,
    "ordinal_day": _ordinal_day,
}
"""By the name that a form's `value` has in grammar.toml."""
