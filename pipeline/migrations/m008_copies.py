"""Change 8: which articles are copies of others."""

from __future__ import annotations

from pipeline.migrations.database import Database
from pipeline.migrations.numbered import migrations

_COPIES = """
CREATE TABLE copies ( -- One row for each article that is a copy of another, or mostly quotes one.
  article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('copy', 'quote')), -- quote: half of it or more is the other's words
  source TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- the other: the earliest, itself no copy
  share REAL NOT NULL, -- 0 to 1: how much of this article is the other's words
  own TEXT NOT NULL -- JSON: [start, end] of each passage that the other has not got
)
"""

_SIGNATURES = """
CREATE TABLE copy_signatures ( -- One row for each article that has been looked at for copies.
  article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE, -- `articles.key`
  version INTEGER NOT NULL, -- of the article
  method TEXT NOT NULL, -- what the signature was made with
  words INTEGER NOT NULL, -- of its own text
  shingles INTEGER NOT NULL, -- distinct runs of four words
  signature BLOB NOT NULL -- MinHash: numbers of 32 bits
)
"""

_BANDS = """
CREATE TABLE copy_bands ( -- The index of the signatures: articles that share a band may be alike.
  band INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES copy_signatures (article) ON DELETE CASCADE,
  PRIMARY KEY (band, article)
) WITHOUT ROWID
"""

_PAIRS = """
CREATE TABLE copy_pairs ( -- One row for each two articles that are alike.
  first TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  second TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('copy', 'quote', 'follow')), -- follow: alike, but of another moment
  first_share REAL NOT NULL, -- 0 to 1: how much of the first is the other's words
  second_share REAL NOT NULL,
  first_own TEXT NOT NULL, -- JSON: [start, end] of each passage that the other has not got
  second_own TEXT NOT NULL,
  PRIMARY KEY (first, second)
)
"""


@migrations()
def m008_copies(db: Database) -> None:
    """Keep which articles are copies, and what is needed to find more."""
    for table in (_COPIES, _SIGNATURES, _BANDS, _PAIRS):
        db.execute(table.strip())
    db.execute("CREATE INDEX copies_by_source ON copies (source)")
    db.execute("CREATE INDEX copy_bands_by_article ON copy_bands (article)")
    db.execute("CREATE INDEX copy_pairs_by_second ON copy_pairs (second)")
