"""Finds what points back at an offense told of somebody else: "wanted on the same charge", "the same fire".

in: text, offenses laid so far    out: mentions that stand for offenses told before    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.events.offenses.laid import Laid, TriggerReport
from pipeline.events.people.entity import Entity
from pipeline.schema import Mention
from pipeline.word_lists import table

_DEEDS: dict[str, list[str]] = table(Path(__file__).with_suffix(".toml"))["deeds"]
_SAME = re.compile(
    r"\b(?:an\sidentical|the\s(?:very\s)?(?:same|identical))\s"
    r"(?:(?:federal|state|felony|criminal|misdemeanor|two|three|four|\d+)\s){0,2}"
    r"(?:(?P<many>charges|counts|offen[cs]es|crimes)|(?P<one>charge|count|offen[cs]e|crime|thing)|"
    rf"(?P<deed>{'|'.join(_DEEDS)}))\b(?!\s(?:of|for|that|at)\b)|"
    r"\b(?:(?<=of\s)|(?<=on\s))that\s(?:\w+\s)?(?:charge|count)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that stand for offenses told before."""

    start: int
    end: int
    many: bool
    kinds: tuple[str, ...]
    """Categories that the words may stand for; empty: any."""


def pointers(text: str, offenses: Sequence[Mention]) -> Iterator[Pointer]:
    """Yield the words that point back at an offense, where they name none themselves."""
    for match in _SAME.finditer(text):
        start, end = match.span()
        if any(item.start < end and start < item.end for item in offenses):
            continue
        deed = (match["deed"] or "").lower()
        yield Pointer(start, end, match["many"] is not None, tuple(_DEEDS.get(deed, ())))


def told_of_another(pointer: Pointer, laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Return the offenses of the one told of last that words point at; none where it may be either of two.

    Nothing where one charged since has none named: "Roe was indicted, and Poe on the same charge".
    """
    before = [
        item
        for item in laid
        if isinstance(item.owner, Entity) and not item.prior and item.mention.start < pointer.start
    ]
    last = max(before, key=lambda item: item.mention.start, default=None)
    if last is None or _is_charged_since(pointer, last, reports):
        return []
    theirs = [item for item in before if item.owner is last.owner]
    if pointer.kinds:
        theirs = [item for item in theirs if item.mention.value in pointer.kinds]
    kinds = {item.mention.value for item in theirs}
    return theirs if pointer.many or len(kinds) == 1 else []


def _is_charged_since(pointer: Pointer, last: Laid, reports: Sequence[TriggerReport]) -> bool:
    """Say whether a charge of somebody else stands between an offense and what points at it."""
    place = last.cue[0] if last.cue is not None else last.mention.start
    since = [
        report
        for report in reports
        if report.event in ("charge", "conviction") and place < report.token.idx < pointer.start
    ]
    return any(
        last.owner not in report.people and not set(map(id, report.people)) & set(map(id, since[-1].people))
        for report in since[:-1]
    )


def standing_for(pointer: Pointer, told: Mention) -> Mention:
    """Return the words that point at an offense as a mention without a category of its own."""
    return replace(told, start=pointer.start, end=pointer.end, value="other", rule="", detail="")
