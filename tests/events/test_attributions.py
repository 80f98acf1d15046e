"""The sentences of attributions.toml: who says so in the one, nobody in the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.events.assertion.attributions import PATH
from pipeline.schema import Event, Extraction
from pipeline.word_lists import table

pytestmark = pytest.mark.slow
DATA: dict[str, Any] = table(PATH)


def told(entry: dict[str, Any], read: Callable[..., Extraction]) -> Event:
    """Return the event of an entry's sentence."""
    text = re.sub(r"[\[\]{}]", "", entry["text"])
    return next(event for event in read(text).events if event.type == entry["event"])


@pytest.mark.parametrize("entry", DATA["example"], ids=lambda entry: entry["text"][:40])
def test_who_says_so(entry: dict[str, Any], read: Callable[..., Extraction]) -> None:
    event = told(entry, read)
    words = re.search(r"\{(.*?)\}", entry["text"])
    speaker = re.search(r"\[(.*?)\]", entry["text"])
    assert event.attribution is not None
    assert words is not None
    assert event.attribution.value == entry.get("words", re.sub(r"[\[\]]", "", words[1]))
    expected = speaker[1] if speaker else entry["speaker"]
    assert (event.speaker and event.speaker.value) == expected


@pytest.mark.parametrize("entry", DATA["counter"], ids=lambda entry: entry["text"][:40])
def test_words_about_another_thing_attribute_nothing(
    entry: dict[str, Any], read: Callable[..., Extraction]
) -> None:
    assert told(entry, read).attribution is None


def test_a_pronoun_that_stands_for_nobody_named_is_no_speaker(read: Callable[..., Extraction]) -> None:
    [event] = read("The agency keeps a list. It said that Ivo Brandt was deported in 2015.").events
    assert event.attribution is not None
    assert event.attribution.value == "It said"
    assert event.speaker is None
