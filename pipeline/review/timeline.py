"""The ledger of a case: what is reported of one person, place or event, by date, with who says so.

in: linked records, a desk that hides names    out: plain dicts, and lines to read    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.errors import QueryError
from pipeline.review.rows import STATUS_WORDS, Desk, event_row, person_of
from pipeline.review.same_words import also, same_words
from pipeline.review.standing import denied, standings
from pipeline.review.tables import printable
from pipeline.store.linked import LinkedEvent, LinkedPerson, LinkedRecords
from pipeline.store.rows import row_id

_SHOWN = 8
"""People of one name that are listed."""


def find(records: LinkedRecords, desk: Desk, words: str) -> tuple[LinkedPerson | None, list[LinkedEvent]]:
    """Return the person that words mean, if they mean one, and the events to tell.

    Args:
        records: the database.
        desk: hides names; somebody hidden is not found by name.
        words: id of a linked person or event or of a report, a person's name, or words of a facility's.

    Raises:
        QueryError: nothing is meant, or several people are.
    """
    linked = records.linked_id(words)
    if linked is not None:
        if any(event.id == linked for event in _one(records, linked)):
            return None, _one(records, linked)
        return records.person(linked), records.events_of(linked)
    people = [person for person in records.people_named(words) if name_of(desk, person) == person.name]
    subjects = [person for person in people if person.role == "subject"] or people
    if len(subjects) == 1:
        return subjects[0], records.events_of(subjects[0].id)
    if subjects:
        several = "; ".join(f"{person.id} {about(desk, person)}" for person in subjects[:_SHOWN])
        raise QueryError(f"{words}: expected one person, found {len(subjects)}: give an id: {several}")
    events = records.events_at(words)
    if not events:
        raise QueryError(
            f"{words}: expected an id, a name or a place of custody, found nothing of it in {records.path}"
        )
    return None, events


def _one(records: LinkedRecords, linked: str) -> list[LinkedEvent]:
    return [records.event(linked)] if linked.startswith("E") else []


def name_of(desk: Desk, person: LinkedPerson) -> str | None:
    """Return a linked person's name as it may be shown."""
    if person.name is None:
        return None
    shown = {}
    for version in person.versions:
        _, extraction = desk.load(version.article_id)
        local = version.id[len(row_id(version.article_id, "")) :]
        name = person_of(extraction, local).name
        shown[version.name] = None if name is None else str(name.value)
    hidden = [name for stored, name in shown.items() if stored is not None and name != stored]
    return hidden[0] if hidden else person.name


def about(desk: Desk, person: LinkedPerson) -> str:
    """Return who a linked person is, in words."""
    latest = next((version for version in reversed(person.versions) if version.age is not None), None)
    country = next((v.nationality for v in reversed(person.versions) if v.nationality), None)
    age = latest and " in ".join(str(told) for told in (latest.age, latest.published) if told)
    mention = name_of(desk, person) or person.versions[0].mention
    return ", ".join(str(part) for part in (mention, age, country) if part is not None)


def person_dict(desk: Desk, person: LinkedPerson, events: Iterable[LinkedEvent]) -> dict[str, Any]:
    """Return a linked person with where each offense stands, ready for JSON; `events` are all of theirs."""
    return {
        "id": person.id,
        "name": name_of(desk, person),
        "about": about(desk, person),
        "reports": [version.id for version in person.versions],
        "articles": len({version.article_id for version in person.versions}),
        "offenses": offenses_dict(person, events),
    }


def offenses_dict(person: LinkedPerson, events: Iterable[LinkedEvent]) -> list[dict[str, Any]]:
    """Return where each offense of a person stands with its history; `events` are all of theirs."""
    return [
        {
            "category": standing.category,
            "status": standing.status,
            "history": [
                {"published": day, "status": status, "article_id": article}
                for day, status, article in standing.history
            ],
        }
        for standing in standings(person.versions, denied(events))
    ]


