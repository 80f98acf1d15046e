"""Changes 1 to 6: runs, articles and what is read from them, full text, versions, fetched pages, places."""

from __future__ import annotations

from pipeline.migrations.database import Database
from pipeline.migrations.numbered import APPLICATION_ID, migrations

_RUNS = """
CREATE TABLE runs ( -- One row for each `blotter run`.
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL, -- of blotter
  settings TEXT NOT NULL, -- JSON
  settings_sha256 TEXT NOT NULL,
  model TEXT NOT NULL, -- name and version of the base model and what was built on it
  model_sha256 TEXT NOT NULL, -- of the model, the rules and their data
  sources TEXT NOT NULL, -- JSON: what the run was asked to read
  started TEXT NOT NULL, -- UTC, ISO 8601
  ended TEXT, -- null: still going, or cut off
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'interrupted')),
  added INTEGER NOT NULL DEFAULT 0, -- articles that were new
  changed INTEGER NOT NULL DEFAULT 0, -- articles that got a new version
  unchanged INTEGER NOT NULL DEFAULT 0, -- articles left as they were
  failed INTEGER NOT NULL DEFAULT 0 -- inputs that became an issue
)
"""

_ARTICLES = """
CREATE TABLE articles ( -- One row for each article, in the version in use.
  key INTEGER PRIMARY KEY, -- internal, by order of arrival; `id` is the one to cite
  id TEXT NOT NULL UNIQUE, -- as the input gave it, else from the file's name
  version INTEGER NOT NULL DEFAULT 1, -- 1 for the first; earlier ones are in `past_versions`
  url TEXT,
  source TEXT, -- the publisher
  title TEXT,
  byline TEXT,
  published TEXT, -- YYYY-MM-DD
  text TEXT NOT NULL, -- what every offset of this database refers to
  text_sha256 TEXT NOT NULL,
  origin TEXT NOT NULL, -- where it was read, as the user named it
  place TEXT NOT NULL, -- the same as an absolute path
  input_sha256 TEXT NOT NULL, -- of the input before cleaning: the same again is not read again
  model TEXT NOT NULL, -- what read it: name and version
  reader_sha256 TEXT NOT NULL, -- of what read it: blotter's version, model, rules
  run INTEGER NOT NULL REFERENCES runs (id) -- that stored this version
)
"""

_PEOPLE = """
CREATE TABLE people ( -- One row for each person of an article, however often it names them.
  key INTEGER PRIMARY KEY, -- internal
  id TEXT NOT NULL UNIQUE, -- `<article>:p<number>`
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  role TEXT NOT NULL, -- subject, official, victim or other
  name TEXT, -- the fullest form in the article
  age INTEGER, -- completed years
  nationality TEXT, -- the country's common English name
  mention TEXT NOT NULL, -- the words that introduce the person
  minor INTEGER NOT NULL CHECK (minor IN (0, 1)), -- 1: the article shows the person to be under 18
  start INTEGER NOT NULL, -- of `mention`, as all offsets: characters into `articles.text`, from 0
  end INTEGER NOT NULL, -- the first character after it
  rule TEXT NOT NULL, -- id of the rule or model that read it
  confidence REAL NOT NULL -- 0 to 1: how likely it is right
)
"""

_OFFENSES = """
CREATE TABLE offenses ( -- One row for each offense laid to a person or a group.
  key INTEGER PRIMARY KEY, -- internal
  id TEXT NOT NULL UNIQUE, -- `<article>:o<number>`
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  subject_id TEXT REFERENCES people (id) ON DELETE CASCADE, -- null: a group
  category TEXT NOT NULL, -- as declared in `ontology.toml`
  status TEXT NOT NULL, -- the furthest reported: cleared, alleged, wanted, arrested, charged or convicted
  status_cue TEXT, -- the words that give the status
  quote TEXT NOT NULL, -- the words that name the offense
  start INTEGER NOT NULL, -- of `quote`
  end INTEGER NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
)
"""

_FACILITIES = """
CREATE TABLE facilities ( -- One row for each named place of custody or court of an article.
  key INTEGER PRIMARY KEY, -- internal
  id TEXT NOT NULL UNIQUE, -- `<article>:f<number>`
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  facility TEXT NOT NULL, -- the fullest form in the article
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
)
"""

_EVENTS = """
CREATE TABLE events ( -- One row for each happening that an article reports, however often it tells it.
  key INTEGER PRIMARY KEY, -- internal
  id TEXT NOT NULL UNIQUE, -- `<article>:e<number>`
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  type TEXT NOT NULL, -- as declared in `ontology.toml`
  subject_id TEXT REFERENCES people (id) ON DELETE CASCADE, -- null: a group
  count INTEGER, -- how many, for a group
  count_qualifier TEXT, -- at_least, about, at_most; null: exactly
  date TEXT, -- YYYY-MM-DD, YYYY-MM, YYYY or a range A/B; XXXX for a year that is not given
  agency TEXT, -- who acts, as named
  custodian TEXT, -- who holds, declines, honors, releases or receives, as named
  modality TEXT NOT NULL, -- actual, alleged, negated or planned
  modality_cue TEXT, -- the words that negate, plan or distance
  speaker TEXT, -- who says so
  quote TEXT NOT NULL, -- the words that report it
  start INTEGER NOT NULL, -- of `quote`
  end INTEGER NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
)
"""

