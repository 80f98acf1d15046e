"""Reads the database: all queries.

in: an open database and what to look for. out: ids and rows; writes nothing.

Order never depends on how a run went: articles by id, what was read from one in the order of its text, events
by date and those without one last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipeline.errors import QueryError
from pipeline.migrations.database import Database
from pipeline.schema import Article, Extraction
from pipeline.store.copies import not_copied, read_copies
from pipeline.store.opening import open_reader
from pipeline.store.placeholders import marks_for
from pipeline.store.rows import TABLES, Row, Rows, to_records

_PHRASE = re.compile(r'"([^"]+)"|(\S+)')
_LINKED_PLACES = ("official", "city", "county")
"""Columns of `links` in which a place is looked for."""
_MARK = "\ue000"
"""A private-use character; marks where a full-text match begins."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look for; an empty field asks for nothing.

    Words (`facility`, `place`, `agency`, `person`, `source`) match anywhere in a value, whatever the case.
    """

    types: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    offenses: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    facility: str | None = None
    place: str | None = None
    agency: str | None = None
    person: str | None = None
    source: str | None = None
    covers: Callable[[str], bool] | None = None
    """Tells whether a stored date may lie in the time asked for."""
    min_confidence: float = 0.0
    """The least confidence of a row that is found, and of the offenses and events that it is found by."""
    min_sources: int = 1
    """The least number of independent sources of an event that is found, over all articles."""
    with_names: bool = False
    """Whether `person` also finds victims and minors by name."""
    copies: bool = False
    """Also what copies of an article repeat."""
    rejected: bool = False
    """Also events that a person has rejected."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found: `table` is `articles`, `people`, `offenses`, `facilities` or `events`."""

    table: str
    id: str
    article_id: str
    at: int = 0
    """For an article found by its text: where the first match begins."""


def article_row(db: Database, article_id: str) -> Row | None:
    """Return the row of an article, or null if there is none of this id."""
    return next(db.query("SELECT * FROM articles WHERE id = ?", [article_id]), None)


def article_rows(db: Database, article_id: str) -> Rows:
    """Return what was read from an article, by table, in text order and without internal keys."""
    found: Rows = {}
    for table in TABLES:
        rows = list(db.query(f"SELECT * FROM {table} WHERE article_id = ? ORDER BY key", [article_id]))
        for row in rows:
            del row["key"]
            row.pop("repeated", None)  # is worked out from other articles, not read
        found[table] = rows
    return found


def match_expression(text: str) -> str:
    """Return an FTS5 expression that looks for all words of `text`, and for "quoted words" as a phrase.

    Each word is quoted, so that nothing in `text` is taken for query syntax.

    Raises:
        QueryError: there is no word to look for.
    """
    phrases = [quoted or word.replace('"', " ") for quoted, word in _PHRASE.findall(text.replace("\0", " "))]
    phrases = [phrase for phrase in phrases if any(character.isalnum() for character in phrase)]
    if not phrases:
        raise QueryError(f"expected words to look for, found {text!r}: give at least one word")
    return " ".join(f'"{phrase}"' for phrase in phrases)


