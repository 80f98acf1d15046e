"""A word's sentence is that which spaCy finds for it."""

from __future__ import annotations

from pipeline.entities.line_breaks import break_at_lines
from pipeline.entities.sentences import list_sentences
from tests.blank_english import ENGLISH


def test_each_word_is_told_its_own_sentence() -> None:
    text = "Roe was held.\n\nLu was freed on Friday\nA third man is sought"
    plain, listed = break_at_lines(ENGLISH(text)), list_sentences(break_at_lines(ENGLISH(text)))

    found = [(token.sent.start, token.sent.end) for token in listed]

    assert found == [(token.sent.start, token.sent.end) for token in plain]
    assert len(set(found)) > 1
