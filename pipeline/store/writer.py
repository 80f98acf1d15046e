"""Writes the database: runs, articles with all that was read from them, issues.

in: records. out: rows of SQLite through sqlite-utils; nobody else writes there.

One article is one transaction: wholly in or not at all. The same article read in the same way again changes
nothing; one that changed moves to `past_versions` with everything read from it, and the new version takes its
place under the same id, so that `articles` always has one row for each article, in the version in use.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipeline.clock import now
from pipeline.errors import SourceError
from pipeline.schema import Article, Extraction
from pipeline.settings import LOCK_WAIT
from pipeline.store.copies import CopyIndex
from pipeline.store.held import hold, release
from pipeline.store.hidden_names import note_hidden
from pipeline.store.opening import open_writer, transaction
from pipeline.store.queries import article_row, article_rows
from pipeline.store.rows import TABLES, Row, text_hash, to_rows

ADDED, CHANGED, UNCHANGED, FAILED = "added", "changed", "unchanged", "failed"
_CONTENT = ("url", "source", "title", "byline", "published", "text")
"""The columns of `articles` that make a version: another value is another version."""
_INPUT = ("place", "origin", "input_sha256", "reader_sha256", "model")
"""The columns that say how a version came in; another value is noted in place."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What a run was made with."""

    version: str
    settings: str
    settings_sha256: str
    model: str
    model_sha256: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """How an article came in and what read it."""

    place: str
    """The origin as an absolute path."""
    input_sha256: str
    model: str
    reader_sha256: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows of an article's input."""

    stamp: Stamp
    url: str | None


