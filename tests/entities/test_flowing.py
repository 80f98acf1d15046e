"""Text that was cut to a width flows again, in place; lines that are paragraphs stay lines."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.flowing import flowing
from pipeline.schema import Event, Extraction, Value

PARAGRAPHS = (
    "Deputies arrested Marco Bell, 41, of Tacoma, on a warrant for burglary late on Monday and booked him "
    "into the Pierce County Jail, where he is being held without bail.",
    "Immigration and Customs Enforcement lodged a detainer against Bell the next morning, according to a "
    "spokeswoman for the sheriff, who said that the jail does not hold anybody for the agency without a "
    "warrant that a judge has signed.",
    "A judge in Tacoma sentenced Joan Frey, who had driven the car, to eight months in jail in April.",
)
STORY = "\n\n".join(PARAGRAPHS)


def wrapped(width: int, indent: str = "") -> str:
    return "\n\n".join(
        textwrap.fill(text, width, initial_indent=indent, break_on_hyphens=False) for text in PARAGRAPHS
    )


@pytest.mark.parametrize("width", [48, 66, 76, 100])
def test_line_ends_within_paragraphs_become_blanks(width: int) -> None:
    assert flowing(wrapped(width)) == STORY


def test_each_sign_of_a_line_end_becomes_a_blank() -> None:
    text = wrapped(66).replace("\n", "\r\n")

    assert flowing(text).split() == STORY.split()
    assert flowing(text).count("\r\n") == 2 * (len(PARAGRAPHS) - 1)
    assert len(flowing(text)) == len(text)


def test_an_indent_or_a_bullet_begins_a_paragraph() -> None:
    indented = wrapped(66, "    ").replace("\n\n", "\n")
    listed = wrapped(66, "- ").replace("\n\n", "\n")

    assert flowing(indented).split("\n") == [f"    {text}" for text in PARAGRAPHS]
    assert flowing(listed).split("\n") == [f"- {text}" for text in PARAGRAPHS]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(STORY, id="a line a paragraph"),
        pytest.param("\n".join(PARAGRAPHS), id="a line a paragraph, none between"),
        pytest.param("Man held\nAfter crash\nIn Salem\nOn Monday\nBy police", id="short lines"),
        pytest.param(
            "\n".join(
                f"Deputies arrested a man of {place} on Monday, and he was let go." for place in "ABCDEF"
            ),
            id="a sentence a line",
        ),
        pytest.param(
            "\n".join(f"Jail Lets Go of Man Wanted by Agency for the Burglary in {x}" for x in "ABCDEF"),
            id="headlines",
        ),
        pytest.param("a man was\nlet go, and\nsaid so", id="too few lines to know"),
        pytest.param("", id="nothing"),
    ],
)
def test_lines_that_are_paragraphs_stay(text: str) -> None:
    assert flowing(text) == text


@given(st.text(alphabet="aB .\n\r\t“•1)", max_size=400))
def test_nothing_but_line_ends_changes_and_no_place_moves(text: str) -> None:
    shown = flowing(text)

    assert len(shown) == len(text)
    assert all(old == new or (old in "\r\n" and new == " ") for old, new in zip(text, shown, strict=True))


@given(
    st.lists(
        st.lists(st.text(alphabet="abcdefgh", min_size=4, max_size=9), min_size=90, max_size=120).map(
            " ".join
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(min_value=45, max_value=100),
)
def test_what_was_wrapped_is_unwrapped(paragraphs: list[str], width: int) -> None:
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)

    assert flowing(text).split("\n\n") == paragraphs


@pytest.mark.slow
def test_wrapped_text_is_read_as_unwrapped_and_quoted_as_it_came(
    read: Callable[..., Extraction],
) -> None:
    text = wrapped(60)

    def told(extraction: Extraction) -> list[tuple[object, ...]]:
        return [
            (event.type, event.subject, event.modality, *(x and x.value for x in (event.date, event.agency)))
            for event in extraction.events
        ]

    found = read(text)

    assert told(found) == told(read(STORY))
    assert [event.type for event in found.events] == ["arrest", "detention", "detainer_issued", "sentence"]
    quotes: list[Value] = [event.quote for event in found.events if isinstance(event, Event)]
    assert [quote.value for quote in quotes] == [text[quote.start : quote.end] for quote in quotes]
    assert any("\n" in str(quote.value) for quote in quotes)
