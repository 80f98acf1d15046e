"""The pages that follow somebody or something through time: person, event in all its reports, custodian.

in: a request    out: the page's data and rows; writes nothing
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.errors import QueryError
from pipeline.review.desk.decided import told_link
from pipeline.review.desk.page import NotThereError, Page, View
from pipeline.review.rows import STATUS_WORDS
from pipeline.review.timeline import event_dict, offenses_dict, person_dict
from pipeline.store.event_lists import EventFilters
from pipeline.store.linked import LinkedEvent, LinkedPerson

_ROWS = 50
_FACES = 12
"""Reports that are asked for a person's name, age and country, besides those that hide a name."""
_REPORTS = 100
"""Reports of one event, or of one person, that are shown."""


def person(view: View) -> Page:
    """A person's case: where each offense stands with its history, and every event with who reports it."""
    linked = view.records.linked_id(view.name)
    try:
        found = view.records.person(linked or view.name)
    except QueryError as error:
        raise NotThereError(
            f"{view.name}: expected the id of a person, found none: it may not be linked yet, "
            "`blotter link` does that"
        ) from error
    told, after = view.records.case_page(found.id, view.asked.get("after"), _ROWS)
    data = person_dict(view.desk, _face(found), view.records.convictions_of(found.id))
    data |= _standings(found, view.records.convictions_of(found.id))
    data["events"] = [_told(view, event) for event in told]
    data["number"] = view.records.number_of_events(found.id)
    data["next"] = view.link("/person", found.id, after=after) if after else None
    shown = {
        "status_words": STATUS_WORDS,
        "reports": [_report(version.id, version.source) for version in found.versions[:_REPORTS]],
        "more_reports": max(len(found.versions) - _REPORTS, 0),
        "decisions": _decisions(view, "people", [version.article_id for version in found.versions]),
    }
    return Page("person.html", data["about"], data, _flat(data["events"]), shown)


def _face(person: LinkedPerson) -> LinkedPerson:
    """Return a person with the reports that say how to call them: the last, and those that hide the name."""
    last = person.versions[-_FACES:]
    kept = [item for item in person.versions if item.minor or item.role == "victim" or item in last]
    return replace(person, versions=tuple(kept[-_REPORTS:]))


def _standings(person: LinkedPerson, convictions: list[LinkedEvent]) -> dict[str, Any]:
    """Return what all reports say of a person's offenses, and how many there are."""
    return {
        "reports": [version.id for version in person.versions],
        "articles": len({version.article_id for version in person.versions}),
        "offenses": offenses_dict(person, convictions),
    }


def _told(view: View, event: LinkedEvent) -> dict[str, Any]:
    """Return an event ready for JSON, with no more reports than a page can hold; `left_out` says how many."""
    cut = replace(event, reports=event.reports[:_REPORTS])
    return event_dict(view.desk, cut) | {"left_out": len(event.reports) - len(cut.reports)}


def _report(report_id: str, source: str | None) -> dict[str, str]:
    return {"id": report_id, "told": f"{source or 'outlet unknown'}: {report_id}"}


def _decisions(view: View, of: str, articles: list[str]) -> list[dict[str, Any]]:
    some = list(dict.fromkeys(articles))[:_REPORTS]
    return [told_link(view, row) for row in view.records.link_decisions_on(of, some)]


def event(view: View) -> Page:
    """One event in all its reports, with each report's version of each value, and what they disagree on."""
    linked = view.records.linked_id(view.name)
    try:
        found = view.records.event(linked or view.name)
    except QueryError as error:
        raise NotThereError(
            f"{view.name}: expected the id of an event, found none: it may not be linked yet, or be rejected"
        ) from error
    data = _told(view, found)
    title = f"{data['type'].replace('_', ' ')}: {data['who']}"
    shown = {
        "reports": [_report(report["id"], report["source"]) for report in data["reports"]],
        "decisions": _decisions(view, "events", [report["article_id"] for report in data["reports"]]),
    }
    return Page("event.html", title, data, _flat([data]), shown)


def custodian(view: View) -> Page:
    """What a custodian is reported to have done, latest first."""
    page = view.records.event_page(EventFilters(custodian=view.name), view.asked.get("after"), _ROWS)
    # A name that is hidden in its article is none here either.
    rows = [row for row in view.desk.events(page.hits) if row["custodian"] == view.name]
    give_sources(view, rows)
    if not rows:
        raise NotThereError(f"{view.name}: expected a custodian's name as events give it, found none")
    following = view.link("/custodian", view.name, after=page.after) if page.after else None
    data: dict[str, Any] = {
        "custodian": view.name,
        "counts": view.records.counts_of_custodian(view.name),
        "places": view.records.places_of(view.name),
        "events": rows,
        "next": following,
    }
    return Page("custodian.html", view.name, data, rows)


def give_sources(view: View, rows: list[dict[str, Any]]) -> None:
    """Give rows of events `linked`, the event over all articles, and `sources`, its independent ones."""
    found = view.records.sources_of([row["id"] for row in rows])
    for row in rows:
        row["linked"], row["sources"] = found.get(row["id"], (None, None))


def _flat(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a row for each report of each event."""
    return [
        {"linked": event["id"], "type": event["type"], "sources": event["sources"], **report}
        for event in events
        for report in event["reports"]
    ]
