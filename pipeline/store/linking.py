"""Keeps what linking compares and finds: reports with their keys, links, clusters, decisions.

in: reports, links and clusters as plain values    out: the same    writes: the tables of `m009_linked`

One `LinkStore` is one transaction: all that a linking finds is kept, or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from pipeline.errors import QueryError
from pipeline.schema import Article, Extraction
from pipeline.settings import LOCK_WAIT
from pipeline.store.opening import open_writer, transaction
from pipeline.store.placeholders import portions
from pipeline.store.queries import article_row, article_rows
from pipeline.store.rows import Row, to_records

Of = Literal["people", "events"]
_REPORTS: dict[Of, str] = {"people": "person_reports", "events": "event_reports"}
_LINKS: dict[Of, str] = {"people": "person_links", "events": "event_links"}
_KEYS: dict[Of, str] = {"people": "person_keys", "events": "event_keys"}
_REPORTING = ("people", "events", *_REPORTS.values())
"""Tables that have rows of an article that has something to link, or had."""


@dataclass(frozen=True, slots=True)
class StoredLink:
    """Two reports that are taken for one, and why."""

    a: str
    b: str
    weight: float
    reasons: Sequence[tuple[str, float]]


class LinkStore:
    """The tables of linking, open to write in one transaction; a context manager."""

    def __init__(self, path: Path, wait: float = LOCK_WAIT) -> None:
        """Open the database.

        Args:
            path: where it is.
            wait: how many seconds to wait while another program writes.

        Raises:
            StoreError: it cannot be written, is not blotter's, or is of a newer schema.
        """
        self.db = open_writer(path, wait)
        self._transaction = transaction(self.db, path)

    def __enter__(self) -> Self:
        """Begin."""
        self._transaction.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep everything, or after an exception nothing."""
        try:
            self._transaction.__exit__(kind, error, trace)
        finally:
            self.db.close()

    def stale(self, linker: str) -> list[str]:
        """Return the ids of the articles that are new, or changed, or compared by other rules, in order."""
        sql = """SELECT a.id FROM articles a LEFT JOIN link_articles l ON l.id = a.id
                 WHERE l.id IS NULL OR l.version <> a.version OR l.linker <> ? ORDER BY a.id"""
        return [row[0] for row in self.db.execute(sql, [linker])]

    def add_silent(self, linker: str) -> int:
        """Note that articles that report nobody and nothing are compared; return how many are new or changed.

        Those that did in an earlier version are left to `stale`.
        """
        reports = (f"SELECT 1 FROM {table} r WHERE r.article_id = a.id" for table in _REPORTING)
        sql = f"""INSERT OR REPLACE INTO link_articles
                  SELECT a.id, a.version, ?, coalesce(c.source, a.id), '{{}}', '' FROM articles a
                  LEFT JOIN link_articles l ON l.id = a.id LEFT JOIN copies c ON c.article_id = a.id
                  WHERE (l.id IS NULL OR l.version <> a.version OR l.linker <> ?)
                  AND {" AND ".join(f"NOT EXISTS ({report})" for report in reports)}"""
        return int(self.db.execute(sql, [linker, linker]).rowcount)

    def reroot(self) -> list[str]:
        """Note anew what articles are copies of, and return those of which it is another, in order."""
        sql = """SELECT coalesce(c.source, l.id), l.id FROM link_articles l
                 LEFT JOIN copies c ON c.article_id = l.id
                 WHERE l.root <> coalesce(c.source, l.id) ORDER BY l.id"""
        rows = self.db.execute(sql).fetchall()
        self.db.conn.executemany("UPDATE link_articles SET root = ? WHERE id = ?", rows)
        return [row[1] for row in rows]

    def gone(self) -> list[str]:
        """Return the ids of compared articles that are no longer there, in order."""
        sql = "SELECT id FROM link_articles WHERE id NOT IN (SELECT id FROM articles) ORDER BY id"
        return [row[0] for row in self.db.execute(sql)]

    def records(self, article_id: str) -> tuple[Article, Extraction]:
        """Return an article and what was read from it."""
        row = article_row(self.db, article_id)
        assert row is not None
        return to_records(row, article_rows(self.db, article_id))

    def reports_of(self, of: Of, article_id: str) -> list[str]:
        """Return the ids of an article's reports."""
        sql = f"SELECT id FROM {_REPORTS[of]} WHERE article_id = ?"
        return [row[0] for row in self.db.execute(sql, [article_id])]

    def forget(self, article_id: str) -> None:
        """Delete all that was compared of an article, with its links."""
        for of in ("people", "events"):
            for report in self.reports_of(of, article_id):
                self.drop_links(of, [report])
                self.db.execute(f"DELETE FROM {_KEYS[of]} WHERE report = ?", [report])
            self.db.execute(f"DELETE FROM {_REPORTS[of]} WHERE article_id = ?", [article_id])
        self.db.execute("DELETE FROM link_articles WHERE id = ?", [article_id])

    def add_article(self, article_id: str, linker: str, voice: str, story: Iterable[str]) -> None:
        """Note that an article is compared in the version in use."""
        self.db.execute(
            """INSERT INTO link_articles
               SELECT a.id, a.version, ?, coalesce(c.source, a.id), ?, ? FROM articles a
               LEFT JOIN copies c ON c.article_id = a.id WHERE a.id = ?""",
            [linker, voice, " ".join(sorted(story)), article_id],
        )

    def add_person(self, report: str, article_id: str, features: str, keys: Iterable[str]) -> None:
        """Add a report of a person."""
        self.db.execute("INSERT INTO person_reports VALUES (?, ?, NULL, ?)", [report, article_id, features])
        self._add_keys("people", report, keys)

    def add_event(
        self, report: str, article_id: str, person: str | None, features: str, keys: Iterable[str]
    ) -> None:
        """Add a report of an event."""
        row = [report, article_id, person, features]
        self.db.execute("INSERT INTO event_reports VALUES (?, ?, ?, NULL, NULL, ?)", row)
        self._add_keys("events", report, keys)

    def _add_keys(self, of: Of, report: str, keys: Iterable[str]) -> None:
        rows = [(key, report) for key in sorted(keys)]
        self.db.conn.executemany(f"INSERT INTO {_KEYS[of]} VALUES (?, ?)", rows)

    def sharing(self, of: Of, report: str) -> Iterator[tuple[str, str]]:
        """Yield each other report that has a key of a report, with the first such key in order.

        One row for each, however many keys they share; keys of names come before those of circumstances.
        """
        table = _KEYS[of]
        sql = f"""SELECT min(k.key), o.report FROM {table} k JOIN {table} o ON o.key = k.key
                  WHERE k.report = ? AND o.report <> k.report GROUP BY o.report ORDER BY o.report"""
        yield from self.db.execute(sql, [report])

    def features(self, of: Of, reports: Collection[str]) -> dict[str, str]:
        """Return the features of reports, by id."""
        return dict(self._pick(f"SELECT id, features FROM {_REPORTS[of]} WHERE id IN", reports))

    def article_features(self, articles: Collection[str]) -> dict[str, tuple[str, frozenset[str]]]:
        """Return the voice (JSON) and the proper words of articles, by id."""
        rows = self._pick("SELECT id, voice, story FROM link_articles WHERE id IN", articles)
        return {row[0]: (row[1], frozenset(row[2].split())) for row in rows}

    def roots(self, articles: Collection[str]) -> dict[str, str]:
        """Return the article that each is a copy of, else itself."""
        return dict(self._pick("SELECT id, root FROM link_articles WHERE id IN", articles))

    def add_links(self, of: Of, links: Iterable[StoredLink]) -> None:
        """Keep links; one that is there is replaced."""
        rows = [(link.a, link.b, link.weight, json.dumps(link.reasons, ensure_ascii=False)) for link in links]
        self.db.conn.executemany(f"INSERT OR REPLACE INTO {_LINKS[of]} VALUES (?, ?, ?, ?)", rows)

    def drop_links(self, of: Of, reports: Iterable[str]) -> None:
        """Delete all links of reports."""
        for column in ("a", "b"):
            self.db.conn.executemany(
                f"DELETE FROM {_LINKS[of]} WHERE {column} = ?", [(report,) for report in reports]
            )

    def links(self, of: Of, reports: Collection[str]) -> dict[tuple[str, str], float]:
        """Return the links of which a report is the first, with their weights."""
        sql = f"SELECT a, b, weight FROM {_LINKS[of]} WHERE a IN"
        return {(a, b): weight for a, b, weight in self._pick(sql, reports)}

    def reached(self, of: Of, reports: Iterable[str]) -> set[str]:
        """Return all reports that links lead to from these, these included."""
        seen = set(reports)
        front = set(seen)
        while front:
            found: set[str] = set()
            for here, there in (("a", "b"), ("b", "a")):
                sql = f"SELECT {there} FROM {_LINKS[of]} WHERE {here} IN"
                found |= {row[0] for row in self._pick(sql, front)}
            front = found - seen
            seen |= front
        return seen

    def clusters(self, of: Of, reports: Collection[str]) -> set[str]:
        """Return the ids of the clusters that reports are in."""
        column = "person" if of == "people" else "event"
        sql = f"SELECT {column} FROM {_REPORTS[of]} WHERE {column} IS NOT NULL AND id IN"
        return {row[0] for row in self._pick(sql, reports)}

    def members(self, of: Of, clusters: Collection[str]) -> dict[str, str]:
        """Return the reports that are in clusters, each with its cluster."""
        column = "person" if of == "people" else "event"
        return dict(self._pick(f"SELECT id, {column} FROM {_REPORTS[of]} WHERE {column} IN", clusters))

    def people_of(self, reports: Collection[str]) -> dict[str, str]:
        """Return the linked person of each report of a person."""
        return dict(self._pick("SELECT id, person FROM person_reports WHERE id IN", reports))

    def events_of_people(self, people: Collection[str]) -> list[tuple[str, str]]:
        """Return the reports of events about linked people, each with the linked person."""
        sql = """SELECT e.id, p.person FROM person_reports p JOIN event_reports e ON e.person_report = p.id
                 WHERE p.person IN"""
        return list(self._pick(sql, people))

    def subjects(self, events: Collection[str]) -> dict[str, str]:
        """Return the report of a person of each report of an event that is about one."""
        sql = "SELECT id, person_report FROM event_reports WHERE person_report IS NOT NULL AND id IN"
        return dict(self._pick(sql, events))

    def groups_among(self, reports: Collection[str]) -> set[str]:
        """Return those of the reports of events that are about groups."""
        sql = "SELECT id FROM event_reports WHERE person_report IS NULL AND id IN"
        return {row[0] for row in self._pick(sql, reports)}

    def drop_clusters(self, of: Of, clusters: Collection[str]) -> None:
        """Delete linked people or events, and, of events, their conflicts."""
        table = "linked_people" if of == "people" else "linked_events"
        rows = [(item,) for item in clusters]
        self.db.conn.executemany(f"DELETE FROM {table} WHERE id = ?", rows)
        if of == "events":
            self.db.conn.executemany("DELETE FROM conflicts WHERE event = ?", rows)

    def add_person_cluster(self, row: Row, reports: Iterable[str]) -> None:
        """Add a linked person and say which reports are of them."""
        self._insert("linked_people", row)
        self.db.conn.executemany(
            "UPDATE person_reports SET person = ? WHERE id = ?", [(row["id"], report) for report in reports]
        )

    def add_event_cluster(
        self, row: Row, voices: Mapping[str, int], conflicts: Iterable[tuple[str, str, str]]
    ) -> None:
        """Add a linked event with the voice of each report, and (field, report, value) of its conflicts."""
        self._insert("linked_events", row)
        self.db.conn.executemany(
            "UPDATE event_reports SET event = ?, voice = ? WHERE id = ?",
            [(row["id"], voice, report) for report, voice in voices.items()],
        )
        self.db.conn.executemany(
            "INSERT INTO conflicts VALUES (?, ?, ?, ?)", [(row["id"], *conflict) for conflict in conflicts]
        )

    def decisions(self, of: Of) -> list[Row]:
        """Return the decisions in force, oldest first."""
        return list(
            self.db.query("SELECT * FROM link_decisions WHERE of = ? AND undone IS NULL ORDER BY id", [of])
        )

    def decide(self, row: Row) -> int:
        """Keep a decision and return its number."""
        return int(self._insert("link_decisions", row))

    def undo(self, number: int, now: str, by: str | None = None) -> Row:
        """Take a decision back and return it.

        Raises:
            QueryError: there is none of this number in force.
        """
        sql = "SELECT * FROM link_decisions WHERE id = ? AND undone IS NULL"
        row = next(iter(self.db.query(sql, [number])), None)
        if row is None:
            raise QueryError(
                f"{number}: expected the number of a decision in force, found none: `blotter undo` lists them"
            )
        sql = "UPDATE link_decisions SET undone = ?, undone_by = ? WHERE id = ?"
        self.db.execute(sql, [now, by, number])
        return row

    def _insert(self, table: str, row: Row) -> int:
        marks = ", ".join("?" * len(row))
        cursor = self.db.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values())
        )
        return int(cursor.lastrowid or 0)

    def _pick(self, sql: str, values: Collection[str]) -> Iterator[Any]:
        """Yield the rows of a statement that ends in `IN`, for the values in order."""
        for marks, some in portions(values):
            yield from self.db.execute(f"{sql} ({marks})", some).fetchall()
