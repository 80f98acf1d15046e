"""Change 11: what the desk counts and looks up, so that no page grows with the database."""

from __future__ import annotations

from pipeline.migrations.database import Database
from pipeline.migrations.numbered import migrations

DAY = "CASE WHEN date GLOB '[0-9]*' THEN date ELSE '' END"
"""What events are ordered by: their date; empty for none, or for one without a year."""

_TALLIES = """
CREATE TABLE tallies ( -- How many rows there are of each sort; triggers keep it true.
  sort TEXT NOT NULL, -- type, month, custodian or state of events; source or published of articles
  value TEXT NOT NULL, -- modality (of `type`), month YYYY-MM (of `published`: or empty), or name
  type TEXT NOT NULL, -- of the events counted, actual ones but for `type`; empty for articles
  number INTEGER NOT NULL,
  PRIMARY KEY (sort, value, type)
) WITHOUT ROWID
"""
type Sort = tuple[str, str, str, str, str]
_ACTUAL = "{row}.modality = 'actual'"
_DATED = "{row}.date GLOB '[0-9][0-9][0-9][0-9]-[0-9]*'"
SORTS: tuple[Sort, ...] = (
    ("events", "type", "{row}.modality", "{row}.type", "1"),
    ("events", "month", "substr({row}.date, 1, 7)", "{row}.type", f"{_DATED} AND {_ACTUAL}"),
    ("events", "custodian", "{row}.custodian", "{row}.type", f"{{row}}.custodian IS NOT NULL AND {_ACTUAL}"),
    ("articles", "source", "{row}.source", "''", "{row}.source IS NOT NULL"),
    ("articles", "published", "coalesce(substr({row}.published, 1, 7), '')", "''", "1"),
)
"""Table, sort, value, type and condition of each tally of single rows."""
_IN_STATE = """FROM events e JOIN links l ON l.article_id = e.article_id AND l.name = e.custodian
    WHERE l.state IS NOT NULL AND e.modality = 'actual'"""
"""An event and its place: the pair is counted when the later of the two comes, and no more when one goes."""


def count(sort: Sort, row: str, change: int) -> str:
    """Return the statement that counts one row more or less."""
    _, name, value, kind, condition = (part.format(row=row) for part in sort)
    if change > 0:
        return (
            f"INSERT INTO tallies SELECT '{name}', {value}, {kind}, 1 WHERE {condition}"
            " ON CONFLICT DO UPDATE SET number = number + 1;"
        )
    return (
        f"UPDATE tallies SET number = number - 1 WHERE sort = '{name}' AND value = {value}"
        f" AND type = {kind} AND {condition};"
    )


def _count_state(table: str, row: str, change: int) -> str:
    """Return the statement that counts the places of an event, or the events of a place."""
    if table == "events":
        source = f"links l WHERE l.article_id = {row}.article_id AND l.name = {row}.custodian"
        pair = f"SELECT l.state, {row}.type AS type FROM {source} AND l.state IS NOT NULL"
        pair += f" AND {row}.modality = 'actual'"
    else:
        source = f"events e WHERE e.article_id = {row}.article_id AND e.custodian = {row}.name"
        pair = f"SELECT {row}.state AS state, e.type FROM {source} AND {row}.state IS NOT NULL"
        pair += " AND e.modality = 'actual'"
    return (
        f"INSERT INTO tallies SELECT 'state', state, type, {change} * count(*) FROM ({pair}) WHERE 1"
        " GROUP BY state, type ON CONFLICT DO UPDATE SET number = number + excluded.number;"
    )


@migrations()
def m011_desk(db: Database) -> None:
    """Index the events by day, and count what the desk's first page tells."""
    db.execute(f"CREATE INDEX events_by_day ON events ({DAY}, key)")
    db.execute(f"CREATE INDEX events_by_type_day ON events (type, {DAY}, key)")
    db.execute(f"CREATE INDEX events_by_custodian_day ON events (custodian, {DAY}, key)")
    db.execute(_TALLIES.strip())
    db.execute("CREATE INDEX tallies_by_number ON tallies (sort, number)")
    for table in ("events", "articles", "links"):
        own = [sort for sort in SORTS if sort[0] == table]
        for trigger in ("INSERT", "DELETE", "UPDATE"):
            statements = []
            for row, change, when in (("old", -1, "DELETE"), ("new", 1, "INSERT")):
                if trigger in (when, "UPDATE"):
                    statements += [count(sort, row, change) for sort in own]
                    statements += [_count_state(table, row, change)] if table != "articles" else []
            name = f"tallies_{table}_{trigger.lower()}"
            db.execute(f"CREATE TRIGGER {name} AFTER {trigger} ON {table} BEGIN {' '.join(statements)} END")
        for _, name, value, kind, condition in own:
            value, kind, condition = (part.format(row=table) for part in (value, kind, condition))
            db.execute(
                f"INSERT INTO tallies SELECT '{name}', {value}, {kind}, count(*) FROM {table}"
                f" WHERE {condition} GROUP BY 2, 3"
            )
    db.execute(f"INSERT INTO tallies SELECT 'state', l.state, e.type, count(*) {_IN_STATE} GROUP BY 2, 3")
