"""Reads what an export needs beside the articles: who else is reported of, happenings over all articles.

in: an open database    out: rows    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.store.linked import LinkedRecords
from pipeline.store.rows import Row

_LAID = ("charge", "conviction", "sentence")
"""Events that say that somebody is charged, or further."""


@dataclass(frozen=True, slots=True)
class Laid:
    """An event that says how far a person's case got."""

    event_id: str
    article_id: str
    type: str


def statuses_of(records: LinkedRecords, person: str) -> set[str]:
    """Return how far the offenses got that one article lays to a person (`people.id`)."""
    sql = "SELECT DISTINCT status FROM offenses WHERE subject_id = ?"
    return {row[0] for row in records.db.execute(sql, [person])}


def people_by_article(records: LinkedRecords) -> Iterator[tuple[str, list[Row]]]:
    """Yield each article that names people with their rows, by article id."""
    sql = "SELECT id, article_id, role, name, minor FROM people ORDER BY article_id, key"
    for article_id, rows in groupby(records.db.query(sql), key=lambda row: str(row["article_id"])):
        yield article_id, list(rows)


def has_events(records: LinkedRecords, people: list[str]) -> bool:
    """Tell whether any event is told of people (`people.id`)."""
    marks = ", ".join("?" * len(people))
    found = records.db.execute(f"SELECT 1 FROM events WHERE subject_id IN ({marks}) LIMIT 1", people)
    return found.fetchone() is not None


def linked_places(records: LinkedRecords) -> Iterator[Row]:
    """Yield the gazetteer's entries that articles name without guessing, by id: `entry official city ...`."""
    sql = """SELECT entry, official, kind, city, county, state, code FROM links
             WHERE entry IS NOT NULL AND guess = 0 GROUP BY entry ORDER BY entry"""
    yield from records.db.query(sql)


def laid(records: LinkedRecords, people: list[str]) -> list[Laid]:
    """Return the charges, convictions, sentences and acquittals that are reported as fact of people.

    Args:
        records: the open database.
        people: `people.id` of each report of one person.
    """
    marks = ", ".join("?" * len(people))
    sql = f"""SELECT id, article_id, type FROM events WHERE subject_id IN ({marks}) AND modality = 'actual'
              AND type IN (?, ?, ?, 'acquittal') ORDER BY id"""
    return [Laid(*row) for row in records.db.execute(sql, [*people, *_LAID])]


def tellings(records: LinkedRecords) -> Iterator[Row]:
    """Yield every event with what it is linked to, those of one happening together, the earliest first.

    A row is that of `events`, and: `source`, `published` and `copied` of the article; `happening`, the linked
    event's id or the event's own; `linked_date`, `conflicts` and `voice` of the linked event; `person`, the
    linked person's id or the subject's own; `official`, `state` and `entry` of the custodian's place.
    """
    sql = """SELECT e.*, a.source, a.published, coalesce(r.event, e.id) AS happening, r.event AS linked,
        le.date AS linked_date, le.conflicts, r.voice, coalesce(pr.person, e.subject_id) AS person,
        l.official, l.state, l.entry, (c.article_id IS NOT NULL) AS copied
        FROM events e JOIN articles a ON a.id = e.article_id
        LEFT JOIN event_reports r ON r.id = e.id LEFT JOIN linked_events le ON le.id = r.event
        LEFT JOIN person_reports pr ON pr.id = e.subject_id
        LEFT JOIN links l ON l.article_id = e.article_id AND l.name = e.custodian AND l.entry IS NOT NULL
        AND l.guess = 0
        LEFT JOIN copies c ON c.article_id = e.article_id AND c.kind = 'copy'
        ORDER BY happening, a.published IS NULL, a.published, e.id"""
    yield from records.db.query(sql)


def linked_people(records: LinkedRecords) -> Iterator[Row]:
    """Yield the linked people, by id."""
    yield from records.db.query("SELECT * FROM linked_people ORDER BY id")
