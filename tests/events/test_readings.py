"""Passages of `readings.toml` and its like: all that is read from them, and nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.schema import Event, Extraction, Offense, Person

READINGS: list[dict[str, Any]] = [
    reading
    for path in sorted(Path(__file__).parent.glob("*readings.toml"))
    for reading in tomllib.loads(path.read_text(encoding="utf-8"))["reading"]
]


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


@pytest.mark.slow
@pytest.mark.parametrize("reading", READINGS, ids=[reading["text"][:50] for reading in READINGS])
def test_all_that_a_passage_says_is_read_and_no_more(
    reading: dict[str, Any], read: Callable[..., Extraction], request: pytest.FixtureRequest
) -> None:
    if "open" in reading:
        request.applymarker(pytest.mark.xfail(reason=reading["open"], strict=True))
    extraction = read(reading["text"], published="2024-06-05")
    people = names(extraction)

    assert sorted(shown_event(event, people) for event in extraction.events) == tidy(reading["events"])
    if "offenses" in reading:
        found = sorted({shown_offense(offense, people) for offense in extraction.offenses})
        assert found == tidy(reading["offenses"])
    if "people" in reading:
        assert sorted(shown_person(person) for person in extraction.people) == tidy(reading["people"])