class Store:
    """The one writer of a database; a context manager that closes it."""

    def __init__(self, path: Path, wait: float = LOCK_WAIT) -> None:
        """Open the database, made or brought up to date if need be.

        Args:
            path: where it is or is to be.
            wait: how many seconds to wait, at each write, while another program writes.

        Raises:
            StoreError: it cannot be written, is not blotter's, or is of a newer schema.
        """
        self.path = path
        self._db = open_writer(path, wait)

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database."""
        self._db.close()

    def copies(self) -> CopyIndex:
        """Return the tables about copies, to read and to write."""
        return CopyIndex(self._db, self.path)

    def begin_run(self, record: RunRecord) -> int:
        """Record that a run begins, and return its number."""
        row = {
            "version": record.version,
            "settings": record.settings,
            "settings_sha256": record.settings_sha256,
            "model": record.model,
            "model_sha256": record.model_sha256,
            "sources": json.dumps(record.sources, ensure_ascii=False),
            "started": now(),
            "status": "running",
        }
        with transaction(self._db, self.path):
            return int(self._db.table("runs").insert(row).last_pk)  # type: ignore[arg-type]

    def end_run(self, run: int, status: str, counts: dict[str, int]) -> None:
        """Record how a run ended.

        Args:
            run: its number.
            status: `done` or `interrupted`.
            counts: `added`, `changed`, `unchanged` and `failed`.
        """
        with transaction(self._db, self.path):
            self._db.table("runs").update(run, {"ended": now(), "status": status, **counts})

    def known(self, article_id: str) -> Known | None:
        """Return what is known of an article's input; null: there is no such article."""
        sql = "SELECT place, input_sha256, model, reader_sha256, url FROM articles WHERE id = ?"
        row = self._db.execute(sql, [article_id]).fetchone()
        return None if row is None else Known(Stamp(*row[:4]), row[4])

    def write(self, run: int, article: Article, extraction: Extraction, stamp: Stamp) -> str:
        """Store an article and everything read from it, and return `added`, `changed` or `unchanged`.

        Raises:
            RecordError: the records break their rules; nothing is written.
            StoreError: the database cannot be written; nothing is.
        """
        rows = to_rows(article, extraction)
        new = _new_row(run, article, extraction, stamp)
        with transaction(self._db, self.path):
            outcome = self._replace(run, new, rows)
            hold(self._db, article.id)
        return outcome

    def _replace(self, run: int, new: Row, rows: dict[str, list[Row]]) -> str:
        """Let an article and what was read from it be as given; return what that changed."""
        old = article_row(self._db, new["id"])
        if old is None:
            self._insert({"articles": [new], **rows})
            return ADDED
        # What people decided is no reading: it is taken out to compare; `hold` puts it into what is stored.
        release(self._db, new["id"])
        before = article_rows(self._db, new["id"])
        if rows == before and all(old[name] == new[name] for name in _CONTENT):
            self._db.table("articles").update(old["key"], {name: new[name] for name in _INPUT})
            return UNCHANGED
        self._move_to_past(run, old, before)
        self._db.table("articles").update(old["key"], {**new, "version": old["version"] + 1})
        self._insert(rows)
        return CHANGED

    def add_issue(self, run: int, error: SourceError) -> None:
        """Record an input that failed; an open issue that says the same stays as it is."""
        row = {"run": run, "origin": error.origin, "kind": error.kind, "message": error.message}
        with transaction(self._db, self.path):
            self._db.table("issues").insert(row, ignore=True)

    def resolve_issues(self, run: int, origin: str) -> None:
        """Record that an input that failed in an earlier run has been read."""
        where = "origin = ? AND resolved IS NULL AND run < ?"
        if self._db.execute(f"SELECT 1 FROM issues WHERE {where} LIMIT 1", [origin, run]).fetchone():
            with transaction(self._db, self.path):
                self._db.execute(f"UPDATE issues SET resolved = ? WHERE {where}", [run, origin, run])

    def remember(self, url: str, article_id: str, etag: str | None, modified: str | None) -> None:
        """Record what the server of `url` gave to ask later whether the page has changed."""
        row = {"url": url, "article_id": article_id, "etag": etag, "modified": modified}
        with transaction(self._db, self.path):
            self._db.table("fetched").upsert(row, pk="url")

    def remembered(self, reader_sha256: str) -> dict[str, tuple[str | None, str | None]]:
        """Return address to `ETag` and `Last-Modified` of the pages that this reader has read."""
        rows = self._db.query(
            "SELECT f.url, f.etag, f.modified FROM fetched f JOIN articles a ON a.id = f.article_id"
            " WHERE a.reader_sha256 = ?",
            [reader_sha256],
        )
        return {row["url"]: (row["etag"], row["modified"]) for row in rows}

    def _insert(self, rows: dict[str, list[Row]]) -> None:
        for table in ("articles", *TABLES):
            if some := rows.get(table):
                self._db.conn.executemany(_insertion(table, tuple(some[0])), some)
        note_hidden(self._db, rows.get("people", []))

    def _move_to_past(self, run: int, article: Row, rows: dict[str, list[Row]]) -> None:
        past = {
            "article_id": article["id"],
            "version": article["version"],
            "article": _json({name: value for name, value in article.items() if name != "key"}),
            "rows": _json(rows),
            "replaced_by": run,
        }
        self._db.table("past_versions").insert(past)
        for table in reversed(TABLES):
            self._db.execute(f"DELETE FROM {table} WHERE article_id = ?", [article["id"]])


def _new_row(run: int, article: Article, extraction: Extraction, stamp: Stamp) -> Row:
    return {
        "id": article.id,
        "version": 1,
        "url": article.url,
        "source": article.source,
        "title": article.title,
        "byline": article.byline,
        "published": article.published or extraction.published,
        "text": article.text,
        "text_sha256": text_hash(article.text),
        "origin": article.origin,
        "place": stamp.place,
        "input_sha256": stamp.input_sha256,
        "model": stamp.model,
        "reader_sha256": stamp.reader_sha256,
        "run": run,
    }


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    """Return the statement that inserts a row; sqlite-utils works it out anew for each insertion."""
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{column}' for column in columns)})"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
