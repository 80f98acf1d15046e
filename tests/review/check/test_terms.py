"""Lengths of sentences are read in months, and are no ages and no times gone by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.check.passages import lengths_told
from pipeline.review.check.reading.dates import narrowed
from pipeline.review.check.terms import terms_in, times_in
from pipeline.store.claims import Report


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("He got nine years.", [(108, 108)]),
        ("She was given 60 to 84 months.", [(60, 84)]),
        ("a five-to-ten-year term", [(60, 120)]),
        ("three and a half years in state prison", [(42, 42)]),
        ("a dozen years", [(144, 144)]),
        ("a 20-year sentence", [(240, 240)]),
        ("two years and six months", [(30, 30)]),
        ("up to two years", [(0, 24)]),
        ("at least five years", [(60, float("inf"))]),
        ("life in prison", [(1200, 1200)]),
        ("the death penalty", [(1e9, float("inf"))]),
        ("was sentenced to die", [(1e9, float("inf"))]),
        ("both got life", [(1200, 1200)]),
        ("It was two years ago, and he is 14 years old.", []),
        ("after five years", []),
        ("in January 2022 to seven years", [(84, 84)]),
        ("a five-month-old boy", []),
    ],
)
def test_how_long_words_say(text, months):
    assert [(term.least, term.most) for term in terms_in(text)] == months


def test_a_number_between_the_two_ends_of_a_sentence_is_another_sentence():
    (told,) = terms_in("serving 6 to 14 years")
    claimed = ["six years", "14 years", "10 years", "8 to 20 years", "at least six years"]
    assert [told.fits(next(terms_in(words))) for words in claimed] == [True, True, False, True, True]


@given(st.integers(1, 99), st.sampled_from(["day", "week", "month", "year"]))
def test_a_number_and_a_unit_fit_themselves_and_stand_where_they_are_said_to(number, unit):
    text = f"The judge gave him {number} {unit}s."
    (term,) = terms_in(text)
    assert text[term.start : term.end] == term.words == f"{number} {unit}s"
    assert term.fits(term)


@pytest.mark.parametrize(
    ("quote", "months"),
    [("gave him four years", [48]), ("was sentenced", [84]), ("A month later", [])],
)
def test_a_report_gives_the_length_of_its_own_sentence(quote, months):
    text = "The judge gave him four years. Pratt was sentenced in May to seven years. A month later he left."
    report = Report("a:e1", "E1", 1, "sentence", quote, 0.9, "a", passage=text)
    assert [term.least for term in lengths_told(report)] == months


def test_years_at_large_are_no_years_in_prison():
    told = ("three years", "three years of formal probation after a plea", "off with probation")
    (prison,), (probation,), (bare,) = map(list, map(terms_in, told))
    assert not prison.fits(probation)
    assert probation.fits(bare)
    assert not bare.fits(prison)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("deported twice", 2),
        ("removed five times", 5),
        ("was arrested 3 times", 3),
        ("on two occasions", 2),
        ("at all times", None),
    ],
)
def test_words_say_how_often(text, times):
    assert times_in(text) == times


@pytest.mark.parametrize(
    ("words", "value", "found"),
    [
        ("late 2023", "2023", "2023-08/2023-12"),
        ("the fall of 2023", "2023", "2023-08/2023-12"),
        ("early May 2023", "2023-05", "2023-05-01/2023-05-12"),
        ("mid-May 2023", "2023-05", "2023-05-08/2023-05-22"),
        ("late May 2023", "2023-05", "2023-05-18/2023-05"),
        ("winter 2023", "2023", "2023"),
        ("May 2023", "2023-05", "2023-05"),
        ("late Monday", "2023-05-01", "2023-05-01"),
    ],
)
def test_a_part_of_a_year_or_a_month_is_its_months_or_days(words, value, found):
    assert narrowed(words, value) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("held him for six days after his bail was paid", ["six days"]),
        ("kept for 41 hours", ["41 hours"]),
        ("ordered to do 200 hours of community service", []),
        ("six days after his arrest", []),
    ],
)
def test_how_long_a_stay_lasted_is_read(text, words):
    assert [term.words for term in terms_in(text)] == words
