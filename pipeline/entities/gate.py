"""Article text -> the stretches of it that are worth parsing: a cheap look at the words, before any model.

One pass of an automaton (Aho and Corasick 1975) finds the cue words of gate.toml. A paragraph is read when it
or the one above it holds one, and the text around it is dense enough with them, or it is so dense itself; of
an article without such a paragraph nothing is read. The weights are learnt from articles with events and from
general news (`pipeline.score.train.gate`, models/gate.md).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.trained import trained
from pipeline.word_lists import table

PATH = Path(__file__).with_name("gate.toml")

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n\s*")

type Span = tuple[int, int]
"""Half-open, in characters of the text."""


_BYLINE = re.compile(r"\s*(?:By|BY) [A-Z]")
_LINE, _OPENING = 80, 700
"""Characters of a byline at most, and of the opening of a story below it."""


@dataclass(frozen=True, slots=True)
class _Cue:
    word: str
    group: int
    exact: bool
    """Capitals count: "ICE" is no ice."""


def passages(text: str) -> tuple[Span, ...]:
    """Return the stretches of `text` to read, sorted, apart from one another; none: nothing is worth it.

    Stretches begin and end where paragraphs do. Where any is read, so is the first paragraph of the text,
    which says who and what the story is about, and the one below a byline.
    """
    found = find_cues(text)
    shortest = min(len(text), 2 * _reach())
    # All cues of the text within the shortest window, or in the shortest paragraph, may not do.
    if _worth(found, shortest) < _needed(shortest) and _worth(found, 0) < _bounds()["alone"]:
        return ()
    paragraphs = _paragraphs(text)
    cues_of_text = _Cues(found, [place for place, _ in found], len(text))
    worths = [_worth(cues_of_text.within(start, end), end - start) for start, end in paragraphs]
    wanted = [
        max(own, above) > 0 and cues_of_text.is_wanted(span, own, above)
        for span, own, above in zip(paragraphs, worths, [0.0, *worths], strict=False)
    ]
    if not any(wanted):
        return ()
    wanted[0] = True
    if len(paragraphs) > 1 and _is_byline(text, *paragraphs[0]):
        first, last = paragraphs[1]
        wanted[1] = wanted[1] or last - first <= _OPENING
    runs = groupby(zip(paragraphs, wanted, strict=True), key=lambda item: item[1])
    read = [[span for span, _ in run] for is_wanted, run in runs if is_wanted]
    return tuple((run[0][0], run[-1][1]) for run in read)


def _is_byline(text: str, start: int, end: int) -> bool:
    """Tell whether a paragraph says who wrote the story and no more: "By Ann Roe"."""
    return end - start <= _LINE and _BYLINE.match(text, start) is not None


def find_cues(text: str) -> list[tuple[int, int]]:
    """Return where a cue stands and which group it is of, in text order."""
    small = text.lower()
    if len(small) != len(text):  # a few letters are two when small; offsets have to stay
        small = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    found = []
    for last, cue in _automaton().iter(small):
        start, end = last - len(cue.word) + 1, last + 1
        if small[start - 1 : start].isalnum() or small[end : end + 1].isalnum():
            continue
        if not cue.exact or text[start:end].isupper():
            found.append((start, cue.group))
    return found


@dataclass(frozen=True, slots=True)
class _Cues:
    """The cues of one text, and the offsets of those."""

    found: Sequence[tuple[int, int]]
    places: Sequence[int]
    length: int

    def within(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        return self.found[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def is_wanted(self, paragraph: Span, own: float, above: float) -> bool:
        """Say whether a paragraph is read: for what it or the one above it is worth, or all around it."""
        bounds = _bounds()
        if own >= bounds["alone"]:
            return True
        first, last = self._window(*paragraph)
        around = _worth(self.within(first, last), last - first)
        return around >= _needed(last - first, 0.0 if max(own, above) >= bounds["cued"] else bounds["beyond"])

    def _window(self, start: int, end: int) -> Span:
        """Return what surrounds a paragraph: as far as the text goes, at least twice the reach."""
        reach = _reach()
        first, last = max(0, start - reach), min(self.length, end + reach)
        if first == 0:
            last = max(last, min(self.length, 2 * reach))
        if last == self.length:
            first = min(first, max(0, self.length - 2 * reach))
        return first, last


def _worth(found: Iterable[tuple[int, int]], length: int) -> float:
    weights = _weights()
    return sum(weights[group] * dense for group, dense in densities(found, length).items())


def _needed(length: int, beyond: float = 0.0) -> float:
    """Return what a passage has to be worth; a whole one so much beyond what was learnt."""
    least, whole, full = _thresholds()
    return least + (whole + beyond - least) * min(1.0, length / full)


def densities(found: Iterable[tuple[int, int]], length: int) -> dict[int, float]:
    """Return how dense the cues of each group stand in `length` characters: times met by their logarithm.

    Args:
        found: offset and group of each cue, as `find_cues` returns them.
        length: of the passage, in characters.
    """
    rate = 2 / (length / 1000 + 0.5)
    return {group: math.log1p(rate * times) for group, times in Counter(group for _, group in found).items()}


def _paragraphs(text: str) -> list[Span]:
    """Return the paragraphs; where no blank line parts them, the lines."""
    breaks = [match.span() for match in _BLANK_LINE.finditer(text)]
    breaks = breaks or [match.span() for match in _LINE_END.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


@cache
def _table() -> dict[str, Any]:
    return table(PATH)


def _reach() -> int:
    return int(_table()["reach"])


@cache
def _bounds() -> dict[str, float]:
    return {name: float(value) for name, value in _table()["paragraph"].items()}


@cache
def _weights() -> tuple[float, ...]:
    learnt = trained("gate")["weights"]
    return tuple(float(learnt[cue["words"][0]]) for cue in cues())


@cache
def _thresholds() -> tuple[float, float, float]:
    """Return what a passage of no length and a whole one are to be worth, and how long a whole one is."""
    short = _table()["short"]
    return float(short["least"]), float(trained("gate")["whole"]), float(short["full"])


def cues() -> list[dict[str, Any]]:
    """Return the groups of cue words in the order of their numbers, each with what it weighs at least."""
    return list(_table()["cue"])


def forget() -> None:
    """Have weights and threshold read again: they were learnt anew."""
    _weights.cache_clear()
    _thresholds.cache_clear()


@cache
def _automaton() -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for group, cue in enumerate(cues()):
        for word in cue["words"]:
            automaton.add_word(word.lower(), _Cue(word.lower(), group, word.isupper()))
    automaton.make_automaton()
    return automaton
