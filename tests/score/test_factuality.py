"""Deeds in frames of general English: those told as done are, and the others are not."""

import pytest

from pipeline.score.factuality import measure, read_sentences

_EVERY = 7
"""Each such sentence is read here; `python -m pipeline.score.factuality` reads all."""


@pytest.mark.slow
@pytest.mark.parametrize(("split", "share"), [("train", 0.93), ("test", 0.85)])
def test_what_is_not_said_to_be_done_is_not_told_as_done(base_reader, split, share):
    figures = measure(list(read_sentences(split))[::_EVERY], base_reader.read)
    assert figures.accuracy >= share, [sentence.text for sentence in (*figures.told, *figures.missed)]


def test_a_deed_stands_in_a_frame_in_the_form_that_the_frame_asks_for():
    texts = {
        sentence.frame: sentence.text for sentence in read_sentences("train") if sentence.deed == "transfer"
    }
    assert (
        texts["{agent} refrained from {gerund}."]
        == "The jail refrained from handing Juan Ruiz, 34, over to ICE."
    )
    assert "{person} faces {noun}." not in texts
