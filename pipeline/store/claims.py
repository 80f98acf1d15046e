"""Looks up what a claim may be about, by indexes alone: names' keys, full text, ids.

in: an open database and keys or words    out: the records below    writes: nothing
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.store.linked import LinkedRecords
from pipeline.store.placeholders import marks_for
from pipeline.store.rows import Row

_MOST = 400
"""Rows that are looked at for one claim; a name that more people have than that tells nobody."""
_AROUND = 100
"""Characters in front of a quote that may say how long a sentence is; twice as many behind it."""
_WIDE = 250
"""Likewise, that may say who found somebody guilty."""
_TOLD_BY = {"convicted": "conviction", "cleared": "acquittal", "charged": "charge", "wanted": "arrest"}
"""Status of an offense -> the type of the event that it is reported as."""


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
    """One row of `events`, or of `offenses` as an event, with what it is compared by."""

    id: str
    event: str
    """The linked event's id."""
    voice: int
    type: str
    quote: str
    confidence: float
    article_id: str
    subject_id: str | None = None
    person: str | None = None
    """The linked person's id."""
    count: int | None = None
    qualifier: str | None = None
    date: str | None = None
    agency: str | None = None
    actor: str | None = None
    custodian: str | None = None
    state: str | None = None
    """Of the custodian, by the gazetteer."""
    city: str | None = None
    modality: str = "actual"
    source: str | None = None
    published: str | None = None
    age: int | None = None
    """Of the person, in this article."""
    nationality: str | None = None
    states: frozenset[str] = frozenset()
    """That the article speaks of."""
    offenses: tuple[tuple[str, str, str], ...] = ()
    """Of the person in this article: category, status, the words that name it."""
    passage: str | None = None
    """Of a sentence, a conviction, an acquittal, an offense: the text around the quote."""
    record: frozenset[str] = frozenset()
    """Categories of all offenses that any article lays to the person; empty: not looked up."""


