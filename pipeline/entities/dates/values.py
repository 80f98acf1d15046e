"""Says which date a date expression means, reckoned from the day the article was published.

in: the words, the date to reckon from    out: a date in the annotation guide's form    writes: nothing

Conventions, after the gold annotations: a week runs from Monday to Sunday, and "this week" ends on the day of
publication; "two weeks ago" is a week, "two months ago" a month, "two years ago" a year; a part of a month
or a year ("early June", "late 2019", "summer 2019") is that month or year; the 1990s are 1990/1999; the
fiscal year is the federal one, from October 1 of the year before; "since April" runs to the month of
publication. What says its own year, and words that point ahead ("tomorrow", "next week"), stand as written;
all others lie on or before the day of publication, unless the tense is "future".
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.entities.dates.counted_days import COUNTED_READINGS
from pipeline.entities.dates.grammar import grammar, match_form
from pipeline.entities.dates.holidays import HOLIDAY_READINGS
from pipeline.entities.dates.moments import Origin, moment, real_day, shift_months, span, week, yearless_day
from pipeline.entities.dates.relative import (
    RELATIVE_READINGS,
    Match,
    Reading,
    group,
    number,
    step_of,
    weekday_number,
    year_of,
)

_YEAR = re.compile(r"(?:19|20)\d\d")
_FIRST_MONTH = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
_YEARS_BACK = 12
"""How far to look for a year that has the day: February 29 may be eight years away."""
_LATEST_SHORT = 2068
"""Of a year in two digits, where the day of publication is not known; as POSIX has it."""


def resolve(words: str, anchor: str | None, tense: str = "past") -> str | None:
    """Return the date that the words mean, or None where that cannot be known.

    Args:
        words: the slice of the text, as `find_dates` found it.
        anchor: the ISO date of publication, in full or cut to its month or year; for words that reckon from
            another event ("two weeks later"), that event's date, which may be a range or lack its year.
        tense: `past`, or `future` where the text speaks of what is yet to come.

    Raises:
        ValueError: the anchor is no ISO date, or the tense neither `past` nor `future`.
    """
    if tense not in ("past", "future"):
        raise ValueError(f"expected the tense 'past' or 'future', not {tense!r}")
    start = None
    if anchor is not None:
        first, _, last = anchor.partition("/")
        start = moment(last or first)
        moment(first)
    return _read(words, Origin(start, tense == "future", anchor if anchor and "/" in anchor else None))


def resolve_after(words: str, previous: str) -> str | None:
    """Return the first date on or after another that the words can mean, for a story told in order.

    "Feb. 1" after something in `2023-10` is 2024-02-01.

    Raises:
        ValueError: `previous` is no ISO date.
    """
    return resolve(words, previous.partition("/")[0], "future")


def _read(words: str, start: Origin) -> str | None:
    found = match_form(words.strip())
    if found is None:
        return None
    form, match = found
    return _READINGS[form.value](match, start)


def _month_number(words: str) -> int:
    return grammar().months[words.lower().rstrip(".")]


def _none(_match: Match, _start: Origin) -> None:
    """A day's name ("the Sept. 11 attacks"): which day is not in the words."""


def _nearest(month: int, day: int, start: Origin) -> date | None:
    """Return the latest such day not after the edge, or the first not before it."""
    edge = start.edge
    if edge is None:
        return None
    for distance in range(_YEARS_BACK):
        found = real_day(edge.year + (distance if start.future else -distance), month, day)
        if found and (found >= edge if start.future else found <= edge):
            return found
    return None


def _month_day(match: Match, start: Origin) -> str | None:
    month = _month_number(match["month"])
    day = int(re.sub(r"\D", "", match["dom"]))
    year = year_of(match, start)
    if year is False or (year is None and start.edge is None):
        return yearless_day(month, day)
    if year is not None:
        found = real_day(year, month, day)
        return found.isoformat() if found else None
    ahead = start if match.groupdict().get("next") is None else Origin(start.anchor, True)
    found = _nearest(month, day, ahead)
    if found is None:
        return None
    if weekday := group(match, "weekday"):
        other = _nearest(month, day, Origin(start.anchor, not ahead.future))
        named = weekday_number(weekday)
        if found.weekday() != named and other and other.weekday() == named:
            return None  # the weekday says that it lies on the other side of the anchor
    return found.isoformat()


def _day_of_month(match: Match, start: Origin) -> str | None:
    month = shift_months(start.anchor, step_of(match["which"])) if start.anchor else None
    if month is None:
        return None
    text = f"{month}-{int(re.sub(r'\D', '', match['dom'])):02}"
    try:
        return moment(text).text
    except ValueError:
        return None


