"""All places of some words are found as an expression of them would find them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.people.places_of_words import PlacesOfWords

WORDS = st.sampled_from(["Roe", "Roe-Hale", "Hale", "Pinto Roe", "O’Neil", "Ann", "Roes"])


def found(text: str, words: list[str], begin: int = 0) -> list[str]:
    return [text[start:end] for start, end in PlacesOfWords(text).find(words, begin)]


def test_the_longest_of_the_words_that_begin_at_a_place_is_found() -> None:
    assert found("Roe and Pinto Roe met Roe-Hale.", ["Roe", "Pinto Roe"]) == ["Roe", "Pinto Roe"]
    assert found("Roe’s car, the Roes, McRoe", ["Roe"]) == ["Roe"]


@given(st.lists(st.one_of(WORDS, st.sampled_from([" ", "-", ".", "’s", "x"]))).map("".join), st.lists(WORDS))
def test_it_finds_what_an_expression_finds(text: str, words: list[str]) -> None:
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    pattern = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    begin = len(text) // 3
    expected = [match.span() for match in pattern.finditer(text, begin)]

    assert list(PlacesOfWords(text).find(words, begin)) == expected
