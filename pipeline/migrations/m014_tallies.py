"""Change 14: storing an article's places does not slow down as the database grows."""

from __future__ import annotations

from pipeline.migrations.database import Database
from pipeline.migrations.numbered import migrations


@migrations()
def m014_tallies(db: Database) -> None:
    """Look up events by their article in the triggers of `links`, not by custodian or modality."""
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'links'"
    for trigger in list(db.query(sql)):
        db.execute(f"DROP TRIGGER {trigger['name']}")
        # A plus keeps SQLite from the index on a column.
        statement = trigger["sql"].replace("AND e.custodian =", "AND +e.custodian =")
        db.execute(statement.replace("AND e.modality =", "AND +e.modality ="))
