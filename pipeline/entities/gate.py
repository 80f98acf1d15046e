"""Article text -> the stretches of it that are worth parsing: a cheap look at the words, before any model.

One pass of an automaton (Aho and Corasick 1975) finds the cue words of gate.toml. A paragraph is read when it
or the one above it holds one, and the text around it is dense enough with them; of an article without such a
paragraph nothing is read. The weights are learnt from articles with events and from general news
(`pipeline.score.train.gate`, models/gate.md).
"""

from __future__ import annotations

import math
import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.trained import trained

PATH = Path(__file__).with_name("gate.toml")

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n\s*")

type Span = tuple[int, int]
"""Half-open, in characters of the text."""


@dataclass(frozen=True, slots=True)
class _Cue:
    word: str
    group: int
    exact: bool
    """Capitals count: "ICE" is no ice."""


def passages(text: str) -> tuple[Span, ...]:
    """Return the stretches of `text` to read, sorted, apart from one another; none: nothing is worth it.

    Stretches begin and end where paragraphs do. Where any is read, so is the first paragraph of the text,
    which says who and what the story is about.
    """
    found = find_cues(text)
    if not _reaches(found, min(len(text), 2 * _reach())):
        return ()  # all cues of the text within the shortest window would not do
    paragraphs = _paragraphs(text)
    places = [place for place, _ in found]
    cued = [_has_cue(places, start, end) for start, end in paragraphs]
    wanted = [
        (cue or above) and _is_dense(found, places, _window(start, end, len(text)))
        for (start, end), cue, above in zip(paragraphs, cued, [False, *cued], strict=False)
    ]
    if not any(wanted):
        return ()
    wanted[0] = True
    runs = groupby(zip(paragraphs, wanted, strict=True), key=lambda item: item[1])
    read = [[span for span, _ in run] for is_wanted, run in runs if is_wanted]
    return tuple((run[0][0], run[-1][1]) for run in read)


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


def _has_cue(places: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(places, start) < bisect_left(places, end)


def _window(start: int, end: int, length: int) -> Span:
    """Return what surrounds a paragraph: as far as the text goes, at least twice the reach."""
    reach = _reach()
    first, last = max(0, start - reach), min(length, end + reach)
    if first == 0:
        last = max(last, min(length, 2 * reach))
    if last == length:
        first = min(first, max(0, length - 2 * reach))
    return first, last


def _is_dense(found: Sequence[tuple[int, int]], places: Sequence[int], window: Span) -> bool:
    inside = found[bisect_left(places, window[0]) : bisect_left(places, window[1])]
    return _reaches(inside, window[1] - window[0])


def _reaches(found: Iterable[tuple[int, int]], length: int) -> bool:
    least, whole, full = _thresholds()
    needed = least + (whole - least) * min(1.0, length / full)
    weights = _weights()
    return sum(weights[group] * dense for group, dense in densities(found, length).items()) >= needed


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
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def _reach() -> int:
    return int(_table()["reach"])


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
