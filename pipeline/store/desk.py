"""Reads what the desk shows: small queries by index, limited, paged by the last row seen.

in: a connection that the desk holds open to read    out: ids, counts, rows    writes: nothing
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipeline.errors import StoreError
from pipeline.migrations import migrations
from pipeline.migrations.m011_desk import DAY
from pipeline.store.claims import ClaimRecords
from pipeline.store.queries import Hit, contains
from pipeline.store.rows import Row

_SCANNED = 5_000
"""Events that one page looks through for those that match what no index answers."""
_LISTED = 12
"""Rows of each ranking on the first page."""
_LATELY = 50
"""Articles, the last that came, that are asked whether they are linked."""
_MONTHS = 4_000
"""Tallies of months that are read: some 20 years of 16 types."""


@dataclass(frozen=True, slots=True)
class EventFilters:
    """Which events to list; an empty field asks for nothing. Words match anywhere in a value, in any case."""

    type: str = ""
    modality: str = ""
    status: str = ""
    offense: str = ""
    place: str = ""
    facility: str = ""
    agency: str = ""
    source: str = ""
    state: str = ""
    custodian: str = ""
    """The custodian's exact name."""
    since: str = ""
    until: str = ""
    covers: Callable[[str], bool] | None = None
    """Tells whether a stored date may lie between `since` and `until`."""
    min_confidence: float = 0.0
    min_sources: int = 1
    decided: str = ""
    """accepted, rejected, corrected, added, or undecided; empty: all that stand, rejected ones not."""
    copies: bool = False
    """Also what copies of an article repeat."""


@dataclass(frozen=True, slots=True)
class EventPage:
    """A page of a list of events, latest first, those without a day last."""

    hits: tuple[Hit, ...]
    after: str | None
    """Where the next page begins; null: there is none."""
    scanned: int
    """Events that were looked through for it."""


@dataclass(slots=True)
class Overview:
    """What is in the database, from the tallies."""

    articles: int = 0
    first: str | None = None
    last: str | None = None
    outlets: int = 0
    by_type: dict[str, dict[str, int]] = field(default_factory=dict)
    """Type of event -> modality -> number."""
    by_month: dict[str, dict[str, int]] = field(default_factory=dict)
    """Month -> type -> number of actual events, in order."""
    custodians: list[tuple[str, int, int]] = field(default_factory=list)
    """Name, detainers honored, declined; those of most first."""
    states: list[tuple[str, int, int, int]] = field(default_factory=list)
    """State, detainers honored, declined, all actual events there; by state."""
    sources: list[tuple[str, int]] = field(default_factory=list)
    """Outlet and its articles; those of most first."""


