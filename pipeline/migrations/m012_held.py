"""Change 12: what people decided holds in the rows themselves, and copies are counted once."""

from __future__ import annotations

from pipeline.migrations.database import Database
from pipeline.migrations.m011_desk import DAY, SORTS, Sort, count
from pipeline.migrations.numbered import migrations

_DECISIONS = """
CREATE TABLE event_decisions ( -- What a person has said of an event; kept by its words, it outlives all runs.
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('accept', 'reject', 'correct', 'add')),
  article_id TEXT NOT NULL, -- `articles.id`
  text_sha256 TEXT NOT NULL, -- of the article's text when it was decided
  type TEXT NOT NULL, -- of the event, as read then; of `add`: as it is
  subject TEXT, -- name of the person, else the words that introduce them; null: a group
  quote TEXT NOT NULL,
  start INTEGER NOT NULL, -- of `quote` in the text as it was then
  end INTEGER NOT NULL,
  reading TEXT NOT NULL, -- JSON: all that was read of the event then; of `add`: all that it is
  field TEXT CHECK ((field IS NULL) = (kind <> 'correct')), -- which value is corrected
  value TEXT, -- what it is; null: the article does not say
  words TEXT, -- the article's words that say so; null: those of the event
  decider TEXT NOT NULL, -- who decided
  why TEXT NOT NULL,
  made TEXT NOT NULL, -- UTC, ISO 8601
  undone TEXT, -- null: in force
  undone_by TEXT,
  returned TEXT, -- why it came back for review and does not hold; null: it holds
  returned_event TEXT -- `events.id` that it may be about
)
"""
_READ_VALUES = """
CREATE TABLE read_values ( -- What was read, where a decision has put another value in its place.
  owner_id TEXT NOT NULL, -- `events.id` or `offenses.id`
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value, -- as the column had it
  mention TEXT, -- JSON: its row of `mentions`; null: it had none
  PRIMARY KEY (owner_id, field)
) WITHOUT ROWID
"""
_COUNTED = "{row}.decided IS NOT 'rejected' AND {row}.repeated = 0"
"""Neither rejected events are counted nor what a copy repeats."""


def _sorts() -> list[Sort]:
    return [(*sort[:4], f"{sort[4]} AND {_COUNTED}") for sort in SORTS if sort[0] == "events"]


def _count_state(table: str, row: str, change: int) -> str:
    """Return the statement that counts the places of an event, or the events of a place."""
    if table == "events":
        pair = f"""SELECT l.state, {row}.type AS type FROM links l
            WHERE l.article_id = {row}.article_id AND l.name = {row}.custodian AND l.state IS NOT NULL
            AND {row}.modality = 'actual' AND {_COUNTED.format(row=row)}"""
    else:
        pair = f"""SELECT {row}.state AS state, e.type FROM events e
            WHERE e.article_id = {row}.article_id AND e.custodian = {row}.name AND {row}.state IS NOT NULL
            AND e.modality = 'actual' AND {_COUNTED.format(row="e")}"""
    return (
        f"INSERT INTO tallies SELECT 'state', state, type, {change} * count(*) FROM ({pair}) WHERE 1"
        " GROUP BY state, type ON CONFLICT DO UPDATE SET number = number + excluded.number;"
    )


@migrations()
def m012_held(db: Database) -> None:
    """Mark events that are decided on or repeated, keep what was read of them, count anew without them."""
    db.execute("ALTER TABLE event_decisions RENAME TO decisions_before")
    db.execute(_DECISIONS.strip())
    kept = ", ".join(column.name for column in db.table("decisions_before").columns)
    db.execute(f"INSERT INTO event_decisions ({kept}) SELECT {kept} FROM decisions_before")
    db.execute("DROP TABLE decisions_before")
    db.execute("CREATE INDEX event_decisions_by_article ON event_decisions (article_id)")
    db.execute(_READ_VALUES.strip())
    db.execute("CREATE INDEX read_values_by_article ON read_values (article_id)")
    db.execute(
        "ALTER TABLE events ADD COLUMN decided TEXT"
        " /* accepted, rejected, corrected or added by a person; null: nobody decided */"
    )
    db.execute(
        "ALTER TABLE events ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0"
        " /* 1: a copy repeats what its source has */"
    )
    for column in (
        "decider TEXT /* who decided; null: nobody said */",
        "why TEXT /* the reason, if one was given */",
        "undone_by TEXT /* who took it back */",
    ):
        db.execute(f"ALTER TABLE link_decisions ADD COLUMN {column}")
    db.execute("CREATE INDEX events_by_sureness ON events (decided, confidence)")
    db.execute(f"CREATE INDEX events_by_modality_day ON events (modality, {DAY}, key)")
    db.execute("CREATE INDEX articles_by_source ON articles (source, key)")
    for table in ("events", "links"):
        _trigger(db, table)
    _mark_repeated(db)
    db.execute("DELETE FROM tallies WHERE sort IN ('type', 'month', 'custodian', 'state')")
    for _, name, value, kind, condition in _sorts():
        value, kind, condition = (part.format(row="events") for part in (value, kind, condition))
        db.execute(
            f"INSERT INTO tallies SELECT '{name}', {value}, {kind}, count(*) FROM events"
            f" WHERE {condition} GROUP BY 2, 3"
        )
    db.execute(
        f"""INSERT INTO tallies SELECT 'state', l.state, e.type, count(*)
            FROM events e JOIN links l ON l.article_id = e.article_id AND l.name = e.custodian
            WHERE l.state IS NOT NULL AND e.modality = 'actual' AND {_COUNTED.format(row="e")}
            GROUP BY 2, 3"""
    )


def _trigger(db: Database, table: str) -> None:
    """Put triggers that count only what counts in the place of those of change 11."""
    for trigger in ("INSERT", "DELETE", "UPDATE"):
        statements = []
        for row, change, when in (("old", -1, "DELETE"), ("new", 1, "INSERT")):
            if trigger in (when, "UPDATE"):
                own = _sorts() if table == "events" else []
                statements += [count(sort, row, change) for sort in own]
                statements += [_count_state(table, row, change)]
        name = f"tallies_{table}_{trigger.lower()}"
        db.execute(f"DROP TRIGGER {name}")
        db.execute(f"CREATE TRIGGER {name} AFTER {trigger} ON {table} BEGIN {' '.join(statements)} END")


def _mark_repeated(db: Database) -> None:
    """Mark the events of copies that stand in no passage of the copy's own."""
    db.execute("""
        UPDATE events SET repeated = 1 WHERE EXISTS (
            SELECT 1 FROM copies c JOIN mentions m ON m.owner_table = 'events' AND m.owner_id = events.id
            WHERE c.article_id = events.article_id AND c.kind = 'copy' AND m.field IN ('quote', 'telling')
            AND NOT EXISTS (
                SELECT 1 FROM json_each(c.own) own WHERE m.start >= json_extract(own.value, '$[0]')
                AND m."end" <= json_extract(own.value, '$[1]')))""")
