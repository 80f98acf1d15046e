"""The ways English tells of detainers, sentence by sentence, as `detainer_wordings.toml` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.schema import Event, Extraction

INTRODUCTION = "Marco Quintanilla, 29, of Salem, is a Guatemalan citizen. "
WORDINGS = tomllib.loads(Path(__file__).with_name("detainer_wordings.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.slow


def sentences(kind: str) -> list[object]:
    """Return the sentences of a table with what each tells."""
    return [
        pytest.param(sentence, entry["of"], id=sentence[:60])
        for entry in WORDINGS[kind]
        for sentence in entry["sentences"]
    ]


def told(event: Event) -> str:
    """Return an event of a detainer in the words of the file: type, count and qualifier, modality."""
    count = event.count.value if event.count else None
    modality = event.modality if event.modality != "actual" else None
    words = (event.type.removeprefix("detainer_"), count, event.count_qualifier, modality)
    return " ".join(str(word) for word in words if word)


def detainers(extraction: Extraction) -> list[Event]:
    return [event for event in extraction.events if event.type.startswith("detainer_")]


@pytest.mark.parametrize(("sentence", "of"), sentences("wordings"))
def test_what_is_told_of_a_person(sentence: str, of: list[str], read: Callable[..., Extraction]) -> None:
    extraction = read(INTRODUCTION + sentence)
    found = detainers(extraction)
    assert sorted(map(told, found)) == sorted(of)
    assert {event.subject for event in found} <= {"p1"}


@pytest.mark.parametrize(("sentence", "of"), sentences("groups"))
def test_what_is_told_of_a_number(sentence: str, of: list[str], read: Callable[..., Extraction]) -> None:
    found = detainers(read(sentence))
    assert sorted(map(told, found)) == sorted(of)
    assert {event.subject for event in found} <= {None}


def families(extraction: Extraction) -> dict[str | None, str]:
    """Return the family name of each person, "?" for the unnamed and "-" for groups."""
    named = {person.id: person.name.value.split()[-1] if person.name else "?" for person in extraction.people}
    return {None: "-", **named}


@pytest.mark.parametrize("passage", WORDINGS["passages"], ids=lambda item: item["text"][:60])
def test_what_is_told_in_a_passage(passage: dict[str, Any], read: Callable[..., Extraction]) -> None:
    extraction = read(passage["text"])
    owner = families(extraction)
    found = [f"{owner[event.subject]} {told(event)}" for event in detainers(extraction)]
    assert sorted(found) == sorted(passage["of"])
