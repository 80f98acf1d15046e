"""The articles of a database as an export may tell them.

in: a database, a profile and a confidence. out: article by article what was read, with what people have
decided and without what the profile hides; writes nothing.

Order and content depend on what was read, never on how the runs went: articles by id, their rows in text
order; no run numbers and no times. Rejected events are left out, corrected values stand in their place with
what was read beside them. One article at a time is in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipeline.protected import name_key
from pipeline.review.decisions import Decided, Decisions
from pipeline.review.export.profiles import Profile, Protection
from pipeline.review.happenings import Happening, happenings
from pipeline.review.privacy.known_names import KnownNames
from pipeline.review.privacy.redaction import Redactor, protected_names
from pipeline.schema import Article, Extraction
from pipeline.store.export import linked_people, people_by_article
from pipeline.store.linked import LinkedRecords
from pipeline.store.queries import Hit
from pipeline.store.rows import Row, Rows, text_hash, to_records, to_rows
from pipeline.store.withheld import Withheld
from pipeline.threshold import surer_rows

_CACHED = 64


@dataclass(frozen=True, slots=True)
class Exported:
    """One article as it may be told."""

    row: Row
    """That of the table `articles`."""
    article: Article
    extraction: Extraction
    """As read, rejected events included; `rows` says what of it stands."""
    rows: Rows
    """By table, as the dictionary has them."""
    copy: Row | None
    """Its row of `copies`."""
    stored_id: str
    """`articles.id`, which may hold a hidden name."""
    decided: tuple[Decided, ...]
    """What people have decided of its events."""

    @property
    def hides(self) -> bool:
        """Tell whether a name has been left out."""
        return bool(self.row["hidden"])

    @property
    def is_settled(self) -> bool:
        """Tell whether people have decided on every event, and on what is read of it now."""
        whole = all(row["decision"] for row in self.rows["events"])
        return whole and not any(decided.differs for decided in self.decided)

    def event(self, stored_id: str) -> Row | None:
        """Return what is told of an event; null: it is left out.

        Args:
            stored_id: `events.id` in the database.
        """
        shown = self.article.id + stored_id[len(self.stored_id) :]
        return next((row for row in self.rows["events"] if row["id"] == shown), None)


class Content:
    """A database open to be exported; a context manager that closes it."""

    def __init__(self, path: Path, profile: Profile = "public", least: float = 0.0) -> None:
        """Open the database and find out what may not be said.

        Args:
            path: of the database.
            profile: whose names are left out.
            least: the least confidence of what is told, 0 to 1; what a person has decided is told always.

        Raises:
            StoreError: there is no database, or it cannot be read.
        """
        self.profile = profile
        self._least = least
        with ExitStack() as opened:
            self.records = opened.enter_context(LinkedRecords(path))
            self._withheld = opened.enter_context(Withheld())
            self.known = Decisions(self.records)
            self._names = KnownNames(self._withheld)
            self._protection = Protection(self.records, self.known, self._withheld, profile)
            self._copies = self.records.copies()
            self.article = lru_cache(maxsize=_CACHED)(self._article)
            """Article id -> the article as it may be told."""
            if profile != "full":
                self._learn()
            self._open = opened.pop_all()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database."""
        self._open.close()

    def articles(self) -> Iterator[Exported]:
        """Yield each article, by id."""
        for article_id in self.records.article_ids():
            yield self._article(article_id)

    def happenings(self) -> Iterator[Happening]:
        """Yield each happening that is as sure as asked, with names hidden in its values, by id."""
        for found in happenings(self.records, self.known):
            if found.decided or found.confidence >= self._least:
                yield replace(
                    found,
                    agency=self._names.hide(found.agency),
                    custodian=self._names.hide(found.custodian),
                    person=found.person if self.shown_person(found.person) else None,
                )

    def people(self) -> Iterator[Row]:
        """Yield each linked person, by id, with a label for a hidden name."""
        for row in linked_people(self.records):
            yield row | {"name": self._protection.mark(row["id"]) or row["name"]}

    def copies(self) -> Iterator[Row]:
        """Yield the rows of `copies`, by article."""
        for row in self._copies.values():
            yield self._copy(row)

    def issues(self) -> Iterator[Row]:
        """Yield the open issues, by input, without the names that are hidden."""
        for row in self.records.issues():
            yield row | {name: self._names.hide(row[name], True) for name in ("origin", "message")}

    def shown(self, article_id: str) -> str:
        """Return the id under which an article is told."""
        return self._withheld.shown(article_id)

    def names(self, linked: str) -> str | None:
        """Return the fullest name of a linked person; null: it has none, or a report of it is hidden."""
        if self._protection.mark(linked) or not self.records.is_linked_person(linked):
            return None
        return self.records.person(linked).name

    def shown_person(self, linked: str | None) -> bool:
        """Tell whether a happening may say that it is a person's: not where that gives a hidden name away."""
        if linked is None or self.profile == "full" or not self.records.is_linked_person(linked):
            return linked is not None
        return self._protection.mark(linked) is None or not self._protection.shows(linked)

    def _learn(self) -> None:
        """Note the hidden names of all articles, and the articles whose ids hold one."""
        for article_id, people in people_by_article(self.records):
            labels = self._protection.labels(article_id, people)
            if not labels:
                continue
            article, extraction = self.records.records(article_id)
            for name, mark in protected_names(extraction, labels).items():
                self._names.add(name, mark)
            if Redactor(article, extraction, labels).address(article_id) != article_id:
                self._withheld.rename(article_id, "")
        for article_id in self.records.article_ids():
            if self._names.find(article_id, True):
                self._withheld.rename(article_id, "")
        for number, article_id in enumerate(self._withheld.renamed(), 1):
            self._withheld.rename(article_id, f"[article {number}]")

    def _article(self, article_id: str) -> Exported:
        row, stored = self.records.rows(article_id)
        before, read = to_records(row, stored)
        labels = self._protection.labels(article_id, stored["people"])
        owned = {
            name_key(str(person.name.value))
            for person in read.people
            if person.name and person.id not in labels
        }
        article, extraction = before, read
        redactor = None
        if self.profile != "full":
            redactor = Redactor(before, read, labels, partial(self._names.find, shown=owned))
            article, extraction = redactor.article(), redactor.extraction()
        shown = self._withheld.shown(article_id)
        article, extraction = replace(article, id=shown), replace(extraction, article_id=shown)
        decided = {
            event["id"]: found
            for event in stored["events"]
            if (found := self.known.of(Hit("events", event["id"], article_id)))
        }
        copied = self._copies.get(article_id)
        copy = None if copied is None else self._copy(copied)
        values = {name: getattr(article, name) for name in _ARTICLE}
        told = {
            **values,
            "version": row["version"],
            "text_sha256": text_hash(article.text),
            "model": row["model"],
            "copy_of": copy["source"] if copy and copy["kind"] == "copy" else None,
            "hidden": article != replace(before, id=shown) or extraction != replace(read, article_id=shown),
        }
        links = self.records.linked_of(article_id)
        build = _RowBuilder(article_id, shown, told["copy_of"], redactor)
        rows = build.rows(article, extraction, decided, self._least)
        for person in rows["people"]:
            linked = links.get(build.stored_id(person["id"]))
            person["linked_person"] = linked if linked and self.shown_person(linked) else None
        for event in rows["events"]:
            linked = links.get(build.stored_id(event["id"]))
            subject = links.get(build.stored_id(event["subject_id"] or ""))
            event["linked_event"] = linked if subject is None or self.shown_person(subject) else None
        all_rows = {"articles": [told], **rows}
        return Exported(told, article, extraction, all_rows, copy, article_id, tuple(decided.values()))

    def _copy(self, row: Row) -> Row:
        return row | {name: self._withheld.shown(row[name]) for name in ("article_id", "source")}


