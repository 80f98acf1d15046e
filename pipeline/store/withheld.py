"""Keeps what one export withholds while it is written: names, numbers of people, new ids of articles.

in: names and ids    out: what stands for them    writes: a file of its own, which goes when it is closed

It lies on the disk, so that memory stays flat however many names a database holds. What the database itself
keeps of hidden names is in `hidden_names`: a profile may withhold more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from types import TracebackType
from typing import Self

from pipeline.store.placeholders import portions

_TABLES = """
CREATE TABLE names (key TEXT PRIMARY KEY, label TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE numbers (person TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (id TEXT PRIMARY KEY, shown TEXT NOT NULL) WITHOUT ROWID;
"""


class Withheld:
    """What one export withholds; a context manager that forgets it all at the end."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")  # nothing is ever committed: it need not outlive the export

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Forget everything."""
        self._db.close()

    def add_name(self, key: str, label: str) -> None:
        """Note a name, in the form in which it is looked up; what was said of it first holds."""
        self._db.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", [key, label])

    def labels(self, keys: Collection[str]) -> dict[str, str]:
        """Return those of the keys that are hidden names, with their labels."""
        found: dict[str, str] = {}
        for marks, some in portions(keys):
            found.update(self._db.execute(f"SELECT key, label FROM names WHERE key IN ({marks})", some))
        return found

    def number(self, person: str) -> int:
        """Return the number of a person, from 1 in the order in which they are asked for first."""
        sql = "INSERT OR IGNORE INTO numbers SELECT ?, count(*) + 1 FROM numbers"
        self._db.execute(sql, [person])
        found = self._db.execute("SELECT number FROM numbers WHERE person = ?", [person]).fetchone()
        return int(found[0])

    def rename(self, article_id: str, shown: str) -> None:
        """Note the id under which an article is shown."""
        self._db.execute("INSERT OR REPLACE INTO articles VALUES (?, ?)", [article_id, shown])

    def renamed(self) -> Iterator[str]:
        """Yield the articles that have been renamed, in the order of their ids."""
        for row in self._db.execute("SELECT id FROM articles ORDER BY id").fetchall():
            yield row[0]

    def shown(self, article_id: str) -> str:
        """Return the id under which an article is shown."""
        row = self._db.execute("SELECT shown FROM articles WHERE id = ?", [article_id]).fetchone()
        return article_id if row is None else str(row[0])
