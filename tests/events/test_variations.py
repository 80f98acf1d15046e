"""One happening told in other words is read alike: invariance tests as in CheckList (Ribeiro et al. 2020)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.schema import Extraction
from tests.events.test_readings import differences

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
def test_other_words_for_one_happening_are_read_alike(read_all: Callable[..., list[Extraction]]) -> None:
    extractions = read_all([text for text, _ in variations()], published="2024-06-05")
    faults = []
    for (text, entry), extraction in zip(variations(), extractions, strict=True):
        if wrong := differences({kind: entry[kind] for kind in ("events", "offenses")}, extraction):
            faults += [text, *wrong]
    assert faults == [], "\n".join(faults)
