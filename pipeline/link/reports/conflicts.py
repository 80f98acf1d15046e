"""Where reports of one event disagree.

in: the reports of one event, and of their people    out: `Conflict`s    writes: nothing

Values that can both be right are none: an age that a birthday explains, a month and a day in it, "about 200"
and 206, a jail by two names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.link.places.context import state_behind
from pipeline.link.places.names import parse
from pipeline.link.reports.match_events import counts_fit, same_holder, stay
from pipeline.link.reports.match_people import ages_fit
from pipeline.link.reports.reports import EventReport, PersonReport
from pipeline.link.reports.spans import gap
from pipeline.schema import Conflict

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
OPPOSED = {"detainer_declined": "detainer_honored", "detainer_honored": "detainer_declined"}
"""Types of which a custodian does one or the other with a detainer."""
_DETAINER_DAYS = 31
"""Days between two outcomes up to which they may be of one detainer."""
_RANKS = frozenset(
    {
        "deputies",
        "officers",
        "troopers",
        "patrol",
        "detectives",
        "highway",
        "local",
        "town",
        "township",
        "village",
        "municipal",
        "borough",
    }
)
_OF_SHERIFFS = frozenset({"deputies", "deputy", "sheriff", "sheriff's"})
_SAID = {"actual": "", "alleged": "disputed: ", "negated": "not "}


@dataclass(frozen=True, slots=True)
class _Said:
    """A report of an event, with that of its person."""

    event: EventReport
    person: PersonReport | None


@dataclass(frozen=True, slots=True)
class _Field:
    """What reports may disagree on."""

    name: str
    value: Callable[[_Said], object]
    """What a report says; null: nothing that could conflict."""
    differ: Callable[[_Said, _Said], bool]
    """Tells whether what two reports say cannot both be right."""


def conflicts_of(
    reports: Sequence[EventReport],
    people: Mapping[str, PersonReport],
    against: Sequence[Sequence[EventReport]] = (),
) -> list[Conflict]:
    """Return what reports of one event disagree on, in the order of the fields.

    Args:
        reports: of the event, in the order wanted.
        people: the reports of people that the events refer to, by id.
        against: reports of each of the person's other events of the type, and of the opposed one (`OPPOSED`).
    """
    told = [report for report in reports if report.modality != "planned"]
    fields = (_AGE, _NATIONALITY, _DATE, _COUNT, _CUSTODIAN, _AGENCY)
    found = [
        _conflict(field, [_Said(report, people.get(report.person or "")) for report in told])
        for field in fields
    ]
    outcome = _modalities(told) or _opposed(told, against) or _denied_beside(told, against)
    return [conflict for conflict in (*found, outcome) if conflict is not None]


def _conflict(field: _Field, reports: Sequence[_Said]) -> Conflict | None:
    said = [report for report in reports if field.value(report) is not None]
    # What many reports tell alike is compared once.
    told = list({_compared_by(field, report): report for report in said}.values())
    any_two = any(field.differ(a, b) for index, a in enumerate(told) for b in told[:index])
    values = tuple((report.event.id, str(field.value(report))) for report in said)
    return Conflict(field.name, values) if any_two else None


def _compared_by(field: _Field, report: _Said) -> tuple[object, ...]:
    """Return all of a report that `differ` looks at."""
    event, person = report.event, report.person
    age = None if person is None else (person.age, person.published)
    return field.value(report), event.span, event.qualifier, event.holder_county, age


def _holders_differ(a: EventReport, b: EventReport) -> bool:
    """Tell whether two custodians cannot be one: linked to two counties, or named after two."""
    if a.holder_county and b.holder_county:
        return a.holder_county != b.holder_county
    one, other = _county(a.custodian or ""), _county(b.custodian or "")
    return bool(one and other) and not one & other


def _county(custodian: str) -> frozenset[str]:
    """Return the words that tell which county's a custodian is; none: it does not say so by name."""
    bare, _ = state_behind(custodian)
    name = parse(bare)
    named = name.level == "county" and all(word.capitalize() in bare for word in name.core)
    return name.core if named else frozenset()


def _agencies_differ(a: EventReport, b: EventReport) -> bool:
    """Tell whether two police agencies cannot be one: by names that share no word, or deputies and police.

    "Police" without a name may be anybody's.
    """
    one, other = parse(a.agency or "").core - _RANKS, parse(b.agency or "").core - _RANKS
    if one and other:
        return not one & other
    kinds = {_kind(a.agency or "", bool(one)), _kind(b.agency or "", bool(other))}
    return kinds == {"sheriff", "police"}


