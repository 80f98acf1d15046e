"""Reads the lists of words by which claims are taken apart (`words.toml`).

in: nothing    out: lists of words    writes: nothing
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.word_lists import table

PATH = Path(__file__).with_name("words.toml")


@cache
def words_of(name: str) -> frozenset[str]:
    """Return a list of `words.toml`."""
    return frozenset(_data()[name])


@cache
def nouns_of_events() -> dict[str, str]:
    """Return the nouns that are events, each with its type."""
    return dict(_data()["nouns_of_events"])


@cache
def _data() -> dict[str, Any]:
    return table(PATH)


@cache
def crimes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what people call crimes: category and expression."""
    return tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _data()["crimes"].items())
