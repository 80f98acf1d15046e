"""Sentences end where lines do, unless the line plainly runs on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.line_breaks import break_at_lines
from tests.blank_english import ENGLISH


def starts(text: str) -> list[str]:
    """Return the tokens that the component makes sentences start at."""
    doc = break_at_lines(ENGLISH(text))
    return [token.text for token in doc if token.is_sent_start and token.i]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Man held after crash\n\nDeputies arrested him.", ["Deputies"]),
        ("Man held after crash\nDeputies arrested him.", ["Deputies"]),
        ("Man held after crash\n\ndeputies arrested him.", ["deputies"]),
        ("One.\nTwo.\nThree.", ["Two", "Three"]),
        ("Those arrested:\n* Prado\n* Ruelas", ["*", "*"]),
        ("He was freed.\nhis lawyer said so", ["his"]),
        ("“He was freed.”\nand more", ["and"]),
        ("He was arrested at a motel\nin Salem on Monday.", []),
        ("He was arrested at a motel in Salem.", []),
        ("He was held, and the sentences will run together. Roe and\nPoe await trial.", []),
        ("Man Killed by a Truck at Night in Front of\nHis Young Daughter", ["His"]),
        ("Woman Charged in the Fatal Shooting of\n\nAl Roe was charged.", ["Al"]),
        ("Posted in\nCrime", ["Crime"]),
        ("Posted in\nCrime and\nCourts", ["Crime", "Courts"]),
        ("Trailing line end\n", []),
        ("\n\nLeading line end", ["Leading"]),
        ("Title\n \n Text", ["Text"]),
        ("", []),
    ],
)
def test_a_line_end_ends_the_sentence_unless_the_line_runs_on(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@given(st.lists(st.sampled_from(["A word", "b word", ".", "\n", "\n\n", " ", "\r\n", "* "]), max_size=12))
def test_only_what_follows_a_line_end_is_touched(pieces: list[str]) -> None:
    text = "".join(pieces)
    before = ENGLISH(text)
    after = break_at_lines(ENGLISH(text))
    assert [token.text for token in after] == [token.text for token in before]
    for token in after:
        if token.i and token.is_sent_start:
            assert "\n" in after[token.i - 1].text
