from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import QueryError
from pipeline.review.window import Window, parse_window


@pytest.mark.parametrize(
    ("since", "until", "stored", "covered"),
    [
        ("2024", None, "2024-01-01", True),
        ("2024", None, "2023-12-31", False),
        (None, "2024", "2024-12-31", True),
        (None, "2024", "2025-01-01", False),
        ("2024-02", "2024-02", "2024-02-29", True),
        ("2024-02", "2024-02", "2024-03-01", False),
        ("2024-02-10", "2024-02-10", "2024-02", True),
        ("2024-02-10", "2024-02-10", "2024", True),
        ("2024-02-10", "2024-02-10", "2023", False),
        ("2024-02-10", "2024-02-12", "2024-02-01/2024-02-10", True),
        ("2024-02-10", "2024-02-12", "2024-02-01/2024-02-09", False),
        ("2024-02-10", "2024-02-12", "2024-01/2024-03", True),
        ("2024-02", "2024-03", "XXXX-02-15", True),
        ("2024-03", "2024-04", "XXXX-02-15", False),
        ("2024-12", "2025-01", "XXXX-01-05", True),
        ("2024-12", "2025-01", "XXXX-12-30/XXXX-01-02", True),
        ("2024-01-01", "2024-01-01", "XXXX-12-30/XXXX-01-02", True),
        ("2024", None, "XXXX-02", True),
        (None, "2024", "XXXX", True),
        ("2024", None, "last week", False),
        ("2024", None, "2024-13-01", False),
        ("2024", None, "", False),
    ],
)
def test_a_date_is_covered_if_it_may_lie_in_the_window(since, until, stored, covered):
    assert parse_window(since, until).covers(stored) is covered


def test_nothing_asked_is_no_window():
    assert parse_window(None, None) is None


@pytest.mark.parametrize("text", ["yesterday", "2024-13", "2024-02-30", "24", "XXXX-05", "0000", "2024/05"])
def test_what_is_no_date_is_refused_with_the_option_named(text):
    with pytest.raises(QueryError, match="--since"):
        parse_window(text, None)


def test_a_window_that_ends_before_it_begins_is_refused():
    with pytest.raises(QueryError, match="swap"):
        parse_window("2024", "2023")


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(since=DAYS, until=DAYS, day=DAYS)
def test_a_full_day_is_covered_exactly_within_the_window_and_less_precise_dates_with_it(since, until, day):
    window, stored = Window(since, until), day.isoformat()
    assert window.covers(stored) is (since <= day <= until)
    if window.covers(stored):
        assert window.covers(stored[:7])
        assert window.covers(stored[:4])
        assert window.covers(f"XXXX{stored[4:]}")


@given(st.text(alphabet="X0123456789-/", max_size=24), st.none() | DAYS)
def test_no_stored_text_stops_a_query(stored, since):
    assert Window(since, None).covers(stored) in (True, False)
