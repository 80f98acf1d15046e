"""What a person decides of events: accept, reject, correct; which decisions hold now, which come back.

in: an event's id and what is decided of it    out: decisions, and what they mean for events now
writes: `event_decisions`

A decision is kept by words (article, type, subject, quote), and found again by them after any run:

- the text is the same: it holds, whatever is read there now;
- the text changed, all that is read of the event did not: it holds;
- both changed, or the event is told no more in a changed text: it comes back for review and does not hold.
"""

from __future__ import annotations

import heapq
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from rapidfuzz import fuzz

from pipeline.errors import QueryError
from pipeline.ontology import ontology
from pipeline.store.decisions import (
    Sureness,
    add_decision,
    decisions,
    read_events,
    sureness,
    text_hash_now,
    undo_decision,
)
from pipeline.store.queries import Hit, Records
from pipeline.store.rows import Row

Kind = Literal["accept", "reject", "correct"]
KINDS: tuple[Kind, ...] = ("accept", "reject", "correct")
FIELDS = ("type", "date", "count", "count_qualifier", "agency", "custodian", "modality")
"""What may be corrected."""
NOTHING = "none"
"""Stands for: the article does not say."""
_VERDICTS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
_READING = ("subject", "quote", *FIELDS)
_LIKE = 70.0
"""Likeness of two quotes, of 100, from which one is the other in a changed text."""
_DATE = re.compile(r"(\d{4}|XXXX)(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Decided:
    """What holds of one event."""

    event_id: str
    verdict: str
    """`accepted`, `rejected` or `corrected`: what was said last."""
    rows: tuple[Row, ...]
    """The decisions, oldest first."""
    differs: tuple[str, ...]
    """Fields that are read otherwise now than when it was last decided."""

    @property
    def corrections(self) -> dict[str, str | None]:
        """Field to its right value."""
        return {row["field"]: row["value"] for row in self.rows if row["kind"] == "correct"}

    @property
    def words(self) -> str:
        """Say what holds, in one line."""
        last = self.rows[-1]
        told = f"{self.verdict} by {last['decider']}"
        if self.verdict == "corrected":
            pairs = (f"{name} {value or NOTHING}" for name, value in self.corrections.items())
            told += f": {', '.join(pairs)}"
        return f"{told} (read otherwise since: {', '.join(self.differs)})" if self.differs else told


@dataclass(frozen=True, slots=True)
class Returned:
    """A decision that comes back for review."""

    row: Row
    event_id: str | None
    """The event that it may be about; null: none is left."""
    reason: str


class Decisions:
    """The decisions in force on an open database, with what they mean for its events now."""

    def __init__(self, records: Records) -> None:
        """Read all decisions; what they hold for is found article by article, when it is asked for."""
        self._records = records
        self._rows: defaultdict[str, list[Row]] = defaultdict(list)
        for row in decisions(records):
            self._rows[row["article_id"]].append(row)
        self._found: dict[str, tuple[dict[str, Decided], list[Returned]]] = {}

    def of(self, hit: Hit) -> Decided | None:
        """Return what holds of an event; null: nothing is decided."""
        return self._article(hit.article_id)[0].get(hit.id)

    def standing(self, hits: Iterable[Hit]) -> Iterator[Hit]:
        """Yield what was found without the rejected events."""
        for hit in hits:
            decided = self.of(hit) if hit.table == "events" else None
            if decided is None or decided.verdict != "rejected":
                yield hit

    def returned(self) -> list[Returned]:
        """Return the decisions that come back for review, oldest first."""
        found = [item for article_id in self._rows for item in self._article(article_id)[1]]
        return sorted(found, key=lambda item: int(item.row["id"]))

    def held(self) -> int:
        """Return of how many events something is decided."""
        return sum(len(self._article(article_id)[0]) for article_id in self._rows)

    def mark(self, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield rows of events or of a search, each with what is decided as `decision`, else null."""
        for row in rows:
            decided = self._article(row["article_id"])[0].get(row["id"])
            yield {**row, "decision": None if decided is None else decided.words}

    def _article(self, article_id: str) -> tuple[dict[str, Decided], list[Returned]]:
        if article_id not in self._rows:
            return {}, []
        if article_id not in self._found:
            self._found[article_id] = self._resolve(article_id)
        return self._found[article_id]

    def _resolve(self, article_id: str) -> tuple[dict[str, Decided], list[Returned]]:
        events = read_events(self._records, article_id)
        text = text_hash_now(self._records, article_id)
        by_id = {event["id"]: event for event in events}
        held: defaultdict[str, list[Row]] = defaultdict(list)
        back: list[Returned] = []
        for row in self._rows[article_id]:
            same_text = row["text_sha256"] == text
            event = _same_place(row, events) if same_text else _same_words(row, events)
            if event is not None and (same_text or not _differing(row, event)):
                held[event["id"]].append(row)
            elif event is not None:
                changed = ", ".join(_differing(row, event))
                back.append(Returned(row, event["id"], f"the text changed, and what is read: {changed}"))
            elif not same_text and row["kind"] != "reject":
                back.append(Returned(row, None, "the text changed, and the event is not read there any more"))
        decided = {
            event_id: Decided(
                event_id,
                _VERDICTS[rows[-1]["kind"]],
                tuple(rows),
                tuple(_differing(rows[-1], by_id[event_id])),
            )
            for event_id, rows in held.items()
        }
        return decided, [item for item in back if not _superseded(item, decided)]


def decide(
    path: Path, event_id: str, kind: Kind, correction: tuple[str, str] | None, by: tuple[str, str]
) -> int:
    """Keep a decision on an event and return its number.

    Args:
        path: of the database.
        event_id: `events.id`.
        kind: what is decided.
        correction: of `correct` alone: the field and its right value (`none`: the article does not say).
        by: who decides, and why.

    Raises:
        QueryError: there is no such event, or the correction, the name or the reason makes no sense.
        StoreError: the database cannot be written.
    """
    who, why = (text.strip() for text in by)
    if not who or not why:
        raise QueryError(f"{event_id}: expected who decides and why, found nothing: give a name and a reason")
    if (correction is not None) != (kind == "correct"):
        raise QueryError(f"{event_id}: expected a field and a value with correct, and with nothing else")
    field, value = (None, None) if correction is None else _checked(*correction)
    with Records(path) as records:
        hit = records.find(event_id)
        if hit.table != "events":
            raise QueryError(f"{event_id}: expected the id of an event, found one of {hit.table}")
        event = next(row for row in read_events(records, hit.article_id) if row["id"] == event_id)
    words = {name: event[name] for name in ("article_id", "text_sha256", "type", "subject", "quote")}
    reading = json.dumps({name: event[name] for name in _READING}, ensure_ascii=False, sort_keys=True)
    told = {"field": field, "value": value, "decider": who, "why": why, "made": _now()}
    place = {"start": event["start"], "end": event["end"]}
    return add_decision(path, {"kind": kind, **words, **place, "reading": reading, **told})


def undo(path: Path, number: int, by: str) -> None:
    """Take a decision on an event back.

    Raises:
        QueryError: there is none of this number in force, or nobody is named.
        StoreError: the database cannot be written.
    """
    if not by.strip():
        raise QueryError(f"{number}: expected who takes the decision back, found nothing: give a name")
    undo_decision(path, number, by.strip(), _now())


def queue(records: Records, known: Decisions, limit: int) -> list[Hit]:
    """Return the events that nobody has decided, least sure and most consequential first.

    Args:
        records: the open database.
        known: its decisions.
        limit: how many at most.
    """
    open_ = (
        (-_harm(event), event.article_id, event.id)
        for event in sureness(records)
        if known.of(Hit("events", event.id, event.article_id)) is None
    )
    return [Hit("events", event_id, article_id) for _, article_id, event_id in heapq.nsmallest(limit, open_)]


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the weights of `decisions.toml`: by event type, modality and kind of subject."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _harm(event: Sureness) -> float:
    told = weights()
    subject = "group" if event.group else "named" if event.named else "unnamed"
    harm = told["events"][event.type] * told["modalities"][event.modality] * told["subjects"][subject]
    return (1 - event.confidence) * harm


def _checked(field: str, value: str) -> tuple[str, str | None]:
    """Return a correction that makes sense."""
    known = {
        "type": ontology().events,
        "modality": ontology().modalities,
        "count_qualifier": ontology().count_qualifiers,
    }
    if field not in FIELDS:
        raise QueryError(f"{field}: expected one of {', '.join(FIELDS)}")
    if value == NOTHING and field not in ("type", "modality"):
        return field, None
    if field in known and value not in known[field]:
        raise QueryError(f"{field}: expected one of {', '.join(known[field])}, found {value}")
    if field == "date" and not all(map(_is_date, value.split("/", 1))):
        raise QueryError(f"date: expected YYYY-MM-DD, YYYY-MM, YYYY or a range A/B, found {value}")
    if field == "count" and not re.fullmatch(r"[1-9][0-9]*", value):
        raise QueryError(f"count: expected a whole number from 1, found {value}")
    if not value.strip():
        raise QueryError(f"{field}: expected a value, found nothing: `{NOTHING}` says that there is none")
    return field, value.strip()


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:  # a leap year stands for one that is not given
        date.fromisoformat((text.replace("XXXX", "2024") + "-01-01")[:10])
    except ValueError:
        return False
    return True


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
    exact = [item for item in found if not _differing(row, item[2])]
    like = exact or [item for item in found if item[0] >= _LIKE]
    return max(like, key=lambda item: item[:2])[2] if like else None


def _alike(row: Row, events: Iterable[Row]) -> Iterator[Row]:
    for event in events:
        if event["type"] == row["type"] and _same_subject(event["subject"], row["subject"]):
            yield event


def _same_subject(one: str | None, other: str | None) -> bool:
    """Tell whether two wordings may name one person: the same, or all words of one are in the other."""
    if one is None or other is None:
        return one == other
    a, b = (set(words.casefold().split()) for words in (one, other))
    return a <= b or b <= a


def _differing(row: Row, event: Row) -> list[str]:
    """Return the fields that are read otherwise than when it was decided."""
    before = json.loads(row["reading"])
    return [name for name in _READING if before[name] != event[name]]


def _superseded(item: Returned, decided: dict[str, Decided]) -> bool:
    """Tell whether the event that a decision comes back for has been decided anew since."""
    if item.event_id is None or item.event_id not in decided:
        return False
    return bool(decided[item.event_id].rows[-1]["id"] > item.row["id"])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
