"""One happening told in other words is read alike: invariance tests as in CheckList (Ribeiro et al. 2020)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.schema import Extraction
from tests.events.test_readings import names, shown_event, shown_offense, tidy

PATH = Path(__file__).with_name("variations.toml")
_KEYS = frozenset({"text", "events", "offenses"})


def variations() -> list[tuple[str, dict[str, Any]]]:
    """Each text with its entry."""
    told = []
    for entry in tomllib.loads(PATH.read_text(encoding="utf-8"))["same"]:
        (slot,) = set(entry) - _KEYS
        told += [(entry["text"].format(**{slot: words}), entry) for words in entry[slot]]
    return told


@pytest.mark.slow
@pytest.mark.parametrize(("text", "entry"), variations(), ids=[text[:60] for text, _ in variations()])
def test_other_words_for_one_happening_are_read_alike(
    text: str, entry: dict[str, Any], read: Callable[..., Extraction]
) -> None:
    extraction = read(text, published="2024-06-05")
    people = names(extraction)

    assert sorted(shown_event(event, people) for event in extraction.events) == tidy(entry["events"])
    assert sorted({shown_offense(item, people) for item in extraction.offenses}) == tidy(entry["offenses"])