_MENTIONS = """
CREATE TABLE mentions ( -- The evidence: one row for each stored value, with the words that say it.
  key INTEGER PRIMARY KEY, -- internal
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  owner_table TEXT NOT NULL CHECK (owner_table IN ('people', 'offenses', 'facilities', 'events')),
  owner_id TEXT NOT NULL, -- `id` of the row in `owner_table`
  field TEXT NOT NULL, -- the column that it is evidence for; `reference`: a further mention of a person
  value, -- text or whole number, as stored in that column
  start INTEGER NOT NULL CHECK (start >= 0),
  end INTEGER NOT NULL CHECK (end > start),
  rule TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  anchor TEXT -- for dates: the date that the words were resolved against, where one was needed
)
"""

_BOILERPLATE = """
CREATE TABLE boilerplate ( -- Stretches of a text that are not the article's own; nothing is read there.
  key INTEGER PRIMARY KEY, -- internal
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  kind TEXT NOT NULL, -- header, promo, byline, signoff, follow, navigation or contact
  start INTEGER NOT NULL,
  end INTEGER NOT NULL
)
"""

_ISSUES = """
CREATE TABLE issues ( -- One row for each input that failed, and for each way in which it did.
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (id), -- that met it first
  origin TEXT NOT NULL, -- the input, as the user named it
  kind TEXT NOT NULL, -- a short stable word
  message TEXT NOT NULL, -- what was expected, what was found, what to do
  resolved INTEGER REFERENCES runs (id) -- the run that read the input after all; null: still open
)
"""

_PAST_VERSIONS = """
CREATE TABLE past_versions ( -- Articles as they were before they changed, with all that was read from them.
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  article TEXT NOT NULL, -- JSON: the row of `articles`
  rows TEXT NOT NULL, -- JSON: the rows of the other tables, by table
  replaced_by INTEGER NOT NULL REFERENCES runs (id), -- the run that brought the next version
  PRIMARY KEY (article_id, version)
)
"""


_FETCHED = """
CREATE TABLE fetched ( -- One row for each address that was fetched and read.
  url TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  etag TEXT, -- what the server gave to ask later whether the page has changed
  modified TEXT -- the same: its `Last-Modified`
)
"""

_LINKS = """
CREATE TABLE links ( -- One row for each place of custody that an article names, facility or custodian.
  key INTEGER PRIMARY KEY, -- internal
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  name TEXT NOT NULL, -- as in `facilities.facility` or `events.custodian`
  entry TEXT, -- id of the gazetteer's entry; null: linked to none, for the reason given
  official TEXT, -- the entry's name
  kind TEXT, -- of the entry: jail, prison, federal, immigration, juvenile or county
  city TEXT,
  county TEXT,
  state TEXT, -- two letters
  code TEXT, -- ICE's code of the facility
  score REAL NOT NULL, -- 0 to 1: how like the names are; no probability
  reason TEXT NOT NULL, -- why this entry, or why none
  guess INTEGER NOT NULL CHECK (guess IN (0, 1)), -- 1: the article's words do not say so by themselves
  candidates TEXT NOT NULL -- JSON: ids of entries that fit as well, where none is linked
)
"""


@migrations()
def m001_records(db: Database) -> None:
    """Make the tables of the records."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for table in (_RUNS, _ARTICLES, _PEOPLE, _OFFENSES, _FACILITIES, _EVENTS, _MENTIONS, _BOILERPLATE):
        db.execute(table.strip())
    db.execute(_ISSUES.strip())
    for table in ("people", "offenses", "facilities", "events", "boilerplate"):
        db.execute(f"CREATE INDEX {table}_by_article ON {table} (article_id)")
    db.execute("CREATE INDEX mentions_by_article ON mentions (article_id)")
    db.execute("CREATE INDEX mentions_by_owner ON mentions (owner_table, owner_id)")
    db.execute("CREATE INDEX offenses_by_subject ON offenses (subject_id)")
    db.execute("CREATE INDEX events_by_subject ON events (subject_id)")
    db.execute("CREATE INDEX events_by_type ON events (type)")


@migrations()
def m002_full_text(db: Database) -> None:
    """Index the articles and the quotes for full-text search; triggers keep the indexes true."""
    for table, columns in (("articles", ["title", "text"]), ("events", ["quote"]), ("offenses", ["quote"])):
        db.table(table).enable_fts(columns, fts_version="FTS5", tokenize="porter", create_triggers=True)


@migrations()
def m003_past_versions(db: Database) -> None:
    """Keep earlier versions of articles, and each open issue once."""
    db.execute(_PAST_VERSIONS.strip())
    db.execute("CREATE UNIQUE INDEX issues_open ON issues (origin, kind, message) WHERE resolved IS NULL")


@migrations()
def m004_attributions(db: Database) -> None:
    """Keep the words that say who says so, beside the speaker."""
    db.execute("ALTER TABLE events ADD COLUMN attribution TEXT /* the words that say who does */")


@migrations()
def m005_fetched(db: Database) -> None:
    """Keep what servers gave to ask later whether a page has changed."""
    db.execute(_FETCHED.strip())


@migrations()
def m006_links(db: Database) -> None:
    """Keep which entry of the gazetteer each place of custody is."""
    db.execute(_LINKS.strip())
    db.execute("CREATE INDEX links_by_article ON links (article_id)")
    db.execute("CREATE INDEX links_by_entry ON links (entry)")
