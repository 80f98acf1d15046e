"""Change 13: the names of victims and of minors, so that each article hides what any one of them protects.

How a name is found and compared is written out here as it was: later readings of it write their own rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from pipeline.migrations.database import Database
from pipeline.migrations.numbered import migrations

_NAMES = """
CREATE TABLE hidden_names ( -- Names of victims and of minors, which are hidden in every article.
  key TEXT NOT NULL, -- the name's words without case and accents; two words or more
  person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  label TEXT NOT NULL, -- what stands for it: [victim] or [minor]
  PRIMARY KEY (key, person)
) WITHOUT ROWID
"""
_LETTERS = re.compile(r"[^\W\d_]+")
_NAME_RUN = re.compile(r"(?:\b(?P<before>[a-z]+) )?(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*)+)(?=,|\Z)")
_PREPOSITIONS = frozenset({"at", "by", "from", "in", "near", "of"})


@migrations()
def m013_hidden_names(db: Database) -> None:
    """Keep the names of those who are protected by what has been read so far."""
    db.execute(_NAMES.strip())
    db.execute("CREATE INDEX hidden_names_by_person ON hidden_names (person)")
    by_article: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    sql = """SELECT id, article_id, role, name, mention, minor FROM people WHERE article_id IN
             (SELECT article_id FROM people WHERE role = 'victim' OR minor = 1) ORDER BY article_id, key"""
    for row in db.query(sql):
        by_article[row["article_id"]].append(row)
    for rows in by_article.values():
        others = {row["name"] for row in rows if not _is_protected(row)}
        for row in filter(_is_protected, rows):
            key = _key(row["name"] or _name_within(row["mention"], others))
            if " " in key:  # a single word is too many people's
                label = "[victim]" if row["role"] == "victim" else "[minor]"
                db.execute("INSERT OR REPLACE INTO hidden_names VALUES (?, ?, ?)", [key, row["id"], label])


def _is_protected(row: dict[str, Any]) -> bool:
    return row["role"] == "victim" or bool(row["minor"])


def _name_within(mention: str, others: Collection[str]) -> str:
    """Return the name in a person's mention that was not read as one; empty: none."""
    for match in _NAME_RUN.finditer(mention):
        if match["before"] not in _PREPOSITIONS and match["name"] not in others:
            return match["name"]
    return ""


def _key(name: str) -> str:
    """Return a name's words without case and accents."""
    split = (unicodedata.normalize("NFKD", word.casefold()) for word in _LETTERS.findall(name))
    return " ".join("".join(letter for letter in word if not unicodedata.combining(letter)) for word in split)
