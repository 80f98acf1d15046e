"""Keeps the names of victims and of minors, to hide them in every article, whichever says so.

in: rows of `people`, keys of names    out: labels    writes: the table `hidden_names`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from pipeline.migrations.database import Database
from pipeline.protected import MINOR, VICTIM, name_key, name_within, protecting_label
from pipeline.store.placeholders import portions
from pipeline.store.rows import Row

_MOST = 200
"""Reports of one person that are asked whether the person is a victim."""


def note_hidden(db: Database, people: Sequence[Row]) -> None:
    """Note the names of those who are protected among the people of articles, as rows of `people`."""
    found = []
    by_article: defaultdict[str, list[Row]] = defaultdict(list)
    for row in people:
        by_article[row["article_id"]].append(row)
    for rows in by_article.values():
        labels = {row["id"]: protecting_label(row["role"], bool(row["minor"])) for row in rows}
        others = {row["name"] for row in rows if labels[row["id"]] is None}
        for row in rows:
            if (label := labels[row["id"]]) is None:
                continue
            name = row["name"]
            if name is None and (within := name_within(row["mention"], others)) is not None:
                name = row["mention"][slice(*within)]
            key = name_key(name or "")
            if " " in key:  # a single word is too many people's
                found.append((key, row["id"], label))
    db.conn.executemany("INSERT OR REPLACE INTO hidden_names VALUES (?, ?, ?)", found)


def hidden_among(db: Database, keys: Collection[str]) -> dict[str, str]:
    """Return those of the keys that are names of victims or minors, with what stands for each."""
    found: dict[str, str] = {}
    for marks, some in portions(keys):
        sql = f"SELECT key, max(label) FROM hidden_names WHERE key IN ({marks}) GROUP BY key"
        found.update(db.execute(sql, some))
    return found


def protected_elsewhere(db: Database, article_id: str) -> dict[str, str]:
    """Return `people.id` of an article to what stands for those whom only another article protects.

    Somebody of an age is no minor; whether somebody is a victim is asked of a bounded number of reports.
    """
    found = {}
    sql = """SELECT r.id FROM person_reports r JOIN people p ON p.id = r.id WHERE r.article_id = ?
             AND EXISTS (SELECT 1 FROM (SELECT id FROM person_reports o WHERE o.person = r.person LIMIT ?) o
                         JOIN people v ON v.id = o.id WHERE v.role = 'victim')"""
    for (person,) in db.execute(sql, [article_id, _MOST]):
        found[person] = VICTIM
    sql = """SELECT p.id FROM person_reports r JOIN linked_people l ON l.id = r.person
             JOIN people p ON p.id = r.id WHERE r.article_id = ? AND l.minor = 1 AND p.minor = 0
             AND (p.age IS NULL OR p.age < 18)"""
    for (person,) in db.execute(sql, [article_id]):
        found[person] = MINOR
    return found
