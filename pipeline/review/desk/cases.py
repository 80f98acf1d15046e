"""The pages that follow somebody or something through time: person, event in all its reports, custodian.

in: a request    out: the page's data and rows; writes nothing
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipeline.errors import QueryError
from pipeline.review.desk.decided import told_link
from pipeline.review.desk.page import NotThereError, Page, View
from pipeline.review.rows import STATUS_WORDS
from pipeline.review.standing import denied
from pipeline.review.timeline import event_dict, offenses_dict, person_dict
from pipeline.store.event_lists import EventFilters
from pipeline.store.linked import LinkedEvent, LinkedPerson

LINKS = ("linked", "sources", "person", "place")
"""What `give_links` adds to a row of an event."""
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
    verdicts = view.records.verdicts_of(found.id)
    data = person_dict(view.desk, _face(found), verdicts)
    data |= _standings(found, verdicts)
    # An event without a date stands where it is first reported among those without one.
    told.sort(key=lambda event: (event.date is None, "" if event.date else _first_day(event)))
    data["events"] = [_told(view, event) for event in told]
    data["acquittals"] = [
        _told(view, event) for event in verdicts if event.type == "acquittal" and _is_told_as_fact(event)
    ]
    data["number"] = view.records.number_of_events(found.id)
    data["next"] = view.link("/person", found.id, after=after) if after else None
    shown = {
        "status_words": STATUS_WORDS,
        "reports": [_report(version.id, version.source) for version in found.versions[:_REPORTS]],
        "more_reports": max(len(found.versions) - _REPORTS, 0),
        "decisions": _decisions(view, "people", [version.article_id for version in found.versions]),
        "outlets": {version.article_id: version.source for version in found.versions},
        "denied": denied(verdicts),
    }
    title = data["name"] or data["about"]
    return Page("person.html", title, data, _flat(data["events"]), shown)


def _face(person: LinkedPerson) -> LinkedPerson:
    """Return a person with the reports that say how to call them: the last, and those that hide the name."""
    last = person.versions[-_FACES:]
    kept = [item for item in person.versions if item.minor or item.role == "victim" or item in last]
    return replace(person, versions=tuple(kept[-_REPORTS:]))


def _standings(person: LinkedPerson, verdicts: list[LinkedEvent]) -> dict[str, Any]:
    """Return what all reports say of a person's offenses, and how many there are."""
    return {
        "reports": [version.id for version in person.versions],
        "articles": len({version.article_id for version in person.versions}),
        "offenses": offenses_dict(person, verdicts),
    }


def _told(view: View, event: LinkedEvent) -> dict[str, Any]:
    """Return an event ready for JSON, with no more reports than a page can hold; `left_out` says how many."""
    cut = replace(event, reports=event.reports[:_REPORTS])
    told = event_dict(view.desk, cut)
    own = {report.id for report in event.reports}
    against = [report for report in told["against"] if report["id"] not in own]
    return told | {"against": against, "left_out": len(event.reports) - len(cut.reports)}


def _first_day(event: LinkedEvent) -> str:
    return min((report.published or "~" for report in event.reports), default="~")


def _is_told_as_fact(event: LinkedEvent) -> bool:
    return any(report.modality == "actual" for report in event.reports)


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
    """What a custodian is reported to have done, latest first; of several of that name, perhaps of one."""
    entry = view.asked.get("entry", "")
    filters = EventFilters(custodian=view.name, entry=entry)
    page = view.records.event_page(filters, view.asked.get("after"), _ROWS)
    # A name that is hidden in its article is none here either.
    rows = [row for row in view.desk.events(page.hits) if row["custodian"] == view.name]
    give_links(view, rows)
    if not rows and not page.after:
        raise NotThereError(f"{view.name}: expected a custodian's name as events give it, found none")
    following = view.link("/custodian", view.name, entry=entry, after=page.after) if page.after else None
    places = view.records.places_of(view.name)
    for place in places:
        names = view.records.names_of_place(place["entry"])
        place["names"] = [name for name in names if name != view.name and not view.desk.hides(name)]
    data: dict[str, Any] = {
        "custodian": view.name,
        "entry": entry or None,
        # Counts are by name: where two places have it, they are of neither.
        "counts": {} if entry else view.records.counts_of_custodian(view.name),
        "places": places,
        "events": rows,
        "next": following,
    }
    return Page("custodian.html", view.name, data, rows)


def give_links(view: View, rows: list[dict[str, Any]]) -> None:
    """Give rows of events what they are linked to.

    `linked` is the event over all articles, `sources` its independent ones, `person` the person's case,
    `place` where the custodian is, in words; each null if there is none.
    """
    ids = [row["id"] for row in rows]
    found, places = view.records.linked_events(ids), view.records.places_of_events(ids)
    for row in rows:
        linked, place = found.get(row["id"]), places.get(row["id"])
        for name in LINKS[:-1]:
            row[name] = linked[name] if linked else None
        row["place"] = _place_words(place) if place else None


def _place_words(place: Mapping[str, Any]) -> str:
    words = ", ".join(part for part in (place["city"] or place["county"], place["state"]) if part)
    return f"perhaps {words}" if place["guess"] else words


def _flat(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a row for each report of each event."""
    return [
        {"linked": event["id"], "type": event["type"], "sources": event["sources"], **report}
        for event in events
        for report in event["reports"]
    ]
