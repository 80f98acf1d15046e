"""The articles of an export as JSON Lines.

in: what may be told. out: one object for each article: the annotation guide's form and what more is known.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pipeline.guide import to_guide
from pipeline.review.export.content import Content, Exported
from pipeline.store.rows import Row
from pipeline.threshold import DETAILS


def write_jsonl(content: Content, write: Callable[[str], object]) -> int:
    """Write each article as a line of JSON, and return how many there were."""
    number = 0
    for exported in content.articles():
        write(json.dumps(article_object(exported), ensure_ascii=False) + "\n")
        number += 1
    return number


def article_object(exported: Exported) -> dict[str, Any]:
    """Return an article as the annotation guide has it, and what more is known."""
    article, row = exported.article, exported.row
    shown = to_guide(exported.extraction, article)
    for table in ("people", "offenses", "events"):
        shown[table] = [_standing(shown[table], table, row) for row in exported.rows[table]]
    facilities = [_number(row) for row in exported.rows["facilities"]]
    for name in ("facilities", "facility_evidence"):
        shown[name] = [shown[name][number] for number in facilities]
    shown["article"] |= {
        "version": row["version"],
        "text": article.text,
        "text_sha256": row["text_sha256"],
        "model": row["model"],
        "boilerplate": [
            {"start": span.start, "end": span.end, "kind": span.kind} for span in article.boilerplate
        ],
        "skipped": [{"start": start, "end": end} for start, end in exported.extraction.skipped],
        "copy": exported.copy,
    }
    return shown


def _standing(told: list[dict[str, Any]], table: str, row: Row) -> dict[str, Any]:
    """Return what the guide tells of a row, less what is left out of it, with what was decided."""
    local = row["id"].rpartition(":")[2]
    if table == "people":
        found = next(person for person in told if person["id"] == local)
        found["linked"] = row["linked_person"]
    else:
        found = {"id": local, **told[_number(row)]}
    read_as = json.loads(row.get("read_as") or "{}")
    for field in DETAILS.get(table, ()):
        if row[field] is None and field not in read_as:
            found[field] = None
            found["evidence"].pop(field, None)
    if table == "events":
        found |= {field: row[field] for field in read_as}
        found |= {"linked": row["linked_event"], "decision": row["decision"], "read_as": read_as or None}
    return found


def _number(row: Row) -> int:
    """Return the place of a row among those that were read: the number that its id ends in, less one."""
    return int(row["id"].rpartition(":")[2][1:]) - 1
