"""Numbers written out, as counts, terms and ages are told."""

import pytest

from pipeline.number_words import number_of


@pytest.mark.parametrize(
    ("words", "number"),
    [("31", 31), ("thirty-one", 31), ("two hundred", 200), ("twelve", 12), ("deputy", None), ("", None)],
)
def test_words_give_a_number_as_a_whole_or_none(words: str, number: int | None) -> None:
    assert number_of(words) == number
    assert number_of(words) == number, "kept, it is the same"
