"""Compares numbers within what qualifies them: at least, at most, about.

in: a number and its qualifier    out: the least and the most that it may be    writes: nothing
"""

from __future__ import annotations

from pipeline.review.check.claim import Part
from pipeline.review.check.rules import table


def span_of(count: int, qualifier: str | None) -> tuple[float, float]:
    """Return the least and the most that a number may be."""
    if qualifier == "at_least":
        return count, float("inf")
    if qualifier == "at_most":
        return 0, count
    slack = table("counts")["about"] * count if qualifier == "about" else 0
    return count - slack, count + slack


def in_range(count: int, qualifier: str | None, told: int) -> bool:
    """Tell whether a number fits one that is claimed."""
    least, most = span_of(count, qualifier)
    return least <= told <= most


def may_be_so_few(part: Part, told: int) -> bool:
    """Tell whether a number that is claimed may be so small, or smaller."""
    return part.count is None or span_of(part.count, part.qualifier)[0] <= told


def in_words(count: int, qualifier: str | None) -> str:
    """Return a number with its qualifier: "at least 12"."""
    return f"{qualifier.replace('_', ' ')} {count}" if qualifier else str(count)
