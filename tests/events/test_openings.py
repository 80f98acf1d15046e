"""The unnamed person of an opening is the one named later, where only one fits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Extraction

pytestmark = pytest.mark.slow


def described(extraction: Extraction) -> list[tuple[str | None, int | None, str | None]]:
    """Return name, age and country of each subject."""
    return [
        (
            str(person.name.value) if person.name else None,
            int(person.age.value) if person.age else None,
            str(person.nationality.value) if person.nationality else None,
        )
        for person in extraction.people
        if person.role == "subject"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A 27-year-old Guatemalan man was arrested on Saturday. Wilmer Ochoa is charged with theft.",
            [("Wilmer Ochoa", 27, "Guatemala")],
        ),
        (
            "Honduran man arrested at motel\n\nDeputies arrested Tomas Prado, 31, on Monday.",
            [("Tomas Prado", 31, "Honduras")],
        ),
        (
            "A 27-year-old man was arrested on Saturday. Wilmer Ochoa, 44, is charged with theft.",
            [(None, 27, None), ("Wilmer Ochoa", 44, None)],
        ),
        (
            "A Guatemalan man was arrested. Wilmer Ochoa, a citizen of Peru, is charged with theft.",
            [(None, None, "Guatemala"), ("Wilmer Ochoa", None, "Peru")],
        ),
        (
            "Wilmer Ochoa, 44, was arrested on Saturday. Another man was charged with theft.",
            [("Wilmer Ochoa", 44, None), (None, None, None)],
        ),
        ("A 27-year-old man was arrested. The man was charged with theft.", [(None, 27, None)]),
    ],
)
def test_an_opening_is_joined_with_the_name_that_fits(
    text: str, expected: list[tuple[str | None, int | None, str | None]], read: Callable[..., Extraction]
) -> None:
    assert described(read(text)) == expected


def test_the_joined_person_has_the_events_of_both(read: Callable[..., Extraction]) -> None:
    extraction = read(
        "A 27-year-old Guatemalan man was arrested on Saturday. Wilmer Ochoa is charged with theft."
    )
    assert [(event.type, event.subject) for event in extraction.events] == [
        ("arrest", "p1"),
        ("charge", "p1"),
    ]
