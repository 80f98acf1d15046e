"""A stored value is worked out again from its words alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.counts import find_counts
from pipeline.entities.derive import derive
from pipeline.entities.people.ages import find_ages
from pipeline.entities.people.nationalities import find_nationalities


@pytest.mark.parametrize(
    ("field", "words", "rule", "anchor", "value"),
    [
        ("age", "26-year-old", "age.words", None, 26),
        ("age", "31", "age.behind_name", None, 31),
        ("age", "two-month-old", "age.words", None, 0),
        ("count", "3,083", "count", None, 3083),
        ("count", "twelve", "count", None, 12),
        ("nationality", "Honduran", "nationality.word", None, "Honduras"),
        ("nationality", "Dominican Republic", "nationality.country", None, "Dominican Republic"),
        ("name", "José Peña-Ruiz", "name.recogniser", None, "José Peña-Ruiz"),
        ("name", "Tomas\n  Prado", "name.recogniser", None, "Tomas Prado"),
        ("date", "Feb. 1", "date.past", "2024-04-10", "2024-02-01"),
        ("date", "June 3", "date.future", "2024-04-10", "2024-06-03"),
        ("date", "June 3", "date.past", "2024-04-10", "2023-06-03"),
        ("date", "Feb. 1", "date.past", None, "XXXX-02-01"),
        ("date", "Feb. 1", "date.after", "2023-10-04", "2024-02-01"),
        ("date", "October", "date.after", "2023-09", "2023-10"),
        ("date", "1990", "date.anniversary", "1778-01-18", "1990-01-18"),
        ("date", "two days later", "date.relative", "2024-03-01", "2024-03-03"),
        ("date", "2019", "date.past", "2024-04-10", "2019"),
    ],
)
def test_words_give_the_value(
    field: str, words: str, rule: str, anchor: str | None, value: str | int
) -> None:
    assert derive(field, words, rule, anchor) == value


@pytest.mark.parametrize(
    ("field", "words"),
    [("age", "tall"), ("age", "400"), ("count", "many"), ("nationality", "Martian"), ("date", "the motel")],
)
def test_other_words_give_none(field: str, words: str) -> None:
    assert derive(field, words, f"{field}.words", "2024-04-10") is None


def test_a_date_after_another_needs_the_other() -> None:
    assert derive("date", "Feb. 1", "date.after", None) is None


def test_a_field_whose_value_is_its_words_is_no_matter_of_derivation() -> None:
    with pytest.raises(
        ValueError, match="expected the field date, age, nationality, count or name, not 'agency'"
    ):
        derive("agency", "ICE", "agency.name", None)


@given(st.integers(1, 99), st.integers(2, 9999), st.sampled_from(["Honduran", "Mexican", "Brazilian"]))
def test_what_is_found_in_a_sentence_is_derived_from_its_slice(age: int, count: int, people: str) -> None:
    text = f"A {age}-year-old {people} national was among {count:,} people held."
    for field, mentions in (
        ("age", [(item.start, item.end, item.age) for item in find_ages(text)]),
        ("count", [(item.start, item.end, item.value) for item in find_counts(text)]),
        ("nationality", [(item.start, item.end, item.country) for item in find_nationalities(text)]),
    ):
        [(start, end, value)] = mentions
        assert derive(field, text[start:end], "any", None) == value
