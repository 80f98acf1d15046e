"""Gathers wordings of charges by category, to train and measure the classifier of phrases on.

Four sources: wordings drawn from the patterns of the lexicon; those of `offense_phrases.toml`, written for
this; the examples of the lexicon; the offenses quoted in gold, of the corpus and, where they lie beside the
checkout, of published articles.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.alternatives import alternatives
from pipeline.score.likeness import Record

_WRITTEN = Path(__file__).with_name("offense_phrases.toml")
_BRACED = re.compile(r"{(.+?)}")
_QUANTIFIER = re.compile(r"([?*+]|\{(\d+)?(?:,(\d+)?)?\})\??")
_FILLERS = ("local", "federal", "private", "another", "large", "public", "former", "second", "young", "major")
_LONGEST = 12
"""Words; a gold quote longer than that tells more than an offense."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording of a charge."""

    words: str
    category: str
    """Or `none`: it stands where a charge may and is no offense."""
    source: str


def drawn(wordings: Iterable[tuple[str, str]], each: int, seed: int) -> list[Phrase]:
    """Return wordings drawn from every pattern of the lexicon, without doubles.

    Args:
        wordings: category and pattern, the words of lists in place.
        each: how many are drawn from one pattern.
        seed: of the generator.
    """
    rng = random.Random(seed)
    found: dict[tuple[str, str], Phrase] = {}
    for category, wording in wordings:
        for _ in range(each):
            words = " ".join(draw(wording, rng).split())
            found.setdefault((words, category), Phrase(words, category, "lexicon"))
    return list(found.values())


def written() -> list[Phrase]:
    """Return the wordings of `offense_phrases.toml`."""
    data: dict[str, list[str]] = tomllib.loads(_WRITTEN.read_text(encoding="utf-8"))
    return [Phrase(words, category, "written") for category, all_ in data.items() for words in all_]


def examples(groups: Iterable[Mapping[str, Any]]) -> list[Phrase]:
    """Return what stands in braces in the examples of the lexicon's groups."""
    return [
        Phrase(words, group["category"], "examples")
        for group in groups
        for sentence in group["examples"]
        for words in _BRACED.findall(sentence)
    ]


def quoted(gold: Iterable[Record], source: str) -> list[Phrase]:
    """Return the offenses quoted in gold, each wording once, the long ones left out."""
    found = {
        (" ".join(offense["quote"].split()), offense["category"])
        for record in gold
        for offense in record.get("offenses", ())
    }
    return [Phrase(*item, source) for item in sorted(found) if len(item[0].split()) <= _LONGEST]


def draw(wording: str, rng: random.Random) -> str:
    """Return one of the strings that a wording of the lexicon matches, near enough for training."""
    return "".join(_draw(wording, rng))


def _draw(wording: str, rng: random.Random) -> Iterator[str]:
    place = 0
    while place < len(wording):
        end = _element(wording, place)
        element = wording[place:end]
        times = 1
        if match := _QUANTIFIER.match(wording, end):
            times, end = _times(match, rng), match.end()
        for _ in range(times):
            yield from _drawn_once(element, rng)
        place = end


def _element(wording: str, place: int) -> int:
    """Return where the element that begins at a place ends: a group, a set, an escape, a character."""
    sign = wording[place]
    if sign == "\\":
        return place + (6 if wording[place + 1] == "u" else 2)
    if sign == "[":
        return wording.index("]", place + 1) + 1
    if sign != "(":
        return place + 1
    depth = 0
    for index in range(place, len(wording)):
        if wording[index - 1] != "\\":
            depth += (wording[index] == "(") - (wording[index] == ")")
        if depth == 0:
            return index + 1
    return len(wording)


def _times(match: re.Match[str], rng: random.Random) -> int:
    sign = match.group(1)
    if sign[0] in "?*":
        return rng.randint(0, 1)
    if sign == "+":
        return 1
    least = int(match.group(2) or 0)
    most = int(match.group(3)) if match.group(3) else least + 1
    return rng.randint(least, min(most, least + 1))


def _drawn_once(element: str, rng: random.Random) -> Iterator[str]:
    if element.startswith(("(?=", "(?!", "(?<")):
        return
    if element.startswith("("):
        inner = re.sub(r"^\?[-a-z]*:", "", element[1:-1])
        yield from _draw(rng.choice(alternatives(inner)), rng)
    elif element.startswith("["):
        yield " " if " " in element else (element[1] if element[1] != "^" else "")
    elif element == "\\w":
        yield rng.choice(_FILLERS)
    elif element == "\\d":
        yield "7"
    elif element.startswith("\\"):
        yield element[1:] if not element[1:].isalnum() else ""
    elif element not in ".^$":
        yield element
