"""Two texts -> whether one is a copy of the other, follows it up, mostly quotes it, or only looks like it.

in: two `Wording`s. out: a `Likeness`, or null. Pure, and the same whichever of the two comes first.

How much of a text is the other's is its containment: the share of its words in runs of `SHINGLE` words that
the other has as well. A copy that was cut has a high one though the two are unlike as wholes, and one with
added paragraphs likewise seen from the other side. What then tells a copy from a look-alike (two releases of
one office about different people, a weekly list, a follow-up) is what stands at the places where the two
differ: other names and numbers in the same sentence speak of somebody else, and a lead that tells a step of
which the other text knows nothing is a new story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from pipeline.link.copies.wording import SHINGLE, Wording
from pipeline.word_lists import table

COPY = 0.7
"""The least share of one text in the other for the two to be copies."""
BOTH = 0.25
"""The least share of the other way round: what holds a text among others is a digest."""
SAME = 0.97
"""The same of both, for texts of one publisher on two days or of days far apart: most are follow-ups."""
QUOTE = 0.5
"""The least share of a text that is another's words for it to count as quoting it."""
SHORT = 25
"""Words below which a text is a copy only of the same words."""
_RUN = 3
"""Words that must agree in a row for two texts to agree there: lone words like "of" agree by chance."""
_SENTENCE = 25
"""Words up to which a differing stretch on both sides is the same sentence put otherwise."""
_ADDED = 12
"""Words from which on a stretch that the other text has not got is a passage of its own."""
_REPLACED = 0.3
"""How much the other may have at that place, as a share, for the passage to be added rather than reworded."""
_LEAD = 40
"""Words of a text within which what is new begins."""
_CLAUSE = 8
"""Words from which on a difference says something by itself."""
_DATES = frozenset({"weekday", "month"})
_WEEKS = 21
"""Days within which papers print another's story."""
_SPELLING = 75.0
"""How alike (0 to 100, rapidfuzz's ratio) two spellings of one name are at least."""
_CELLS = 400_000_000
"""Words times words up to which two texts are aligned (an eighth of that in bytes)."""

Spans = tuple[tuple[int, int], ...]
Block = tuple[int, int, int, int]
"""A stretch in which two texts differ: words from, to of the first; from, to of the second."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts are alike."""

    kind: str
    """`copy`, `quote`, or `follow`: so alike that one quotes the other, but of another moment."""
    shares: tuple[float, float]
    """Share of the words of the first, and of the second, that are the other's."""
    own: tuple[Spans, Spans]
    """Passages that only the first, and only the second, has: characters of its text."""


@dataclass(frozen=True, slots=True)
class Shingled:
    """What tells how much of a text is another's."""

    hashes: NDArray[np.uint32]
    """Of the shingle that begins at each word."""
    words: int
    """How many it has."""

    @classmethod
    def of(cls, text: Wording) -> Shingled:
        """Return it of a wording."""
        return cls(text.hashes, len(text.words))


def compare(first: Wording, second: Wording) -> Likeness | None:
    """Return how two texts are alike; null: not, or only as two that are made after one pattern."""
    shares = _shares(first, second)
    if min(len(first.words), len(second.words)) < SHORT:
        same = first.words == second.words and bool(first.words)
        return Likeness("copy", shares, ((), ())) if same else None
    if max(shares) < QUOTE:
        return None
    if len(first.words) * len(second.words) > _CELLS:
        return Likeness("copy", shares, ((), ())) if min(shares) > 0.95 else None
    if _other_people(first, second):
        return None
    blocks = differences(first, second)
    if conflicts(first, second, blocks) > 1:
        return None
    own = (_passages(first, [(a, b, d - c) for a, b, c, d in blocks]),
           _passages(second, [(c, d, b - a) for a, b, c, d in blocks]))  # fmt: skip
    if max(shares) < COPY or min(shares) < BOTH:
        return Likeness("quote", shares, own)
    apart = _far_apart(first, second) and (min(shares) < SAME or conflicts(first, second, blocks) > 0)
    return Likeness("follow" if apart or _new_story(first, second, blocks) else "copy", shares, own)


