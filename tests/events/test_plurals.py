"""Whom plurals point back to: the people of a coordination, a counted group, those told of one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Extraction

pytestmark = pytest.mark.slow


def counted(extraction: Extraction) -> list[tuple[str, int | None]]:
    """Return the types of the events with their counts."""
    return [(event.type, event.count.value if event.count else None) for event in extraction.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Eleven people were arrested. They were held in Salem and were then deported.",
            [("arrest", 11), ("detention", 11), ("removal", 11)],
        ),
        (
            "Three men were taken into custody in Boise after their removal from Peru.",
            [("arrest", 3), ("removal", 3)],
        ),
        # What a body would do to anybody is told of nobody.
        ("The report counts 300 people. Their removal would take years.", []),
        ("Nineteen people were arrested. Children whose parents had been jailed wept.", [("arrest", 19)]),
    ],
)
def test_a_plural_pronoun_stands_for_the_group_before_it(
    text: str, expected: list[tuple[str, int | None]], read: Callable[..., Extraction]
) -> None:
    assert sorted(counted(read(text)), key=str) == sorted(expected, key=str)
