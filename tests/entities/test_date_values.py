"""Which date do the words mean? The anchor is Wednesday, April 10, 2024, unless a test says otherwise."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.entities.dates.values import resolve, resolve_after

ANCHOR = "2024-04-10"
DAY = r"(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?)?"
GUIDE_FORM = re.compile(rf"{DAY}(?:/{DAY})?")
DAYS = st.dates(date(1950, 1, 1), date(2040, 12, 31))
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SHORT = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sept. 3, 2021", "2021-09-03"),
        ("Sept 3 2021", "2021-09-03"),
        ("SEPTEMBER 3, 2021", "2021-09-03"),
        ("September 3rd, 2021", "2021-09-03"),
        ("Friday, Sept. 3, 2021", "2021-09-03"),
        ("Monday, Sept. 3, 2021", "2021-09-03"),  # the date wins over a wrong weekday
        ("the 3rd of September, 2021", "2021-09-03"),
        ("3 September 2021", "2021-09-03"),
        ("Friday 3 September 2021", "2021-09-03"),
        ("9/3/2021", "2021-09-03"),
        ("9/3/21", "2021-09-03"),
        ("23/9/2021", "2021-09-23"),
        ("9-3-2021", "2021-09-03"),
        ("2021-09-03", "2021-09-03"),
        ("9/3/87", "1987-09-03"),
        ("Feb. 1", "2024-02-01"),
        ("April 10", "2024-04-10"),
        ("April 11", "2023-04-11"),
        ("Feb. 29", "2024-02-29"),
        ("the 4th of April", "2024-04-04"),
        ("next Feb. 1", "2025-02-01"),
        ("Feb. 1 of last year", "2023-02-01"),
        ("1 February this year", "2024-02-01"),
        ("the 1st of February last year", "2023-02-01"),
        ("Tuesday, April 9", "2024-04-09"),
        ("Monday, April 15", None),  # a Monday in 2024, so it is still to come
        ("June 31", None),
        ("Feb. 30, 2020", None),
        ("Feb. 29, 2023", None),
        ("13/13/2021", None),
        ("Christmas Eve", "2023-12-24"),
        ("Thanksgiving 2022", "2022-11-24"),
        ("Labor Day", "2023-09-04"),
        ("Memorial Day last year", "2023-05-29"),
        ("the Sept. 11 attacks", None),
    ],
)
def test_days(words: str, expected: str | None) -> None:
    assert resolve(words, ANCHOR) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("May 2019", "2019-05"),
        ("May of 2019", "2019-05"),
        ("mid-May 2019", "2019-05"),
        ("the end of May 2019", "2019-05"),
        ("January", "2024-01"),
        ("April", "2024-04"),
        ("October", "2023-10"),
        ("early October", "2023-10"),
        ("last April", "2023-04"),
        ("last January", "2024-01"),
        ("next April", "2025-04"),
        ("October last year", "2023-10"),
        ("January of this year", "2024-01"),
        ("2013", "2013"),
        ("late 2013", "2013"),
        ("spring 2019", "2019"),
        ("the summer of 2019", "2019"),
        ("last summer", "2023"),
        ("winter of 2019-20", "2019/2020"),
        ("the first quarter of 2019", "2019-01/2019-03"),
        ("the second half of 2019", "2019-07/2019-12"),
        ("the 1990s", "1990/1999"),
        ("mid-1990s", "1990/1999"),
        ("the '80s", "1980/1989"),
        ("the nineties", "1990/1999"),
    ],
)
def test_months_and_years(words: str, expected: str) -> None:
    assert resolve(words, ANCHOR) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Jan. 28 to Feb. 3", "2024-01-28/2024-02-03"),
        ("the week of Jan. 28 to Feb. 3", "2024-01-28/2024-02-03"),
        ("from Dec. 30 to Jan. 2", "2023-12-30/2024-01-02"),
        ("Dec. 30, 2019, to Jan. 2, 2020", "2019-12-30/2020-01-02"),
        ("Dec. 30 to Jan. 2, 2020", "2019-12-30/2020-01-02"),
        ("between May 3 and June 4", "2023-05-03/2023-06-04"),
        ("March 3-5, 2020", "2020-03-03/2020-03-05"),
        ("March 3 and 4, 2020", "2020-03-03/2020-03-04"),
        ("March 3 through March 5", "2024-03-03/2024-03-05"),
        ("from Monday to Wednesday", "2024-04-08/2024-04-10"),
        ("between February and August", "2023-02/2023-08"),
        ("from Sep to Nov", "2023-09/2023-11"),
        ("Oct. 2018 to March 2019", "2018-10/2019-03"),
        ("October 2018 through March 3, 2019", "2018-10/2019-03-03"),
        ("between 2006 and 2011", "2006/2011"),
        ("2013-14", "2013/2014"),
        ("2013-2014", "2013/2014"),
        ("from 2014 to 2011", None),
        ("from April 2 to May 4", "2023-04-02/2023-05-04"),  # what is past was over on the day of publication
        ("the week of March 4", "2024-03-04/2024-03-10"),
        ("the weekend of March 8", "2024-03-08/2024-03-10"),
        ("over the weekend of Saturday, March 9", "2024-03-09/2024-03-10"),
        ("during the weekend beginning March 10, 2024", "2024-03-09/2024-03-10"),
        ("the week ending March 9", "2024-03-03/2024-03-09"),
        ("since 2019", "2019/2024"),
        ("since April 2023", "2023-04/2024-04"),
        ("since March 3", "2024-03-03/2024-04-10"),
        ("since April", "2024-04"),
    ],
)
def test_ranges(words: str, expected: str | None) -> None:
    assert resolve(words, ANCHOR) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Feb. 1", "XXXX-02-01"),
        ("Friday, Feb. 1", "XXXX-02-01"),
        ("October", "XXXX-10"),
        ("January of this year", "XXXX-01"),
        ("Jan. 28 to Feb. 3", "XXXX-01-28/XXXX-02-03"),
        ("Christmas Eve", "XXXX-12-24"),
        ("Feb. 30", None),
        ("Monday", None),
        ("yesterday", None),
        ("last month", None),
        ("last spring", None),
        ("two years ago", None),
        ("the past week", None),
        ("the last fiscal year", None),
        ("Labor Day", None),
        ("Sept. 3, 2021", "2021-09-03"),
        ("since 2019", "2019"),
    ],
)
def test_without_a_publication_date_no_year_is_made_up(words: str, expected: str | None) -> None:
    assert resolve(words, None) == expected


@pytest.mark.parametrize(
    ("words", "anchor", "expected"),
    [
        ("Feb. 1", "2024", "2024-02-01"),
        ("Feb. 1", "2024-01", "2023-02-01"),
        ("October", "2024", "2024-10"),
        ("last month", "2024-04", "2024-03"),
        ("last year", "2024", "2023"),
        ("Monday", "2024-04", None),
        ("yesterday", "2024", None),
    ],
)
def test_an_anchor_may_lack_its_day(words: str, anchor: str, expected: str | None) -> None:
    assert resolve(words, anchor) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("April 15", "2024-04-15"),
        ("Monday, April 15", "2024-04-15"),
        ("Feb. 1", "2025-02-01"),
        ("May", "2024-05"),
        ("Monday", "2024-04-15"),
        ("Wednesday", "2024-04-10"),
        ("from May 2 to June 4", "2024-05-02/2024-06-04"),
        ("from April 2 to May 4", "2024-04-02/2024-05-04"),  # under way
        ("Thanksgiving", "2024-11-28"),
    ],
)
def test_what_is_yet_to_come_is_looked_for_ahead(words: str, expected: str) -> None:
    assert resolve(words, ANCHOR, "future") == expected


@pytest.mark.parametrize(
    ("words", "previous", "expected"),
    [
        ("Feb. 1", "2023-10", "2024-02-01"),
        ("October", "2023-09", "2023-10"),
        ("April 4", "2024-02-01", "2024-04-04"),
        ("Feb. 1", "2024-02-01", "2024-02-01"),
        ("March", "2023-12-24", "2024-03"),
        ("Monday", "2024-04-10", "2024-04-15"),
        ("May 5, 2017", "2016-10", "2017-05-05"),
        ("two days later", "2024-04-10", "2024-04-12"),
    ],
)
def test_a_story_told_in_order_gives_the_year(words: str, previous: str, expected: str) -> None:
    assert resolve_after(words, previous) == expected


@pytest.mark.parametrize(("anchor", "tense"), [("yesterday", "past"), ("", "past"), (ANCHOR, "present")])
def test_an_anchor_or_tense_that_is_none_is_refused(anchor: str, tense: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        resolve("Monday", anchor, tense)


def spellings(day: date) -> list[str]:
    month, short, weekday = MONTHS[day.month - 1], SHORT[day.month - 1], WEEKDAYS[day.weekday()]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    return [
        f"{month} {day.day}, {day.year}",
        f"{month} {day.day} {day.year}",
        f"{month} {day.day}{ending}, {day.year}",
        f"{short} {day.day}, {day.year}",
        f"{short.upper()} {day.day}, {day.year}",
        f"{month.upper()} {day.day}, {day.year}",
        f"{weekday}, {month} {day.day}, {day.year}",
        f"{weekday} {short} {day.day}, {day.year}",
        f"{weekday[:3]}., {short} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"the {day.day}{ending} of {month}, {day.year}",
        f"{month} {day.day} of {day.year}",
        f"{day.month}/{day.day}/{day.year}",
        f"{day.month:02}/{day.day:02}/{day.year}",
        f"{day.month}-{day.day}-{day.year}",
        day.isoformat(),
    ]


@given(DAYS)
def test_every_day_is_read_back_from_all_its_spellings(day: date) -> None:
    assert {resolve(words, None) for words in spellings(day)} == {day.isoformat()}


@given(DAYS, DAYS)
def test_a_day_without_its_year_is_the_latest_not_after_publication(day: date, published: date) -> None:
    found = resolve(f"{MONTHS[day.month - 1]} {day.day}", published.isoformat())
    assert found is not None
    assert date.fromisoformat(found) <= published
    assert found[5:] == day.isoformat()[5:]
    if found[5:] != "02-29":
        assert (published - date.fromisoformat(found)).days < 366


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_lies_within_the_week_that_ends_with_publication(published: date, weekday: str) -> None:
    found = resolve(weekday, published.isoformat())
    assert found is not None
    day = date.fromisoformat(found)
    assert WEEKDAYS[day.weekday()] == weekday
    assert timedelta(0) <= published - day < timedelta(7)


PAST_WORDS = st.sampled_from(
    [
        *WEEKDAYS,
        *MONTHS,
        *(f"last {name}" for name in WEEKDAYS + MONTHS),
        "this week",
        "last week",
        "earlier this week",
        "over the weekend",
        "last weekend",
        "this month",
        "last year",
        "yesterday",
        "today",
        "last night",
        "two weeks ago",
        "three days ago",
        "Dec. 31",
        "Jan. 1",
        "Feb. 29",
        "mid-June",
        "Thanksgiving",
        "last fall",
        "from Jan. 28 to Feb. 3",
        "between May and August",
        "since May",
        "the past two weeks",
        "the last fiscal year",
    ]
)


@given(PAST_WORDS, DAYS)
def test_what_is_past_never_lies_after_publication(words: str, published: date) -> None:
    found = resolve(words, published.isoformat())
    if found is not None:
        last = found.split("/")[-1]
        assert last <= published.isoformat()[: len(last)]


VOCABULARY = (
    "1 3rd 30 31 99 2019 2099 0 12/31/2019 1/1/1 to - and , of the last next this week weekend month year "
    "years ago later fiscal FY since from between two 999 a half past early '90s 1990s"
)
WORDS = st.lists(
    st.sampled_from([*MONTHS, *SHORT, *WEEKDAYS, *VOCABULARY.split()]),
    max_size=7,
).map(" ".join)
ANCHORS = st.one_of(
    st.none(), DAYS.map(str), st.sampled_from(["2024", "2024-02", "XXXX-02-29", "2024-01/2024-03-01"])
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=30), WORDS), ANCHORS, st.sampled_from(["past", "future"]))
def test_any_words_give_a_date_of_the_guides_form_or_none(words: str, anchor: str | None, tense: str) -> None:
    found = resolve(words, anchor, tense)
    assert found is None or GUIDE_FORM.fullmatch(found)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the first half of the year", "2024-01/2024-06"),
        ("the second half of last year", "2023-07/2023-12"),
        ("the first quarter of this year", "2024-01/2024-03"),
        ("the first three months of the year", "2024-01/2024-03"),
        ("the first nine months of 2019", "2019-01/2019-09"),
    ],
)
def test_parts_of_a_year_are_its_months(words: str, expected: str) -> None:
    assert resolve(words, ANCHOR) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("five-day operation ending Friday", "2024-04-01/2024-04-05"),
        ("two-week sweep of the valley that ended on April 6", "2024-03-24/2024-04-06"),
        ("weeklong operation, which concluded Sunday", "2024-04-01/2024-04-07"),
        ("week-long surge that wrapped up Tuesday", "2024-04-03/2024-04-09"),
        ("month-long sweep that ended Tuesday", None),  # thirty days, or the month
    ],
)
def test_a_stretch_is_reckoned_back_from_the_day_that_ended_it(words: str, expected: str | None) -> None:
    assert resolve(words, ANCHOR) == expected


@pytest.mark.parametrize(
    ("words", "anchor", "expected"),
    [
        ("that October", "2020-09-09", "2020-10"),
        ("that May", "2020-09", "2020-05"),
        ("the following January", "2020-09-09", "2021-01"),
        ("the following December", "2020-09-09", "2020-12"),
        ("the following September", "2020-09-09", "2021-09"),
        ("that October", "XXXX-09-09", "XXXX-10"),
        ("that October", None, None),
    ],
)
def test_a_month_may_be_of_the_year_just_told(words: str, anchor: str | None, expected: str | None) -> None:
    assert resolve(words, anchor) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Monday the 8th", "2024-04-08"),
        ("Tuesday, the 12th", "2024-03-12"),
        ("Friday the 13th", "2023-10-13"),
        ("a week ago Tuesday", "2024-04-02"),
        ("two weeks ago on Friday", "2024-03-22"),
        ("Tuesday a week ago", "2024-04-02"),
        ("two Fridays ago", "2024-03-29"),
        ("two Wednesdays ago", "2024-03-27"),
        ("the first of April", "2024-04-01"),
        ("the last day of February", "2024-02-29"),
        ("the last day of April", "2023-04-30"),
        ("the first of May 2019", "2019-05-01"),
        ("the day after Christmas", "2023-12-26"),
        ("three days before Thanksgiving", "2023-11-20"),
        ("the night before New Year's", "2023-12-31"),
        ("the Tuesday before Thanksgiving 2021", "2021-11-23"),
        ("the Monday after Labor Day", "2023-09-11"),
        ("the Labor Day weekend", "2023-09-02/2023-09-04"),
        ("Memorial Day weekend 2022", "2022-05-28/2022-05-30"),
        ("Halloween weekend", None),  # one of two
        ("'98", "1998"),
        ("’19", "2019"),
        ("'24", "2024"),
        ("'25", "1925"),
    ],
)
def test_days_that_are_counted_off(words: str, expected: str | None) -> None:
    assert resolve(words, ANCHOR) == expected
