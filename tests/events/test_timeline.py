"""From which day is a date reckoned? The texts are a few dates, set apart by other words."""

from __future__ import annotations

import pytest

from pipeline.events.dating.timeline import Timeline
from pipeline.schema import Mention

PUBLISHED = "2024-09-04"


def resolve(rule: str, words: str, anchor: str | None) -> str | None:
    """Say what was asked for: ISO dates as they stand, open years where there is no anchor."""
    if words == "unknown":
        return None
    if words[0].isdigit():
        return words
    return f"{'XXXX' if anchor is None else anchor} by {rule}"


def dates(*words: str, kind: str = "day") -> tuple[str, list[Mention]]:
    text, found = "", []
    for item in words:
        found.append(Mention("date", len(text), len(text) + len(item), "date", 0.9, None, kind))
        text += item + " and "
    kinds = {"next day": "event_relative", "that year": "event_relative", "since May": "since"}
    return text, [
        Mention("date", item.start, item.end, "date", 0.9, None, kinds.get(word, kind))
        for item, word in zip(found, words, strict=True)
    ]


@pytest.mark.parametrize(
    ("published", "told", "planned", "expected"),
    [
        (PUBLISHED, None, False, f"{PUBLISHED} by date.past"),
        (PUBLISHED, None, True, f"{PUBLISHED} by date.future"),
        (PUBLISHED, "2023-01-01", False, f"{PUBLISHED} by date.past"),
        (None, None, False, "XXXX by date.past"),
        (None, "2023-01-01", False, "2022-10-03 by date.after"),  # a year that only the order gave
        (None, "2023", False, "XXXX by date.past"),  # a year says too little of the story's order
        (None, "XXXX-01-01", False, "XXXX by date.past"),
    ],
)
def test_dates_are_reckoned_from_publication_or_else_from_what_was_told(
    published: str | None, told: str | None, planned: bool, expected: str
) -> None:
    text, [date] = dates("Feb. 1")
    value = Timeline(text, [date], published, frozenset(), resolve).value(date, planned, told)
    assert value is not None
    assert value.value == expected
    assert text[value.start : value.end] == "Feb. 1"


def test_a_day_goes_on_from_one_named_with_its_year() -> None:
    text, days = dates("2023-01-01", "Feb. 1")
    value = Timeline(text, days, None, frozenset(), resolve).value(days[1], False, "2023-01-01")
    assert value is not None
    assert value.value == "2023-01-01 by date.after"


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        (("2022-10-19", "next day"), "2022-10-19"),
        (("2022-10-19", "2021", "next day"), "2022-10-19"),  # a year is no day
        (("2022-10-19", "2021", "that year"), "2021"),
        (("2022-10-19", "since May", "next day"), "2022-10-19"),
        (("2022-10-19", "unknown", "next day"), "2022-10-19"),
        (("next day",), "2020-05-05"),
        (("next day", "2022-10-19"), "2020-05-05"),
    ],
)
def test_what_follows_another_day_reckons_from_the_last_one_named(
    words: tuple[str, ...], anchor: str
) -> None:
    text, found = dates(*words)
    last = next(date for date in found if text[date.start : date.end] in ("next day", "that year"))
    value = Timeline(text, found, PUBLISHED, frozenset(), resolve).value(
        last, planned=False, told="2020-05-05"
    )
    assert value is not None
    assert value.anchor == anchor


def test_the_day_on_which_something_was_said_is_none_of_the_story() -> None:
    text, [day, said, later] = dates("2022-10-19", "2024-09-03", "next day")
    timeline = Timeline(text, [day, said, later], PUBLISHED, {said.start}, resolve)
    value = timeline.value(later, planned=False, told=None)
    assert value is not None
    assert value.anchor == "2022-10-19"


def test_words_that_mean_no_date_give_none() -> None:
    text, [date] = dates("unknown")
    assert Timeline(text, [date], PUBLISHED, frozenset(), resolve).value(date, False, None) is None


@pytest.mark.parametrize(
    ("words", "planned", "known"),
    [
        ("2024-09-05", False, False),
        ("2024-10", False, False),
        ("2025", False, False),
        ("2024-09", False, True),
        ("2024-09-04", False, True),
        ("2024-09-05", True, True),
    ],
)
def test_what_has_happened_did_not_happen_after_publication(words: str, planned: bool, known: bool) -> None:
    text, [date] = dates(words)
    value = Timeline(text, [date], PUBLISHED, frozenset(), resolve).value(date, planned, None)
    assert (value is not None) == known
