"""Takes off a claim what stands around it: labels, who says so, where it was posted.

in: a claim as it was put    out: what it says    writes: nothing
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.first_names import is_first_name
from pipeline.review.check.reading.vocabulary import words_of
from pipeline.review.check.rules import undenied
from pipeline.word_lists import table

FRAMING = Path(__file__).with_name("framing.toml")
_MOST = 5
"""Frames around one claim: "BREAKING: A post says that ..."."""
_LINKS = re.compile(r"\s*(?:https?://\S+|(?<!\w)[#@][A-Za-z]\w+)")
_MARKS = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u2B50]+\s*")
"""Pictures among the letters."""
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
_RUN = re.compile(r"\b[A-Z]{3,}(?: [A-Z]{2,}\b)+")
"""Words in large letters behind one another: a name, if none is a known word."""
_CRIED = re.compile(r"[!?]*![!?]*")
_INITIALS = frozenset({"FEMA", "NATO", "USCIS", "ICAC", "NYPD", "LAPD", "ACLU", "DACA", "TRAC", "MAGA"})
"""Words in large letters that are names."""


@cache
def framings() -> tuple[dict[str, Any], ...]:
    """Return the frames, each with its pattern, an example and a counter-example."""
    return tuple(table(FRAMING)["framing"])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(item["pattern"]) for item in framings())


def unframed(text: str) -> str:
    """Return what a claim says, without what stands around it."""
    text = _CRIED.sub(".", _MARKS.sub("", _LINKS.sub("", text))).strip()
    for _ in range(_MOST):
        match = next(filter(None, (pattern.match(text) for pattern in _patterns())), None)
        if match is None or undenied(text) is not None:
            break  # "posts that say so are false": the denial goes first
        text = match["claim"].strip()
    if any(letter.islower() for letter in text):
        text = _RUN.sub(lambda match: match[0].title() if _is_name(match[0]) else match[0], text)
        text = _SHOUTED.sub(lambda match: _spoken(match[0]), text)
    return text[:1].upper() + text[1:]


def _is_name(words: str) -> bool:
    """Tell whether words in large letters are somebody's name: one with a first name, or no known words."""
    told = [word.lower() for word in words.split()]
    return is_first_name(told[0]) or not any(word in _no_names() for word in told)


@cache
def _no_names() -> frozenset[str]:
    told = frozenset(table(FRAMING)["no_names"])
    return told.union(
        *(words_of(name) for name in ("people", "anybody", "kin", "titles", "detainers", "asked"))
    )


def _spoken(word: str) -> str:
    """Return a word in large letters in small ones, if it can be spoken."""
    vowels = sum(letter in "AEIOUY" for letter in word)
    return word.lower() if vowels and word not in _INITIALS else word
