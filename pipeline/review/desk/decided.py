"""What people decided, ready to be shown beside events and links: who, when, why, and what was read.

in: a request's records    out: plain dicts    writes: nothing
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pipeline.review.decisions import NOTHING, Decisions
from pipeline.review.desk.page import View
from pipeline.store.held import read_events
from pipeline.store.queries import Hit
from pipeline.store.rows import Row

_WORDS = ("agency", "custodian")
"""Fields whose value is the article's words, which may name somebody who is hidden."""


def mark(view: View, rows: Collection[dict[str, Any]]) -> None:
    """Give rows of events `decisions`, a list, and `read`, the values that corrections stand in place of."""
    decided = [row for row in rows if row["decided"] is not None]
    articles = {row["article_id"] for row in decided}
    known = Decisions(view.records, articles) if articles else None
    read = {
        event["id"]: event for article in sorted(articles) for event in read_events(view.records.db, article)
    }
    for row in rows:
        found = known.of(Hit("events", row["id"], row["article_id"])) if known else None
        row["decisions"] = [] if found is None else [told(view, item) for item in found.rows]
        corrected = () if found is None else [name for name in found.corrections if _may_show(view, name)]
        row["read"] = {name: _shown(read[row["id"]][name]) for name in corrected}


def told(view: View, row: Row) -> dict[str, Any]:
    """Return a decision on an event: its number, what it says, who made it, when and why."""
    said = {"accept": "accepted", "reject": "rejected", "add": "added"}.get(row["kind"])
    if said is None:
        said = f"{row['field'].replace('_', ' ')} corrected"
        said += f" to {_shown(row['value'])}" if _may_show(view, row["field"]) else ""
    return {"number": row["id"], "said": said, **_who_when_why(view, row, ("article_id", "type"))}


def told_link(view: View, row: Row) -> dict[str, Any]:
    """Return a decision on a link likewise."""
    said = f"{row['of']} of {row['a_article']} and {row['b_article']} are {_ONE[row['kind']]}"
    return {"number": row["id"], "said": said, **_who_when_why(view, row)}


def _who_when_why(view: View, row: Row, more: Collection[str] = ()) -> dict[str, Any]:
    kept = {name: row[name] for name in (*more, "made", "undone", "undone_by")}
    return {"by": row["decider"], "why": view.desk.plain(row["why"]), **kept}


_ONE = {"merge": "one", "split": "not one"}


def _may_show(view: View, name: str) -> bool:
    return view.with_names or name not in _WORDS


def _shown(value: Any) -> str:
    return NOTHING if value is None else str(value)
