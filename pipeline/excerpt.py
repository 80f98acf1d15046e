"""Passages of an article as an article of their own, and what was read from them as read from the whole.

What reads articles needs not know that it was given passages; offsets are set right here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import accumulate
from typing import Any

from pipeline.schema import Article, Boilerplate, Extraction, Value

_BREAK = "\n\n"
"""What stands between passages: sentences end there, as at any end of a paragraph."""

type Span = tuple[int, int]
"""Half-open, in characters of a text."""


def excerpt(article: Article, passages: Sequence[Span]) -> Article:
    """Return the article as if it were made of `passages` only: sorted, not empty, apart from one another."""
    starts = _starts(passages)
    marks = [
        Boilerplate(max(mark.start, start) - start + at, min(mark.end, end) - start + at, mark.kind)
        for (start, end), at in zip(passages, starts, strict=True)
        for mark in article.boilerplate
        if mark.start < end and start < mark.end
    ]
    text = _BREAK.join(article.text[start:end] for start, end in passages)
    return replace(article, text=text, boilerplate=tuple(marks))


def restored(extraction: Extraction, article: Article, passages: Sequence[Span]) -> Extraction:
    """Return what was read from `excerpt(article, passages)` with offsets into the text of `article`.

    Words that run on from one passage into the next become all words from their first to their last.
    """
    starts = _starts(passages)
    text = _BREAK.join(article.text[start:end] for start, end in passages)

    def place(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        start, end = passages[index]
        return min(start + offset - starts[index], end - 1)

    def move(value: Value) -> Value:
        start, end = place(value.start), place(value.end - 1) + 1
        words = value.value == text[value.start : value.end]
        return replace(value, start=start, end=end, value=article.text[start:end] if words else value.value)

    return _moved(extraction, move)


def as_printed(extraction: Extraction, shown: Article, article: Article) -> Extraction:
    """Return what was read from an article as it was shown, with the words of the article as it came.

    Args:
        extraction: what was read.
        shown: the article as it was read, of the same length.
        article: the article as it came.
    """
    if shown is article:
        return extraction

    def reprint(value: Value) -> Value:
        words = value.value == shown.text[value.start : value.end]
        return replace(value, value=article.text[value.start : value.end]) if words else value

    return _moved(extraction, reprint)


def left_out(passages: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return the stretches of a text that are in no passage and not blank."""
    edges = [0, *(edge for passage in passages for edge in passage), len(text)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return tuple((start, end) for start, end in gaps if text[start:end].strip())


def _starts(passages: Sequence[Span]) -> list[int]:
    """Return where each passage begins in the excerpt."""
    lengths = [end - start + len(_BREAK) for start, end in passages]
    return list(accumulate(lengths[:-1], initial=0))


def _moved[T](record: T, move: Callable[[Value], Value]) -> T:
    """Return a record with every value in it, however deep, moved."""
    new: Any = record
    if isinstance(record, Value):
        new = move(record)
    elif isinstance(record, tuple):
        new = tuple(_moved(item, move) for item in record)
    elif is_dataclass(record) and not isinstance(record, type):
        new = replace(
            record, **{field.name: _moved(getattr(record, field.name), move) for field in fields(record)}
        )
    return new  # type: ignore[no-any-return]
