"""Change 9: people and events across articles, why they are linked, where reports disagree, decisions."""

from __future__ import annotations

from pipeline.migrations.database import Database
from pipeline.migrations.numbered import migrations

_TABLES = (
    """
CREATE TABLE linked_people ( -- One row for each person, over all articles.
  id TEXT PRIMARY KEY, -- `P` and a hash of the earliest report's id: the same for the same articles
  name TEXT, -- the fullest form in any article; null: named in none
  role TEXT NOT NULL, -- of most reports
  minor INTEGER NOT NULL CHECK (minor IN (0, 1)), -- 1: an article shows the person to be under 18
  reports INTEGER NOT NULL, -- rows of `people` that are this person
  first TEXT, -- day of the first article
  last TEXT -- of the last
)
""",
    """
CREATE TABLE linked_events ( -- One row for each event, over all articles.
  id TEXT PRIMARY KEY, -- `E` and a hash of the earliest report's id
  type TEXT NOT NULL, -- as declared in `ontology.toml`
  person TEXT, -- `linked_people.id`; null: a group
  date TEXT, -- the most exact that is reported, of several the one of most sources
  reports INTEGER NOT NULL, -- rows of `events` that report it
  articles INTEGER NOT NULL,
  sources INTEGER NOT NULL, -- independent ones: copies, rewrites and quotations count once
  conflicts INTEGER NOT NULL -- fields in which the reports disagree
)
""",
    """
CREATE TABLE person_reports ( -- One row for each row of `people` that has been compared.
  id TEXT PRIMARY KEY, -- `people.id`
  article_id TEXT NOT NULL,
  person TEXT, -- `linked_people.id`
  features TEXT NOT NULL -- JSON: what it is compared by
)
""",
    """
CREATE TABLE event_reports ( -- One row for each row of `events` that has been compared.
  id TEXT PRIMARY KEY, -- `events.id`
  article_id TEXT NOT NULL,
  person_report TEXT, -- `person_reports.id`; null: a group
  event TEXT, -- `linked_events.id`
  voice INTEGER, -- number of its independent source within the event, from 1
  features TEXT NOT NULL -- JSON: what it is compared by
)
""",
    """
CREATE TABLE link_articles ( -- One row for each article that has been compared.
  id TEXT PRIMARY KEY, -- `articles.id`
  version INTEGER NOT NULL, -- `articles.version` that was compared
  linker TEXT NOT NULL, -- SHA-256 of the rules and weights that compared it
  root TEXT NOT NULL, -- the article that it is a copy of, else itself
  voice TEXT NOT NULL, -- JSON: where it has its story from, as far as its words say
  story TEXT NOT NULL -- its proper words
)
""",
    """
CREATE TABLE person_keys ( -- Reports of people that share a key are compared.
  key TEXT NOT NULL,
  report TEXT NOT NULL, -- `person_reports.id`
  PRIMARY KEY (key, report)
) WITHOUT ROWID
""",
    """
CREATE TABLE event_keys ( -- The same of reports about groups.
  key TEXT NOT NULL,
  report TEXT NOT NULL, -- `event_reports.id`
  PRIMARY KEY (key, report)
) WITHOUT ROWID
""",
    """
CREATE TABLE person_links ( -- Why two reports are taken to be of one person.
  a TEXT NOT NULL, -- `person_reports.id`, the smaller
  b TEXT NOT NULL,
  weight REAL NOT NULL, -- log2 of how many times likelier it is than not, by the reasons
  reasons TEXT NOT NULL, -- JSON: what speaks for and against, each with its weight
  PRIMARY KEY (a, b)
) WITHOUT ROWID
""",
    """
CREATE TABLE event_links ( -- Why two reports are taken to be of one event.
  a TEXT NOT NULL, -- `event_reports.id`, the smaller
  b TEXT NOT NULL,
  weight REAL NOT NULL,
  reasons TEXT NOT NULL, -- JSON: what speaks for and against, each with its weight
  PRIMARY KEY (a, b)
) WITHOUT ROWID
""",
    """
CREATE TABLE conflicts ( -- One row for each report's version of a value that reports of an event disagree on.
  event TEXT NOT NULL, -- `linked_events.id`
  field TEXT NOT NULL, -- age, nationality, date, count, custodian, agency, outcome or status
  report TEXT NOT NULL, -- `events.id`
  value TEXT NOT NULL,
  PRIMARY KEY (event, field, report)
) WITHOUT ROWID
""",
    """
CREATE TABLE link_decisions ( -- What a person has said of two reports; it goes before the rules in every run.
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
  of TEXT NOT NULL CHECK (of IN ('people', 'events')),
  a_article TEXT NOT NULL, -- `articles.id`
  a_words TEXT NOT NULL, -- JSON: name and mention, or type and quote: what outlives a re-run
  b_article TEXT NOT NULL,
  b_words TEXT NOT NULL,
  made TEXT NOT NULL, -- UTC, ISO 8601
  undone TEXT -- null: in force
)
""",
)


@migrations()
def m009_linked(db: Database) -> None:
    """Make the tables of what is one over several articles."""
    for table in _TABLES:
        db.execute(table.strip())
    for table, column in (
        ("person_reports", "article_id"),
        ("person_reports", "person"),
        ("event_reports", "article_id"),
        ("event_reports", "event"),
        ("event_reports", "person_report"),
        ("person_keys", "report"),
        ("event_keys", "report"),
        ("person_links", "b"),
        ("event_links", "b"),
        ("linked_events", "person"),
        ("linked_people", "name"),
    ):
        db.execute(f"CREATE INDEX {table}_by_{column} ON {table} ({column})")
