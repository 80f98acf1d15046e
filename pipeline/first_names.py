"""First names, and to which sex those are given that are given to one almost only.

in: a word in lower case    out: `m`, `f` or nothing    writes: nothing
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.word_lists import table

PATH = Path(__file__).with_name("first_names.toml")


@cache
def _first_names() -> dict[str, str]:
    """Return `m`, `f` or `either` by name."""
    return {name: sex for sex, names in table(PATH).items() for name in names}


def sex_of_first_name(word: str) -> str | None:
    """Return `m` or `f` where a word, in lower case, is a first name given to one sex almost only."""
    sex = _first_names().get(word)
    return None if sex == "either" else sex


def is_no_place(word: str) -> bool:
    """Say whether a word, in lower case, is a first name and no town's: "Gurpreet", not "Austin"."""
    return _first_names().get(word) == "either"


def is_first_name(word: str) -> bool:
    """Say whether a word, in lower case, is a first name, and no other word."""
    return word in _first_names()