_ARTICLE = ("id", "url", "source", "title", "byline", "published", "text", "origin")


class _RowBuilder:
    """Makes the rows of one article from its records and what people have decided of its events."""

    def __init__(self, article_id: str, shown: str, copy_of: str | None, redactor: Redactor | None) -> None:
        self._article_id = article_id
        self._shown = shown
        self._copy_of = copy_of
        self._redactor = redactor

    def stored_id(self, shown_id: str) -> str:
        """Return the id in the database of a row that is shown under another."""
        return self._article_id + shown_id[len(self._shown) :]

    def rows(
        self, article: Article, extraction: Extraction, decided: dict[str, Decided], least: float
    ) -> Rows:
        """Return the rows of all tables but `articles`."""
        rows = to_rows(article, extraction, redacted=True)
        shown = {self._shown + stored[len(self._article_id) :]: found for stored, found in decided.items()}
        rows = surer_rows(rows, least, shown.keys())
        rows["events"] = [self._event(row, shown.get(row["id"])) for row in rows["events"]]
        return rows

    def _event(self, row: Row, decided: Decided | None) -> Row:
        told: Row = {"copy_of": self._copy_of, "decision": None, "read_as": None}
        if decided is None:
            return row | told
        told["decision"] = decided.verdict
        read = {field: self._hidden_in(decided.reading[field]) for field in decided.corrections}
        told["read_as"] = json.dumps(read, ensure_ascii=False) if read else None
        return row | told

    def _hidden_in(self, value: Any) -> Any:
        """Return a value that was read, without hidden names."""
        return self._redactor.plain(value) if self._redactor and isinstance(value, str) else value
