"""Stores which articles are copies of others, and the signatures by which more are found.

in: rows. out: rows; what they mean is `link`'s. A signature is of one version of an article and one method of
making it; an article without one that fits is still to be looked at.

The bands of the signatures are rows with an index. datasketch's own index lives in memory (its maintainers
know of no other: ekzhu/datasketch issue 207), so that a hundred new articles would cost the reading of all.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from pipeline.migrations.database import Database
from pipeline.schema import Article, Boilerplate
from pipeline.store.opening import transaction
from pipeline.store.placeholders import marks_for, portions
from pipeline.store.rows import Row

_EVIDENCE = {"people": ("mention", "reference"), "offenses": ("quote",), "events": ("quote", "telling")}
"""Table to the fields that say where a row is told."""
_CACHE = 65_536
"""KiB of the file that are kept in memory: bands of one article lie all over their index."""


def not_copied(table: str, alias: str) -> str:
    """Return the condition that a row is not the repetition of one that the source of a copy has.

    What stands in a passage of the copy's own is none. `table` is `people`, `offenses`, `events` or, for
    copies themselves, `articles`.
    """
    if table == "articles":
        return f"NOT EXISTS (SELECT 1 FROM copies c WHERE c.article_id = {alias}.id AND c.kind = 'copy')"
    fields = ", ".join(f"'{field}'" for field in _EVIDENCE[table])
    return f"""NOT EXISTS (
        SELECT 1 FROM copies c JOIN mentions m ON m.owner_table = '{table}' AND m.owner_id = {alias}.id
        WHERE c.article_id = {alias}.article_id AND c.kind = 'copy' AND m.field IN ({fields})
        AND NOT EXISTS (
            SELECT 1 FROM json_each(c.own) own WHERE m.start >= json_extract(own.value, '$[0]')
            AND m."end" <= json_extract(own.value, '$[1]')))"""


def read_copies(db: Database, article_id: str | None = None) -> dict[str, Row]:
    """Return the row of `copies` of each article that has one, or of one article, in the order of ids."""
    where, values = ("1", []) if article_id is None else ("article_id = ?", [article_id])
    sql = f"SELECT article_id, kind, source, share, own FROM copies WHERE {where} ORDER BY article_id"
    rows = db.query(sql, values)
    return {row["article_id"]: {**row, "own": json.loads(row["own"])} for row in rows}


class CopyIndex:
    """The tables about copies, of a database that is open to write."""

    def __init__(self, db: Database, path: Path) -> None:
        """Take an open database; `path` is for messages."""
        self._db = db
        self._path = path
        db.execute(f"PRAGMA cache_size = -{_CACHE}")

    def whole(self) -> AbstractContextManager[None]:
        """Return a transaction: all that is written within it is kept, or nothing."""
        return transaction(self._db, self._path)

    def waiting(self, method: str, limit: int, last: int = 0) -> list[tuple[int, str]]:
        """Return key and id of articles without a signature of their version by `method`, in order of keys.

        Keys up to `last` are passed over: to look at all for each portion takes the square of their number.

        An article that the gate left wholly unread says nothing that could be counted twice, and needs none.
        """
        sql = """
            SELECT a.key, a.id FROM articles a LEFT JOIN copy_signatures s ON s.article = a.key
            WHERE a.key > ? AND (s.version <> a.version OR s.method <> ? OR s.article IS NULL AND NOT EXISTS (
                SELECT 1 FROM skipped k
                WHERE k.article_id = a.id AND k.start = 0 AND k."end" = length(a.text)))
            ORDER BY a.key LIMIT ?"""
        return self._db.execute(sql, [last, method, limit]).fetchall()

    def article(self, article_id: str) -> Article:
        """Return an article of the database as far as it is compared."""
        row = self._db.execute(
            "SELECT text, origin, url, source, published FROM articles WHERE id = ?", [article_id]
        )
        text, origin, url, source, published = row.fetchone()
        spans = self._db.execute(
            "SELECT start, end, kind FROM boilerplate WHERE article_id = ? ORDER BY key", [article_id]
        )
        marked = tuple(Boilerplate(*span) for span in spans)
        return Article(article_id, text, origin, url, None, source, None, published, marked)

    def forget(self, article_id: str) -> set[str]:
        """Take out the signature and pairs of an article, and return the ids of the articles it was alike."""
        others = {row[side] for row in self.pairs([article_id]) for side in ("first", "second")}
        self._db.execute("DELETE FROM copy_pairs WHERE first = ? OR second = ?", [article_id] * 2)
        key = "(SELECT key FROM articles WHERE id = ?)"
        self._db.execute(f"DELETE FROM copy_bands WHERE article = {key}", [article_id])
        self._db.execute(f"DELETE FROM copy_signatures WHERE article = {key}", [article_id])
        return others - {article_id}

    def sign(self, article_id: str, signed: Row, bands: Iterable[int]) -> None:
        """Store the signature of an article; `signed` has all columns but `article` and `version`."""
        key, version = self._db.execute(
            "SELECT key, version FROM articles WHERE id = ?", [article_id]
        ).fetchone()
        row = {"article": key, "version": version, **signed}
        self._db.execute(
            f"INSERT INTO copy_signatures ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            [*row.values()],
        )
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO copy_bands (band, article) VALUES (?, ?)", [(band, key) for band in bands]
        )

    def candidates(self, bands: Collection[int]) -> list[tuple[int, int, bytes]]:
        """Return key, number of shingles and signature of each article that has one of the bands."""
        sql = f"""
            SELECT article, shingles, signature FROM copy_signatures
            WHERE article IN (SELECT article FROM copy_bands WHERE band IN ({marks_for(bands)}))"""
        return self._db.execute(sql, list(bands)).fetchall()

    def ids(self, keys: Collection[int]) -> list[str]:
        """Return the ids of articles, in order, of which the keys are given."""
        found: list[str] = []
        for marks, some in portions(keys):
            found.extend(
                row[0] for row in self._db.execute(f"SELECT id FROM articles WHERE key IN ({marks})", some)
            )
        return sorted(found)

    def add_pairs(self, rows: Iterable[Row]) -> None:
        """Store pairs of alike articles."""
        self._db.table("copy_pairs").insert_all([{**row, **_packed(row)} for row in rows])

    def pairs(self, article_ids: Collection[str]) -> list[Row]:
        """Return the pairs of which one is among the articles, each once."""
        found: dict[tuple[str, str], Row] = {}
        for marks, some in portions(article_ids):
            sql = f"SELECT * FROM copy_pairs WHERE first IN ({marks}) OR second IN ({marks})"
            for row in self._db.query(sql, [*some, *some]):
                opened = {name: json.loads(row[name]) for name in ("first_own", "second_own")}
                found[row["first"], row["second"]] = {**row, **opened}
        return list(found.values())

    def dated(self, article_ids: Collection[str]) -> list[tuple[str, str | None, int]]:
        """Return id, day of publication and number of words of articles."""
        found: list[tuple[str, str | None, int]] = []
        for marks, some in portions(article_ids):
            sql = f"""
                SELECT a.id, a.published, s.words FROM articles a JOIN copy_signatures s ON s.article = a.key
                WHERE a.id IN ({marks})"""
            found.extend(self._db.execute(sql, some))
        return found

    def replace(self, article_ids: Collection[str], rows: Iterable[Row]) -> None:
        """Put rows of `copies` in the place of all there are for these articles; mark what they repeat."""
        for marks, some in portions(article_ids):
            self._db.execute(f"DELETE FROM copies WHERE article_id IN ({marks})", some)
        found = [{**row, "own": json.dumps(row["own"])} for row in rows]
        self._db.table("copies").insert_all(found)
        for marks, some in portions(article_ids):
            where = f"article_id IN ({marks}) AND repeated = 1"
            self._db.execute(f"UPDATE events SET repeated = 0 WHERE {where}", some)
        for marks, some in portions([row["article_id"] for row in found if row["kind"] == "copy"]):
            where = f"article_id IN ({marks}) AND NOT {not_copied('events', 'events')}"
            self._db.execute(f"UPDATE events SET repeated = 1 WHERE {where}", some)


def _packed(row: Row) -> dict[str, Any]:
    return {name: json.dumps(row[name]) for name in ("first_own", "second_own")}