class DeskRecords(ClaimRecords):
    """A connection that is open to read already, with the queries of the desk; it stays open."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Read through `connection`; `path` is what messages name."""
        self.path = path
        self.db = Database(connection)
        self.db.register_function(contains, name="contains", deterministic=True, replace=True)

    def missing(self) -> list[str]:
        """Return the migrations that the database has not seen, in order; all of them for an empty file."""
        return [migration.name for migration in migrations.pending(self.db)]

    def is_empty(self) -> bool:
        """Tell whether nothing has been read into the database."""
        if "articles" not in self.db.table_names():
            return True
        return self.db.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None

    def last_run(self) -> Row | None:
        """Return the latest run; null: there was none."""
        return next(self.db.query("SELECT * FROM runs ORDER BY id DESC LIMIT 1"), None)

    def open_issues(self, limit: int) -> list[Row]:
        """Return the latest open issues, at most `limit`."""
        sql = "SELECT * FROM issues WHERE resolved IS NULL ORDER BY id DESC LIMIT ?"
        return list(self.db.query(sql, [limit]))

    def unlinked_lately(self) -> bool:
        """Tell whether one of the articles that came last is not linked, or has changed since."""
        sql = """SELECT 1 FROM (SELECT id, version FROM articles ORDER BY key DESC LIMIT ?) a
                 LEFT JOIN link_articles l ON l.id = a.id WHERE l.id IS NULL OR l.version <> a.version"""
        return self.db.execute(sql, [_LATELY]).fetchone() is not None

    def overview(self) -> Overview:
        """Return what is in the database."""
        found = Overview()
        sql = """SELECT min(nullif(value, '')), max(value), coalesce(sum(number), 0) FROM tallies
                 WHERE sort = 'published' AND number > 0"""
        found.first, found.last, found.articles = self.db.execute(sql).fetchone()
        found.outlets = len(self._tallies("source"))
        for modality, kind, number in self._tallies("type"):
            found.by_type.setdefault(kind, {})[modality] = number
        sql = """SELECT value, type, number FROM tallies WHERE sort = 'month' AND number > 0
                 ORDER BY value DESC, type LIMIT ?"""
        for month, kind, number in reversed(self.db.execute(sql, [_MONTHS]).fetchall()):
            found.by_month.setdefault(month, {})[kind] = number
        found.custodians = self._custodians()
        places: dict[str, dict[str, int]] = {}
        for state, kind, number in self._tallies("state"):
            places.setdefault(state, {})[kind] = number
        found.states = [
            (state, by.get("detainer_honored", 0), by.get("detainer_declined", 0), sum(by.values()))
            for state, by in sorted(places.items())
        ]
        sql = """SELECT value, number FROM tallies WHERE sort = 'source' AND number > 0
                 ORDER BY number DESC, value LIMIT ?"""
        found.sources = [(row[0], row[1]) for row in self.db.execute(sql, [_LISTED])]
        return found

    def _tallies(self, sort: str) -> list[tuple[str, str, int]]:
        sql = "SELECT value, type, number FROM tallies WHERE sort = ? AND number > 0"
        return [(row[0], row[1], row[2]) for row in self.db.execute(sql, [sort])]

    def _custodians(self) -> list[tuple[str, int, int]]:
        """Return the custodians with most answers to detainers."""
        sql = """SELECT value, type, number FROM tallies WHERE sort = 'custodian'
                 AND type IN ('detainer_honored', 'detainer_declined') AND number > 0
                 ORDER BY number DESC, value LIMIT ?"""
        names = list(dict.fromkeys(row[0] for row in self.db.execute(sql, [4 * _LISTED])))[:_LISTED]
        return [(name, self._answers(name, "honored"), self._answers(name, "declined")) for name in names]

    def _answers(self, custodian: str, answer: str) -> int:
        sql = "SELECT number FROM tallies WHERE sort = 'custodian' AND value = ? AND type = ?"
        row = self.db.execute(sql, [custodian, f"detainer_{answer}"]).fetchone()
        return int(row[0]) if row else 0

    def event_page(self, filters: EventFilters, after: str | None, limit: int) -> EventPage:
        """Return the events that match, latest first; what has no day comes last.

        Looks through a bounded number of events: a page may hold fewer than `limit` and still have a next.

        Args:
            filters: which events.
            after: `EventPage.after` of the page before.
            limit: how many at most.

        Raises:
            StoreError: `after` is no place in this list.
        """
        inner, parameters = _indexed(filters)
        if after:
            # Not (day, key) < (?, ?): of a pair of which one is reckoned SQLite makes no range of an index.
            day, key = _place(after)
            inner.append(f"{DAY} <= ? AND ({DAY} < ? OR key < ?)")
            parameters.extend([day, day, key])
        scanned = list(
            self.db.execute(
                f"""SELECT key, {DAY} FROM events WHERE {" AND ".join(inner) or "1"}
                    ORDER BY {DAY} DESC, key DESC LIMIT 1 OFFSET ?""",
                [*parameters, _SCANNED - 1],
            )
        )
        bound = scanned[0] if scanned else None
        if bound is not None:
            inner.append(f"{DAY} >= ? AND ({DAY} > ? OR key >= ?)")
            parameters.extend([bound[1], bound[1], bound[0]])
        self._cover(filters)
        outer, more = _scanned(filters)
        sql = f"""SELECT e.id, e.article_id, e.day, e.key
            FROM (SELECT *, {DAY} AS day FROM events WHERE {" AND ".join(inner) or "1"}
                  ORDER BY {DAY} DESC, key DESC) e
            JOIN articles a ON a.id = e.article_id WHERE {" AND ".join(outer) or "1"}
            ORDER BY e.day DESC, e.key DESC LIMIT ?"""
        rows = self.db.execute(sql, [*parameters, *more, limit + 1]).fetchall()
        hits = tuple(Hit("events", row[0], row[1]) for row in rows[:limit])
        if len(rows) > limit:
            return EventPage(hits, f"{rows[limit - 1][2]}~{rows[limit - 1][3]}", limit)
        return EventPage(hits, f"{bound[1]}~{bound[0]}" if bound else None, _SCANNED)

    def _cover(self, filters: EventFilters) -> None:
        covers = filters.covers
        if covers is not None:
            self.db.register_function(
                lambda date: int(date is not None and covers(date)), name="covers", replace=True
            )

    def article_page(self, source: str, after: str | None, limit: int) -> tuple[list[Row], str | None]:
        """Return articles in the order of arrival, latest first, and where the next page begins.

        Args:
            source: the outlet's exact name; empty: all.
            after: where the page begins.
            limit: how many at most.
        """
        where, parameters = ["1"], []
        if source:
            where.append("source = ?")
            parameters.append(source)
        if after:
            where.append("key < ?")
            parameters.append(str(int(after) if after.isdigit() else 0))
        sql = f"""SELECT key, id, title, source, published, url FROM articles
                  WHERE {" AND ".join(where)} ORDER BY key DESC LIMIT ?"""
        rows = list(self.db.query(sql, [*parameters, limit + 1]))
        return rows[:limit], str(rows[limit - 1]["key"]) if len(rows) > limit else None

    def counts_of_custodian(self, name: str) -> dict[str, int]:
        """Return type -> number of actual events of a custodian of exactly this name."""
        sql = "SELECT type, number FROM tallies WHERE sort = 'custodian' AND value = ? AND number > 0"
        return {row[0]: row[1] for row in self.db.execute(sql, [name])}

    def places_of(self, name: str) -> list[Row]:
        """Return the gazetteer's entries that a custodian of exactly this name is linked to.

        Looks at the places of the latest events only.
        """
        sql = f"""SELECT DISTINCT l.entry, l.official, l.kind, l.city, l.county, l.state
            FROM (SELECT DISTINCT article_id FROM (SELECT article_id FROM events WHERE custodian = ?
                  ORDER BY {DAY} DESC, key DESC LIMIT ?)) e
            JOIN links l ON l.article_id = e.article_id AND l.name = ? WHERE l.entry IS NOT NULL"""
        return list(self.db.query(sql, [name, _LISTED * 4, name]))

    def linked_of(self, article_id: str) -> dict[str, str]:
        """Return `people.id` and `events.id` of an article -> the linked person's or event's id."""
        found: dict[str, str] = {}
        for table, column in (("person_reports", "person"), ("event_reports", "event")):
            sql = f"SELECT id, {column} FROM {table} WHERE article_id = ? AND {column} IS NOT NULL"
            found.update((row[0], row[1]) for row in self.db.execute(sql, [article_id]))
        return found


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn SQLite's complaints within into a `StoreError` that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(
            f"{path}: expected a database that can be read, found: {error}: "
            "wait for what is writing there, or run `blotter doctor`"
        ) from error


