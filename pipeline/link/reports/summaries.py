"""What is said of a cluster as a whole: its id, its fullest name, its best date.

in: the reports of a cluster    out: values    writes: nothing
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pipeline.link.reports.reports import EventReport, PersonReport
from pipeline.link.reports.spans import width

_NO_DAY = 10**7
"""Stands for the day of an article without one: after all others."""
_ID_LENGTH = 10


def best_date(reports: Iterable[EventReport], voices: Mapping[str, int]) -> str | None:
    """Return the most exact date reported as having been; of several the one of most sources, then the first.

    Args:
        reports: of one event.
        voices: article to the number of its independent source.
    """
    by_date: defaultdict[str, set[int]] = defaultdict(set)
    widths = {}
    for report in reports:
        if report.date is not None and report.span is not None and report.modality != "negated":
            by_date[report.date].add(voices[report.article])
            widths[report.date] = width(report.span)
    return min(by_date, key=lambda day: (widths[day], -len(by_date[day]), day), default=None)


def fullest(names: Sequence[str]) -> str | None:
    """Return the name of most full words; of several the commonest, then the first in the alphabet."""
    counts = Counter(names)

    def rank(name: str) -> tuple[int, int, str]:
        words = [word for word in name.split() if len(word.strip(".")) > 1]
        return (-len(words), -counts[name], name)

    return min(counts, key=rank, default=None)


def most(values: Sequence[str]) -> str:
    """Return the commonest value; of several the first in the alphabet."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def telling_order(report: PersonReport | EventReport) -> tuple[int, str]:
    """Return what reports are put in order by: the day of publication, those without one last, and the id."""
    return (_NO_DAY if report.published is None else report.published, report.id)


def cluster_id(letter: str, reports: Iterable[PersonReport | EventReport]) -> str:
    """Return an id that depends on the earliest report alone: later ones do not change it."""
    first = min(reports, key=telling_order)
    return letter + hashlib.sha256(first.id.encode()).hexdigest()[:_ID_LENGTH]


def day_of(ordinal: int | None) -> str | None:
    """Return a day as YYYY-MM-DD; null for none."""
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()
