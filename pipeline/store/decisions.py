"""Keeps and reads what a person has decided of events.

in: decisions as rows    out: the same, and events in the order of review
writes: `event_decisions`, and what they mean for an article's rows
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import QueryError
from pipeline.migrations.database import Database
from pipeline.store.held import hold
from pipeline.store.opening import open_writer, transaction
from pipeline.store.queries import Records
from pipeline.store.rows import Row


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


def decisions(records: Records, undone: bool = False, articles: Collection[str] | None = None) -> list[Row]:
    """Return the decisions in force, or all, oldest first; of some articles, or of all."""
    where = ["1" if undone else "undone IS NULL"]
    if articles is not None:
        where.append(f"article_id IN ({', '.join('?' * len(articles))})")
    sql = f"SELECT * FROM event_decisions WHERE {' AND '.join(where)} ORDER BY id"
    return list(records.db.query(sql, list(articles or ())))


def added_events(records: Records, article_id: str) -> list[tuple[str, int, str]]:
    """Return id, beginning and words of the events that people added to an article."""
    sql = "SELECT id, start, quote FROM events WHERE article_id = ? AND decided = 'added' ORDER BY key"
    return [(row[0], row[1], row[2]) for row in records.db.execute(sql, [article_id])]


def sureness(records: Records) -> Iterator[Sureness]:
    """Yield the events that nobody has decided, the least sure first, with what review goes by."""
    sql = """SELECT e.id, e.article_id, e.type, e.modality, e.confidence, e.subject_id IS NULL,
             p.name IS NOT NULL FROM events e LEFT JOIN people p ON p.id = e.subject_id
             WHERE e.decided IS NULL AND e.repeated = 0 ORDER BY e.confidence, e.key"""
    for row in records.db.execute(sql):
        yield Sureness(*row)


def undecided(records: Records) -> int:
    """Return of how many events nothing is decided."""
    sql = "SELECT count(*) FROM events WHERE decided IS NULL AND repeated = 0"
    return int(records.db.execute(sql).fetchone()[0])


def returned(records: Records, limit: int) -> list[Row]:
    """Return the decisions that came back for review, oldest first, at most `limit`."""
    sql = "SELECT * FROM event_decisions WHERE returned IS NOT NULL AND undone IS NULL ORDER BY id LIMIT ?"
    return list(records.db.query(sql, [limit]))


def latest(records: Records, limit: int) -> list[Row]:
    """Return the latest decisions, also those taken back, latest first, at most `limit`."""
    return list(records.db.query("SELECT * FROM event_decisions ORDER BY id DESC LIMIT ?", [limit]))


def add_decision(path: Path, row: Row) -> int:
    """Keep a decision, put it into the article's rows, and return its number.

    Raises:
        StoreError: the database cannot be written.
    """
    with contextlib.closing(open_writer(path)) as db, transaction(db, path):
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO event_decisions ({', '.join(row)}) VALUES ({marks})"
        number = int(db.execute(sql, list(row.values())).lastrowid or 0)
        _hold(db, row["article_id"])
    return number


def undo_decision(path: Path, number: int, by: str, now: str) -> str:
    """Note that a decision is taken back, take it out of the article's rows, and return the article's id.

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
        sql = "SELECT article_id FROM event_decisions WHERE id = ?"
        article_id = str(db.execute(sql, [number]).fetchone()[0])
        _hold(db, article_id)
    return article_id


def _hold(db: Database, article_id: str) -> None:
    """Let an article's rows be what is decided, and have its links found anew."""
    hold(db, article_id)
    db.execute("UPDATE link_articles SET version = 0 WHERE id = ?", [article_id])
