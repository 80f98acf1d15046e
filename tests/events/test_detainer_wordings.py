"""The ways English tells of detainers, sentence by sentence, as `detainer_wordings.toml` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from pipeline.schema import Event, Extraction
from tests.events.misread import misread

INTRODUCTION = "Marco Quintanilla, 29, of Salem, is a Guatemalan citizen. "
WORDINGS = tomllib.loads(Path(__file__).with_name("detainer_wordings.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.slow


def sentences(kind: str) -> list[tuple[str, list[str]]]:
    """Return the sentences of a table with what each tells."""
    return [(sentence, entry["of"]) for entry in WORDINGS[kind] for sentence in entry["sentences"]]


def told(event: Event) -> str:
    """Return an event of a detainer in the words of the file: type, count and qualifier, modality."""
    count = event.count.value if event.count else None
    modality = event.modality if event.modality != "actual" else None
    words = (event.type.removeprefix("detainer_"), count, event.count_qualifier, modality)
    return " ".join(str(word) for word in words if word)


def detainers(extraction: Extraction) -> list[Event]:
    return [event for event in extraction.events if event.type.startswith("detainer_")]


def told_of(subject: str | None, extraction: Extraction) -> list[str]:
    """Return the events of detainers, with those of others than `subject` marked."""
    return [
        told(event) if event.subject == subject else f"{told(event)} of {event.subject}"
        for event in detainers(extraction)
    ]


def test_what_is_told_of_a_person(read_all: Callable[..., list[Extraction]]) -> None:
    wrong = misread(sentences("wordings"), read_all, partial(told_of, "p1"), INTRODUCTION)
    assert not wrong, wrong


def test_what_is_told_of_a_number(read_all: Callable[..., list[Extraction]]) -> None:
    wrong = misread(sentences("groups"), read_all, partial(told_of, None))
    assert not wrong, wrong


def families(extraction: Extraction) -> dict[str | None, str]:
    """Return the family name of each person, "?" for the unnamed and "-" for groups."""
    named = {person.id: person.name.value.split()[-1] if person.name else "?" for person in extraction.people}
    return {None: "-", **named}


def told_with_names(extraction: Extraction) -> list[str]:
    owner = families(extraction)
    return [f"{owner[event.subject]} {told(event)}" for event in detainers(extraction)]


def test_what_is_told_in_a_passage(read_all: Callable[..., list[Extraction]]) -> None:
    passages = [(passage["text"], passage["of"]) for passage in WORDINGS["passages"]]
    wrong = misread(passages, read_all, told_with_names)
    assert not wrong, wrong
