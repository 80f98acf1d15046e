"""Reads what a report tells of a database as a whole.

in: an open database    out: counts    writes: nothing
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pipeline.store.linked import LinkedRecords
from pipeline.store.rows import Row


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a database holds."""

    articles: int
    outlets: tuple[tuple[str | None, int], ...]
    """Outlet and its articles, most first; null: none is given."""
    first: str | None
    last: str | None
    """Days of publication, YYYY-MM-DD."""
    undated: int
    copies: int
    """Articles that are copies of another."""
    quoting: int
    """Articles of which half or more is another's words."""
    unread: int
    partly_read: int
    unlinked: int
    """Articles that came or changed since they were linked last."""
    issues: tuple[tuple[str, int], ...]
    """Kind and number of inputs that could not be read, by kind."""
    readers: tuple[tuple[str, str, int], ...]
    """Model, SHA-256 of what reads, and the articles that it read, most first."""
    run: Row | None
    """The last run; null: there was none."""


def holdings(records: LinkedRecords) -> Holdings:
    """Return what a database holds."""
    rows = records.db.execute
    articles, first, last, undated = rows(
        "SELECT count(*), min(published), max(published), count(*) - count(published) FROM articles"
    ).fetchone()
    outlets = rows("SELECT source, count(*) FROM articles GROUP BY source ORDER BY 2 DESC, 1").fetchall()
    kinds = dict(rows("SELECT kind, count(*) FROM copies GROUP BY kind").fetchall())
    whole, part = rows(
        """SELECT coalesce(sum(whole), 0), coalesce(sum(1 - whole), 0) FROM
           (SELECT min(start) = 0 AS whole FROM skipped GROUP BY article_id)"""
    ).fetchone()
    issues = rows("SELECT kind, count(*) FROM issues WHERE resolved IS NULL GROUP BY kind ORDER BY kind")
    readers = rows(
        "SELECT model, reader_sha256, count(*) FROM articles GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
    ).fetchall()
    return Holdings(
        articles=articles,
        outlets=tuple((row[0], row[1]) for row in outlets),
        first=first,
        last=last,
        undated=undated,
        copies=kinds.get("copy", 0),
        quoting=kinds.get("quote", 0),
        unread=whole,
        partly_read=part,
        unlinked=records.unlinked(),
        issues=tuple((row[0], row[1]) for row in issues.fetchall()),
        readers=tuple((row[0], row[1], row[2]) for row in readers),
        run=next(iter(records.runs()), None),
    )


def protected_among(records: LinkedRecords, names: Collection[str]) -> set[str]:
    """Return those of the names that are a victim's or a minor's, in any article."""
    found: set[str] = set()
    for name in names:
        sql = "SELECT 1 FROM people WHERE name = ? COLLATE NOCASE AND (role = 'victim' OR minor = 1)"
        if records.db.execute(sql, [name]).fetchone():
            found.add(name)
    return found
