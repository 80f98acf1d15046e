from __future__ import annotations

import pytest

from pipeline.entities.dates import values as date_values
from pipeline.entities.dates.grammar import grammar, match_form


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


def test_word_lists_are_complete() -> None:
    read = grammar()
    assert set(read.months.values()) == set(range(1, 13))
    assert set(read.weekdays.values()) == set(range(7))
    assert read.months["sept"] == 9
    assert read.weekdays["thurs"] == 3
