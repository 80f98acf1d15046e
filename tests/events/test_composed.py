"""Two cases put into one article are read as each is alone: a metamorphic test (Chen, Cheung and Yiu 1998).

The cases are passages of the readings beside this file that name everybody they tell of.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from itertools import islice

import pytest

from pipeline.schema import Extraction
from tests.events.test_readings import PATHS, names, shown_event, shown_offense

_PAIRS = 300
_LEAST = 0.90
"""Share of pairs of which each case has to be read as it is alone (`docs/decisions.md` says what is left)."""
_POINTS_BACK = ("He", "She", "They", "The", "His", "Her", "Their", "It", "Another", "Both", "Two")
"""A passage that opens so may well be about whom the one above tells of."""


def rows(extraction: Extraction) -> Counter[str]:
    people = names(extraction)
    offenses = {shown_offense(offense, people) for offense in extraction.offenses}
    return Counter([*(shown_event(event, people) for event in extraction.events), *offenses])


def names_everybody(extraction: Extraction) -> bool:
    named = {person.id for person in extraction.people if person.name is not None}
    told_of = [*extraction.events, *extraction.offenses]
    return bool(told_of) and all(item.subject in named for item in told_of)


def words_of_names(extraction: Extraction) -> frozenset[str]:
    return frozenset(word for person in names(extraction).values() for word in person.split())


@pytest.mark.slow
def test_two_cases_in_one_article_stay_apart(read_all: Callable[..., list[Extraction]]) -> None:
    passages = [
        reading["text"].strip()
        for path in PATHS
        for reading in tomllib.loads(path.read_text(encoding="utf-8"))["reading"]
        if reading["events"] and "open" not in reading
    ]
    # By their digests: a passage more changes few of the pairs.
    chosen = sorted(passages, key=lambda text: sha256(text.encode()).digest())[: 2 * _PAIRS]
    alone = dict(zip(chosen, read_all(chosen, published="2024-06-05"), strict=True))
    told = [text for text, extraction in alone.items() if names_everybody(extraction)]
    below = [text for text in told if not text.startswith(_POINTS_BACK)]
    pairs = (
        (first, second)
        for shift in range(1, len(below))
        for first, second in zip(told, below[shift:], strict=False)
        if not words_of_names(alone[first]) & words_of_names(alone[second])
    )
    some = list(islice(pairs, _PAIRS))
    composed = read_all([f"{first}\n\n{second}" for first, second in some], published="2024-06-05")
    changed = [
        f"{first}\n\n{second}"
        for (first, second), extraction in zip(some, composed, strict=True)
        if rows(extraction) != rows(alone[first]) + rows(alone[second])
    ]
    assert len(some) == _PAIRS
    assert len(changed) <= (1 - _LEAST) * _PAIRS, "\n----\n".join(changed)