def share_much(first: Shingled, second: Shingled) -> bool:
    """Tell whether two texts are alike enough, or short enough, for their words to be compared."""
    shortest = min(first.words, second.words)
    return shortest < SHORT or max(_covered(first, second), _covered(second, first)) >= QUOTE


def covered(text: Wording, other: Wording) -> float:
    """Return the share of a text's words, 0 to 1, that stand in a shingle which the other has too."""
    return _covered(Shingled.of(text), Shingled.of(other))


def _shares(first: Wording, second: Wording) -> tuple[float, float]:
    one, other = Shingled.of(first), Shingled.of(second)
    return _covered(one, other), _covered(other, one)


def _covered(text: Shingled, other: Shingled) -> float:
    if not text.words or not other.words:
        return 0.0
    listed = np.sort(other.hashes)
    found = listed.take(np.searchsorted(listed, text.hashes), mode="clip") == text.hashes
    inside = np.zeros(len(found) + SHINGLE - 1, np.bool_)
    for at in range(SHINGLE):
        inside[at : at + len(found)] |= found
    return min(int(np.count_nonzero(inside)) / text.words, 1.0)


def differences(first: Wording, second: Wording) -> list[Block]:
    """Return the stretches in which two texts differ, between runs of agreeing words, in order."""
    blocks: list[Block] = []
    a = b = 0
    runs = [
        (step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Indel.opcodes(first.words, second.words)
        if step.tag == "equal" and step.src_end - step.src_start >= _RUN
    ]
    for start, end, low, high in (*runs, (len(first.words),) * 2 + (len(second.words),) * 2):
        if start > a or low > b:
            blocks.append((a, start, b, low))
        a, b = end, high
    return blocks


def conflicts(first: Wording, second: Wording, blocks: list[Block]) -> int:
    """Return how often the two say the same of another person, number or day, each kind at a place once.

    What comes after the place with the second is not counted.
    """
    known = (first.small, second.small)
    number = 0
    for a, b, c, d in blocks:
        if 0 < b - a <= _SENTENCE and 0 < d - c <= _SENTENCE:
            ours, theirs = _particulars(first, a, b, known), _particulars(second, c, d, known)
            number += _conflict(ours, theirs, first, second)
        if number > 1:
            break
    return number


def _particulars(
    text: Wording, start: int, end: int, known: tuple[frozenset[str], frozenset[str]]
) -> dict[str, list[str]]:
    """Return the names, numbers, weekdays and months of a stretch, by kind; those of a dateline are none."""
    words = _words()
    found: dict[str, list[str]] = {}
    for at in range(start, end):
        word, raw = text.words[at], text.raw[at]
        if at in text.dateline:
            continue
        if word[0].isdigit() or word in words["numbers"]:
            kind, word = "number", str(words["numbers"].get(word, word))
        elif word in words["weekdays"]:
            kind = "weekday"
        elif word in words["months"] and raw[0].isupper():
            kind, word = "month", word[:3]
        elif text.is_name(at) and word not in known[0] and word not in known[1]:
            kind = "name"
        else:
            continue
        found.setdefault(kind, []).append(word)
    return found


def _conflict(
    ours: dict[str, list[str]], theirs: dict[str, list[str]], first: Wording, second: Wording
) -> int:
    """Return for how many kinds both sides of a difference have particulars that the other text has not."""
    number = 0
    for kind in ours.keys() & theirs.keys():
        left = [word for word in ours[kind] if not _says(second, kind, word)]
        right = [word for word in theirs[kind] if not _says(first, kind, word)]
        number += bool(left and right) and not (kind == "name" and _same_name(left, right))
    return number


def _says(text: Wording, kind: str, word: str) -> bool:
    if kind == "month":
        return word in text.beginnings
    if kind == "weekday" and text.published is not None:
        day = date.fromisoformat(text.published).weekday()
        return word in text.counts or _words()["weekdays"][word] == day
    if kind == "number":
        return word in text.counts or _written_out().get(word) in text.counts
    return word in text.counts


def _same_name(left: list[str], right: list[str]) -> bool:
    """Tell whether two names are one: spelled otherwise, cut short, or given by initials."""
    for one, other in ((left, right), (right, left)):
        if "".join(word[0] for word in one).startswith("".join(other)) and len(other) < len(one):
            return True
        if all(any(_near(word, name) for name in other) for word in one):
            return True
    return False


def _near(word: str, name: str) -> bool:
    short, long = sorted((word, name), key=len)
    return (len(short) > 2 and long.startswith(short)) or fuzz.ratio(word, name) >= _SPELLING


def _other_people(first: Wording, second: Wording) -> bool:
    """Tell whether each of two texts keeps naming somebody (or some place) of whom the other says nothing."""
    left, right = _only_here(first, second), _only_here(second, first)
    return bool(left and right) and not _same_name(left, right)


def _only_here(text: Wording, other: Wording) -> list[str]:
    """Return the names that one text says more than once and the other never."""
    return [word for word in text.recurring if word not in other.counts and word not in _calendar()]


def _far_apart(first: Wording, second: Wording) -> bool:
    """Tell whether two texts are of one publisher on two days (or unknown ones), or of days far apart."""
    if first.published is None or second.published is None:
        return first.source is not None and first.source == second.source
    days = abs((date.fromisoformat(first.published) - date.fromisoformat(second.published)).days)
    return days > _WEEKS if first.source is None or first.source != second.source else days > 0


def _new_story(first: Wording, second: Wording, blocks: list[Block]) -> bool:
    """Tell whether the lead of one tells a step of the case or a fact of which the other knows nothing."""
    turned = [(c, d, a, b) for a, b, c, d in blocks]
    return any(
        _tells_more(text, other, block)
        for text, other, listed in ((first, second, blocks), (second, first, turned))
        for block in listed
        if block[0] < _LEAD
    )


def _tells_more(text: Wording, other: Wording, block: Block) -> bool:
    """Tell whether the first side of a difference tells something new; a date put otherwise is not."""
    start, end = block[0], min(block[1], block[0] + 2 * _SENTENCE)
    if _steps(text.words[max(start - 2, 0) : end]) - _steps(other.words):
        return True
    if end - start < _CLAUSE:
        return False
    known = (text.small, other.small)
    said = _particulars(text, start, end, known)
    new = {kind for kind, words in said.items() if any(not _says(other, kind, word) for word in words)}
    there = _particulars(other, 0, min(_LEAD + _SENTENCE, len(other.words)), known)
    lost = {kind for kind, words in there.items() if any(not _says(text, kind, word) for word in words)}
    if lost & _DATES and not lost & new & _DATES:
        new -= _DATES | ({"number"} if "month" in new else set())
    return bool(new - {"name"})


def _steps(words: tuple[str, ...]) -> set[str]:
    told = f" {' '.join(words)} "
    return {step for step, expression in _expressions().items() if expression.search(told)}


def _passages(text: Wording, blocks: list[tuple[int, int, int]]) -> Spans:
    """Return where the passages stand that only this text has; a block is words from, to, the other's."""
    return tuple(
        (text.spans[start][0], text.spans[end - 1][1])
        for start, end, other in blocks
        if end - start >= _ADDED and other <= _REPLACED * (end - start)
    )


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return table(Path(__file__).parent / "copies.toml")


@cache
def _expressions() -> dict[str, re.Pattern[str]]:
    return {step: re.compile("|".join(told)) for step, told in _data()["steps"].items()}


@cache
def _calendar() -> frozenset[str]:
    return frozenset(_words()["weekdays"]) | frozenset(_words()["months"])


@cache
def _written_out() -> dict[str, str]:
    return {str(number): word for word, number in _words()["numbers"].items()}


@cache
def _words() -> dict[str, dict[str, int]]:
    """Return each list of words, with the place of each word in it."""
    return {
        name: {word: number for number, word in enumerate(listed)}
        for name, listed in _data()["words"].items()
    }
