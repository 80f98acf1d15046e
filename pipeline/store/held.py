"""Puts decisions on events into the rows themselves, and takes them out again.

in: a database open to write, an article    out: nothing
writes: `events`, `people`, `offenses`, `mentions`, `read_values`, and of `event_decisions` what came back

Whatever reads the rows (queries, tallies, links, timelines, claims, exports) then sees what holds: rejected
events are marked, corrected values stand in their columns with the rule `decision`, added events are rows of
their own. What was read is kept in `read_values`, and `release` brings it back before an article is compared
or replaced. No offense stands further than the events of its person that are left.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.migrations.database import Database
from pipeline.store.resolving import FIELDS, VERDICTS, Placed, Resolved, places, resolve, same_subject
from pipeline.store.rows import DECISION, Row, row_id

_READ = """SELECT e.id, e.article_id, a.text_sha256, e.type, coalesce(p.name, p.mention) AS subject, e.quote,
           e.start, e.end, e.date, e.count, e.count_qualifier, e.agency, e.custodian, e.modality
           FROM events e JOIN articles a ON a.id = e.article_id LEFT JOIN people p ON p.id = e.subject_id"""
_OF = "SELECT id FROM events WHERE article_id = ?"
_EVIDENCED = ("date", "count", "agency", "custodian")
"""Fields whose value has a row of `mentions`."""
_STEPS = {
    "convicted": (("conviction", "sentence"), "charged"),
    "cleared": (("acquittal",), "charged"),
    "charged": (("charge",), "alleged"),
    "arrested": (("arrest",), "alleged"),
}
"""Status of an offense -> the events that report it, and what is left if a person refutes them all."""


def read_events(db: Database, article_id: str) -> list[Row]:
    """Return the events of an article as read, whatever is decided, with the words of their subjects."""
    sql = f"{_READ} WHERE e.article_id = ? AND e.decided IS NOT 'added' ORDER BY e.key"
    events = list(db.query(sql, [article_id]))
    read: dict[tuple[str, str], Any] = {
        (row["owner_id"], row["field"]): row["value"]
        for row in db.query("SELECT * FROM read_values WHERE article_id = ?", [article_id])
    }
    return [
        {**event, **{name: read[event["id"], name] for name in FIELDS if (event["id"], name) in read}}
        for event in events
    ]


def resolved(db: Database, article_id: str, rows: list[Row]) -> Resolved:
    """Return what decisions on events of an article come to."""
    found = db.query("SELECT text, text_sha256 FROM articles WHERE id = ?", [article_id])
    return resolve(rows, read_events(db, article_id), next(iter(found), None))


def hold_all(db: Database) -> None:
    """Put the decisions on all articles into their rows."""
    for (article_id,) in db.execute("SELECT DISTINCT article_id FROM event_decisions").fetchall():
        hold(db, article_id)


def hold(db: Database, article_id: str) -> None:
    """Put the decisions in force on an article's events into its rows, in the place of those held before."""
    sql = "SELECT * FROM event_decisions WHERE article_id = ? AND undone IS NULL ORDER BY id"
    rows = list(db.query(sql, [article_id]))
    if not rows and not _is_held(db, article_id):
        return
    release(db, article_id)
    found = resolved(db, article_id, rows)
    before = _told(db, article_id)
    for event_id, own in found.held.items():
        for row in own:
            if row["kind"] == "correct":
                _correct(db, article_id, event_id, row)
        verdict = VERDICTS[own[-1]["kind"]]
        db.execute("UPDATE events SET decided = ? WHERE id = ?", [verdict, event_id])
    _lower_offenses(db, article_id, before)
    for placed in found.added:
        _add(db, article_id, placed)
    for item in found.returned:
        db.execute(
            "UPDATE event_decisions SET returned = ?, returned_event = ? WHERE id = ?",
            [item.reason, item.event_id, item.row["id"]],
        )


