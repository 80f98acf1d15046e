"""Dates that reckon from another. The anchor is Wednesday, April 10, 2024, unless a test says otherwise."""

from __future__ import annotations

import pytest

from pipeline.entities.dates.values import resolve

ANCHOR = "2024-04-10"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Monday", "2024-04-08"),
        ("Wednesday", "2024-04-10"),
        ("Thursday morning", "2024-04-04"),
        ("early Friday", "2024-04-05"),
        ("Tues.", "2024-04-09"),
        ("last Wednesday", "2024-04-03"),
        ("last Monday", "2024-04-08"),
        ("this Monday", "2024-04-08"),
        ("next Wednesday", "2024-04-17"),
        ("Friday of last week", "2024-04-05"),
        ("last week on Thursday", "2024-04-04"),
        ("yesterday", "2024-04-09"),
        ("earlier today", "2024-04-10"),
        ("last night", "2024-04-09"),
        ("this morning", "2024-04-10"),
        ("tomorrow", "2024-04-11"),
        ("the day before yesterday", "2024-04-08"),
        ("the 14th of last month", "2024-03-14"),
        ("the 31st of last month", "2024-03-31"),
        ("the 31st of this month", None),
    ],
)
def test_days_near_publication(words: str, expected: str | None) -> None:
    assert resolve(words, ANCHOR) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("last week", "2024-04-01/2024-04-07"),
        ("this week", "2024-04-08/2024-04-10"),
        ("earlier this week", "2024-04-08/2024-04-09"),
        ("later this week", "2024-04-10/2024-04-14"),
        ("next week", "2024-04-15/2024-04-21"),
        ("over the weekend", "2024-04-06/2024-04-07"),
        ("this past weekend", "2024-04-06/2024-04-07"),
        ("last month", "2024-03"),
        ("late last month", "2024-03"),
        ("earlier this month", "2024-04"),
        ("this year", "2024"),
        ("earlier this year", "2024"),
        ("last year", "2023"),
        ("next year", "2025"),
        ("the end of last year", "2023"),
        ("the past week", "2024-04-03/2024-04-10"),
        ("the last two days", "2024-04-08/2024-04-10"),
        ("the past 48 hours", "2024-04-08/2024-04-10"),
        ("the past three months", "2024-01/2024-04"),
        ("the past two years", "2022/2024"),
        ("the past few days", "2024-04-03/2024-04-10"),
        ("the past few months", None),
    ],
)
def test_weeks_months_and_years_near_publication(words: str, expected: str | None) -> None:
    assert resolve(words, ANCHOR) == expected


def test_this_week_on_a_monday_is_that_day() -> None:
    assert resolve("this week", "2024-04-08") == "2024-04-08"


@pytest.mark.parametrize(
    ("anchor", "words", "expected"),
    [
        ("2024-04-13", "this weekend", "2024-04-13"),  # on Saturday
        ("2024-04-14", "this weekend", "2024-04-13/2024-04-14"),  # on Sunday
        ("2024-04-13", "last weekend", "2024-04-06/2024-04-07"),
        ("2024-04-15", "last weekend", "2024-04-13/2024-04-14"),
    ],
)
def test_a_weekend_is_saturday_and_sunday(anchor: str, words: str, expected: str) -> None:
    assert resolve(words, anchor) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("three days ago", "2024-04-07"),
        ("two weeks ago", "2024-03-25/2024-03-31"),
        ("two months ago", "2024-02"),
        ("four months ago", "2023-12"),
        ("a year ago", "2023"),
        ("a year ago this week", "2023-04-10/2023-04-16"),
        ("two years ago this month", "2022-04"),
        ("two years ago today", "2022-04-10"),
        ("about two years ago", "2022"),
        ("twenty-two years ago", "2002"),
        ("two hours ago", "2024-04-10"),
        ("a week ago today", "2024-04-03"),
        ("more than two years ago", None),
        ("nearly 20 years ago", None),
        ("two and a half years ago", None),
        ("a few weeks ago", None),
        ("several years ago", None),
        ("a couple of years ago", None),
        ("a decade ago", None),
    ],
)
def test_so_long_ago_is_as_exact_as_its_unit(words: str, expected: str | None) -> None:
    assert resolve(words, ANCHOR) == expected


