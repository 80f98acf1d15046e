"""The schema of the database, as numbered changes that are only ever added to; a module for each group.

Each function is one change; it and the record that it was made (table `_sqlite_migrations`) are one
transaction. What is here has been applied to somebody's database: change nothing, add the next number.
A comment (`--`, or `/* */` for a column added later) at the end of a column's line is the column's
description in `docs/database.md`.
"""

from pipeline.migrations import (
    m001_records,
    m007_skipped,
    m008_copies,
    m009_linked,
    m010_event_decisions,
    m011_desk,
    m012_held,
    m013_hidden_names,
    m014_tallies,
)
from pipeline.migrations.numbered import APPLICATION_ID, migrations

__all__ = [
    "APPLICATION_ID",
    "m001_records",
    "m007_skipped",
    "m008_copies",
    "m009_linked",
    "m010_event_decisions",
    "m011_desk",
    "m012_held",
    "m013_hidden_names",
    "m014_tallies",
    "migrations",
]
