import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.reports.spans import gap, span_of, width


@pytest.mark.parametrize(
    ("stored", "days"),
    [
        ("2024-02", 29),
        ("2023", 365),
        ("2024-02-03", 1),
        ("2017-02-01/2017-02-07", 7),
        ("2024-01/2024-02", 60),
    ],
)
def test_a_stored_date_is_a_stretch_of_days(stored, days):
    assert width(span_of(stored)) == days


@pytest.mark.parametrize("stored", [None, "", "XXXX-02-01", "2024-13", "soon", "2024-02/2024-01", "0000"])
def test_what_is_no_date_of_a_known_year_is_none(stored):
    assert span_of(stored) is None


@given(st.dates(), st.dates())
def test_the_gap_of_two_days_is_their_distance(a, b):
    assert gap(span_of(a.isoformat()), span_of(b.isoformat())) == abs((a - b).days)
