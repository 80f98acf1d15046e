"""Entries, removals, orders and detainers, passage by passage, as `border_wordings.toml` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.schema import Event, Extraction
from tests.events.misread import misread

WORDINGS = tomllib.loads(Path(__file__).with_name("border_wordings.toml").read_text(encoding="utf-8"))
TYPES = {
    "entry",
    "removal",
    "removal_order",
    "notice_to_appear",
    "detainer_issued",
    "detainer_declined",
    "detainer_honored",
    "detainer_withdrawn",
}

pytestmark = pytest.mark.slow


def told(event: Event, families: dict[str | None, str]) -> str:
    """Return an event in the words of the file: type, family name or count and qualifier, modality."""
    count = f"{event.count.value} {event.count_qualifier or ''}".strip() if event.count else "-"
    modality = event.modality if event.modality != "actual" else ""
    owner = families[event.subject] if event.subject else count
    return f"{event.type.removeprefix('detainer_')} {owner} {modality}".strip()


def told_of_all(extraction: Extraction) -> list[str]:
    families: dict[str | None, str] = {
        person.id: str(person.name.value).split()[-1] if person.name else "?" for person in extraction.people
    }
    return [told(event, families) for event in extraction.events if event.type in TYPES]


def test_what_a_passage_tells_of_borders_and_detainers(read_all: Callable[..., list[Extraction]]) -> None:
    texts = [(text, entry["of"]) for entry in WORDINGS["wordings"] for text in entry["texts"]]
    wrong = misread(texts, read_all, told_of_all, published="2024-06-05")
    assert not wrong, wrong
