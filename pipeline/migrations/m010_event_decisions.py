"""Change 10: what a person has decided of events."""

from __future__ import annotations

from pipeline.migrations.database import Database
from pipeline.migrations.numbered import migrations

_DECISIONS = """
CREATE TABLE event_decisions ( -- What a person has said of an event; kept by its words, it outlives all runs.
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('accept', 'reject', 'correct')),
  article_id TEXT NOT NULL, -- `articles.id`
  text_sha256 TEXT NOT NULL, -- of the article's text when it was decided
  type TEXT NOT NULL, -- of the event, as read then
  subject TEXT, -- name of the person, else the words that introduce them; null: a group
  quote TEXT NOT NULL,
  start INTEGER NOT NULL, -- of `quote` in the text as it was then
  end INTEGER NOT NULL,
  reading TEXT NOT NULL, -- JSON: all that was read of the event then
  field TEXT CHECK ((field IS NULL) = (kind <> 'correct')), -- which value is corrected
  value TEXT, -- what it is; null: the article does not say
  decider TEXT NOT NULL, -- who decided
  why TEXT NOT NULL,
  made TEXT NOT NULL, -- UTC, ISO 8601
  undone TEXT, -- null: in force
  undone_by TEXT
)
"""


@migrations()
def m010_event_decisions(db: Database) -> None:
    """Make the table of decisions on events."""
    db.execute(_DECISIONS.strip())
    db.execute("CREATE INDEX event_decisions_by_article ON event_decisions (article_id)")
