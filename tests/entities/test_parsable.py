"""What the base model would trip over is written otherwise, and no character moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.parsable import parsable


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("A 28 year old man, a 30-year old woman.", "A 28-year-old man, a 30-year-old woman."),
        (
            "He held a 28-year old, previously removed citizen.",
            "He held a 28-year-old  previously removed citizen.",
        ),
        ("Police held the 38-year-old last week.", "Police held the participant last week."),
        ("Police held the 38-year-old Monday.", "Police held the participant Monday."),
        ("Police Sgt. Ann Roe and Det. Ed Lee spoke.", "Police Sgt  Ann Roe and Det  Ed Lee spoke."),
        ("Reno, Nevada - A man was held.", "Reno, Nevada — A man was held."),
        ("RENO, Nev. (AP) - A man was held.", "RENO, Nev. (AP) — A man was held."),
        ("RENO (Wire) -A man was held.", "RENO (Wire) —A man was held."),
        ("RENO (AP)—A man was held.", "RENO (AP —A man was held."),
        ("RENO, Nev., June 3 (Wire) -Two men were held.", "RENO, Nev., June 3 (Wire) —Two men were held."),
    ],
)
def test_an_age_and_a_dateline_are_written_as_the_model_knows_them(text: str, read: str) -> None:
    assert parsable(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "He is 28 years old, previously of Reno.",
        "Police held the 38-year-old on Monday.",
        "Police held a 38-year-old Monday.",
        "A man was held - again - on Monday.",
        "In 1928 year old laws were read.",
        "Noel Fry (AP) took the photo.",
        "It was (Roe said)-a lie.",
        "He made Sgt. on Monday.",
        "Roe was on 5 Elm Ave. Police came.",
    ],
)
def test_what_is_neither_stays(text: str) -> None:
    assert parsable(text) == text


@given(st.text(max_size=200))
def test_no_character_moves(text: str) -> None:
    assert len(parsable(text)) == len(text)
