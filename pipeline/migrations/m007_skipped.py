"""Change 7: what was left unread."""

from __future__ import annotations

from pipeline.migrations.database import Database
from pipeline.migrations.numbered import migrations

_SKIPPED = """
CREATE TABLE skipped ( -- Stretches of a text that the gate left unread; `run --gate off` reads all.
  key INTEGER PRIMARY KEY, -- internal
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL -- of an article of which nothing was read: the length of its text
)
"""


@migrations()
def m007_skipped(db: Database) -> None:
    """Keep which stretches of an article were not read."""
    db.execute(_SKIPPED.strip())
    db.execute("CREATE INDEX skipped_by_article ON skipped (article_id)")
