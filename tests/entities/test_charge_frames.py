"""Where a text names charges, and where each item of a list of them begins and ends."""

from __future__ import annotations

import pytest

from pipeline.entities.offenses.charge_frames import charge_items


def items(text: str) -> list[str]:
    return [text[item.start : item.end] for item in charge_items(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was charged with theft and escape.", ["theft", "escape"]),
        (
            "She pleaded guilty to two counts of uttering, forgery, and one count of larceny.",
            ["uttering", "forgery", "larceny"],
        ),
        ("They face charges of gambling after a raid on the bar.", ["gambling"]),
        ("A jury found her guilty of perjury on Monday.", ["perjury"]),
        ("He was booked on suspicion of arson in 2022.", ["arson"]),
        ("He was charged on June 3 with arson.", ["arson"]),
        ("A jury convicted her of residential entry on Friday.", ["residential entry"]),
        ("Jurors convicted Dana Holt, 44, of structuring and theft.", ["structuring", "theft"]),
        ("A jury acquitted the two men of hazing.", ["hazing"]),
        ("He was acquitted of hazing.", ["hazing"]),
        ("Police arrested Dana Holt, 44, for joyriding.", ["joyriding"]),
        ("He was jailed for nine months for mischief.", ["mischief"]),
        ("She was sentenced on Friday to two years in prison for choking.", ["choking"]),
        ("The company charged for parking.", []),
        ("She is in charge today.", []),
        ("The town counted its votes.", []),
    ],
)
def test_items_of_a_list_of_charges(text: str, expected: list[str]) -> None:
    assert items(text) == expected


def test_an_attempt_is_told_from_its_deed() -> None:
    text = "He was convicted of conspiracy to commit larceny."
    (item,) = charge_items(text)
    assert (text[item.start : item.end], text[item.deed : item.end]) == (
        "conspiracy to commit larceny",
        "larceny",
    )


def test_an_item_begins_in_front_of_what_grades_it() -> None:
    text = "He was charged with unlawful taking."
    (item,) = charge_items(text)
    assert (text[item.begin : item.end], text[item.start : item.end]) == ("unlawful taking", "taking")


def test_only_the_item_behind_the_frame_is_the_first() -> None:
    assert [item.first for item in charge_items("He was charged with theft, arson and escape.")] == [
        True,
        False,
        False,
    ]
