"""Hours of the clock stand for the day named before, unless a day stands beside them or they are to come."""

from __future__ import annotations

import pytest

from pipeline.entities.dates.expressions import find_dates
from pipeline.events.dating.hours import without_appointments
from pipeline.schema import Mention


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("A judge freed him Monday. He walked out at 8:05 p.m.", ["Monday", "8:05 p.m."]),
        ("He was arrested Monday at about 3 p.m. and booked around 5 p.m.", ["Monday", "5 p.m."]),
        ("The hearing is on June 20, 2024 (a Thursday), at 8:30 a.m.", ["June 20, 2024", "Thursday"]),
        ("He will be sentenced at 1 p.m.", []),
        ("Update: 3:15 p.m.: he was arrested.", []),
        ("He was arrested Monday. At noon, the jail let him go.", ["Monday", "noon"]),
        ("He was arrested Monday. He walked out shortly before midnight.", ["Monday", "midnight"]),
        ("He was arrested Monday. He walked out just after midnight.", ["Monday"]),
        ("He was arrested at noon on Monday. He has until nightfall.", ["Monday"]),
    ],
)
def test_hours_that_tell_of_another_day_are_left_out(text: str, kept: list[str]) -> None:
    dates = [Mention("date", item.start, item.end, "date", 0.9, None, item.kind) for item in find_dates(text)]
    assert [text[item.start : item.end] for item in without_appointments(text, dates)] == kept
