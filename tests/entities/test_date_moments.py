from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.dates.moments import (
    moment,
    shift_days,
    shift_months,
    shift_years,
    span,
    week,
    yearless_day,
)

DAYS = st.dates(date(1950, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize("iso", ["2024-04-10", "2024-04", "2024", "XXXX-02-29", "XXXX-10"])
def test_a_moment_is_written_as_it_was_read(iso: str) -> None:
    assert moment(iso).text == iso


@pytest.mark.parametrize(
    "iso", ["", "April", "2024-13", "2023-02-29", "24-04-10", "2024-4-1", "2024-04-10T08:00"]
)
def test_what_is_no_date_is_refused(iso: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        moment(iso)


@given(DAYS, st.integers(-400, 400))
def test_days_are_counted_by_the_calendar(day: date, days: int) -> None:
    assert shift_days(moment(day.isoformat()), days) == (day + timedelta(days)).isoformat()


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2025-11", 1, "2025-11"),
        ("2025-11", 9, None),
        ("2025", 1, "2025"),
        ("XXXX-10-04", 3, "XXXX-10-07"),
        ("XXXX-02-27", 3, None),  # depends on the year
    ],
)
def test_a_shift_is_as_exact_as_its_start(start: str, days: int, expected: str | None) -> None:
    assert shift_days(moment(start), days) == expected


def test_months_and_years_are_shifted_over_the_turn_of_the_year() -> None:
    assert shift_months(moment("2024-01-31"), -1) == "2023-12"
    assert shift_months(moment("2024-11"), 3) == "2025-02"
    assert shift_months(moment("2024"), 1) is None
    assert shift_years(moment("2024-02-29"), 1) == "2025"
    assert shift_years(moment("XXXX-02-01"), 1) is None


@given(DAYS)
def test_a_week_runs_from_monday_to_sunday_around_its_day(day: date) -> None:
    monday, sunday = week(day)
    assert monday.weekday() == 0
    assert sunday - monday == timedelta(6)
    assert monday <= day <= sunday


def test_a_range_never_runs_backwards() -> None:
    assert span("2024-01-28", "2024-02-03") == "2024-01-28/2024-02-03"
    assert span("2024", "2024") == "2024"
    assert span("2024-02-03", "2024-01-28") is None


def test_a_day_without_a_year_exists_if_any_year_has_it() -> None:
    assert yearless_day(2, 29) == "XXXX-02-29"
    assert yearless_day(2, 30) is None
    assert yearless_day(13, 1) is None
