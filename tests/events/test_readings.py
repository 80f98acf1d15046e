"""Passages of `readings.toml` and its like: all that is read from them, and nothing else."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.schema import Event, Extraction, Offense, Person

PATHS = sorted(Path(__file__).parent.glob("*readings.toml"))


def names(extraction: Extraction) -> dict[str | None, str]:
    """Person id to name, or mention."""
    return {person.id: str((person.name or person.mention).value) for person in extraction.people} | {
        None: ""
    }


def shown_event(event: Event, people: dict[str | None, str]) -> str:
    count = "" if event.count is None else str(event.count.value)
    modality = "" if event.modality == "actual" else event.modality
    values = (event.date, event.agency, event.custodian)
    found = ("" if value is None else str(value.value) for value in values)
    return " | ".join((event.type, people[event.subject] or count, *found, modality))


def shown_offense(offense: Offense, people: dict[str | None, str]) -> str:
    return f"{people[offense.subject]} | {offense.category} | {offense.status}"


def shown_person(person: Person) -> str:
    values = (person.name or person.mention, person.age, person.nationality)
    who, age, country = ("" if value is None else str(value.value) for value in values)
    return " | ".join((who, person.role, age, country))


def tidy(lines: list[str]) -> list[str]:
    return sorted(" | ".join(cell.strip() for cell in line.split("|")) for line in lines)


def differences(entry: dict[str, Any], extraction: Extraction) -> list[str]:
    """Return what an entry has and the extraction lacks, marked with -, and the other way round, with +."""
    people = names(extraction)
    found = {
        "events": [shown_event(event, people) for event in extraction.events],
        "offenses": list({shown_offense(offense, people) for offense in extraction.offenses}),
        "people": [shown_person(person) for person in extraction.people],
    }
    lines = []
    for kind, read in found.items():
        if kind == "events" or kind in entry:
            missing, more = Counter(tidy(entry[kind])), Counter(read)
            lines += [f"  - {kind}: {line}" for line in (missing - more).elements()]
            lines += [f"  + {kind}: {line}" for line in (more - missing).elements()]
    return lines


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_all_that_a_passage_says_is_read_and_no_more(
    path: Path, read_all: Callable[..., list[Extraction]]
) -> None:
    readings: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["reading"]
    extractions = read_all([reading["text"] for reading in readings], published="2024-06-05")
    faults = []
    for reading, extraction in zip(readings, extractions, strict=True):
        wrong = differences(reading, extraction)
        if "open" in reading:
            wrong = [] if wrong else ["  is read by now: take its `open` away"]
        if wrong:
            faults += [reading["text"], *wrong]
    assert faults == [], "\n".join(faults)
