"""Reads what is linked: people and events over all articles, with each report's version, sources, conflicts.

in: an open database and what to look for    out: the records below    writes: nothing

Shapes. A `LinkedPerson` has `PersonVersion`s, one for each row of `people`; a `LinkedEvent` has
`EventVersion`s, one for each row of `events`, by day of publication and id. `sources` counts voices:
`EventVersion.voice` numbers are the same for reports of one independent source. Names are as stored: whoever
shows them asks `review.privacy`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.errors import QueryError
from pipeline.schema import Conflict
from pipeline.store.queries import Records
from pipeline.store.rows import Row


@dataclass(frozen=True, slots=True)
class PersonVersion:
    """What one article says of a linked person."""

    id: str
    """`people.id`."""
    article_id: str
    source: str | None
    published: str | None
    role: str
    name: str | None
    age: int | None
    nationality: str | None
    mention: str
    minor: bool
    offenses: tuple[tuple[str, str], ...]
    """Category and status of each offense, in the order of the text."""


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """One person over all articles."""

    id: str
    name: str | None
    role: str
    minor: bool
    versions: tuple[PersonVersion, ...]


@dataclass(frozen=True, slots=True)
class EventVersion:
    """What one article says of a linked event."""

    id: str
    """`events.id`."""
    article_id: str
    source: str | None
    title: str | None
    url: str | None
    published: str | None
    voice: int
    """Number of its independent source within the event, from 1."""
    subject_id: str | None
    count: int | None
    count_qualifier: str | None
    date: str | None
    agency: str | None
    custodian: str | None
    modality: str
    speaker: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """One event over all articles."""

    id: str
    type: str
    person: str | None
    """`LinkedPerson.id`; null: a group."""
    date: str | None
    """The most exact date reported; of several the one of most sources."""
    articles: int
    sources: int
    """Independent ones."""
    reports: tuple[EventVersion, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why two reports are taken for one."""

    a: str
    b: str
    weight: float
    reasons: tuple[tuple[str, float], ...]