def _numeric(match: Match, start: Origin) -> str | None:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if len(match["y"]) == 2:
        latest = start.edge.year if start.edge else _LATEST_SHORT
        year += 2000 if year + 2000 <= latest else 1900
    if month > 12:
        month, day = day, month
    found = real_day(year, month, day)
    return found.isoformat() if found else None


def _month(match: Match, start: Origin) -> str | None:
    month = _month_number(match["month"])
    year = year_of(match, start)
    if year is False:
        return f"XXXX-{month:02}"
    if year is not None:
        return f"{year}-{month:02}"
    which = group(match, "which")
    edge = start.edge
    if edge is None:
        return None if which else f"XXXX-{month:02}"
    ahead = step_of(which) > 0 if which else start.future
    if which == "this":
        ahead = start.future
    strict = which not in (None, "this", "this past")
    base = edge.year * 12 + edge.month - 1
    back = (month - edge.month) % 12 if ahead else -((edge.month - month) % 12)
    if strict and back == 0:
        back = 12 if ahead else -12
    return f"{(base + back) // 12}-{month:02}"


def _weekday(match: Match, start: Origin) -> str | None:
    day = start.day
    if day is None:
        return None
    wanted = weekday_number(match["weekday"])
    which = group(match, "which")
    step = step_of(which) if which else 0
    if which in ("that", "the same", "that same", "later that", "earlier that"):
        monday, _ = week(day)
        return (monday + timedelta(wanted)).isoformat()
    ahead = step > 0 or (step == 0 and start.future and which != "this past")
    strict = which not in (None, "this", "this past", "past")
    if ahead:
        return (day + timedelta((wanted - day.weekday()) % 7 or 7 * strict)).isoformat()
    return (day - timedelta((day.weekday() - wanted) % 7 or 7 * strict)).isoformat()


def _weekday_of_week(match: Match, start: Origin) -> str | None:
    if start.day is None:
        return None
    monday, _ = week(start.day)
    return (
        monday + timedelta(weekday_number(match["weekday"]) + 7 * step_of(match["which"].lower()))
    ).isoformat()


def _year(match: Match, _start: Origin) -> str:
    return match["year"]


def _short_year(match: Match, start: Origin) -> str:
    """The latest year of two digits that has begun: "in '98"."""
    latest = start.edge.year if start.edge else _LATEST_SHORT
    return f"{latest - (latest - int(match['yy'])) % 100:04}"


def _season(match: Match, start: Origin) -> str | None:
    """The year of a season; a winter lies in two."""
    season = match["season"].lower()
    if year := group(match, "year"):
        end = group(match, "yy")
        return span(year, year[: 4 - len(end)] + end) if end else year
    day = start.day
    if day is None or season == "winter":
        return None
    which = str(group(match, "which"))
    begins = date(day.year, _FIRST_MONTH[season], 1)
    if step_of(which) > 0:
        return str(day.year + (begins <= day))
    if which in ("last", "this past"):
        return str(day.year - (day < begins + timedelta(92)))
    return str(day.year)


def _season_after(match: Match, start: Origin) -> str | None:
    """The year of "that fall" is that of what was told before; "the following fall" is the one behind it."""
    season = match["season"].lower()
    anchor = start.anchor
    if anchor is None or not anchor.year_known or season == "winter":
        return None
    year = anchor.first.year
    later = str(group(match, "which")) in ("the following", "the next")
    passed = anchor.precision == "year" or anchor.first >= date(year, _FIRST_MONTH[season], 1)
    return str(year + 1 if later and passed else year)


def _decade(match: Match, _start: Origin) -> str:
    words = str(group(match, "decade"))
    digits = re.sub(r"\D", "", words)
    first = (
        grammar().decades[words] if not digits else int(digits) if len(digits) == 4 else 1900 + int(digits)
    )
    return f"{first}/{first + 9}"


