"""Reads the numbers that an article sets beside that of a counted group: "162, not 206".

in: an event and the text of its article    out: numbers    writes: nothing
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from pipeline.schema import Event

_NUMBER = re.compile(r"(?<![\d,.$])\d{1,3}(?:,\d{3})+(?![\d,])|(?<![\d,.$])\d{2,7}(?![\d,])")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IN_WORDS = re.compile(rf"\b(?P<tens>{'|'.join(_TENS)})(?:-(?P<one>{'|'.join(_ONES[:9])}))?\b", re.IGNORECASE)
_INSTEAD = re.compile(
    rf"\b(?:not|rather than|instead of) (?:the )?(?P<one>{'|'.join(_ONES)})\b", re.IGNORECASE
)
"""A small number set against another: "nine, not eight"."""
_ENDS = re.compile(
    r"(?<![A-Z])(?<!\b(?:St|Mr|Dr|Lt))(?<!\b(?:Gov|Sen|Rep|Sgt|Mrs))[.!?][\"”’]? +(?=[A-Z\"“])|\n+"
)
_FIGURES = re.compile(
    r"\b(?:figures?|counts?|counted|number|tally|total|list|wrong|errors?|correct\w*|instead|disput\w+)\b"
)


def numbers_beside(event: Event, text: str) -> frozenset[int]:
    """Return the numbers of two digits or more beside that of a counted group, its own left out.

    They stand in its sentence, or in the one before or behind if that speaks of figures. Smaller ones count
    where they are set against it: "nine, not eight".
    """
    if event.count is None:
        return frozenset()
    before, own, behind = _sentences(event.quote.start, event.quote.end, text)
    beside = [sentence for sentence in (before, behind) if _FIGURES.search(sentence)]
    found = {number for sentence in (own, *beside) for number in _numbers_in(sentence)}
    return frozenset(found) - {int(event.count.value)}


def _numbers_in(sentence: str) -> Iterator[int]:
    yield from (int(number.replace(",", "")) for number in _NUMBER.findall(sentence))
    for match in _IN_WORDS.finditer(sentence):
        ones = 0 if match["one"] is None else _ONES.index(match["one"].lower()) + 1
        yield (_TENS.index(match["tens"].lower()) + 2) * 10 + ones
    yield from (_ONES.index(match["one"].lower()) + 1 for match in _INSTEAD.finditer(sentence))


def sentence_of(event: Event, text: str) -> str:
    """Return the sentence in which an event is told."""
    return _sentences(event.quote.start, event.quote.end, text)[1]


def _sentences(start: int, end: int, text: str) -> tuple[str, str, str]:
    """Return the sentence of a stretch of a text, with the one before and the one behind it."""
    ends = _ends(text)
    first = bisect_right(ends, start) - 1
    last = bisect_left(ends, end)
    before = text[ends[max(first - 1, 0)] : ends[first]]
    behind = text[ends[last] : ends[min(last + 1, len(ends) - 1)]]
    return before, text[ends[first] : ends[last]], behind


@lru_cache(maxsize=1)  # all events of an article are asked about, one after the other
def _ends(text: str) -> tuple[int, ...]:
    """Return where the sentences of a text end; first, where the first begins."""
    return (0, *(match.end() for match in _ENDS.finditer(text)), len(text))
