"""The schema of a real empty database -> `docs/database.md`.

    python -m pipeline.review.schema_page

in: the migrations, applied to a blank database. out: the page, in place of the one that is there.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from pipeline.store.queries import Records
from pipeline.store.writer import Store

PAGE = Path(__file__).parents[2] / "docs" / "database.md"
_COLUMN = re.compile(r"\s*(?P<name>\w+)\s*(?P<type>.*?),?\s*(?:--\s*(?P<note>.*))?\Z")
_ADDED = re.compile(r"^, (?P<column>\w+ .*?) /\* (?P<note>.*?) \*/\)?$", re.MULTILINE)
"""A column that a later migration added."""
_INTRODUCTION = """\
# The database

One SQLite file, written by `blotter run`, for any program that reads SQL. This page is made from the schema
of an empty database by `python -m pipeline.review.schema_page`.

- **Offsets** (`start`, `end`) are characters into `articles.text`, from 0, `end` being the first one after.
  `substr(text, start + 1, end - start)` is the words in SQL.
- **Ids** are `<article>:p1` (people), `:o1` (offenses), `:f1` (facilities), `:e1` (events), numbered in text
  order. They depend on the article and on what reads it, not on the order of reading. `key` columns are
  internal; do not cite them. What one of them names stays the same until its article changes.
- **Article ids** are those that the input gives, else files' names. A file of the same name in another place,
  with other content and no address in common, is another article, and gets `~` and a hash of its place.
- **Versions**: `articles` holds each article in the version in use. When the input changes, or reading it
  with another blotter or model gives other values, the row before and all that was read from it move to
  `past_versions`, and `articles.version` goes up by one.
- **Evidence**: each value in `people`, `offenses`, `facilities` and `events` has a row in `mentions` with the
  words it was read from, the rule and the confidence. Dates, ages, names, nationalities and counts are worked
  out from the words; all else is the words. Further mentions of a person (`reference`) and further tellings
  of an event (`telling`) have rows there too. `blotter verify` reads every one again.
- **Status**: an offense has the furthest status that the article reports. Nobody charged is convicted.
- **Decisions** of people hold in the rows: `events.decided` says which, corrected values and added events
  have the rule `decision`, and `read_values` keeps what was read. Leave out events that are `rejected`, and
  those `repeated` by copies, to count what holds once.
- **Names** of victims and of minors are in the database; `blotter events`, `people`, `search` and `show`
  leave them out unless asked with `--with-names`, and show an article's id as it is; `blotter export` hides
  them there too, unless asked with `--profile full`.
- **Full-text search**: `articles_fts` (title, text), `events_fts` and `offenses_fts` (quote) are FTS5 indexes
  whose `rowid` is the `key` of the table.
- `PRAGMA application_id` is 1651273588 (`blot`); the migrations applied are in `_sqlite_migrations`.
"""


def schema_page() -> str:
    """Return the page, as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "empty.db")
        with Store(path):
            pass
        with Records(path) as records:
            tables = records.schema()
            names = records.schema_names()
    parts = [_INTRODUCTION, f"Schema: {', '.join(names)}.\n"]
    parts += [_table(name, statement) for name, statement in tables.items()]
    return "\n".join(parts)


def _table(name: str, statement: str) -> str:
    """Return a table's section: what a row is, and each column with its type and note."""
    apart = statement.replace("*/, ", "*/\n, ")
    first, *lines = _ADDED.sub(r"\g<column> -- \g<note>", apart).splitlines()
    _, _, purpose = first.partition("-- ")
    rows = [f"## {name}", "", purpose, "", "| column | type | |", "| --- | --- | --- |"]
    for line in lines:
        match = _COLUMN.match(line)
        if match is None or match["name"] in ("PRIMARY", "CHECK"):
            continue
        kind = match["type"].rstrip(",") or "any"
        rows.append(f"| `{match['name']}` | {kind} | {match['note'] or ''} |".replace("|  |", "| |"))
    return "\n".join(rows) + "\n"


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(schema_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
