"""Leaves out what is less sure than asked.

in: what was read from one article, as records or as rows, and a confidence. out: less of it; writes nothing.
An age, a nationality, a date, an agency or a custodian goes alone; a group's count stays, since without it
nothing says of whom the event is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pipeline.schema import Extraction, Value
from pipeline.store.rows import OWNERS, Row, Rows

DETAILS = {"people": ("age", "nationality"), "events": ("date", "agency", "custodian")}
"""Table to the values that may be left out of a row that stays."""


def surer(extraction: Extraction, least: float) -> Extraction:
    """Return the extraction without what has a confidence below `least`, 0 to 1.

    A person of whom something is left stays, however sure.
    """
    if least <= 0:
        return extraction
    whole = surer_values(extraction, least)
    offenses = tuple(item for item in whole.offenses if item.quote.confidence >= least)
    events = tuple(item for item in whole.events if item.quote.confidence >= least)
    told_of = {item.subject for item in offenses} | {item.subject for item in events}
    return replace(
        whole,
        people=tuple(
            person for person in whole.people if person.id in told_of or person.mention.confidence >= least
        ),
        offenses=offenses,
        facilities=tuple(item for item in whole.facilities if item.confidence >= least),
        events=events,
    )


def surer_values(extraction: Extraction, least: float) -> Extraction:
    """Return the extraction with every person, offense, facility and event, but no detail below `least`."""

    def kept(value: Value | None) -> Value | None:
        return value if value is not None and value.confidence >= least else None

    people = tuple(
        replace(person, age=kept(person.age), nationality=kept(person.nationality))
        for person in extraction.people
    )
    events = tuple(
        replace(event, date=kept(event.date), agency=kept(event.agency), custodian=kept(event.custodian))
        for event in extraction.events
    )
    return replace(extraction, people=people, events=events)


def surer_rows(rows: Rows, least: float, certain: Collection[str] = ()) -> Rows:
    """Return the rows of one article that `surer` would leave, with the ids that they have.

    Args:
        rows: by table.
        least: the least confidence, 0 to 1.
        certain: ids of rows that stay whole, however sure they are.
    """
    if least <= 0:
        return rows
    found: Rows = {
        table: [row for row in rows[table] if row["confidence"] >= least or row["id"] in certain]
        for table in OWNERS
    }
    told_of = {row["subject_id"] for row in (*found["offenses"], *found["events"])}
    found["people"] = [row for row in rows["people"] if row["id"] in told_of or row["confidence"] >= least]
    owners = {(table, row["id"]) for table in OWNERS for row in found[table]}

    def is_unsure(mention: Row) -> bool:
        alone = mention["field"] in DETAILS.get(mention["owner_table"], ())
        return alone and mention["confidence"] < least and mention["owner_id"] not in certain

    unsure = {(row["owner_id"], row["field"]) for row in rows["mentions"] if is_unsure(row)}
    for table, fields in DETAILS.items():
        found[table] = [
            row | {field: None for field in fields if (row["id"], field) in unsure} for row in found[table]
        ]
    found["mentions"] = [
        row
        for row in rows["mentions"]
        if (row["owner_table"], row["owner_id"]) in owners and not is_unsure(row)
    ]
    return rows | found
