"""All mentions of a text as one list."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.mentions import find_mentions
from tests.blank_english import ENGLISH

STORY = (
    "Tomas Prado, 31, a Honduran national, was charged with robbery on March 4, 2024. "
    "ICE lodged more than 40 detainers with the Polk County Jail."
)


def found(text: str, label: str) -> list[tuple[str, int | str | None]]:
    return [
        (text[item.start : item.end], item.value)
        for item in find_mentions(ENGLISH(text))
        if item.label == label
    ]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("name", [("Tomas Prado", None)]),
        ("age", [("31", 31)]),
        ("nationality", [("Honduran", "Honduras")]),
        ("offense", [("robbery", "robbery")]),
        ("date", [("March 4, 2024", None)]),
        ("agency", [("ICE", None)]),
        ("count", [("40", 40)]),
        ("facility", [("Polk County Jail", "named")]),
    ],
)
def test_a_story_gives_each_kind_of_mention(label: str, expected: list[tuple[str, int | str | None]]) -> None:
    assert found(STORY, label) == expected


@pytest.mark.parametrize(
    "text",
    ["Prado, a 26-year-old cook, left.", "Tomas Prado, 26, left.", "He left on June 26.", "In 2019 he left."],
)
def test_the_number_of_an_age_or_a_date_is_no_count(text: str) -> None:
    assert found(text, "count") == []


def test_an_age_in_words_and_behind_a_name_is_one() -> None:
    assert found("Tomas Prado, a 31-year-old cook, left.", "age") == [("31-year-old", 31)]


@given(
    st.lists(st.sampled_from(["Tomas Prado, 31,", "a Honduran", "ICE", "40", "robbery", "in May", ".", "\n"]))
)
def test_mentions_are_sorted_and_those_of_one_label_apart(pieces: list[str]) -> None:
    text = " ".join(pieces)
    mentions = find_mentions(ENGLISH(text))
    assert [item.start for item in mentions] == sorted(item.start for item in mentions)
    for label in {item.label for item in mentions}:
        same = [item for item in mentions if item.label == label]
        assert all(a.end <= b.start for a, b in pairwise(same)), label
    assert all(0 <= item.start < item.end <= len(text) and item.rule for item in mentions)