@pytest.mark.parametrize(
    ("words", "event", "expected"),
    [
        ("two days later", "2024-02-28", "2024-03-01"),
        ("three days later", "XXXX-10-04", "XXXX-10-07"),
        ("three days earlier", "2024-03-01", "2024-02-27"),
        ("the next day", "2023-12-31", "2024-01-01"),
        ("the next day", "2025-11", "2025-11"),
        ("the following morning", "2023-12-31", "2024-01-01"),
        ("the previous day", "2024-03-01", "2024-02-29"),
        ("the day before", "2024-03-01", "2024-02-29"),
        ("that same day", "2024-03-01", "2024-03-01"),
        ("later that night", "2024-03-01", "2024-03-01"),
        ("hours later", "2024-03-01", "2024-03-01"),
        ("a week later", "2024-03-01", "2024-03-08"),
        ("two weeks to the day later", "2024-03-01", "2024-03-15"),
        ("about a week later", "2024-03-01", "2024-03-04/2024-03-10"),
        ("a week later", "2024-03-02/2024-03-03", "2024-03-04/2024-03-10"),
        ("two days after that", "2024-03-01", "2024-03-03"),
        ("the day before that", "2024-03-01", "2024-02-29"),
        ("barely two days later", "2024-03-01", "2024-03-03"),
        ("48 hours later", "2024-02-28", "2024-03-01"),
        ("less than an hour later", "2024-03-01", "2024-03-01"),
        ("less than 24 hours later", "2024-03-01", None),
        ("within the hour", "2024-03-01", "2024-03-01"),
        ("nightfall", "2024-03-01", "2024-03-01"),
        ("later in the day", "2024-03-01", "2024-03-01"),
        ("earlier in the month", "2024-03-01", "2024-03"),
        ("that very night", "2024-03-01", "2024-03-01"),
        ("that date", "2024-03-01", "2024-03-01"),
        ("that weekend", "2024-02-27", "2024-03-02/2024-03-03"),
        ("the Friday after", "2024-03-01", "2024-03-08"),
        ("the Friday before that", "2024-03-01", "2024-02-23"),
        ("the 5th", "2024-03-01", "2024-03-05"),
        ("the 2nd", "2024-02-28", "2024-03-02"),
        ("the 2nd", "2023-12-30", "2024-01-02"),
        ("the 25th", "2024-03-28", "2024-03-25"),
        ("the 30th", "2024-02-10", None),
        ("the 5th", "2024", None),
        ("Dec. 6 of the next year", "2021-08-14", "2022-12-06"),
        ("Dec. 6 of that year", "2021-08", "2021-12-06"),
        ("that night", "2024-05-13", "2024-05-13"),
        ("that week", "2017-01-28/2017-02-03", "2017-01-28/2017-02-03"),
        ("a month later", "2023-12-31", "2024-01"),
        ("the following month", "2023-12", "2024-01"),
        ("that month", "2023-12-31", "2023-12"),
        ("a year earlier", "2024-03-01", "2023"),
        ("the following year", "2024", "2025"),
        ("that year", "2024-03-01", "2024"),
        ("the following Monday", "2024-03-01", "2024-03-04"),
        ("that Friday", "2024-02-27", "2024-03-01"),
        ("two weeks later", "2024-03", None),
        ("a month later", "2024", None),
        ("less than two weeks later", "2024-03-01", None),
        ("days later", "2024-03-01", None),
        ("several months later", "2024-03-01", None),
        ("October of that year", "2017-07", "2017-10"),
        ("June the following year", "2017-07-03", "2018-06"),
        ("late May of the same year", "2017", "2017-05"),
    ],
)
def test_words_that_reckon_from_another_event(words: str, event: str, expected: str | None) -> None:
    assert resolve(words, event) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fiscal year 2019", "2018-10-01/2019-09-30"),
        ("FY2019", "2018-10-01/2019-09-30"),
        ("FY 2019", "2018-10-01/2019-09-30"),
        ("FY19", "2018-10-01/2019-09-30"),
        ("fiscal 2019", "2018-10-01/2019-09-30"),
        ("2019 fiscal year", "2018-10-01/2019-09-30"),
        ("fiscal years 2018 and 2019", "2017-10-01/2019-09-30"),
        ("the first six months of fiscal year 2015", "2014-10-01/2015-03-31"),
        ("the last fiscal year", "2022-10-01/2023-09-30"),
        ("the current fiscal year", "2023-10-01/2024-04-10"),
        ("fiscal year 2024", "2023-10-01/2024-04-10"),
    ],
)
def test_the_fiscal_year_is_the_federal_one(words: str, expected: str) -> None:
    assert resolve(words, ANCHOR) == expected


@pytest.mark.parametrize(
    ("anchor", "expected"), [("2024-04-01", "2024-04-01"), ("2024-04", None), (None, None)]
)
def test_at_the_scene_is_on_the_day_just_told(anchor: str | None, expected: str | None) -> None:
    assert resolve("at the scene", anchor) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the budget year that ended Sept. 30", "2022-10-01/2023-09-30"),
        ("the fiscal year ending June 30, 2022", "2021-07-01/2022-06-30"),
        ("the 12 months that ended in April", "2023-05/2024-04"),
        ("the twelve months to June", "2022-07/2023-06"),  # this June is not over
        ("year ended December", "2023-01/2023-12"),
        ("year ended Feb. 30", None),
        ("Through March", "2024-01/2024-03"),
        ("Through September", "2023-01/2023-09"),
        ("Through June 2022", "2022-01/2022-06"),
    ],
)
def test_a_year_may_end_with_any_month(words: str, expected: str | None) -> None:
    assert resolve(words, "2024-06-05") == expected
