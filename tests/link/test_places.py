"""What an article says of where it plays."""

from __future__ import annotations

import pytest

from pipeline.link.places.context import context_of, is_state


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("AUSTIN, Texas — Police said.", ["TX", "TX"]),
        ("HARTFORD, Conn. (Wire) — Police said.", ["CT", "CT"]),
        ("Police in Salem, OR 97301 said.", ["OR"]),
        ("He lives in West Virginia.", ["WV"]),
        ("He lives in Spokane, Washington, with her.", ["WA", "WA"]),
        ("Washington County and Kansas City and the Oregon Journal", []),
        ("Washington took note.", []),
        ("ERO Boston arrested him.", []),
        ("In or near the OK Corral", []),
    ],
)
def test_states_are_found_where_they_are_named(text: str, states: list[str]) -> None:
    assert [mention.state for mention in context_of(text).states] == states


def test_the_state_beside_a_name_weighs_most() -> None:
    text = "Iowa and Iowa. Then he left the Polk County Jail in Crookston, Minn., for Iowa."
    told = context_of(text).support(text.index("Polk"), len("Polk County Jail"))
    assert told["MN"] > told["IA"]


def test_title_and_source_count_as_the_opening() -> None:
    assert context_of("A man left.", "Ohio man leaves", None).support(0, 1)["OH"] > 0


def test_a_states_name_is_told_from_a_citys() -> None:
    assert is_state("Oregon")
    assert not is_state("Boston")
