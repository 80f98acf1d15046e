"""Patterns looked for in small letters find what they find whatever the case."""

import re

import pytest

from pipeline.small_letters import AnyCase, in_small_letters, with_shared_boundaries


@pytest.mark.parametrize("text", ["He MIGHT be held.", "in May be held", "It may be held.", "Held."])
def test_offsets_are_those_of_the_text_and_case_counts_where_it_is_said_to(text):
    written = r"\b(?:Might|(?-i:may))\sbe\s"
    expected = re.compile(written, re.IGNORECASE).search(text)

    found = AnyCase(written).search(text)

    assert (found and found.span()) == (expected and expected.span())


def test_a_search_begins_where_it_is_told_to():
    found = AnyCase("a[B-D]").search("ab AC", 1)

    assert found is not None
    assert found.span() == (3, 5)
    assert AnyCase("a[B-D]").match(" ab") is None


def test_a_letter_that_is_two_in_small_letters_stays_one():
    assert in_small_letters("İzmir, A") == "İzmir, a"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r"\ba|\bb|c|\bd", r"\b(?:a|b)|c|\b(?:d)"),
        (r"\b(?:a|b)$|[|(]\b|\bc", r"\b(?:(?:a|b)$)|[|(]\b|\b(?:c)"),
        (r"a\|b|(?:\bc|\bd)", r"a\|b|(?:\bc|\bd)"),
    ],
)
def test_alternatives_in_a_row_share_the_boundary_they_begin_with(written: str, expected: str) -> None:
    assert with_shared_boundaries(written) == expected
