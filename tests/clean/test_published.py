"""Publication dates are read strictly, in many spellings."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.published import read_date


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-04-09", "2024-04-09"),
        ("2024-04-05", "2024-04-05"),  # year first: never year, day, month
        ("2024/4/9", "2024-04-09"),
        ("20240409", "2024-04-09"),
        ("2024-04-09T23:30:00-05:00", "2024-04-09"),
        ("2024-04-09 10:00:00+00:00", "2024-04-09"),
        ("April 9, 2024", "2024-04-09"),
        ("Tuesday, April 9, 2024 10:15 a.m. EDT", "2024-04-09"),
        ("Sept. 3rd, 2020", "2020-09-03"),
        ("Apr 09, 2024, at 5:00 pm", "2024-04-09"),
        ("9 April 2024", "2024-04-09"),
        ("9-Apr-2024", "2024-04-09"),
        ("Monday,\u00a0April 24, 2017", "2017-04-24"),
        ("Tue, 09 Apr 2024 10:00:00 GMT", "2024-04-09"),
        ("Tue Apr 09 10:00:00 2024", "2024-04-09"),
        ("04/09/2024", "2024-04-09"),
        ("25/12/2024", "2024-12-25"),
        ("4.9.2024", "2024-09-04"),
        ("4/9/24", "2024-04-09"),
        ("12 de marzo de 2024", "2024-03-12"),
        ("9 avril 2024", "2024-04-09"),
        ("1712620800", "2024-04-09"),
        ("1712620800000", "2024-04-09"),
    ],
)
def test_whole_dates_are_read(words: str, day: str) -> None:
    assert read_date(words) == day


@pytest.mark.parametrize(
    "words",
    [
        "",
        "yesterday",
        "3 days ago",
        "Monday",
        "April 9",
        "April 2024",
        "2024",
        "2024-04",
        "2024-13-45",
        "32 May 2024",
    ]
    + ["n/a", "unknown", "Published 2024", "2024-02-30", "999999", "x" * 5000, "the 9th of never 2024"],
)
def test_what_names_no_whole_day_is_no_date(words: str) -> None:
    assert read_date(words) is None


@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%m/%d/%Y"]),
)
def test_printed_dates_come_back(day: date, spelling: str) -> None:
    # A number beyond 12 settles the order of the others; below that the month comes first.
    assert read_date(day.strftime(spelling)) == day.isoformat()


@given(st.text(max_size=40))
def test_any_words_are_a_date_or_none(words: str) -> None:
    found = read_date(words)

    assert found is None or date.fromisoformat(found)