def release(db: Database, article_id: str) -> None:
    """Give an article's rows the values that were read."""
    db.execute(
        "UPDATE event_decisions SET returned = NULL, returned_event = NULL WHERE article_id = ?"
        " AND returned IS NOT NULL",
        [article_id],
    )
    if not _is_held(db, article_id):
        return
    added = [row[0] for row in db.execute(_OF + " AND decided = 'added'", [article_id])]
    people = "SELECT id FROM people WHERE article_id = ? AND rule = ?"
    added += [row[0] for row in db.execute(people, [article_id, DECISION])]
    for owner in added:
        db.execute("DELETE FROM mentions WHERE owner_id = ?", [owner])
        db.execute("DELETE FROM events WHERE id = ?", [owner])
    for owner in added:
        db.execute("DELETE FROM people WHERE id = ?", [owner])
    for row in list(db.query("SELECT * FROM read_values WHERE article_id = ?", [article_id])):
        table = "offenses" if row["field"] == "status" else "events"
        sql = f"UPDATE {table} SET {row['field']} = ? WHERE id = ?"
        db.execute(sql, [row["value"], row["owner_id"]])
        if row["field"] in _EVIDENCED:
            _put_mention(db, row["owner_id"], row["field"], json.loads(row["mention"] or "null"))
    db.execute("DELETE FROM read_values WHERE article_id = ?", [article_id])
    db.execute("UPDATE events SET decided = NULL WHERE article_id = ? AND decided IS NOT NULL", [article_id])


def _is_held(db: Database, article_id: str) -> bool:
    return db.execute(f"{_OF} AND decided IS NOT NULL LIMIT 1", [article_id]).fetchone() is not None


def _correct(db: Database, article_id: str, event_id: str, row: Row) -> None:
    """Put a corrected value in the place of the one that was read."""
    name = row["field"]
    event = next(db.query("SELECT * FROM events WHERE id = ?", [event_id]))
    _keep(db, article_id, event_id, name, event[name])
    value = int(row["value"]) if name == "count" and row["value"] is not None else row["value"]
    db.execute(f"UPDATE events SET {name} = ? WHERE id = ?", [value, event_id])
    if name in _EVIDENCED:
        span = _span(db, article_id, row["words"], (event["start"], event["end"]))
        new = None if value is None else _mention(article_id, event_id, name, value, span)
        _put_mention(db, event_id, name, new)


def _keep(db: Database, article_id: str, owner: str, name: str, value: Any) -> None:
    """Keep what was read, unless it is kept already."""
    sql = "SELECT * FROM mentions WHERE owner_id = ? AND field = ? AND owner_table = 'events'"
    mention = next(db.query(sql, [owner, name]), None) if name in _EVIDENCED else None
    told = None if mention is None else json.dumps(mention, ensure_ascii=False)
    db.execute(
        "INSERT OR IGNORE INTO read_values (owner_id, article_id, field, value, mention)"
        " VALUES (?, ?, ?, ?, ?)",
        [owner, article_id, name, value, told],
    )


def _put_mention(db: Database, owner: str, name: str, new: Row | None) -> None:
    """Let `new`, or nothing, be the evidence of a value; the order of the rows stays."""
    where = "owner_table = 'events' AND owner_id = ? AND field = ?"
    old = db.execute(f"SELECT key FROM mentions WHERE {where}", [owner, name]).fetchone()
    db.execute(f"DELETE FROM mentions WHERE {where}", [owner, name])
    if new is not None:
        kept = {"key": old[0]} if old is not None and "key" not in new else {}
        db.table("mentions").insert({**new, **kept})


def _mention(article_id: str, owner: str, name: str, value: Any, span: tuple[int, int]) -> Row:
    found = {"article_id": article_id, "owner_table": "events", "owner_id": owner, "field": name}
    place = {"start": span[0], "end": span[1], "rule": DECISION, "confidence": 1.0, "anchor": None}
    return {**found, "value": value, **place}


def _span(db: Database, article_id: str, words: str | None, quote: tuple[int, int]) -> tuple[int, int]:
    """Return where words stand, nearest to the event's own; those where they are not in the text."""
    text = db.execute("SELECT text FROM articles WHERE id = ?", [article_id]).fetchone()[0]
    found = places(words, text) if words else []
    if not found:
        return quote
    nearest = min(found, key=lambda at: (not quote[0] <= at < quote[1], abs(at - quote[0])))
    return nearest, nearest + len(words or "")