def _kind(agency: str, named: bool) -> str | None:
    """Return whether an agency is a sheriff's or a police department that is named; null: neither is said."""
    words = frozenset(agency.lower().replace("’", "'").split())
    if words & _OF_SHERIFFS:
        return "sheriff"
    return "police" if named and "police" in words and "state" not in words else None


def _opposed(reports: Sequence[EventReport], against: Sequence[Sequence[EventReport]]) -> Conflict | None:
    """Return the conflict with an event that cannot be if this one is: one detainer, honored and declined.

    The two are of one detainer if its custodian may be the same and the days fit; an article that tells both
    tells of two.
    """
    for others in against:
        told = [report for report in others if report.modality in ("actual", "alleged")]
        told = [report for report in told if report.type != reports[0].type] if reports else []
        if {r.article for r in reports} & {r.article for r in told} or not told:
            continue
        if any(
            r.modality in ("actual", "alleged") and _one_detainer(r, other) for r in reports for other in told
        ):
            values = [(r.id, f"{_SAID.get(r.modality, '')}{_OUTCOMES[r.type]}") for r in (*reports, *told)]
            return Conflict("outcome", tuple(values))
    return None


def _denied_beside(
    reports: Sequence[EventReport], against: Sequence[Sequence[EventReport]]
) -> Conflict | None:
    """Return the conflict with what another speaker of the article denies: "none came", "we sent one"."""
    denials = [
        other
        for others in against
        for other in others
        if other.modality == "negated" and any(_disputes(other, report) for report in reports)
    ]
    if not denials:
        return None
    values = [(r.id, f"{_SAID.get(r.modality, '')}{_OUTCOMES[r.type]}") for r in (*reports, *denials)]
    return Conflict("outcome", tuple(values))


def _disputes(denial: EventReport, report: EventReport) -> bool:
    """Tell whether two speakers of one article contradict each other about one thing."""
    if denial.type != report.type or report.type not in _OUTCOMES or denial.article != report.article:
        return False
    if report.modality == "negated" or not denial.speaker or not report.speaker:
        return False
    apart = gap(denial.span, report.span) if denial.span and report.span else 0
    return denial.speaker != report.speaker and apart == 0


def _one_detainer(a: EventReport, b: EventReport) -> bool:
    days = gap(a.span, b.span) if a.span is not None and b.span is not None else 0
    if days > _DETAINER_DAYS:
        return False
    if a.holder and b.holder:
        return same_holder(a, b)
    published = None not in (a.published, b.published)
    return published and abs((a.published or 0) - (b.published or 0)) <= _DETAINER_DAYS


_AGE = _Field(
    "age",
    lambda it: None if it.person is None else it.person.age,
    lambda a, b: a.person is not None and b.person is not None and ages_fit(a.person, b.person) is False,
)
_NATIONALITY = _Field(
    "nationality",
    lambda it: None if it.person is None else it.person.nationality,
    lambda a, b: (
        a.person is not None and b.person is not None and a.person.nationality != b.person.nationality
    ),
)
_DATE = _Field(
    "date",
    lambda it: it.event.date if it.event.span is not None and not stay(it.event) else None,
    lambda a, b: (
        a.event.span is not None and b.event.span is not None and gap(a.event.span, b.event.span) > 0
    ),
)
_COUNT = _Field("count", lambda it: it.event.count, lambda a, b: not counts_fit(a.event, b.event))
_CUSTODIAN = _Field(
    "custodian",
    lambda it: it.event.custodian if it.event.holder not in (None, "immigration") else None,
    lambda a, b: _holders_differ(a.event, b.event),
)
_AGENCY = _Field(
    "agency",
    lambda it: it.event.agency if it.event.actor == "police" else None,
    lambda a, b: _agencies_differ(a.event, b.event),
)


def _modalities(reports: Sequence[EventReport]) -> Conflict | None:
    """Return the conflict of what some deny; that a number is "said" by somebody denies nothing."""
    kinds = {report.modality for report in reports}
    denied = bool({"actual", "alleged"} & kinds) and "negated" in kinds
    disputed = (
        {"actual", "alleged"} <= kinds and reports[0].type in _OUTCOMES and reports[0].person is not None
    )
    if not denied and not disputed:
        return None
    field = "outcome" if reports[0].type in _OUTCOMES else "status"
    word = _OUTCOMES.get(reports[0].type, reports[0].type)
    return Conflict(field, tuple((report.id, f"{_SAID[report.modality]}{word}") for report in reports))
