"""What a person decides of events: accept, reject, correct, add; which decisions hold now, which come back.

in: an event's id and what is decided of it    out: decisions, and what they mean for events now
writes: `event_decisions`, and the article's rows (`store.held`)

A decision is kept by words (article, type, subject, quote), and found again by them after any run
(`store.resolving`).
"""

from __future__ import annotations

import heapq
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pipeline.clock import now
from pipeline.errors import QueryError
from pipeline.ontology import ontology
from pipeline.store.decisions import (
    Sureness,
    add_decision,
    added_events,
    decisions,
    sureness,
    undo_decision,
)
from pipeline.store.held import read_events, resolved
from pipeline.store.queries import Hit, Records
from pipeline.store.resolving import FIELDS, READING, VERDICTS, Returned, differing, places
from pipeline.store.rows import Row

Kind = Literal["accept", "reject", "correct"]
KINDS: tuple[Kind, ...] = ("accept", "reject", "correct")
NOTHING = "none"
"""Stands for: the article does not say."""
_DATE = re.compile(r"(\d{4}|XXXX)(-\d\d){0,2}")
_WORDS = ("agency", "custodian")
"""Fields whose value is words of the article."""
_MOST_LOOKED_AT = 20_000
"""Events that the order of review looks at, from the least sure on."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What holds of one event."""

    event_id: str
    verdict: str
    """`accepted`, `rejected`, `corrected` or `added`: what was said last."""
    rows: tuple[Row, ...]
    """The decisions, oldest first."""
    differs: tuple[str, ...]
    """Fields that are read otherwise now than when it was last decided."""
    reading: Row
    """Every field as it is read now; of an added event, as it was added."""

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


class Decisions:
    """The decisions in force on an open database, with what they mean for its events now."""

    def __init__(self, records: Records, articles: Collection[str] | None = None) -> None:
        """Read the decisions; what they hold for is found article by article, when it is asked for.

        Args:
            records: the open database.
            articles: of these only; null: of all.
        """
        self._records = records
        self._rows: defaultdict[str, list[Row]] = defaultdict(list)
        for row in decisions(records, articles=articles):
            self._rows[row["article_id"]].append(row)
        self._found: dict[str, tuple[dict[str, Decided], list[Returned]]] = {}

    def of(self, hit: Hit) -> Decided | None:
        """Return what holds of an event; null: nothing is decided."""
        return self._article(hit.article_id)[0].get(hit.id)

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
        found = resolved(self._records.db, article_id, self._rows[article_id])
        by_id = {event["id"]: event for event in read_events(self._records.db, article_id)}
        decided = {
            event_id: Decided(
                event_id,
                VERDICTS[rows[-1]["kind"]],
                rows,
                tuple(differing(rows[-1], by_id[event_id])),
                by_id[event_id],
            )
            for event_id, rows in found.held.items()
        }
        for event_id, start, quote in added_events(self._records, article_id):
            for placed in found.added:
                if (placed.start, placed.row["quote"]) == (start, quote):
                    decided[event_id] = Decided(
                        event_id, "added", (placed.row,), (), json.loads(placed.row["reading"])
                    )
        return decided, list(found.returned)


@dataclass(frozen=True, slots=True)
class Added:
    """An event that no reader found, as a person gives it."""

    type: str
    modality: str
    start: int
    end: int
    """Where its words stand in the article's text."""
    subject: str | None = None
    """Name of the person, or words of the text that tell who; null: a group."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Any of `date`, `count`, `count_qualifier`, `agency` and `custodian`."""


def decide(
    path: Path,
    event_id: str,
    kind: Kind,
    correction: tuple[str, str] | None,
    by: tuple[str, str],
    words: str | None = None,
) -> int:
    """Keep a decision on an event and return its number.

    Args:
        path: of the database.
        event_id: `events.id`.
        kind: what is decided.
        correction: of `correct` alone: the field and its right value (`none`: the article does not say).
        by: who decides, and why.
        words: the article's words that give the value, if it is not these words itself.

    Raises:
        QueryError: there is no such event, or the correction, the name or the reason makes no sense.
        StoreError: the database cannot be written.
    """
    who, why = _signed(event_id, by)
    if (correction is not None) != (kind == "correct"):
        raise QueryError(f"{event_id}: expected a field and a value with correct, and with nothing else")
    name, value = (None, None) if correction is None else _checked(*correction)
    with Records(path) as records:
        hit = records.find(event_id)
        if hit.table != "events":
            raise QueryError(f"{event_id}: expected the id of an event, found one of {hit.table}")
        read = read_events(records.db, hit.article_id)
        event = next((row for row in read if row["id"] == event_id), None)
        if event is None:
            raise QueryError(
                f"{event_id}: expected an event that was read, found one that a person added: undo that"
            )
        if name is not None and value is not None:
            words = _evidence(records.rows(hit.article_id)[0]["text"], name, value, words)
    told = {"field": name, "value": value, "words": words if value is not None else None}
    kept = {
        key: event[key] for key in ("article_id", "text_sha256", "type", "subject", "quote", "start", "end")
    }
    reading = json.dumps({key: event[key] for key in READING}, ensure_ascii=False, sort_keys=True)
    signed = {"decider": who, "why": why, "made": now()}
    return add_decision(path, {"kind": kind, **kept, "reading": reading, **told, **signed})


