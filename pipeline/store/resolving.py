"""Finds again what a decision on an event is about, by its words, after any run.

in: an article's decisions and its events as read now    out: what holds, what comes back; writes nothing

- the text is the same: a decision holds, whatever is read there now;
- the text changed, all that is read of the event did not: it holds;
- both changed, or the event is told no more in a changed text: it comes back for review and does not hold.

An event that a person added holds as long as its words are in the text, until the event is read there too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from pipeline.store.rows import Row

FIELDS = ("type", "date", "count", "count_qualifier", "agency", "custodian", "modality")
"""What may be corrected."""
READING = ("subject", "quote", *FIELDS)
"""What is kept of an event when it is decided on."""
VERDICTS = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "accepted"}
"""What is said last -> what holds; an added event that is read by now is as good as accepted."""
_LIKE = 70.0
"""Likeness of two quotes, of 100, from which one is the other in a changed text."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A decision that comes back for review."""

    row: Row
    event_id: str | None
    """The event that it may be about; null: none is left."""
    reason: str


@dataclass(frozen=True, slots=True)
class Placed:
    """An event that a person added, and where its words stand now."""

    row: Row
    start: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the decisions on an article's events come to."""

    held: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    """`events.id` -> the decisions that hold of it, oldest first."""
    added: tuple[Placed, ...] = ()
    returned: tuple[Returned, ...] = ()


def resolve(rows: Iterable[Row], events: Sequence[Row], article: Mapping[str, Any] | None) -> Resolved:
    """Return what decisions come to.

    Args:
        rows: the decisions in force on events of the article, oldest first.
        events: its events as they are read now, of `store.decisions.read_events`.
        article: `text` and `text_sha256` as they are now; null: it is there no more.
    """
    held: defaultdict[str, list[Row]] = defaultdict(list)
    back: list[Returned] = []
    added: list[Placed] = []
    text = "" if article is None else str(article["text"])
    for row in rows:
        same_text = article is not None and row["text_sha256"] == article["text_sha256"]
        event = _same_place(row, events) if same_text else _same_words(row, events)
        if row["kind"] == "add" and event is None:
            placed = _place(row, text, same_text)
            gone = "the text changed, and the words that tell the added event are in it no more"
            if placed is None:
                back.append(Returned(row, None, gone))
            else:
                added.append(placed)
        elif row["kind"] == "add" and event is not None and (changed := differing(row, event)):
            told = ", ".join(changed)
            back.append(Returned(row, event["id"], f"the added event is read too by now, otherwise: {told}"))
        elif event is not None and (same_text or not differing(row, event)):
            held[event["id"]].append(row)
        elif event is not None:
            changed = differing(row, event)
            reason = f"the text changed, and what is read: {', '.join(changed)}"
            back.append(Returned(row, event["id"], reason))
        elif not same_text and row["kind"] != "reject":
            back.append(Returned(row, None, "the text changed, and the event is not read there any more"))
    kept = {event_id: tuple(own) for event_id, own in held.items()}
    returned = tuple(item for item in back if not _superseded(item, kept))
    return Resolved(kept, tuple(added), returned)


def differing(row: Row, event: Row) -> list[str]:
    """Return the fields that are read otherwise than when it was decided."""
    before = json.loads(row["reading"])
    names = READING if row["kind"] != "add" else [name for name in FIELDS if before.get(name) is not None]
    return [name for name in names if before[name] != event[name]]


def same_subject(one: str | None, other: str | None) -> bool:
    """Tell whether two wordings may name one person: the same, or all words of one are in the other."""
    if one is None or other is None:
        return one == other
    a, b = (set(words.casefold().split()) for words in (one, other))
    return a <= b or b <= a


def places(words: str, text: str) -> list[int]:
    """Return where words stand in a text: beginnings, in order."""
    found, at = [], text.find(words)
    while words and at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _place(row: Row, text: str, same_text: bool) -> Placed | None:
    if same_text:
        return Placed(row, row["start"])
    found = places(row["quote"], text)
    return Placed(row, min(found, key=lambda at: abs(at - row["start"]))) if found else None


def _same_place(row: Row, events: Iterable[Row]) -> Row | None:
    """Return the event of the same text that a decision is about: type and subject, and words in common."""
    shared = [event for event in _alike(row, events) if _common(row, event) > 0]
    return max(
        shared, key=lambda event: (event["subject"] == row["subject"], _common(row, event)), default=None
    )


def _common(row: Row, event: Row) -> int:
    """Return how many characters of one text two quotes share; 0 or less: none."""
    return int(min(event["end"], row["end"]) - max(event["start"], row["start"]))


def _same_words(row: Row, events: Iterable[Row]) -> Row | None:
    """Return the event of a changed text that a decision is about: type, subject, and a quote like it."""
    found = [
        (fuzz.token_set_ratio(row["quote"], event["quote"]), -abs(event["start"] - row["start"]), event)
        for event in _alike(row, events)
    ]
    exact = [item for item in found if not differing(row, item[2])]
    like = exact or [item for item in found if item[0] >= _LIKE]
    return max(like, key=lambda item: item[:2])[2] if like else None


def _alike(row: Row, events: Iterable[Row]) -> Iterator[Row]:
    for event in events:
        if event["type"] == row["type"] and same_subject(event["subject"], row["subject"]):
            yield event


def _superseded(item: Returned, held: Mapping[str, Sequence[Row]]) -> bool:
    """Tell whether the event that a decision comes back for has been decided anew since."""
    if item.event_id is None or item.event_id not in held:
        return False
    return bool(held[item.event_id][-1]["id"] > item.row["id"])