def _indexed(filters: EventFilters) -> tuple[list[str], list[Any]]:
    """Return the conditions that an index answers, with their parameters."""
    found: list[tuple[str, Any]] = []
    if filters.type:
        found.append(("type = ?", filters.type))
    if filters.custodian:
        found.append(("custodian = ?", filters.custodian))
    if filters.since:
        found.append((f"{DAY} >= ?", filters.since[:4]))
    if filters.until:
        found.append((f"{DAY} <= ?", f"{filters.until}~"))
        found.append((f"{DAY} > ?", ""))
    return [clause for clause, _ in found], [value for _, value in found]


def _scanned(filters: EventFilters) -> tuple[list[str], list[Any]]:
    """Return the conditions that each event is looked at for, with their parameters."""
    found: list[tuple[str, list[Any]]] = []
    if filters.modality:
        found.append(("e.modality = ?", [filters.modality]))
    if filters.min_confidence:
        found.append(("e.confidence >= ?", [filters.min_confidence]))
    if filters.decided == "undecided":
        found.append(("e.decided IS NULL", []))
    elif filters.decided:
        found.append(("e.decided = ?", [filters.decided]))
    else:
        found.append(("e.decided IS NOT 'rejected'", []))
    if not filters.copies:
        found.append(("e.repeated = 0", []))
    if filters.min_sources > 1:
        clause = """EXISTS (SELECT 1 FROM event_reports r JOIN linked_events l ON l.id = r.event
                    WHERE r.id = e.id AND l.sources >= ?)"""
        found.append((clause, [filters.min_sources]))
    if filters.covers:
        found.append(("covers(e.date)", []))
    if filters.agency:
        found.append(("contains(e.agency, ?)", [filters.agency]))
    if filters.source:
        found.append(("(contains(a.source, ?) OR contains(a.url, ?))", [filters.source] * 2))
    said = {"status": filters.status, "category": filters.offense}
    if any(said.values()):
        both = " AND ".join(f"o.{column} = ?" for column, value in said.items() if value)
        clause = f"""EXISTS (SELECT 1 FROM offenses o WHERE o.article_id = e.article_id
                     AND o.subject_id IS e.subject_id AND {both})"""
        found.append((clause, [value for value in said.values() if value]))
    link = "SELECT 1 FROM links l WHERE l.article_id = e.article_id AND l.name = e.custodian"
    if filters.state:
        found.append((f"EXISTS ({link} AND l.state = ?)", [filters.state]))
    if filters.facility:
        clause = f"(contains(e.custodian, ?) OR EXISTS ({link} AND contains(l.official, ?)))"
        found.append((clause, [filters.facility] * 2))
    if filters.place:
        columns = ("l.official", "l.city", "l.county", "l.state")
        linked = " OR ".join(f"contains({column}, ?)" for column in columns)
        clause = f"(contains(e.custodian, ?) OR EXISTS ({link} AND ({linked})))"
        found.append((clause, [filters.place] * (1 + len(columns))))
    return [clause for clause, _ in found], [value for _, values in found for value in values]


def _place(after: str) -> tuple[str, int]:
    """Return the day and key that a page begins after.

    Raises:
        StoreError: it is no such place.
    """
    day, _, key = after.rpartition("~")
    if not key.isdigit():
        raise StoreError(f"after={after}: expected a place in the list, found none: go to its first page")
    return day, int(key)
