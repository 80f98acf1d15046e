"""First names that are given to one sex almost only, and whose they are.

in: a word in lower case    out: `m`, `f` or nothing    writes: nothing
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.word_lists import table

PATH = Path(__file__).with_name("first_names.toml")


@cache
def _first_names() -> dict[str, str]:
    data = table(PATH)
    return {name: sex for sex, names in data.items() for name in names}


def sex_of_first_name(word: str) -> str | None:
    """Return `m` or `f` where a word, in lower case, is a first name given to one sex almost only."""
    return _first_names().get(word)


def is_first_name(word: str) -> bool:
    """Say whether a word, in lower case, is a first name given to one sex almost only."""
    return word in _first_names()
