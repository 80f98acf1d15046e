"""The sentences beside each cue of occasions.toml: it holds in the one and not in the other."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.tokens import Doc, Token

from pipeline.events.triggers.occasions import PATH, occasion_of
from pipeline.word_lists import table
from tests.blank_english import ENGLISH

CUES: list[dict[str, Any]] = table(PATH)["cue"]


def trigger(marked: str) -> Token:
    """Return the trigger in brackets of a sentence."""
    start = marked.index("[")
    words = ENGLISH(marked.replace("[", "").replace("]", ""))
    doc = Doc(
        words.vocab,
        [token.text for token in words],
        [bool(token.whitespace_) for token in words],
        sent_starts=[token.i == 0 for token in words],
    )
    return next(token for token in doc if token.idx == start)


@pytest.mark.parametrize("cue", CUES, ids=[cue["example"] for cue in CUES])
def test_each_cue_holds_in_its_example_and_not_in_its_counter(cue: dict[str, Any]) -> None:
    assert occasion_of(trigger(cue["example"])) == cue["kind"]
    assert occasion_of(trigger(cue["counter"])) is None


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("It was his second [arrest] this year.", "again"),
        ("Another [arrest] followed.", "again"),
        ("He was re-[arrested] on Monday.", None),
        ("He had a prior [conviction] for theft.", "before"),
        ("He has been [removed] on five prior occasions.", "before"),
        ("He was initially [charged] with theft.", "before"),
        ("Officers [arrested] him in the past several days.", None),
        ("The past [arrests] are many.", "before"),
        ("Police [arrested] him first.", None),
    ],
)
def test_a_further_and_an_earlier_time_are_told_by_words_beside_it(sentence: str, kind: str | None) -> None:
    assert occasion_of(trigger(sentence)) == kind
