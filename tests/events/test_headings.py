"""What the heading of a list says of the offenses below it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.events.offenses.headings import heading_cue
from pipeline.schema import Extraction


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Charged today with these felony counts:", "charged"),
        ("Pleaded guilty in May to:", "convicted"),
        ("Prior convictions:", "convicted"),
        ("Wanted for:", "wanted"),
        ("Criminal history:", "alleged"),
        ("Charged today with burglary", None),
        ("Those arrested include:", "arrested"),
        ("Criminal aliens arrested by ICE include:", None),
        ("Members of the task force:", None),
    ],
)
def test_a_heading_says_how_far_the_offenses_below_have_got(line: str, status: str | None) -> None:
    cue = heading_cue(line, (0, len(line)))
    assert (cue.status if cue else None) == status


@pytest.mark.slow
def test_each_line_of_a_list_is_laid_to_the_person_it_opens_with(read: Callable[..., Extraction]) -> None:
    extraction = read(
        "Prosecutors in Salem filed a complaint on Monday. Charged in the complaint are:\n\n"
        "Ivo Brandt, 40, of Salem: grand theft and arson.\n\n"
        "Karl Moe, 33, of Dorn: burglary.\n\n"
        "Police found the stolen pumps in June."
    )
    names = {person.id: person.name.value for person in extraction.people if person.name}
    found = {(names.get(item.subject or ""), item.category, item.status) for item in extraction.offenses}
    assert found == {
        ("Ivo Brandt", "theft", "charged"),
        ("Ivo Brandt", "arson", "charged"),
        ("Karl Moe", "burglary", "charged"),
    }


@pytest.mark.slow
def test_a_list_of_offenses_is_laid_to_the_person_above_the_heading(read: Callable[..., Extraction]) -> None:
    extraction = read(
        "A man was arraigned on Monday.\n\nIvo Brandt, 40, of Salem\n\nCharged with these counts:\n\n"
        "Grand theft\n\nArson\n\nHe is held at the county jail."
    )
    found = {(item.category, item.status) for item in extraction.offenses if item.subject}
    assert found == {("theft", "charged"), ("arson", "charged")}
