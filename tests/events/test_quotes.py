"""The words that report an event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Extraction

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("sentence", "event", "quote"),
    [
        (
            "Deputies arrested Tomas Prado, 31, at a motel on Monday, police said, and searched his car.",
            "arrest",
            "Deputies arrested Tomas Prado, 31, at a motel on Monday",
        ),
        (
            "ICE said Tomas Prado, 31, was deported in 2015.",
            "removal",
            "Tomas Prado, 31, was deported in 2015",
        ),
        ("Tomas Prado was charged with theft; a woman left.", "charge", "Tomas Prado was charged with theft"),
        (
            "After a long chase through three counties, Tomas Prado was arrested by deputies.",
            "arrest",
            "Tomas Prado was arrested by deputies",
        ),
        (
            "“We arrested Tomas Prado on Monday,” the sheriff said.",
            "arrest",
            "We arrested Tomas Prado on Monday",
        ),
        (
            "ICE is holding Tomas Prado since his release from the Benton Prison, where he was held in May.",
            "release",
            "his release from the Benton Prison",
        ),
        (
            "ICE lodged a detainer on Tomas Prado with the Benton County Jail, which let him go.",
            "detainer_issued",
            "ICE lodged a detainer on Tomas Prado with the Benton County Jail",
        ),
        (
            "Tomas Prado was given a notice to appear.",
            "notice_to_appear",
            "Tomas Prado was given a notice to appear",
        ),
        (
            "Most (149) of the declined detainers came from Texas.",
            "detainer_declined",
            "(149) of the declined detainers",
        ),
        (
            "Tomas Prado was charged with robbing an elderly man – pending a ruling on bail.",
            "charge",
            "Tomas Prado was charged with robbing an elderly man",
        ),
        ("Tomas Prado was not\ndeported.", "removal", "Tomas Prado was not\ndeported"),
    ],
)
def test_a_quote_is_as_short_as_still_says_it(
    sentence: str, event: str, quote: str, read: Callable[..., Extraction]
) -> None:
    [found] = [item for item in read(sentence).events if item.type == event]
    assert found.quote.value == quote


@pytest.mark.parametrize("clauses", [1, 5, 30])
def test_a_quote_stays_inside_its_sentence_and_short(clauses: int, read: Callable[..., Extraction]) -> None:
    places = ", ".join(f"at place {number}" for number in range(clauses))
    sentence = f"Deputies arrested Tomas Prado, 31, {places}."
    [event] = read(f"Nobody spoke. {sentence} Nobody left.").events
    assert event.quote.value in sentence
    assert "arrested Tomas Prado" in str(event.quote.value)
    assert len(str(event.quote.value).split()) <= 40
