"""Reads what the desk shows: small queries by index, limited, paged by the last row seen.

in: a connection that the desk holds open to read    out: ids, counts, rows    writes: nothing
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.migrations import migrations
from pipeline.migrations.database import Database
from pipeline.migrations.m011_desk import DAY
from pipeline.store.event_lists import EventLists
from pipeline.store.linked import LinkedEvent
from pipeline.store.placeholders import marks_for
from pipeline.store.queries import contains
from pipeline.store.rows import Row

_LISTED = 12
"""Rows of each ranking on the first page."""
_LATELY = 50
"""Articles, the last that came, that are asked whether they are linked."""
_PLACED = 500
"""Links to one place whose names are looked at."""
_UNDATED = "~"
"""Comes after all dates."""
_BY_DATE = f"coalesce(date, '{_UNDATED}')"
_OUTLETS = 10_000
"""Outlets that are counted: many more than any study reads, few enough to count for each page."""
_MONTHS = 4_000
"""Tallies of months that are read: some 20 years of 16 types."""


@dataclass(slots=True)
class Overview:
    """What is in the database, from the tallies."""

    articles: int = 0
    first: str | None = None
    last: str | None = None
    outlets: int = 0
    more_outlets: bool = False
    """Whether there are more than the ones counted."""
    by_type: dict[str, dict[str, int]] = field(default_factory=dict)
    """Type of event -> modality -> number."""
    by_month: dict[str, dict[str, int]] = field(default_factory=dict)
    """Month -> type -> number of actual events, in order."""
    custodians: list[tuple[str, int, int, int]] = field(default_factory=list)
    """Name, detainers honored, declined, all actual events; those of most answers first."""
    states: list[tuple[str, int, int, int]] = field(default_factory=list)
    """State, detainers honored, declined, all actual events there; by state."""
    sources: list[tuple[str, int]] = field(default_factory=list)
    """Outlet and its articles; those of most first."""


class DeskRecords(EventLists):
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
        sql = "SELECT count(*) FROM (SELECT 1 FROM tallies WHERE sort = 'source' AND number > 0 LIMIT ?)"
        counted = self.db.execute(sql, [_OUTLETS + 1]).fetchone()[0]
        found.outlets, found.more_outlets = min(counted, _OUTLETS), counted > _OUTLETS
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

    def _custodians(self) -> list[tuple[str, int, int, int]]:
        """Return the custodians with most answers to detainers."""
        sql = """SELECT value, type, number FROM tallies WHERE sort = 'custodian'
                 AND type IN ('detainer_honored', 'detainer_declined') AND number > 0
                 ORDER BY number DESC, value LIMIT ?"""
        names = list(dict.fromkeys(row[0] for row in self.db.execute(sql, [4 * _LISTED])))[:_LISTED]
        counted = {name: self.counts_of_custodian(name) for name in names}
        return [
            (name, by.get("detainer_honored", 0), by.get("detainer_declined", 0), sum(by.values()))
            for name, by in counted.items()
        ]

    def outlet_page(self, after: str | None, limit: int) -> tuple[list[Row], str | None]:
        """Return outlets by name with their numbers of `articles`, and where the next page begins."""
        sql = """SELECT value AS outlet, number AS articles FROM tallies
                 WHERE sort = 'source' AND value > ? AND +number > 0 ORDER BY value LIMIT ?"""
        rows = list(self.db.query(sql, [after or "", limit + 1]))
        return rows[:limit], str(rows[limit - 1]["outlet"]) if len(rows) > limit else None

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
        sql = "SELECT type, number FROM tallies WHERE sort = 'custodian' AND value = ? AND +number > 0"
        return {row[0]: row[1] for row in self.db.execute(sql, [name])}

    def places_of(self, name: str) -> list[Row]:
        """Return the gazetteer's entries that a custodian of exactly this name is linked to.

        Looks at the places of the latest events only.
        """
        sql = f"""SELECT DISTINCT l.entry, l.official, l.kind, l.city, l.county, l.state
            FROM (SELECT DISTINCT article_id FROM (SELECT article_id FROM events WHERE custodian = ?
                  ORDER BY {DAY} DESC, key DESC LIMIT ?)) e
            JOIN links l ON l.article_id = e.article_id AND l.name = ? WHERE l.entry IS NOT NULL
            ORDER BY l.state, l.entry"""
        return list(self.db.query(sql, [name, _LISTED * 4, name]))

    def names_of_place(self, entry: str) -> list[str]:
        """Return what articles call a place of the gazetteer, by name; looks at a bounded number of them."""
        sql = """SELECT DISTINCT name FROM (SELECT name FROM links WHERE entry = ? LIMIT ?)
                 ORDER BY name LIMIT ?"""
        return [row[0] for row in self.db.execute(sql, [entry, _PLACED, _LISTED])]

    def linked_events(self, event_ids: Collection[str]) -> dict[str, Row]:
        """Return `events.id` -> `linked`, the event over all articles, its `sources` and its `person`."""
        sql = f"""SELECT r.id, l.id AS linked, l.sources, l.person FROM event_reports r
                  JOIN linked_events l ON l.id = r.event WHERE r.id IN ({marks_for(event_ids)})"""
        return {row["id"]: row for row in self.db.query(sql, list(event_ids))}

    def places_of_events(self, event_ids: Collection[str]) -> dict[str, Row]:
        """Return `events.id` -> the place that its custodian is linked to: `city county state guess`."""
        sql = f"""SELECT e.id, l.city, l.county, l.state, l.guess FROM events e
                  JOIN links l ON l.article_id = e.article_id AND l.name = e.custodian
                  WHERE e.id IN ({marks_for(event_ids)}) AND l.entry IS NOT NULL"""
        return {row["id"]: row for row in self.db.query(sql, list(event_ids))}

    def case_page(self, person: str, after: str | None, limit: int) -> tuple[list[LinkedEvent], str | None]:
        """Return linked events of a person, by date, those without one last, and where the next page begins.

        Raises:
            StoreError: `after` is no place in this list.
        """
        where, values = "", []
        if after:
            date, key = _place_of(after)
            where, values = f"AND ({_BY_DATE}, id) > (?, ?)", [date, key]
        sql = f"SELECT * FROM linked_events WHERE person = ? {where} ORDER BY {_BY_DATE}, id LIMIT ?"
        rows = list(self.db.query(sql, [person, *values, limit + 1]))
        last = rows[limit - 1] if len(rows) > limit else None
        following = None if last is None else f"{last['date'] or _UNDATED}~{last['id']}"
        return [self._event(row) for row in rows[:limit]], following

    def number_of_events(self, person: str) -> int:
        """Return how many linked events a person has."""
        sql = "SELECT count(*) FROM linked_events WHERE person = ?"
        return int(self.db.execute(sql, [person]).fetchone()[0])

    def verdicts_of(self, person: str) -> list[LinkedEvent]:
        """Return the linked convictions and acquittals of a person, by date, those without one last."""
        sql = f"""SELECT * FROM linked_events WHERE person = ? AND type IN ('conviction', 'acquittal')
                  ORDER BY {_BY_DATE}, id"""
        return [self._event(row) for row in self.db.query(sql, [person])]

    def latest_link_decisions(self, limit: int) -> list[Row]:
        """Return the latest decisions on links, also those taken back, latest first."""
        return list(self.db.query("SELECT * FROM link_decisions ORDER BY id DESC LIMIT ?", [limit]))

    def link_decisions_on(self, of: str, articles: Collection[str]) -> list[Row]:
        """Return the decisions on links of people, or events, of articles, oldest first."""
        among = marks_for(articles)
        sql = f"""SELECT * FROM link_decisions WHERE "of" = ? AND (a_article IN ({among})
                  OR b_article IN ({among})) ORDER BY id"""
        return list(self.db.query(sql, [of, *articles, *articles]))


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


def _place_of(after: str) -> tuple[str, str]:
    """Return the date and id that a page begins after.

    Raises:
        StoreError: it is no such place.
    """
    date, _, key = after.rpartition("~")
    if not date or not key:
        raise StoreError(f"after={after}: expected a place in the list, found none: go to its first page")
    return date, key