def _told(db: Database, article_id: str) -> set[tuple[str, str]]:
    """Return subject and type of the events that are told as fact or alleged and not rejected."""
    sql = """SELECT subject_id, type FROM events WHERE article_id = ? AND subject_id IS NOT NULL
             AND modality IN ('actual', 'alleged') AND decided IS NOT 'rejected'"""
    return {(row[0], row[1]) for row in db.execute(sql, [article_id])}


def _lower_offenses(db: Database, article_id: str, before: set[tuple[str, str]]) -> None:
    """Take back what an offense's status rests on events that a person has refuted, all of them."""
    refuted = before - _told(db, article_id)
    if not refuted:
        return
    left = before - refuted
    sql = "SELECT id, subject_id, status FROM offenses WHERE article_id = ? AND subject_id IS NOT NULL"
    for offense, subject, read in db.execute(sql, [article_id]).fetchall():
        status = read
        while status in _STEPS:
            types, less = _STEPS[status]
            if any((subject, kind) in left for kind in types):
                break
            if not any((subject, kind) in refuted for kind in types):
                break
            status = less
        if status != read:
            _keep(db, article_id, offense, "status", read)
            db.execute("UPDATE offenses SET status = ? WHERE id = ?", [status, offense])


def _add(db: Database, article_id: str, placed: Placed) -> None:
    """Make a row for an event that a person added."""
    row, told = placed.row, json.loads(placed.row["reading"])
    span = (placed.start, placed.start + len(row["quote"]))
    subject = None if row["subject"] is None else _subject(db, article_id, row["subject"], span)
    event_id = _next_id(db, article_id, "events", "e")
    event = {"id": event_id, "article_id": article_id, "subject_id": subject, "quote": row["quote"]}
    event |= {name: told.get(name) for name in FIELDS}
    place = {"start": span[0], "end": span[1], "rule": DECISION, "confidence": 1.0, "decided": "added"}
    db.table("events").insert({**event, **place})
    mentions = [_mention(article_id, event_id, "quote", row["quote"], span)]
    for name in _EVIDENCED:
        if event[name] is not None:
            words = told.get("words", {}).get(name)
            at = _span(db, article_id, words, span)
            mentions.append(_mention(article_id, event_id, name, event[name], at))
    db.table("mentions").insert_all(mentions)


def _subject(db: Database, article_id: str, words: str, near: tuple[int, int]) -> str:
    """Return the person of an article that words mean, made if the article has read none."""
    sql = "SELECT id, name, mention FROM people WHERE article_id = ? ORDER BY key"
    for person, name, mention in db.execute(sql, [article_id]).fetchall():
        if words == mention or same_subject(name or mention, words):
            return str(person)
    person = _next_id(db, article_id, "people", "p")
    start, end = _span(db, article_id, words, near)
    place = {"start": start, "end": end, "rule": DECISION, "confidence": 1.0}
    text = db.execute("SELECT text FROM articles WHERE id = ?", [article_id]).fetchone()[0]
    row = {"id": person, "article_id": article_id, "role": "subject", "name": words, "minor": 0}
    db.table("people").insert({**row, "age": None, "nationality": None, "mention": text[start:end], **place})
    for name in ("mention", "name"):
        value = words if name == "name" else text[start:end]
        mention = _mention(article_id, person, name, value, (start, end))
        db.table("mentions").insert({**mention, "owner_table": "people"})
    return person


def _next_id(db: Database, article_id: str, table: str, letter: str) -> str:
    return row_id(article_id, f"{letter}{_highest(db, article_id, table) + 1}")


def _highest(db: Database, article_id: str, table: str) -> int:
    ids: Iterator[tuple[str]] = db.execute(f"SELECT id FROM {table} WHERE article_id = ?", [article_id])
    return max((int(found.rpartition(":")[2][1:]) for (found,) in ids), default=0)
