from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.dates import values as date_values
from pipeline.entities.dates.grammar import Form, by_first_letter, grammar, match_form
from pipeline.errors import SettingsError


def test_every_form_has_a_reading() -> None:
    assert {form.value for form in grammar().forms} == set(date_values._READINGS)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Sept. 3, 2021", "month_day"),
        ("3 September 2021", "month_day"),
        ("Sept.\n3", "month_day"),
        ("Tuesday", "weekday"),
        ("TUESDAY", "weekday"),
        ("two weeks ago", "ago"),
        ("FY2019", "fiscal_year"),
        ("from Jan. 28 to Feb. 3", "range"),
        ("from 28 January to 3 February", "range"),
        ("between 6 and 9 May 2023", "day_range"),
        ("6–9 May", "day_range"),
    ],
)
def test_words_are_read_by_the_form_they_are_written_in(words: str, value: str) -> None:
    found = match_form(words)
    assert found is not None
    assert found[0].value == value


@pytest.mark.parametrize(
    "words", ["", "Tuesdays", "may", "Sept.\n\n3", "2019 or so", "the judge", "March on"]
)
def test_words_that_are_no_date_match_no_form(words: str) -> None:
    assert match_form(words) is None


def test_a_form_that_is_no_regular_expression_is_named() -> None:
    with pytest.raises(SettingsError, match=r"grammar.toml: form \(@month \(\): missing \)"):
        Form("day", "month_day", "@month (", "May (").pattern  # noqa: B018


def test_word_lists_are_complete() -> None:
    read = grammar()
    assert set(read.months.values()) == set(range(1, 13))
    assert set(read.weekdays.values()) == set(range(7))
    assert read.months["sept"] == 9
    assert read.weekdays["thurs"] == 3


@given(st.text(alphabet="aAeEdDfFiIjJmMsStTwWnN 019'’-.", max_size=30))
def test_a_form_begins_where_the_cheap_test_lets_it(words: str) -> None:
    starts = (
        "(?=\\d|['’]\\d|(?i:jan|ju[nl]|(?:few|(?:mid|west)(?:-t)?|many)(?: |-)(?:in|ten)|\\wies|a?st|12-))"
    )

    told = [match.start() for match in re.finditer(by_first_letter(starts), words)]

    assert told == [match.start() for match in re.finditer(starts, words)]