class ClaimRecords(LinkedRecords):
    """A database open to answer claims."""

    def people_keyed(self, keys: Collection[str]) -> list[KnownPerson]:
        """Return the people who have one of the keys, by id; a key that ends in a colon is a beginning."""
        whole = [key for key in keys if not key.endswith(":")]
        begun = [key for key in keys if key.endswith(":")]
        wanted = [f"k.key IN ({marks_for(whole)})", *("k.key >= ? AND k.key < ?" for _ in begun)]
        values = [*whole, *(value for key in begun for value in (key, key[:-1] + ";"))]
        sql = f"""SELECT DISTINCT p.id, p.article_id, r.person, p.name, p.age, p.nationality, p.role, p.minor,
                  r.features
                  FROM person_keys k JOIN person_reports r ON r.id = k.report JOIN people p ON p.id = r.id
                  WHERE ({" OR ".join(wanted)}) AND r.person IS NOT NULL ORDER BY p.id LIMIT {_MOST}"""
        return [_known(row) for row in self.db.query(sql, values)]

    def people_in(self, articles: Collection[str]) -> list[KnownPerson]:
        """Return the subjects of articles, by id."""
        sql = f"""SELECT p.id, p.article_id, r.person, p.name, p.age, p.nationality, p.role, p.minor,
                  r.features FROM people p JOIN person_reports r ON r.id = p.id
                  WHERE p.article_id IN ({marks_for(articles)}) AND p.role = 'subject'
                    AND r.person IS NOT NULL
                  ORDER BY p.id"""
        return [_known(row) for row in self.db.query(sql, list(articles))]

    def reports_on(self, people: Collection[str]) -> list[KnownPerson]:
        """Return all rows of linked people, by id, those without a name among them."""
        sql = f"""SELECT p.id, p.article_id, r.person, p.name, p.age, p.nationality, p.role, p.minor,
                  r.features FROM person_reports r JOIN people p ON p.id = r.id
                  WHERE r.person IN ({marks_for(people)}) ORDER BY p.id LIMIT {_MOST}"""
        return [_known(row) for row in self.db.query(sql, list(people))]

    def articles_with(self, words: Collection[str], most: int) -> list[str]:
        """Return the ids of the articles that words, or phrases, fit best, best first."""
        if not words:
            return []
        expression = " OR ".join(f'"{word}"' for word in sorted(words))
        sql = """SELECT a.id FROM articles_fts JOIN articles a ON a.key = articles_fts.rowid
                 WHERE articles_fts MATCH ? ORDER BY articles_fts.rank, a.id LIMIT ?"""
        return [row[0] for row in self.db.execute(sql, [expression, most])]

    def beside(self, articles: Collection[str]) -> list[str]:
        """Return the ids of the articles that report events about groups which others report, too, by id."""
        sql = f"""SELECT DISTINCT o.article_id FROM events e JOIN event_reports r ON r.id = e.id
                  JOIN event_reports s ON s.event = r.event JOIN events o ON o.id = s.id
                  WHERE e.article_id IN ({marks_for(articles)}) AND e.subject_id IS NULL
                  ORDER BY o.article_id LIMIT {_MOST}"""
        return [row[0] for row in self.db.execute(sql, list(articles))]

    def reports_of(self, people: Collection[str]) -> list[Report]:
        """Return all reports of events of linked people, by day of publication and id."""
        where = f"r.person_report IN (SELECT id FROM person_reports WHERE person IN ({marks_for(people)}))"
        return list(self._reports(where, list(people)))

    def statuses_of(self, people: Collection[str]) -> list[Report]:
        """Return what articles say of linked people's offenses without telling the event, by day and id.

        An offense that an article calls convicted is reported as a conviction, cleared as an acquittal,
        charged as a charge, wanted as an arrest that did not happen, unless the article has such an event of
        that person, or for a warrant one of custody.
        """
        sql = f"""
            SELECT o.id, o.category, o.status, o.quote, o.confidence, o.article_id, o.subject_id, s.person,
              a.source, a.published, p.age, p.nationality, s.features,
              substr(a.text, max(o.start - {_WIDE}, 0) + 1, o.end - o.start + 2 * {_WIDE}) AS passage
            FROM person_reports s JOIN offenses o ON o.subject_id = s.id JOIN people p ON p.id = s.id
            JOIN articles a ON a.id = o.article_id
            WHERE s.person IN ({marks_for(people)})
              AND o.status IN ('convicted', 'cleared', 'charged', 'wanted')
              AND NOT EXISTS (SELECT 1 FROM events e WHERE e.subject_id = s.id AND (
                o.status = 'convicted' AND +e.type IN ('conviction', 'sentence')
                OR o.status = 'cleared' AND +e.type = 'acquittal'
                OR o.status = 'charged' AND +e.type = 'charge'
                OR o.status = 'wanted' AND +e.type IN ('arrest', 'detention', 'transfer')
                  AND e.modality = 'actual'))
            ORDER BY a.published IS NULL, a.published, o.id"""
        return [_status(row) for row in self.db.query(sql, list(people))]

    def groups_keyed(self, keys: Collection[str]) -> list[Report]:
        """Return the reports about groups that have one of the keys, likewise."""
        where = f"r.id IN (SELECT report FROM event_keys WHERE key IN ({marks_for(keys)}) LIMIT {_MOST})"
        return list(self._reports(where, list(keys)))

    def groups_in(self, articles: Collection[str], types: Collection[str]) -> list[Report]:
        """Return the reports about groups in articles, of some types, likewise."""
        where = (
            f"e.article_id IN ({marks_for(articles)}) AND e.subject_id IS NULL"
            f" AND +e.type IN ({marks_for(types)})"
        )
        return list(self._reports(where, [*articles, *types]))

    def singles_in(self, articles: Collection[str], types: Collection[str]) -> list[Report]:
        """Return the reports about one person each in articles, of some types, likewise."""
        where = (
            f"e.article_id IN ({marks_for(articles)}) AND e.subject_id IS NOT NULL"
            f" AND +e.type IN ({marks_for(types)})"
        )
        return list(self._reports(where, [*articles, *types]))

    def text_of(self, article: str) -> str:
        """Return the source, title and text of an article, each on a line."""
        sql = "SELECT source, title, text FROM articles WHERE id = ?"
        row = self.db.execute(sql, [article]).fetchone()
        return "\n".join(value or "" for value in row)

    def published_of(self, article: str) -> str | None:
        """Return the day of an article; null: unknown."""
        sql = "SELECT published FROM articles WHERE id = ?"
        day: str | None = self.db.execute(sql, [article]).fetchone()[0]
        return day

    def told_at(self, person: str) -> dict[str, list[tuple[int, int]]]:
        """Return where articles speak of a linked person, by article: names, words for him, his events."""
        sql = f"""SELECT m.article_id, m.start, m.end FROM person_reports r
                  JOIN mentions m ON m.owner_table = 'people' AND m.owner_id = r.id WHERE r.person = ?
                  UNION SELECT e.article_id, e.start, e.end FROM person_reports r
                  JOIN events e ON e.subject_id = r.id WHERE r.person = ?
                  ORDER BY 1, 2, 3 LIMIT {_MOST}"""
        told: dict[str, list[tuple[int, int]]] = {}
        for article, start, end in self.db.execute(sql, [person, person]):
            told.setdefault(article, []).append((start, end))
        return told

    def names_of(self, people: Collection[str]) -> dict[str, str]:
        """Return the fullest names of linked people, of those who have one."""
        sql = f"SELECT id, name FROM linked_people WHERE id IN ({marks_for(people)}) AND name IS NOT NULL"
        return {row[0]: row[1] for row in self.db.execute(sql, list(people))}

    def body_of(self, article: str) -> str:
        """Return the text of an article, to which offsets refer."""
        return str(self.db.execute("SELECT text FROM articles WHERE id = ?", [article]).fetchone()[0])

    def _reports(self, where: str, values: list[Any]) -> Iterator[Report]:
        sql = f"""
            SELECT e.id, r.event, r.voice, e.type, e.subject_id, s.person, e.count,
              e.count_qualifier AS qualifier, e.date, e.agency, e.custodian, e.modality,
              e.quote, e.confidence, e.article_id, a.source,
              a.published, p.age, p.nationality, r.features, k.state, k.city,
              CASE WHEN e.type = 'sentence' THEN
                substr(a.text, max(e.start - {_AROUND}, 0) + 1, e.end - e.start + 3 * {_AROUND})
              WHEN e.type IN ('conviction', 'acquittal') THEN
                substr(a.text, max(e.start - {_WIDE}, 0) + 1, e.end - e.start + 2 * {_WIDE})
              END AS passage
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
        sql = "SELECT category, status, quote FROM offenses WHERE subject_id = ? ORDER BY +key"
        return tuple((row[0], row[1], row[2]) for row in self.db.execute(sql, [subject]))


def _known(row: Row) -> KnownPerson:
    states = frozenset(json.loads(row.pop("features"))["states"])
    return KnownPerson(**{**row, "minor": bool(row["minor"])}, states=states)


def _status(row: Row) -> Report:
    names = (
        *("id", "subject_id", "person", "quote", "confidence", "article_id", "source", "published", "age"),
        "passage",
    )
    return Report(
        **{name: row[name] for name in names},
        event=row["id"],
        voice=1,
        type=_TOLD_BY[row["status"]],
        modality="negated" if row["status"] == "wanted" else "actual",
        nationality=row["nationality"],
        states=frozenset(json.loads(row["features"])["states"]),
        offenses=((row["category"], row["status"], row["quote"]),),
    )
