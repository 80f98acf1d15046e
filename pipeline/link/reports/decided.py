"""Finds the reports that a decision of a person was about, by their words, after any re-run.

in: the words kept with a decision, an article's reports now    out: the report meant    writes: nothing

Numbers of people and events in an article change with what reads it; its words do not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.link.reports.clusters import Pair
from pipeline.link.reports.person_names import parse_name
from pipeline.link.reports.reports import EventReport, PersonReport

_LIKE = 70.0
"""Likeness of two quotes, of 100, from which one is the other read anew."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions in force, as pairs of reports."""

    together: frozenset[Pair]
    apart: frozenset[Pair]
    lost: tuple[int, ...]
    """Numbers of those whose reports are not there now."""

    @property
    def changed(self) -> set[str]:
        """The reports that are spoken of."""
        return {report for pair in self.together | self.apart for report in pair}


def person_words(report: PersonReport) -> dict[str, str | None]:
    """Return the words by which a report of a person is known again."""
    return {"name": report.name, "mention": report.mention}


def event_words(report: EventReport) -> dict[str, str | None]:
    """Return the words by which a report of an event is known again."""
    return {"type": report.type, "quote": report.quote}


def find_person(words: Mapping[str, str | None], reports: Collection[PersonReport]) -> str | None:
    """Return the id of the report that is meant; null: none is, or it is not clear which."""
    name = words["name"]
    for fits in (
        lambda report: person_words(report) == dict(words),
        lambda report: name is not None and report.name == name,
        lambda report: report.mention == words["mention"],
        lambda report: (
            name is not None
            and report.name is not None
            and parse_name(report.name).words == parse_name(name).words
        ),
    ):
        found = [report.id for report in reports if fits(report)]
        if len(found) == 1:
            return found[0]
    return None


def find_event(words: Mapping[str, str | None], reports: Collection[EventReport]) -> str | None:
    """Return the id of the report that is meant; null: none is like it."""
    quote = words["quote"] or ""
    alike = [
        (-fuzz.token_set_ratio(quote, report.quote), report.id)
        for report in reports
        if report.type == words["type"]
    ]
    best = min(alike, default=None)
    return best[1] if best is not None and -best[0] >= _LIKE else None