class LinkedRecords(Records):
    """A database open to read, with what is linked in it."""

    def person_of_report(self) -> dict[str, str]:
        """Return `people.id` -> linked person's id, of all."""
        return dict(self.db.execute("SELECT id, person FROM person_reports WHERE person IS NOT NULL"))

    def event_of_report(self) -> dict[str, str]:
        """Return `events.id` -> linked event's id, of all."""
        return dict(self.db.execute("SELECT id, event FROM event_reports WHERE event IS NOT NULL"))

    def linked_of(self, article_id: str) -> dict[str, str]:
        """Return `people.id` and `events.id` of an article -> the linked person's or event's id."""
        found: dict[str, str] = {}
        for table, column in (("person_reports", "person"), ("event_reports", "event")):
            sql = f"SELECT id, {column} FROM {table} WHERE article_id = ? AND {column} IS NOT NULL"
            found.update((row[0], row[1]) for row in self.db.execute(sql, [article_id]))
        return found

    def linked_id(self, any_id: str) -> str | None:
        """Return the linked person or event that an id means: its own, or that of one of its reports."""
        for table, reports, column in (
            ("linked_people", "person_reports", "person"),
            ("linked_events", "event_reports", "event"),
        ):
            sql = f"""SELECT id FROM {table} WHERE id = ? UNION
                      SELECT {column} FROM {reports} WHERE id = ? AND {column} IS NOT NULL"""
            for row in self.db.execute(sql, [any_id, any_id]):
                return str(row[0])
        return None

    def is_linked_person(self, any_id: str) -> bool:
        """Tell whether an id is that of a linked person."""
        found = self.db.execute("SELECT 1 FROM linked_people WHERE id = ?", [any_id]).fetchone()
        return found is not None

    def person(self, linked_id: str) -> LinkedPerson:
        """Return a linked person with what each article says, by day and id.

        Raises:
            QueryError: there is none of this id.
        """
        row = next(iter(self.db.query("SELECT * FROM linked_people WHERE id = ?", [linked_id])), None)
        if row is None:
            raise QueryError(f"{linked_id}: expected the id of a linked person, found none in {self.path}")
        return self._person(row)

    def people_named(self, words: str) -> list[LinkedPerson]:
        """Return the linked people of whom a report's name holds all the words, whatever case, by name."""
        clauses = " AND ".join(["contains(p.name, ?)"] * len(words.split()))
        sql = f"""SELECT DISTINCT l.* FROM linked_people l JOIN person_reports r ON r.person = l.id
                  JOIN people p ON p.id = r.id WHERE {clauses or "0"} ORDER BY l.name, l.id"""
        return [self._person(row) for row in self.db.query(sql, words.split())]

    def event(self, linked_id: str) -> LinkedEvent:
        """Return a linked event with each report's version and its conflicts.

        Raises:
            QueryError: there is none of this id.
        """
        row = next(iter(self.db.query("SELECT * FROM linked_events WHERE id = ?", [linked_id])), None)
        if row is None:
            raise QueryError(f"{linked_id}: expected the id of a linked event, found none in {self.path}")
        return self._event(row)

    def events_of(self, linked_person: str) -> list[LinkedEvent]:
        """Return all linked events of a person, by date, those without one last."""
        sql = "SELECT * FROM linked_events WHERE person = ? ORDER BY date IS NULL, date, id"
        return [self._event(row) for row in self.db.query(sql, [linked_person])]

    def events_at(self, words: str) -> list[LinkedEvent]:
        """Return the linked events at a place of custody, by date, those without one last.

        Args:
            words: id of a gazetteer's entry, or words in the custodian's name or its entry's.
        """
        sql = """SELECT DISTINCT l.* FROM linked_events l JOIN event_reports r ON r.event = l.id
                 JOIN events e ON e.id = r.id
                 LEFT JOIN links k ON k.article_id = e.article_id AND k.name = e.custodian
                 WHERE k.entry = ? OR contains(k.official, ?) OR contains(e.custodian, ?)
                 ORDER BY l.date IS NULL, l.date, l.id"""
        return [self._event(row) for row in self.db.query(sql, [words, words, words])]

    def conflicting(self) -> Iterator[LinkedEvent]:
        """Yield the linked events whose reports disagree, by date, those without one last."""
        sql = "SELECT * FROM linked_events WHERE conflicts > 0 ORDER BY date IS NULL, date, id"
        for row in self.db.query(sql):
            yield self._event(row)

    def why(self, reports: Collection[str]) -> list[Why]:
        """Return why reports (of people or of events) are linked with one another, strongest first."""
        found = []
        marks = ", ".join("?" * len(reports))
        for table in ("person_links", "event_links"):
            sql = f"SELECT * FROM {table} WHERE a IN ({marks}) AND b IN ({marks})"
            for row in self.db.query(sql, [*reports, *reports]):
                reasons = tuple((words, weight) for words, weight in json.loads(row["reasons"]))
                found.append(Why(row["a"], row["b"], row["weight"], reasons))
        return sorted(found, key=lambda why: (-why.weight, why.a, why.b))

    def decisions(self) -> list[Row]:
        """Return all decisions of people, oldest first; `undone` is null for those in force."""
        return list(self.db.query("SELECT * FROM link_decisions ORDER BY id"))

    def unlinked(self) -> int:
        """Return how many articles came or changed since they were linked last."""
        sql = """SELECT count(*) FROM articles a LEFT JOIN link_articles l ON l.id = a.id
                 WHERE l.id IS NULL OR l.version <> a.version"""
        return int(self.db.execute(sql).fetchone()[0])

    def _person(self, row: Row) -> LinkedPerson:
        sql = """SELECT p.*, a.source, a.published FROM person_reports r JOIN people p ON p.id = r.id
                 JOIN articles a ON a.id = p.article_id WHERE r.person = ?
                 ORDER BY a.published IS NULL, a.published, p.id"""
        versions = tuple(self._person_version(version) for version in self.db.query(sql, [row["id"]]))
        return LinkedPerson(row["id"], row["name"], row["role"], bool(row["minor"]), versions)

    def _person_version(self, row: Row) -> PersonVersion:
        offenses = self.db.execute(
            "SELECT category, status FROM offenses WHERE subject_id = ? ORDER BY key", [row["id"]]
        )
        names = ("id", "article_id", "source", "published", "role", "name", "age", "nationality", "mention")
        values: dict[str, Any] = {name: row[name] for name in names}
        return PersonVersion(
            **values, minor=bool(row["minor"]), offenses=tuple((item[0], item[1]) for item in offenses)
        )

    def _event(self, row: Row) -> LinkedEvent:
        names = (
            "subject_id",
            "count",
            "count_qualifier",
            "date",
            "agency",
            "custodian",
            "modality",
            "speaker",
        )
        sql = f"""SELECT e.id, e.article_id, a.source, a.title, a.url, a.published, r.voice,
                  {", ".join(f"e.{name}" for name in (*names, "quote"))}
                  FROM event_reports r JOIN events e ON e.id = r.id JOIN articles a ON a.id = e.article_id
                  WHERE r.event = ? ORDER BY a.published IS NULL, a.published, e.id"""
        reports = tuple(EventVersion(**version) for version in self.db.query(sql, [row["id"]]))
        order = {report.id: number for number, report in enumerate(reports)}
        by_field: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for conflict in self.db.query("SELECT * FROM conflicts WHERE event = ?", [row["id"]]):
            by_field[conflict["field"]].append((conflict["report"], conflict["value"]))
        conflicts = tuple(
            Conflict(name, tuple(sorted(values, key=lambda item: order.get(item[0], len(order)))))
            for name, values in sorted(by_field.items())
        )
        return LinkedEvent(
            row["id"],
            row["type"],
            row["person"],
            row["date"],
            row["articles"],
            row["sources"],
            reports,
            conflicts,
        )