def event_dict(desk: Desk, event: LinkedEvent) -> dict[str, Any]:
    """Return a linked event with each report's version and what they disagree on, ready for JSON.

    `against` are reports of another event that cannot be if this one is: a detainer, honored and declined.
    """
    reports = [
        _version(desk, report.article_id, report.id) | {"voice": report.voice} for report in event.reports
    ]
    own = {report.id for report in event.reports}
    named = dict.fromkeys(report for conflict in event.conflicts for report, _ in conflict.values)
    return {
        "id": event.id,
        "type": event.type,
        "date": event.date,
        "person": event.person,
        "who": max((report["who"] for report in reports), key=len),
        "articles": event.articles,
        "sources": event.sources,
        "conflicts": [
            {"field": conflict.field, "values": [list(value) for value in conflict.values]}
            for conflict in event.conflicts
        ],
        "reports": reports,
        "against": [_version(desk, _article_of(report), report) for report in named if report not in own],
    }


def _article_of(report: str) -> str:
    """Return the id of the article of a report of an event, `<article>:e<number>`."""
    return report.rpartition(":")[0]


def _version(desk: Desk, article_id: str, report: str) -> dict[str, Any]:
    article, extraction = desk.load(article_id)
    number = int(report[len(row_id(article.id, "")) + 1 :]) - 1
    row = event_row(article, extraction, number)
    names = (
        "id", "article_id", "source", "published", "title", "url", "event", "who", "date", "count",
        "count_qualifier", "agency", "custodian", "modality", "speaker", "quote", "decided",
    )  # fmt: skip
    return {name: row[name] for name in names}


def lines(desk: Desk, person: LinkedPerson | None, events: Sequence[LinkedEvent]) -> Iterator[str]:
    """Yield a ledger in lines to read."""
    if person is not None:
        told = person_dict(desk, person, events)
        number = told["articles"]
        yield f"{printable(told['about'])}  [{person.id}]  {number} article{'s' * (number != 1)}"
        for offense in told["offenses"]:
            before = [f"{item['status']} {item['published'] or ''}".strip() for item in offense["history"]]
            steps = " → ".join(dict.fromkeys(before))
            yield f"  {offense['category']}: {STATUS_WORDS[offense['status']]}  ({steps})"
        yield ""
    for event in events:
        yield from event_lines(event_dict(desk, event))


def event_lines(event: dict[str, Any]) -> Iterator[str]:
    """Yield one event of a ledger in lines to read."""
    sources = event["sources"]
    counted = f"{event['articles']} article{'s' * (event['articles'] != 1)}"
    voices = f"{sources} independent source{'s' * (sources != 1)}"
    told = f"{event['date'] or 'no date':10}  {event['type']}  {printable(event['who'])}"
    yield f"{told}  [{event['id']}]  {counted}, {voices}"
    for reports in same_words(event["reports"], ("voice", "modality", "quote", "date")):
        report = reports[0]
        where = " ".join(str(part) for part in (report["published"], report["source"]) if part)
        denied = "" if report["modality"] == "actual" else f" {report['modality']}"
        told = f"“{printable(report['quote'])}”  {printable(where)}  {report['id']}{also(len(reports) - 1)}"
        yield f"    source {report['voice']}{denied}: {told}"
    for report in event["against"]:
        where = " ".join(str(part) for part in (report["published"], report["source"]) if part)
        yield f"    against it: “{printable(report['quote'])}”  {printable(where)}  {report['id']}"
    quotes = {report["id"]: report for report in (*event["reports"], *event["against"])}
    for conflict in event["conflicts"]:
        values: dict[str, list[str]] = {}
        for report, value in conflict["values"]:
            values.setdefault(value, []).append(str(quotes[report]["source"] or report))
        versions = "; ".join(f"{value} ({', '.join(dict.fromkeys(by))})" for value, by in values.items())
        yield f"    they disagree on {conflict['field']}: {printable(versions)}"