class Records:
    """A database open to read; a context manager that closes it."""

    def __init__(self, path: Path) -> None:
        """Open the database, which must be there.

        Raises:
            StoreError: there is none, or it cannot be read.
        """
        self.path = path
        self.db = open_reader(path)
        self.db.register_function(contains, name="contains", deterministic=True)

    def __enter__(self) -> Self:
        """Return the open records."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database."""
        self.db.close()

    def articles(self) -> Iterator[tuple[Row, Rows]]:
        """Yield each article with all that was read from it, as rows, by article id."""
        for article_id in self.article_ids():
            yield self.rows(article_id)

    def article_ids(self) -> Iterator[str]:
        """Yield the id of each article, in order."""
        for (article_id,) in self.db.execute("SELECT id FROM articles ORDER BY id"):
            yield article_id

    def past_versions(self) -> Iterator[tuple[Row, Rows]]:
        """Yield each earlier version likewise, by article id and version."""
        for row in self.db.table("past_versions").rows_where(order_by="article_id, version"):
            yield json.loads(row["article"]), json.loads(row["rows"])

    def rows(self, article_id: str) -> tuple[Row, Rows]:
        """Return an article and what was read from it, as rows.

        Raises:
            QueryError: there is no such article.
        """
        row = article_row(self.db, article_id)
        if row is None:
            raise QueryError(f"{article_id}: expected the id of an article, found none in {self.path}")
        return row, article_rows(self.db, article_id)

    def records(self, article_id: str) -> tuple[Article, Extraction]:
        """Return an article and what was read from it, as records.

        Raises:
            QueryError: there is no such article.
            RecordError: evidence is missing.
        """
        return to_records(*self.rows(article_id))

    def find(self, any_id: str) -> Hit:
        """Return what an id names: an article, event, person, offense or facility.

        Raises:
            QueryError: nothing.
        """
        if article_row(self.db, any_id) is not None:
            return Hit("articles", any_id, any_id)
        for table in ("events", "people", "offenses", "facilities"):
            for row in self.db.table(table).rows_where("id = ?", [any_id], select="article_id"):
                return Hit(table, any_id, row["article_id"])
        raise QueryError(
            f"{any_id}: expected the id of an article, event or person, found none in {self.path}: "
            "`blotter events` and `blotter search` show ids"
        )

    def events(self, filters: Filters) -> Iterator[Hit]:
        """Yield the events that match, by date (none last), article and place in the text."""
        clauses, parameters = self._shared(filters, "e.subject_id")
        for clause, values in (*self._event_clauses(filters), _sure_enough("e", filters)):
            clauses.append(clause)
            parameters.extend(values)
        clauses += [_counted_once("events", "e", filters), _not_rejected("e", filters)]
        sql = f"""
            SELECT e.id, e.article_id FROM events e JOIN articles a ON a.id = e.article_id
            LEFT JOIN people p ON p.id = e.subject_id WHERE {" AND ".join(["1", *clauses])}
            ORDER BY e.date IS NULL, e.date, e.article_id, e.key"""
        for row in self.db.execute(sql, parameters):
            yield Hit("events", row[0], row[1])

    def people(self, filters: Filters) -> Iterator[Hit]:
        """Yield the people that match, by article and first mention."""
        clauses, parameters = self._shared(filters, "p.id")
        clause, values = _sure_enough("p", filters)
        clauses += [clause, _counted_once("people", "p", filters)]
        parameters.extend(values)
        about_events = self._event_clauses(filters)
        if about_events:
            about_events += [_sure_enough("e", filters), (_not_rejected("e", filters), [])]
            inner = " AND ".join(clause for clause, _ in about_events)
            clauses.append(f"EXISTS (SELECT 1 FROM events e WHERE e.subject_id = p.id AND {inner})")
            parameters.extend(value for _, values in about_events for value in values)
        sql = f"""
            SELECT p.id, p.article_id FROM people p JOIN articles a ON a.id = p.article_id
            WHERE {" AND ".join(["1", *clauses])} ORDER BY p.article_id, p.key"""
        for row in self.db.execute(sql, parameters):
            yield Hit("people", row[0], row[1])

    def search(self, text: str, filters: Filters) -> Iterator[Hit]:
        """Yield the events and offenses whose quote, then the articles whose title or text, hold the words.

        Best first within each. Of `filters`, `source`, `covers` (of the publication date) and, for events and
        offenses, `min_confidence` are heeded.

        Raises:
            QueryError: `text` holds no word.
        """
        expression = match_expression(text)
        where, parameters = self._article_clauses(filters)
        sure, least = _sure_enough("o", filters)
        for table in ("events", "offenses"):
            stands = _not_rejected("o", filters) if table == "events" else "1"
            sql = f"""
                SELECT o.id, o.article_id FROM {table}_fts f JOIN {table} o ON o.key = f.rowid
                JOIN articles a ON a.id = o.article_id WHERE {table}_fts MATCH ? AND {where} AND {sure}
                AND {stands} AND {_counted_once(table, "o", filters)} ORDER BY f.rank, o.id"""
            for row in self.db.execute(sql, [expression, *parameters, *least]):
                yield Hit(table, row[0], row[1])
        sql = f"""
            SELECT a.id, instr(highlight(articles_fts, 1, ?, ''), ?) FROM articles_fts
            JOIN articles a ON a.key = articles_fts.rowid WHERE articles_fts MATCH ? AND {where}
            AND {_counted_once("articles", "a", filters)} ORDER BY articles_fts.rank, a.id"""
        for row in self.db.execute(sql, [_MARK, _MARK, expression, *parameters]):
            yield Hit("articles", row[0], row[0], at=max(row[1] - 1, 0))

    def copies(self) -> dict[str, Row]:
        """Return article id to its row of `copies`, for articles that copy or mostly quote another, by id."""
        return read_copies(self.db)

    def copy_of(self, article_id: str) -> Row | None:
        """Return the row of `copies` of an article; null: it is an original that quotes no other."""
        return read_copies(self.db, article_id).get(article_id)

    def copy_roots(self) -> dict[str, str]:
        """Return article to the article of which it is a copy, itself no copy; an original is not in it."""
        return {name: row["source"] for name, row in self.copies().items() if row["kind"] == "copy"}

    def quoted_sources(self) -> dict[str, str]:
        """Return article to the one that at least half of its words are quoted from, for those that quote."""
        return {name: row["source"] for name, row in self.copies().items() if row["kind"] == "quote"}

    def issues(self) -> list[Row]:
        """Return the open issues, by input."""
        return list(self.db.table("issues").rows_where("resolved IS NULL", order_by="origin, kind, message"))

    def runs(self) -> list[Row]:
        """Return all runs, latest first."""
        return list(self.db.table("runs").rows_where(order_by="id DESC"))

    def counts(self) -> dict[str, int]:
        """Return how many rows each table holds."""
        names = ("articles", *TABLES, "copies", "past_versions", "runs", "issues")
        return {name: self.db.table(name).count for name in names}

    def damage(self) -> list[str]:
        """Return what is wrong with the file itself: pages, foreign keys, full-text indexes."""
        found = [row[0] for row in self.db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        for table, key, parent, _ in self.db.execute("PRAGMA foreign_key_check"):
            found.append(f"row {key} of {table} refers to a row of {parent} that is not there")
        for table in ("articles", "events", "offenses"):
            indexed = self.db.table(f"{table}_fts_docsize").count
            if indexed != self.db.table(table).count:
                found.append(f"the full-text index of {table} holds {indexed} rows, not those of the table")
        return found

    def schema(self) -> dict[str, str]:
        """Return the statement that makes each table of records, in the order of making."""
        sql = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
        hidden = ("_fts", "_fts_", "sqlite_", "_sqlite_")
        return {name: text for name, text in self.db.execute(sql) if not any(part in name for part in hidden)}

    def schema_names(self) -> list[str]:
        """Return the migrations that have been applied, in order."""
        return [row[0] for row in self.db.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]

    def _shared(self, filters: Filters, subject: str) -> tuple[list[str], list[Any]]:
        """Return the conditions on the person (alias p), the offenses and the article (alias a)."""
        where, parameters = self._article_clauses(Filters(source=filters.source))
        clauses = [where]
        if filters.roles:
            clauses.append(f"p.role IN ({marks_for(filters.roles)})")
            parameters.extend(filters.roles)
        if filters.person:
            hidden = "" if filters.with_names else " AND p.role <> 'victim' AND p.minor = 0"
            clauses.append(f"(p.id = ? OR (contains(p.name, ?){hidden}))")
            parameters.extend([filters.person, filters.person])
        if filters.offenses or filters.statuses:
            inner = [f"o.subject_id IS {subject}"]
            inner.append("o.article_id = a.id")
            for column, names in (("category", filters.offenses), ("status", filters.statuses)):
                if names:
                    inner.append(f"o.{column} IN ({marks_for(names)})")
                    parameters.extend(names)
            clause, values = _sure_enough("o", filters)
            inner.append(clause)
            parameters.extend(values)
            clauses.append(f"EXISTS (SELECT 1 FROM offenses o WHERE {' AND '.join(inner)})")
        return clauses, parameters

    def _event_clauses(self, filters: Filters) -> list[tuple[str, list[Any]]]:
        """Return the conditions on an event (alias e) of an article (alias a), each with its parameters."""
        self._register(filters)
        found: list[tuple[str, list[Any]]] = []
        for column, names in (("type", filters.types), ("modality", filters.modalities)):
            if names:
                found.append((f"e.{column} IN ({marks_for(names)})", list(names)))
        if filters.facility:
            words = filters.facility
            found.append(("(contains(e.custodian, ?) OR contains(e.quote, ?))", [words, words]))
        if filters.place:
            columns = ("e.quote", "e.custodian", "e.agency", "a.title")
            clauses = [f"contains({column}, ?)" for column in columns]
            linked = " OR ".join(f"contains(l.{column}, ?)" for column in _LINKED_PLACES)
            clauses.append(
                "EXISTS (SELECT 1 FROM links l WHERE l.article_id = e.article_id AND l.name = e.custodian"
                f" AND ({linked}))"
            )
            number = len(columns) + len(_LINKED_PLACES)
            found.append((f"({' OR '.join(clauses)})", [filters.place] * number))
        if filters.agency:
            found.append(("contains(e.agency, ?)", [filters.agency]))
        if filters.covers:
            found.append(("covers(e.date)", []))
        if filters.min_sources > 1:
            clause = """EXISTS (SELECT 1 FROM event_reports r JOIN linked_events l ON l.id = r.event
                        WHERE r.id = e.id AND l.sources >= ?)"""
            found.append((clause, [filters.min_sources]))
        return found

    def _article_clauses(self, filters: Filters) -> tuple[str, list[Any]]:
        self._register(filters)
        clauses, parameters = ["1"], []
        if filters.source:
            clauses.append("(contains(a.source, ?) OR contains(a.url, ?))")
            parameters.extend([filters.source, filters.source])
        if filters.covers:
            clauses.append("covers(a.published)")
        return " AND ".join(clauses), parameters

    def _register(self, filters: Filters) -> None:
        """Make `covers(date)` known to SQL."""
        covers = filters.covers
        if covers is not None:

            def check(date: str | None) -> int:
                return int(date is not None and covers(date))

            self.db.register_function(check, name="covers", replace=True)


def _sure_enough(alias: str, filters: Filters) -> tuple[str, list[Any]]:
    """Return the condition that a row is as sure as asked, with its parameters."""
    return f"{alias}.confidence >= ?", [filters.min_confidence]


def _counted_once(table: str, alias: str, filters: Filters) -> str:
    """Return the condition that a row is no repetition, unless copies are asked for."""
    return "1" if filters.copies else not_copied(table, alias)


def _not_rejected(alias: str, filters: Filters) -> str:
    """Return the condition that nobody has rejected an event, unless rejected ones are asked for."""
    return "1" if filters.rejected else f"{alias}.decided IS NOT 'rejected'"


def contains(value: str | None, words: str) -> int:
    """Tell SQL whether a value holds words, whatever the case: 1 or 0."""
    return int(value is not None and words.casefold() in value.casefold())
