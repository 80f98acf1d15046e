"""What a heading says of many is told of each one in the list below it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Extraction

pytestmark = pytest.mark.slow

ITEMS = [
    "Peter Lund, 40, a citizen of Canada, convicted of theft.",
    "Ivan Ruelas, 22, a citizen of Mexico, convicted of robbery.",
]


def arrested(extraction: Extraction) -> list[str]:
    names = {person.id: str(person.name.value) for person in extraction.people if person.name}
    return [names[event.subject or ""] for event in extraction.events if event.type == "arrest"]


@pytest.mark.parametrize("bullet", ["", "* ", "• ", "- ", "1. "])
def test_each_one_in_the_list_is_told_of(bullet: str, read: Callable[..., Extraction]) -> None:
    items = "\n\n".join(bullet + item for item in ITEMS)
    extraction = read(f"Among those arrested by ICE this week:\n\n{items}\n\nThe agency said no more.")
    assert arrested(extraction) == ["Peter Lund", "Ivan Ruelas"]


def test_the_list_ends_where_a_paragraph_opens_with_nobody(read: Callable[..., Extraction]) -> None:
    extraction = read(
        f"Among those arrested by ICE this week:\n\n{ITEMS[0]}\n\nThe agency said no more.\n\n{ITEMS[1]}"
    )
    assert arrested(extraction) == ["Peter Lund"]


def test_a_sentence_that_is_no_heading_says_nothing_of_what_is_below(read: Callable[..., Extraction]) -> None:
    items = "\n\n".join(ITEMS)
    assert arrested(read(f"Nobody was arrested by ICE this week.\n\n{items}")) == []


def test_the_group_of_a_heading_is_told_of_beside_each_one_listed(read: Callable[..., Extraction]) -> None:
    items = "\n\n".join(ITEMS)
    extraction = read(f"ICE officers arrested 46 people this week, including:\n\n{items}")
    arrests = [event for event in extraction.events if event.type == "arrest"]
    counts = [event.count.value for event in arrests if event.count]
    assert (len(arrests), counts) == (3, [46])
