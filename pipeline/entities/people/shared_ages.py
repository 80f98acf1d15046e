"""Finds ages told at once of people named one after the other: "Al Roe and Ed Poe, 22 and 25,", "both 22".

in: text and the names in it    out: ages with the names they are of    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.schema import Mention

_JOINED = re.compile(r",?\s(?:and\s)?")
_OF_EACH = re.compile(
    r",?\s\(?(?:(?:respectively\s)?(?:age[sd]?\s)?(?P<list>[1-9]\d(?:,\s[1-9]\d)*,?\sand\s[1-9]\d)"
    r"(?=[,;)]|\.(?:\s|$)|,?\srespectively\b)"
    r"|(?:both|all(?:\s(?:three|four|five))?)\s(?:of\sthem\s)?(?:age[sd]?\s)?(?P<same>[1-9]\d)"
    r"(?=[,;)]|\.(?:\s|$)|\sof\b|\sand\b))"
)
"""Behind the last name."""
_NUMBER = re.compile(r"\d\d")


def find_shared_ages(text: str, names: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the ages, as many as names or one, each with where its names start as its detail.

    Args:
        text: the text.
        names: of people, in text order.
    """
    for index, last in enumerate(names):
        match = _OF_EACH.match(text, last.end)
        people = _row(text, names[: index + 1]) if match is not None else []
        if match is None or len(people) < 2:
            continue
        if match["same"]:
            starts = " ".join(str(name.start) for name in people)
            yield _age(text, match.span("same"), starts)
            continue
        ages = [*_NUMBER.finditer(text, *match.span("list"))]
        if len(ages) == len(people):
            for age, name in zip(ages, people, strict=True):
                yield _age(text, age.span(), str(name.start))


def _row(text: str, names: Sequence[Mention]) -> list[Mention]:
    """Return the last of some names with those in front of it that only commas and one "and" part."""
    row = [names[-1]]
    for name in reversed(names[:-1]):
        gap = text[name.end : row[0].start]
        if not _JOINED.fullmatch(gap) or ("and" in gap) != (len(row) == 1):
            break
        row.insert(0, name)
    return row


def _age(text: str, span: tuple[int, int], starts: str) -> Mention:
    start, end = span
    return Mention("age", start, end, "age.shared", 0.85, int(text[start:end]), starts)
