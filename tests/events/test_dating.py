"""When did it happen? Stories of one sentence, published on Wednesday, 4 September 2024."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.events.dating import dated
from pipeline.schema import Extraction, Mention

INTRODUCTION = "Marco Quintanilla, 29, of Salem, is a Guatemalan citizen. "


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He was arrested on Monday.", {"arrest": "2024-09-02"}),
        ("On Monday, deputies arrested him at a motel.", {"arrest": "2024-09-02"}),
        (
            "He was arrested on March 3, 2023, and convicted on Feb. 9, 2024.",
            {"arrest": "2023-03-03", "conviction": "2024-02-09"},
        ),
        (
            "ICE lodged a detainer in October, and the jail released him on Feb. 1.",
            {"detainer_issued": "2023-10", "release": "2024-02-01"},
        ),
        (
            "He was deported in 2012 and came back to the United States in 2015.",
            {"removal": "2012", "entry": "2015"},
        ),
        ("He was arrested last week.", {"arrest": "2024-08-26/2024-09-01"}),
        ("He was arrested and charged on Tuesday.", {"arrest": "2024-09-03", "charge": "2024-09-03"}),
        ("He will be sentenced on Nov. 14.", {"sentence": "2024-11-14"}),
        (
            "He was arrested on Aug. 1. Two days later he was released.",
            {"arrest": "2024-08-01", "release": "2024-08-03"},
        ),
        (
            "He was arrested on Aug. 1 and released the next day.",
            {"arrest": "2024-08-01", "release": "2024-08-02"},
        ),
        ("He was convicted in 2019 of a robbery that happened in 2018.", {"conviction": "2019"}),
        ("Convicted of robbery in 2019, he was released in 2022.", {"conviction": "2019", "release": "2022"}),
        ("Sheriff Dana Whitlock said Monday that he was arrested on Friday.", {"arrest": "2024-08-30"}),
        ("He has been held since May 3.", {"detention": "2024-05-03/2024-09-04"}),
        ("He was arrested in the death of a man who was killed in 2020.", {"arrest": None}),
        ("His arrest on Sunday came a year after his deportation.", {"arrest": "2024-09-01"}),
        ("He was arrested between June 3 and June 5.", {"arrest": "2024-06-03/2024-06-05"}),
        ("He was released yesterday.", {"release": "2024-09-03"}),
        ("ICE arrested him early Friday outside his home.", {"arrest": "2024-08-30"}),
        (
            "He entered the United States in 2019 and was arrested in March.",
            {"entry": "2019", "arrest": "2024-03"},
        ),
        ("He was born in 1995 and was arrested in March.", {"arrest": "2024-03"}),
    ],
)
def test_each_event_has_its_own_date(
    sentence: str, expected: dict[str, str | None], read: Callable[..., Extraction]
) -> None:
    events = read(INTRODUCTION + sentence, published="2024-09-04").events
    dates = {event.type: event.date.value if event.date else None for event in events}
    assert {event: dates.get(event, "no such event") for event in expected} == expected


@pytest.mark.slow
def test_without_a_day_of_publication_the_order_of_the_story_gives_the_year(
    read: Callable[..., Extraction],
) -> None:
    text = (
        "Marco Quintanilla, 29, was arrested in September 2023. ICE lodged a detainer against him "
        "in October. The jail released him on Feb. 1."
    )
    extraction = read(text, published=None)
    dates = {event.type: event.date.value for event in extraction.events if event.date}
    assert dates == {"arrest": "2023-09", "detainer_issued": "2023-10", "release": "2024-02-01"}


@pytest.mark.slow
def test_without_a_day_of_publication_and_another_date_the_year_is_open(
    read: Callable[..., Extraction],
) -> None:
    [event] = read("Marco Quintanilla, 29, was arrested on Feb. 1.", published=None).events
    assert event.date is not None
    assert event.date.value == "XXXX-02-01"


def resolve(rule: str, words: str, anchor: str | None) -> str | None:
    """Say what was asked for, and give open years where there is no anchor."""
    return None if words == "unknown" else f"{'XXXX' if anchor is None else anchor[:4]} by {rule}"


def mention(words: str, kind: str = "day") -> tuple[str, Mention]:
    return f"on {words}", Mention("date", 3, 3 + len(words), f"date.{kind}", 0.9, None, kind)


@pytest.mark.parametrize(
    ("kind", "published", "previous", "planned", "expected"),
    [
        ("day", "2024-09-04", None, False, ("2024 by date.past", "2024-09-04")),
        ("day", "2024-09-04", None, True, ("2024 by date.future", "2024-09-04")),
        ("day", "2024-09-04", "2023-01-01", False, ("2024 by date.past", "2024-09-04")),
        ("day", None, None, False, ("XXXX by date.past", None)),
        ("day", None, "2023-01-01", False, ("2023 by date.after", "2023-01-01")),
        ("day", None, "XXXX-01-01", False, ("XXXX by date.past", None)),
        ("event_relative", "2024-09-04", "2023-01-01", False, ("2023 by date.relative", "2023-01-01")),
        ("event_relative", "2024-09-04", None, False, None),
    ],
)
def test_from_which_day_a_date_is_reckoned(
    kind: str,
    published: str | None,
    previous: str | None,
    planned: bool,
    expected: tuple[str, str | None] | None,
) -> None:
    text, date = mention("Feb. 1", kind)
    value = dated(text, date, published, previous, planned, resolve)
    assert (value and (value.value, value.anchor)) == expected
    assert value is None or text[value.start : value.end] == "Feb. 1"


def test_words_that_mean_no_date_give_none() -> None:
    text, date = mention("unknown")
    assert dated(text, date, "2024-09-04", None, False, resolve) is None
