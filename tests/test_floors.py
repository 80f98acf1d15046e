"""No figure on the corpus is below its floor; and what is said of one that is."""

from copy import deepcopy

import pytest

from pipeline.score.corpus import SPLITS
from pipeline.score.floors import corpus_hashes, faults, lifted, measure, read_floors

HASHES = dict.fromkeys(SPLITS, "0")
FIGURES = {"dev": {"events": 0.8, "overcharged": 1}}
FLOORS = {"corpus_sha256": HASHES, "figures": FIGURES, "lowered": []}


def reached(events, overcharged):
    return {"dev": {"events": events, "overcharged": overcharged}}


@pytest.mark.slow
def test_no_figure_is_below_its_floor(base_reader, monkeypatch):
    monkeypatch.setattr(base_reader, "_likely_only", True)  # as a user's run reads
    assert list(faults(read_floors(), measure(base_reader), corpus_hashes())) == []


def test_every_floor_that_was_lowered_has_a_reason():
    assert all(len(note["reason"]) > 10 and note["figure"] for note in read_floors()["lowered"])


@pytest.mark.parametrize(
    ("events", "overcharged", "named"),
    [
        (0.8, 1, []),
        (0.799, 0, []),
        (0.9, 1, []),
        (0.79, 1, ["dev.events: expected at least 0.8, found 0.79"]),
        (0.8, 2, ["dev.overcharged: expected at most 1, found 2"]),
    ],
)
def test_what_falls_is_named_with_what_to_do(events, overcharged, named):
    found = list(faults(FLOORS, reached(events, overcharged), HASHES))
    assert [message.partition(": mend")[0] for message in found] == named
    assert all("tests/floors.json by hand" in message and "reason" in message for message in found)


def test_floors_of_another_corpus_are_none():
    [message] = faults(FLOORS, reached(0.1, 9), HASHES | {"test": "1"})
    assert "the corpus has changed (test)" in message
    assert "--repin" in message


def test_floors_are_only_lifted():
    before = deepcopy(FIGURES)
    assert lifted(FIGURES, reached(0.9, 0)) == reached(0.9, 0)
    assert lifted(FIGURES, reached(0.7, 2)) == reached(0.8, 1)
    assert before == FIGURES
