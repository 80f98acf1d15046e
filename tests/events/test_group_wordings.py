"""The ways news tells of counted groups, sentence by sentence, as `group_wordings.toml` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.events.telling.comparisons import PATH
from pipeline.schema import Event, Extraction
from tests.events.misread import misread

WORDINGS = tomllib.loads(Path(__file__).with_name("group_wordings.toml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.slow


def told(event: Event) -> str:
    """Return a group's event in the words of the file: type, count, qualifier, modality."""
    count = event.count.value if event.count else None
    modality = event.modality if event.modality != "actual" else None
    return " ".join(str(word) for word in (event.type, count, event.count_qualifier, modality) if word)


def test_what_is_told_of_groups(read_all: Callable[..., list[Extraction]]) -> None:
    sentences = [(sentence, entry["of"]) for entry in WORDINGS["wordings"] for sentence in entry["sentences"]]
    wrong = misread(
        sentences, read_all, lambda found: [told(event) for event in found.events if event.subject is None]
    )
    assert not wrong, wrong


@pytest.mark.parametrize("kind", ["example", "counter"])
def test_a_number_beside_another_is_the_same_event_of_another_time(
    kind: str, read: Callable[..., Extraction]
) -> None:
    data: dict[str, Any] = tomllib.loads(PATH.read_text(encoding="utf-8"))
    before, number, _ = data[kind].replace("[", "|").replace("]", "|").split("|")
    events = read(data[kind].replace("[", "").replace("]", "")).events
    found = [event.count.value for event in events if event.count and event.count.start == len(before)]
    assert found == ([int(number.replace(",", ""))] if kind == "example" else [])
