"""Publication dates in the spellings that pages and dumps give them -> YYYY-MM-DD.

Stricter than it is clever: a date without a day or a year is no publication date, and words such as
"yesterday" are none either, since nobody knows what day they were written on.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
_TIME = (
    r"(?:,?\s+(?:at\s+|-\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s(?:[A-Z]{2,4}|[+-]\d{2}:?\d{2}))?(?!\w))?"
)
DATE = (
    rf"(?:{_WEEKDAY}{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s*|\s+)\d{{4}}\b"
    rf"|{_WEEKDAY}\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+\d{{4}}\b"
    r"|\b\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
    rf"|{_WEEKDAY}\b\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})(?!\d)){_TIME}"
)
"""A date with day, month and year, as English pages print it; to be compiled with `re.IGNORECASE`."""

_WHOLE = re.compile(rf"\s*{DATE}\s*", re.IGNORECASE)
_NAMED = re.compile(rf"(?:(\d{{1,2}})\D*?\s?)?({_MONTH})\D*?(\d{{1,2}})?\D*?(\d{{4}})", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\s*(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_EPOCH = re.compile(r"\s*(\d{9,10})(?:\.\d+|\d{3})?\s*")
_LONGEST = 60
_PARTS = (re.compile(r"\d{4}"), re.compile(r"(?<!\d)\d{1,2}(?!\d)"), re.compile(r"[^\W\d_]{3}"))
"""Year, day and month: without them dateparser, which tries all its languages, takes seconds to find none."""
_YEARS = range(1600, 2101)


def read_date(words: str) -> str | None:
    """Return the day that `words` name, as YYYY-MM-DD in the time zone they were written in.

    A year in front means year, month, day. Of two other numbers the first is the month, as American pages
    have it, unless it cannot be or points set the numbers apart (`4.9.2024` is 4 September). Nine or more
    digits are seconds, or milliseconds, since 1970 in UTC. Other languages than English are read if the month
    is a word.
    Null: the words name no whole date.
    """
    if match := _YEAR_FIRST.match(words):
        return _iso(match[1], match[3], match[4])
    if match := _EPOCH.fullmatch(words):
        return datetime.fromtimestamp(int(match[1]), UTC).date().isoformat()
    if _WHOLE.fullmatch(words):
        return _read_printed(words)
    if len(words) > _LONGEST or not all(part.search(words) for part in _PARTS):
        return None
    import dateparser  # few dates come as far as here, and it takes a while

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    found = dateparser.parse(words, settings=settings)
    # It drops what it does not understand: the year that it found has to be one that is written there.
    return found.date().isoformat() if found and str(found.year) in words else None


def _read_printed(words: str) -> str | None:
    if match := _NUMERIC.search(words):
        first, point, second, year = match.groups()
        if len(year) == 2:
            year = ("19" if int(year) > 68 else "20") + year
        day_first = int(first) > 12 or (point == "." and int(second) <= 12)
        return _iso(year, second, first) if day_first else _iso(year, first, second)
    named = _NAMED.search(words)
    if named is None:
        return None
    day = named[1] or named[3]
    return _iso(named[4], str(_MONTHS.index(named[2][:3].lower()) + 1), day)


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if found.year in _YEARS else None
