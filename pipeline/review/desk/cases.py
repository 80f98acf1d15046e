"""The pages that follow somebody or something through time: person, event in all its reports, custodian.

in: a request    out: the page's data and rows; writes nothing
"""

from __future__ import annotations

from typing import Any

from pipeline.errors import QueryError
from pipeline.review.desk.page import NotThereError, Page, View
from pipeline.review.rows import STATUS_WORDS
from pipeline.review.timeline import event_dict, person_dict
from pipeline.store.desk import EventFilters

_ROWS = 50


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
    told = view.records.events_of(found.id)
    data = person_dict(view.desk, found, told)
    data["events"] = [event_dict(view.desk, event) for event in told]
    shown = {"status_words": STATUS_WORDS}
    return Page("person.html", data["about"], data, _flat(data["events"]), shown)


def event(view: View) -> Page:
    """One event in all its reports, with what they disagree on."""
    linked = view.records.linked_id(view.name)
    try:
        data = event_dict(view.desk, view.records.event(linked or view.name))
    except QueryError as error:
        raise NotThereError(f"{view.name}: expected the id of an event, found none") from error
    title = f"{data['type'].replace('_', ' ')}: {data['who']}"
    return Page("event.html", title, data, _flat([data]))


def custodian(view: View) -> Page:
    """What a custodian is reported to have done, latest first."""
    page = view.records.event_page(EventFilters(custodian=view.name), view.asked.get("after"), _ROWS)
    # A name that is hidden in its article is none here either.
    rows = [row for row in view.desk.events(page.hits) if row["custodian"] == view.name]
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


def _flat(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a row for each report of each event."""
    return [
        {"linked": event["id"], "type": event["type"], "sources": event["sources"], **report}
        for event in events
        for report in event["reports"]
    ]
