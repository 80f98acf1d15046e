"""Keeps and reads what a person has decided of events.

in: decisions as rows    out: the same, and events as they are read now    writes: `event_decisions`
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import QueryError
from pipeline.store.opening import open_writer, transaction
from pipeline.store.queries import Records
from pipeline.store.rows import Row

_READ = """SELECT e.id, e.article_id, a.text_sha256, e.type, coalesce(p.name, p.mention) AS subject, e.quote,
           e.start, e.end, e.date, e.count, e.count_qualifier, e.agency, e.custodian, e.modality
           FROM events e JOIN articles a ON a.id = e.article_id LEFT JOIN people p ON p.id = e.subject_id"""


@dataclass(frozen=True, slots=True)
class Sureness:
    """What the order of review goes by."""

    id: str
    article_id: str
    type: str
    modality: str
    confidence: float
    group: bool
    named: bool


def read_events(records: Records, article_id: str) -> list[Row]:
    """Return the events of an article as they are read now, each with the words of its subject."""
    return list(records.db.query(f"{_READ} WHERE e.article_id = ? ORDER BY e.key", [article_id]))


def text_hash_now(records: Records, article_id: str) -> str | None:
    """Return the SHA-256 of an article's text in the version in use; null: there is no such article."""
    found = records.db.execute("SELECT text_sha256 FROM articles WHERE id = ?", [article_id]).fetchone()
    return None if found is None else str(found[0])


def decisions(records: Records, undone: bool = False) -> list[Row]:
    """Return the decisions in force, or all, oldest first."""
    where = "1" if undone else "undone IS NULL"
    return list(records.db.query(f"SELECT * FROM event_decisions WHERE {where} ORDER BY id"))


def sureness(records: Records) -> Iterator[Sureness]:
    """Yield every event with what the order of review goes by."""
    sql = """SELECT e.id, e.article_id, e.type, e.modality, e.confidence, e.subject_id IS NULL,
             p.name IS NOT NULL FROM events e LEFT JOIN people p ON p.id = e.subject_id"""
    for row in records.db.execute(sql):
        yield Sureness(*row)


def add_decision(path: Path, row: Row) -> int:
    """Keep a decision and return its number.

    Raises:
        StoreError: the database cannot be written.
    """
    with contextlib.closing(open_writer(path)) as db, transaction(db, path):
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO event_decisions ({', '.join(row)}) VALUES ({marks})"
        return int(db.execute(sql, list(row.values())).lastrowid or 0)


def undo_decision(path: Path, number: int, by: str, now: str) -> None:
    """Note that a decision is taken back.

    Raises:
        QueryError: there is none of this number in force.
        StoreError: the database cannot be written.
    """
    with contextlib.closing(open_writer(path)) as db, transaction(db, path):
        sql = "UPDATE event_decisions SET undone = ?, undone_by = ? WHERE id = ? AND undone IS NULL"
        if db.execute(sql, [now, by, number]).rowcount != 1:
            raise QueryError(
                f"{number}: expected the number of a decision in force on an event, found none: "
                "`blotter undecide` lists them"
            )
