"""Compares the time of a claim with that of a report and of its article.

in: a part of a claim, a report    out: answers    writes: nothing
"""

from __future__ import annotations

import re

from pipeline.review.check.claim import Comparing, Part
from pipeline.review.check.compare import days_apart
from pipeline.review.check.rules import says_open, table
from pipeline.store.claims import Report

_HAD = re.compile(r"\b(?:had|previous(?:ly)?|earlier|before|prior|once)\b", re.IGNORECASE)


def long_ago(part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether an article is of another time than what is claimed, so that it hardly tells of that."""
    mine, told = comparing.days(part.date), comparing.days(report.published)
    if mine is None or told is None:
        return False
    return mine[0] > told[1] or told[0] - mine[1] > table("dates")["never"]


def is_past(report: Report, comparing: Comparing) -> bool:
    """Tell whether an article tells of something as earlier than what it is about."""
    mine, told = comparing.days(report.date), comparing.days(report.published)
    old = mine is not None and told is not None and told[0] - mine[1] > table("dates")["never"]
    return old or says_before(report.quote)


def says_before(quote: str) -> bool:
    """Tell whether words tell of something as earlier than what their article is about."""
    return _HAD.search(quote) is not None


def at_that_time(part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether an article is of the time that is claimed, and tells of nothing as earlier than itself."""
    mine, told = comparing.days(part.date), comparing.days(report.published)
    if (
        mine is None
        or told is None
        or mine[1] - mine[0] > table("dates")["month"]
        or says_before(report.quote)
    ):
        return False
    return bool(mine[0] <= told[0] <= mine[1] + table("dates")["news"])


def far(part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether a report is of a time so far from what is claimed that it is of something else."""
    apart = days_apart(part, report, comparing)
    return apart is not None and apart > table("dates")["never"]


def is_nearly_then(part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether a report gives a day near the day or month that is claimed of what happens seldom."""
    dates = table("dates")
    apart = days_apart(part, report, comparing)
    spans = [comparing.days(date) for date in (part.date, report.date)]
    exact = spans[1] is not None and spans[1][0] == spans[1][1]
    exact &= spans[0] is not None and spans[0][1] - spans[0][0] < dates["month"]
    same = report.type == part.type and part.type in dates["seldom"]
    return same and exact and apart is not None and 0 < apart <= dates["seldom_days"]


def is_yet_to_come(part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether an article of soon after a claimed day has as a plan what happens to somebody once."""
    mine, told = comparing.days(part.date), comparing.days(report.published)
    once = part.type in table("dates")["once"] and report.modality == "planned"
    return once and mine is not None and told is not None and 0 < told[0] - mine[1] <= table("dates")["never"]


def had_been(part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether a report is of no earlier day than what is claimed: it would know of it."""
    mine, told = comparing.days(part.date), comparing.days(report.date) or comparing.days(report.published)
    return mine is None or (told is not None and mine[0] <= told[1])


def is_of_another_time(part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether nothing says that an outcome without a day was about when another is claimed."""
    return report.published is None or long_ago(part, report, comparing)


def is_open(part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether a report says that a case is open still after it is said to have ended."""
    return part.date is not None and says_open(report.quote) and had_been(part, report, comparing)


def when(report: Report) -> str:
    """Return when what is reported was, as far as it is known: else when it was reported."""
    date = report.date or ""
    return date if date and not date.startswith("X") else report.published or ""
