"""Towns and states in front of a noun for a person."""

from __future__ import annotations

import pytest

from pipeline.entities.people.hometowns import is_of_dweller, without_states


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A Bristol, Virginia woman was held.", "A Bristol           woman was held."),
        ("A Bristol, Va., man was held.", "A Bristol       man was held."),
        ("a St. Paul, Minn., couple", "a St. Paul         couple"),
        ("A woman of Bristol, Virginia, was held.", "A woman of Bristol, Virginia, was held."),
        ("the Bristol, Virginia jail", "the Bristol, Virginia jail"),
        ("in Texas, Florida and Ohio men", "in Texas, Florida and Ohio men"),
    ],
)
def test_a_state_is_left_out_between_a_town_and_who_is_of_it(text: str, shown: str) -> None:
    assert without_states(text) == shown
    assert len(without_states(text)) == len(text)


@pytest.mark.parametrize(
    ("behind", "dweller"),
    [
        (" man found guilty", True),
        (" residents held", True),
        (", man of the year", False),
        (" manages", False),
    ],
)
def test_what_stands_before_a_dweller_is_a_town(behind: str, dweller: bool) -> None:
    assert is_of_dweller(f"Covelo{behind}", len("Covelo")) is dweller
