"""Which words around an offense say how far it has got; examples stand beside the patterns."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pipeline.events.offenses.statuses import PATH, StatusCue, status_cue
from pipeline.ontology import ontology
from pipeline.word_lists import table

CUES: list[dict[str, Any]] = table(PATH)["cue"]


def cue_of(marked: str) -> StatusCue | None:
    start, end = marked.index("["), marked.index("]") - 1
    text = re.sub(r"[\[\]]", "", marked)
    return status_cue(text, (0, len(text)), (start, end))


@pytest.mark.parametrize(
    ("status", "marked"), [(cue["status"], marked) for cue in CUES for marked in cue["examples"]]
)
def test_the_words_around_an_offense_give_its_status(status: str, marked: str) -> None:
    cue = cue_of(marked)
    assert cue is not None
    assert cue.status == status


@pytest.mark.parametrize(
    ("status", "marked"), [(cue["status"], marked) for cue in CUES for marked in cue["counter"]]
)
def test_words_of_another_meaning_do_not_give_the_status(status: str, marked: str) -> None:
    cue = cue_of(marked)
    assert cue is None or cue.status != status


@pytest.mark.parametrize(
    "marked",
    ["If convicted of [theft], he faces a year.", "He did not say whether they were charged with [theft]."],
)
def test_a_condition_lays_the_offense_to_nobody(marked: str) -> None:
    cue = cue_of(marked)
    assert cue is None or cue.status is None


def test_a_cue_does_not_reach_across_a_break() -> None:
    assert cue_of("He was convicted of arson, but the [theft] went on.") is None


@pytest.mark.parametrize("cue", CUES, ids=[cue["status"] for cue in CUES])
def test_every_cue_names_a_status_and_has_examples(cue: dict[str, Any]) -> None:
    assert cue["status"] in ontology().statuses
    assert cue["before"]
    assert cue["examples"]
    assert cue["counter"]