def _quarter(match: Match, start: Origin) -> str | None:
    which = grammar().numbers[match["quarter"].lower()]
    months = 3 if match["part"].lower() == "quarter" else 6
    which = min(which, 12 // months)
    return _months_of(_calendar_year(match, start), months * (which - 1) + 1, months * which)


def _first_months(match: Match, start: Origin) -> str | None:
    return _months_of(_calendar_year(match, start), 1, min(number(match["months"]), 12))


def _calendar_year(match: Match, start: Origin) -> int | None:
    """Return the year that a quarter is of: its own, or that of publication and its neighbours."""
    if year := group(match, "year"):
        return int(year)
    year_from = start.anchor.year if start.anchor else None
    return None if year_from is None else year_from + step_of(str(group(match, "which")))


def _months_of(year: int | None, first: int, last: int) -> str | None:
    return span(f"{year}-{first:02}", f"{year}-{last:02}") if year is not None else None


def _stretch_ending(match: Match, start: Origin) -> str | None:
    """So many days, weeks or months up to the day that ended them: "a five-day operation ending Friday"."""
    found = _read(match["a"], start)
    last = moment(found.partition("/")[0]).day if found else None
    if last is None:
        return None
    unit = str(group(match, "unit") or group(match, "long"))
    count = number(match["n"]) if match["n"] else 1
    if unit == "month":
        return None
    return span(last - timedelta(count * (7 if unit == "week" else 1) - 1), last)


def _month_after(match: Match, start: Origin) -> str | None:
    """The month of that name in the anchor's year; the next one of that name for "the following"."""
    if start.anchor is None:
        return None
    month = _month_number(match["month"])
    year = start.anchor.first.year
    if step_of(str(group(match, "which"))) > 0 and month <= start.anchor.last.month:
        year += 1
    return f"{year:04}-{month:02}" if start.anchor.year_known else f"XXXX-{month:02}"


def _range(match: Match, start: Origin) -> str | None:
    return _range_of(match["a"], match["b"], start)


def _range_of(a: str, b: str, start: Origin) -> str | None:
    """Resolve the end that says its year first, and the other from it.

    Where neither does, it is the latest that was over on the day of publication, or, for what is yet to come,
    the first that is not over.
    """
    near = re.search(r"today|yesterday", a + b, re.IGNORECASE)
    if near or (_has_year(a) and _has_year(b)):
        first, last = _read(a, start), _read(b, start)
    elif _has_year(a):
        first = _read(a, start)
        last = _read(b, Origin(moment(first), True)) if first else None
    else:
        last = _read(b, start)
        first = _read(a, Origin(moment(last), False)) if last else None
    return span(first, last) if first and last else None


def _has_year(words: str) -> bool:
    return bool(_YEAR.search(words) or re.search(r"\b(?:last|this) year", words, re.IGNORECASE))


def _day_range(match: Match, start: Origin) -> str | None:
    year = f", {match['year']}" if match["year"] else ""
    return _range_of(f"{match['month']} {match['dom']}", f"{match['month']} {match['dom2']}{year}", start)


def _short_year_range(match: Match, _start: Origin) -> str | None:
    return span(match["a"], match["a"][:2] + match["yy"])


def _since(match: Match, start: Origin) -> str | None:
    """From then to the day of publication, as exact as the beginning is."""
    first = _read(match["a"], start)
    if first is None or start.anchor is None or not start.anchor.year_known or "/" in first:
        return first
    return span(first, start.anchor.text[: len(first)]) or first


def _week_of(match: Match, start: Origin) -> str | None:
    found = _read(match["a"], start)
    if found is None or moment(found).day is None:
        return None
    day = moment(found).first
    if match["ending"]:
        return span(day - timedelta(6), day)
    begin = day if day.weekday() in (0, 6) else week(day)[0]
    return span(begin, begin + timedelta(6))


def _weekend_of(match: Match, start: Origin) -> str | None:
    """Return Saturday and Sunday, with a Friday or Monday that is named; of an unknown year the day."""
    found = _read(match["a"], start)
    day = moment(found).day if found is not None else None
    if day is None:
        return found
    saturday = day + timedelta(5 - day.weekday()) if day.weekday() else day - timedelta(2)
    return span(min(day, saturday), max(day, saturday + timedelta(1)))


_READINGS: dict[str, Reading] = (
    RELATIVE_READINGS
    | COUNTED_READINGS
    | HOLIDAY_READINGS
    | {
        "none": _none,
        "month_day": _month_day,
        "day_of_month": _day_of_month,
        "numeric": _numeric,
        "month": _month,
        "weekday": _weekday,
        "weekday_of_week": _weekday_of_week,
        "year": _year,
        "short_year": _short_year,
        "season": _season,
        "season_after": _season_after,
        "decade": _decade,
        "quarter": _quarter,
        "first_months": _first_months,
        "stretch_ending": _stretch_ending,
        "month_after": _month_after,
        "range": _range,
        "day_range": _day_range,
        "short_year_range": _short_year_range,
        "since": _since,
        "week_of": _week_of,
        "weekend_of": _weekend_of,
    }
)
