"""Reports of events -> what happened: each happening once, with what people have decided of its reports.

in: the open database and its decisions. out: `Happening`s; writes nothing.

Reports that a person has rejected are left out, a corrected value goes before what was read. Of the rest a
happening has what most reports say; it is `actual` if any report tells it as fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pipeline.review.decisions import Decisions
from pipeline.store.export import tellings
from pipeline.store.linked import LinkedRecords
from pipeline.store.queries import Hit
from pipeline.store.rows import Row

MODALITIES = ("actual", "alleged", "planned", "negated")
"""The first that a report has is the happening's."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening over all articles."""

    id: str
    """The linked event's, or the event's own where it is not linked."""
    linked: bool
    type: str
    person: str | None
    """The linked person's id, or the person's own; null: a group."""
    count: int | None
    """How many, of a group."""
    date: str | None
    modality: str
    agency: str | None
    custodian: str | None
    """The gazetteer's name where it is linked to an entry without guessing."""
    state: str | None
    """Of the custodian, two letters."""
    confidence: float
    """Of the surest report; 1 for one that a person has accepted or corrected."""
    decided: bool
    conflicts: int
    reports: tuple[Row, ...]
    """Rows of `events`, with corrected values."""

    @property
    def articles(self) -> int:
        """Return how many articles report it."""
        return len({row["article_id"] for row in self.reports})

    @property
    def sources(self) -> int:
        """Return how many independent sources report it."""
        return len({row["voice"] for row in self.reports if row["voice"] is not None}) or 1


def happenings(records: LinkedRecords, known: Decisions) -> Iterator[Happening]:
    """Yield every happening that is not wholly rejected, by id; memory does not grow with their number."""
    for name, rows in groupby(tellings(records), key=lambda row: str(row["happening"])):
        standing = list(_standing(rows, known))
        if standing:
            yield _happening(name, standing)


def _standing(rows: Iterable[Row], known: Decisions) -> Iterator[Row]:
    for row in rows:
        decided = known.of(Hit("events", row["id"], row["article_id"])) if row["decided"] else None
        if decided is None:
            yield row | {"decided": False, "corrected": ()}
        elif decided.verdict != "rejected":
            fields = tuple(decided.corrections)
            yield row | {"decided": True, "corrected": fields, "confidence": 1.0}


def _happening(name: str, rows: list[Row]) -> Happening:
    told = [row for row in rows if row["modality"] == _modality(rows)]
    places = [row for row in told if row["custodian"]]
    names = Counter(row["official"] or row["custodian"] for row in places)
    custodian = _most(names)
    states = Counter(
        row["state"] for row in places if row["state"] and (row["official"] or row["custodian"]) == custodian
    )
    return Happening(
        id=name,
        linked=rows[0]["linked"] is not None,
        type=_value(told, "type") or told[0]["type"],
        person=_value(told, "person"),
        count=_value(told, "count"),
        date=_date(told),
        modality=told[0]["modality"],
        agency=_value(told, "agency"),
        custodian=custodian,
        state=_most(states),
        confidence=max(row["confidence"] for row in told),
        decided=any(row["decided"] for row in rows),
        conflicts=rows[0]["conflicts"] or 0,
        reports=tuple(rows),
    )


def _modality(rows: list[Row]) -> str:
    return min((str(row["modality"]) for row in rows), key=MODALITIES.index)


def _date(rows: list[Row]) -> str | None:
    corrected = [row for row in rows if "date" in row["corrected"]]
    if corrected:
        return _text(corrected[-1]["date"])
    linked = next((row["linked_date"] for row in rows if row["linked_date"]), None)
    return _text(linked or _value(rows, "date"))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _value(rows: list[Row], field: str) -> Any:
    """Return what a person has said of a field, else what most reports say, of several the first told."""
    corrected = [row[field] for row in rows if field in row["corrected"]]
    if corrected:
        return corrected[-1]
    return _most(Counter(row[field] for row in rows if row[field] is not None))


def _most(found: Counter[Any]) -> Any:
    return found.most_common(1)[0][0] if found else None
