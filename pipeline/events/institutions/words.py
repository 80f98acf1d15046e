"""The word lists and patterns of `institutions.toml`, read once per process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.word_lists import table

PATH = Path(__file__).with_name("institutions.toml")


@cache
def words(name: str) -> frozenset[str]:
    """Return one of the lists under `[words]`."""
    return frozenset(_data()["words"][name])


@cache
def anaphors() -> Mapping[str, frozenset[str]]:
    """Return the words that stand for an agency named before, each with the kinds it may stand for."""
    return {word: frozenset(entry["kinds"]) for entry in _data()["anaphor"] for word in entry["words"]}


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return the pattern of a `[[cue]]`."""
    return re.compile(next(entry["pattern"] for entry in _data()["cue"] if entry["id"] == name))


@cache
def _data() -> dict[str, Any]:
    return table(PATH)
