"""Where reports of one event disagree.

in: the reports of one event, and of their people    out: `Conflict`s    writes: nothing

Values that can both be right are none: an age that a birthday explains, a month and a day in it, "about 200"
and 206, a jail by two names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.link.match_events import counts_fit, same_holder, stay
from pipeline.link.match_people import ages_fit
from pipeline.link.reports import EventReport, PersonReport
from pipeline.link.spans import gap

_OUTCOMES = {
    "detainer_issued": "lodged",
    "detainer_declined": "declined",
    "detainer_honored": "honored",
    "detainer_withdrawn": "withdrawn",
    "release": "released",
    "transfer": "transferred",
    "removal": "removed",
}
"""Types whose being denied is a conflict of outcome; of all others it is one of status."""
_SAID = {"actual": "", "alleged": "disputed: ", "negated": "not "}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which reports of one event cannot all be right."""

    field: str
    """`age`, `date`, `count`, `custodian`, `outcome` or `status`."""
    values: tuple[tuple[str, str], ...]
    """Id of each report that says something, and what it says."""


def conflicts_of(reports: Sequence[EventReport], people: Mapping[str, PersonReport]) -> list[Conflict]:
    """Return what reports of one event disagree on, in the order of the fields.

    Args:
        reports: of the event, in the order wanted.
        people: the reports of people that the events refer to, by id.
    """
    told = [report for report in reports if report.modality != "planned"]
    found = [
        _conflict(
            "age",
            [r for r in told if _person(r, people)],
            lambda a, b: _ages(a, b, people),
            lambda r: str(people[r.person or ""].age),
        ),
        _conflict("date", [r for r in told if r.span and not stay(r)], _dates_differ, lambda r: r.date or ""),
        _conflict(
            "count",
            [r for r in told if r.count is not None],
            lambda a, b: not counts_fit(a, b),
            lambda r: str(r.count),
        ),
        _conflict(
            "custodian",
            [r for r in told if r.holder and r.holder != "immigration"],
            _holders_differ,
            lambda r: r.custodian or "",
        ),
        _modalities(told),
    ]
    return [conflict for conflict in found if conflict is not None]


def _conflict(
    field: str,
    reports: Sequence[EventReport],
    differ: Callable[[EventReport, EventReport], bool],
    said: Callable[[EventReport], str],
) -> Conflict | None:
    any_two = any(differ(a, b) for index, a in enumerate(reports) for b in reports[:index])
    return Conflict(field, tuple((report.id, said(report)) for report in reports)) if any_two else None


def _person(report: EventReport, people: Mapping[str, PersonReport]) -> bool:
    return report.person is not None and people[report.person].age is not None


def _ages(a: EventReport, b: EventReport, people: Mapping[str, PersonReport]) -> bool:
    return ages_fit(people[a.person or ""], people[b.person or ""]) is False


def _dates_differ(a: EventReport, b: EventReport) -> bool:
    return a.span is not None and b.span is not None and gap(a.span, b.span) > 0


def _holders_differ(a: EventReport, b: EventReport) -> bool:
    """Tell whether two custodians cannot be one; two after one another are none."""
    return not same_holder(a, b)


def _modalities(reports: Sequence[EventReport]) -> Conflict | None:
    kinds = {report.modality for report in reports}
    if not ({"actual", "alleged"} & kinds and "negated" in kinds) and not (
        {"actual", "alleged"} <= kinds and reports[0].type in _OUTCOMES
    ):
        return None
    field = "outcome" if reports[0].type in _OUTCOMES else "status"
    word = _OUTCOMES.get(reports[0].type, reports[0].type)
    return Conflict(field, tuple((report.id, f"{_SAID[report.modality]}{word}") for report in reports))
