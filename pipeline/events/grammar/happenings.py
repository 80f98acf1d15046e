"""Knows the nouns for what is done to people: arrest, conviction, removal (`happenings.toml`).

in: what is asked of a noun    out: the nouns of which it is so    writes: nothing
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

from pipeline.word_lists import table

PATH = Path(__file__).with_name("happenings.toml")


def happenings(asked: str) -> frozenset[str]:
    """Return the lemmas of the nouns of which something is so that the file has a word for."""
    return _by_question()[asked]


@cache
def _by_question() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for noun, answers in table(PATH).items():
        for asked in answers:
            found[asked].add(noun)
    return {asked: frozenset(nouns) for asked, nouns in found.items()}
