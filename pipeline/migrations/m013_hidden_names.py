"""Change 13: the names of victims and of minors, so that each article hides what any one of them protects."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.migrations.numbered import migrations
from pipeline.store.hidden_names import note_hidden

_NAMES = """
CREATE TABLE hidden_names ( -- Names of victims and of minors, which are hidden in every article.
  key TEXT NOT NULL, -- the name's words without case and accents; two words or more
  person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  label TEXT NOT NULL, -- what stands for it: [victim] or [minor]
  PRIMARY KEY (key, person)
) WITHOUT ROWID
"""


@migrations()
def m013_hidden_names(db: Database) -> None:
    """Keep the names of those who are protected by what has been read so far."""
    db.execute(_NAMES.strip())
    db.execute("CREATE INDEX hidden_names_by_person ON hidden_names (person)")
    sql = """SELECT id, article_id, role, name, mention, minor FROM people WHERE article_id IN
             (SELECT article_id FROM people WHERE role = 'victim' OR minor = 1) ORDER BY article_id, key"""
    note_hidden(db, list(db.query(sql)))
