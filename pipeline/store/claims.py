"""Looks up what a claim may be about, by indexes alone: names' keys, full text, ids.

in: an open database and keys or words    out: the records below    writes: nothing
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.store.linked import LinkedRecords
from pipeline.store.rows import Row

_MOST = 400
"""Rows that are looked at for one claim; a name that more people have than that tells nobody."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """One row of `people` that a claim may mean."""

    id: str
    article_id: str
    person: str
    """The linked person's id."""
    name: str | None
    age: int | None
    nationality: str | None
    role: str
    minor: bool
    states: frozenset[str]
    """That the article speaks of, for this person."""


@dataclass(frozen=True, slots=True)
class Report:
    """One row of `events` with what it is compared by."""

    id: str
    event: str
    """The linked event's id."""
    voice: int
    type: str
    subject_id: str | None
    person: str | None
    """The linked person's id."""
    count: int | None
    qualifier: str | None
    date: str | None
    agency: str | None
    actor: str | None
    custodian: str | None
    state: str | None
    """Of the custodian, by the gazetteer."""
    city: str | None
    modality: str
    quote: str
    confidence: float
    article_id: str
    source: str | None
    published: str | None
    age: int | None
    """Of the person, in this article."""
    nationality: str | None
    states: frozenset[str]
    """That the article speaks of."""
    offenses: tuple[tuple[str, str, str], ...] = field(default=())
    """Of the person in this article: category, status, the words that name it."""


class ClaimRecords(LinkedRecords):
    """A database open to answer claims."""

    def people_keyed(self, keys: Collection[str]) -> list[KnownPerson]:
        """Return the people who have one of the keys, by id."""
        sql = f"""SELECT DISTINCT p.id, p.article_id, r.person, p.name, p.age, p.nationality, p.role, p.minor,
                  r.features
                  FROM person_keys k JOIN person_reports r ON r.id = k.report JOIN people p ON p.id = r.id
                  WHERE k.key IN ({_marks(keys)}) AND r.person IS NOT NULL ORDER BY p.id LIMIT {_MOST}"""
        return [_known(row) for row in self.db.query(sql, list(keys))]

    def people_in(self, articles: Collection[str]) -> list[KnownPerson]:
        """Return the subjects of articles, by id."""
        sql = f"""SELECT p.id, p.article_id, r.person, p.name, p.age, p.nationality, p.role, p.minor,
                  r.features FROM people p JOIN person_reports r ON r.id = p.id
                  WHERE p.article_id IN ({_marks(articles)}) AND p.role = 'subject' AND r.person IS NOT NULL
                  ORDER BY p.id"""
        return [_known(row) for row in self.db.query(sql, list(articles))]

    def articles_with(self, words: Collection[str], most: int) -> list[str]:
        """Return the ids of the articles that words fit best, best first."""
        if not words:
            return []
        expression = " OR ".join(f'"{word}"' for word in sorted(words))
        sql = """SELECT a.id FROM articles_fts JOIN articles a ON a.key = articles_fts.rowid
                 WHERE articles_fts MATCH ? ORDER BY articles_fts.rank, a.id LIMIT ?"""
        return [row[0] for row in self.db.execute(sql, [expression, most])]

    def reports_of(self, people: Collection[str]) -> list[Report]:
        """Return all reports of events of linked people, by day of publication and id."""
        where = f"r.person_report IN (SELECT id FROM person_reports WHERE person IN ({_marks(people)}))"
        return list(self._reports(where, list(people)))

    def groups_in(self, articles: Collection[str], types: Collection[str]) -> list[Report]:
        """Return the reports about groups in articles, of some types, likewise."""
        where = (
            f"e.article_id IN ({_marks(articles)}) AND e.subject_id IS NULL AND e.type IN ({_marks(types)})"
        )
        return list(self._reports(where, [*articles, *types]))

    def text_of(self, article: str) -> str:
        """Return the title and text of an article."""
        row = self.db.execute(
            "SELECT coalesce(title, '') || ' ' || text FROM articles WHERE id = ?", [article]
        )
        return str(row.fetchone()[0])

    def _reports(self, where: str, values: list[Any]) -> Iterator[Report]:
        sql = f"""
            SELECT e.id, r.event, r.voice, e.type, e.subject_id, s.person, e.count,
              e.count_qualifier AS qualifier, e.date, e.agency, e.custodian, e.modality,
              e.quote, e.confidence, e.article_id, a.source,
              a.published, p.age, p.nationality, r.features, k.state, k.city
            FROM event_reports r JOIN events e ON e.id = r.id JOIN articles a ON a.id = e.article_id
            LEFT JOIN people p ON p.id = e.subject_id LEFT JOIN person_reports s ON s.id = e.subject_id
            LEFT JOIN links k ON k.article_id = e.article_id AND k.name = e.custodian AND k.guess = 0
            WHERE {where} ORDER BY a.published IS NULL, a.published, e.id"""
        for row in self.db.query(sql, values):
            features = json.loads(row.pop("features"))
            offenses = self._offenses(row["subject_id"])
            yield Report(
                **row, actor=features["actor"], states=frozenset(features["states"]), offenses=offenses
            )

    def _offenses(self, subject: str | None) -> tuple[tuple[str, str, str], ...]:
        if subject is None:
            return ()
        sql = "SELECT category, status, quote FROM offenses WHERE subject_id = ? ORDER BY key"
        return tuple((row[0], row[1], row[2]) for row in self.db.execute(sql, [subject]))


def _known(row: Row) -> KnownPerson:
    states = frozenset(json.loads(row.pop("features"))["states"])
    return KnownPerson(**{**row, "minor": bool(row["minor"])}, states=states)


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))