def add(path: Path, article_id: str, added: Added, by: tuple[str, str]) -> int:
    """Keep an event that no reader found, and return the decision's number.

    Raises:
        QueryError: there is no such article, the event is read there already, or a value makes no sense.
        StoreError: the database cannot be written.
    """
    who, why = _signed(article_id, by)
    values = {"type": added.type, "modality": added.modality, **added.values}
    checked = dict(_checked(name, value) for name, value in values.items())
    if checked.get("count") is None and checked.get("count_qualifier") is not None:
        raise QueryError("count_qualifier: expected a count with it, found none")
    if added.subject is not None and checked.get("count") is not None:
        raise QueryError("count: expected it of a group alone, found a person too: leave one of them away")
    with Records(path) as records:
        article, _ = records.rows(article_id)
        text = article["text"]
        if not 0 <= added.start < added.end <= len(text):
            raise QueryError(
                f"{article_id}: expected words within 0..{len(text)}, found {added.start}..{added.end}"
            )
        subject = None if added.subject is None else added.subject.strip()
        people = [row["name"] or row["mention"] for row in records.rows(article_id)[1]["people"]]
        if subject is not None and subject not in people and not (subject and places(subject, text)):
            raise QueryError(
                f"subject: expected words of the article, found {subject!r}: paste them from its text"
            )
        words = {
            name: _evidence(text, name, str(value), None)
            for name, value in checked.items()
            if value is not None
        }
        row: Row = {"kind": "add", "article_id": article_id, "text_sha256": article["text_sha256"]}
        reading = {
            **dict.fromkeys(FIELDS),
            **checked,
            "words": {name: told for name, told in words.items() if told},
        }
        if reading["count"] is not None:
            reading["count"] = int(str(reading["count"]))
        row |= {"type": added.type, "subject": subject, "quote": text[added.start : added.end]}
        row |= {
            "start": added.start,
            "end": added.end,
            "reading": json.dumps(reading, ensure_ascii=False, sort_keys=True),
        }
        known = resolved(records.db, article_id, [{**row, "id": 0}])
        if not known.added:
            there = next(iter(known.held), None) or next(item.event_id for item in known.returned)
            raise QueryError(
                f"{there}: expected an event that is not read yet, found this one: decide on it instead"
            )
    return add_decision(path, {**row, "decider": who, "why": why, "made": now()})


def locate(text: str, words: str, start: int | None = None) -> tuple[int, int]:
    """Return where words stand in a text, whatever white space joins them there.

    Args:
        text: the text.
        words: as somebody has selected or pasted them.
        start: where they were selected; null: they stand there once.

    Raises:
        QueryError: they do not stand there, or several times and not at `start`.
    """
    parts = words.split()
    found = [match.span() for match in re.finditer(r"\s+".join(map(re.escape, parts)), text)] if parts else []
    if not found:
        raise QueryError(
            f"expected words of the article's text, found {words!r}: paste them as they stand there"
        )
    at = next((span for span in found if span[0] == start), None)
    if at is None and len(found) > 1:
        raise QueryError(
            f"expected words that stand in the text once, found them {len(found)} times: {words!r}: "
            "take some more of the words around them"
        )
    return at or found[0]


def undo(path: Path, number: int, by: str) -> str:
    """Take a decision on an event back, and return the id of its article.

    Raises:
        QueryError: there is none of this number in force, or nobody is named.
        StoreError: the database cannot be written.
    """
    if not by.strip():
        raise QueryError(f"{number}: expected who takes the decision back, found nothing: give a name")
    return undo_decision(path, number, by.strip(), now())


def queue(records: Records, limit: int) -> list[Hit]:
    """Return the events that nobody has decided, least sure and most consequential first.

    Looks at events from the least sure on, until no other can come before those found, or at a bound.

    Args:
        records: the open database.
        limit: how many at most.
    """
    seen: list[tuple[float, str, str]] = []
    highest: list[float] = []
    for number, event in enumerate(sureness(records)):
        if len(highest) == limit and (highest[0] > 1 - event.confidence or number >= _MOST_LOOKED_AT):
            break
        harm = _harm(event)
        seen.append((-harm, event.article_id, event.id))
        (heapq.heappush if len(highest) < limit else heapq.heappushpop)(highest, harm)
    return [Hit("events", event_id, article_id) for _, article_id, event_id in heapq.nsmallest(limit, seen)]


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


def _signed(what: str, by: tuple[str, str]) -> tuple[str, str]:
    who, why = (text.strip() for text in by)
    if not who or not why:
        raise QueryError(f"{what}: expected who decides and why, found nothing: give a name and a reason")
    return who, why


def _evidence(text: str, name: str, value: str, words: str | None) -> str | None:
    """Return the words of the text that give a value.

    Raises:
        QueryError: they are not in the text.
    """
    told = value if name in _WORDS else words
    if told is not None and not places(told, text):
        raise QueryError(
            f"{name}: expected words of the article's text, found {told!r}: paste them as they stand there"
        )
    return told
