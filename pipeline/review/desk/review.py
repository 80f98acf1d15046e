"""The page of what is to be looked at: decisions that came back, then events nobody has decided.

in: a request    out: the page's data and rows; writes nothing
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.review.decisions import queue
from pipeline.review.desk.cases import give_links
from pipeline.review.desk.decided import told, told_link
from pipeline.review.desk.page import Page, View
from pipeline.review.rows import context
from pipeline.store.decisions import latest, returned

_BLANK = re.compile(r"\s+")
_QUEUE = 30
_BACK = 50
_LATEST = 20


def review(view: View) -> Page:
    """List the decisions that came back, the events to look at first, and the latest decisions."""
    rows = list(view.desk.events(queue(view.records, _QUEUE)))
    give_links(view, rows)
    back = [
        told(view, row) | {"reason": row["returned"], "event": row["returned_event"]}
        for row in returned(view.records, _BACK)
    ]
    made = [told(view, row) for row in latest(view.records, _LATEST)]
    links = [told_link(view, row) for row in view.records.latest_link_decisions(_LATEST)]
    data: dict[str, Any] = {"returned": back, "queue": rows, "decisions": made, "link_decisions": links}
    around = {row["id"]: _around(view, row) for row in rows}
    return Page("review.html", "To review", data, rows, {"most_back": _BACK, "around": around})


def _around(view: View, row: dict[str, Any]) -> tuple[str, str]:
    """Return what stands before and after the words of an event, which alone may say little."""
    article, _ = view.desk.load(row["article_id"])
    before, _, after = context(article.text, row["start"], row["end"])
    return _BLANK.sub(" ", before), _BLANK.sub(" ", after)
