"""The patterns by which institutions are tied to events hold what their examples mark, and nothing else."""

from __future__ import annotations

import pytest

from pipeline.events.institutions.words import PATH, anaphors, cue
from pipeline.word_lists import table

CUES = table(PATH)["cue"]


def between_the_bars(example: str) -> str:
    return example.split("|")[1]


@pytest.mark.parametrize("entry", CUES, ids=lambda entry: entry["id"])
def test_a_cue_is_found_in_its_example_and_not_in_its_counter_example(entry: dict[str, str]) -> None:
    assert cue(entry["id"]).search(between_the_bars(entry["example"]))
    assert not cue(entry["id"]).search(between_the_bars(entry["counter"]))


def test_an_office_stands_for_no_border_patrol() -> None:
    assert "border_patrol" in anaphors()["it"]
    assert "border_patrol" not in anaphors()["office"]
