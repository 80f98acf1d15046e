"""Looks over the parts of a claim together: what one leaves to another, what none of them says.

in: the words of a claim, its `Part`s    out: `Part`s, words for what is not compared    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.event_types import ANSWERS
from pipeline.review.check.claim import Part
from pipeline.review.check.reading.manner import (
    is_awaiting,
    is_compared,
    is_ever_since,
    is_share,
    is_to_the_end,
)

_PRESUPPOSED = frozenset({"conviction", "acquittal", "removal"})
_DENIAL = re.compile(
    r"\b(?:deny|denies|denied|denying) (?:that|ever|having|ignoring|refusing|rejecting|defying)\b"
)
_SOMEBODY_ELSE = re.compile(
    r"another\b|a (?:different|second|third)\b|some(?:one|body) else\b|any(?:one|body) else\b"
    r"|other (?:men|women|people|suspects|inmates)\b",
    re.IGNORECASE,
)
_NAMESAKE = (
    r"\b(?:another|a different|an unrelated|a second|the other) "
    r"(?!(?:[\w-]+ ){{0,2}}?"
    r"(?:jur\w+|judges?|courts?|trial|panel|sheriff|jail|prison|county|agents?|officers?|police)\b)"
    r"(?:[\w-]+ ){{0,4}}?{name}\b"
)


def is_silence(part: Part) -> bool:
    """Tell whether what is said is that ICE was not told, or wanted nobody."""
    return part.type == "detainer_declined" or (part.type == "detainer_issued" and part.negated)


def not_compared(text: str, parts: Iterable[Part]) -> Iterator[str]:
    """Yield words for what a claim says beside its parts that is compared with no report."""
    if is_compared(text) and not any(part.than for part in parts):
        yield "how it compares"
    if is_share(text) and any(part.who is None for part in parts):
        yield "what share"
    if is_to_the_end(text):
        yield "to the end"
    if any(_is_of_namesake(text, part) for part in parts):
        yield "another of that name"
    elif any(_is_somebody_else(part) for part in parts):
        yield "somebody else"  # than whom
    if _DENIAL.search(text) and any(part.negated and part.type not in ANSWERS for part in parts):
        yield "denied"  # by whom, and not that it is not so


def carried(text: str, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a claim, less those of another of a name, each with what the one before gives it.

    "Polk County got 12 detainers, and they were all ignored": 12, by Polk County. A release of which ICE was
    told beforehand is no plan. "Roe's father was held and freed": the father was.
    """
    found: list[Part] = []
    kin = {part.who.of: part.who for part in parts if part.who is not None and part.who.of is not None}
    for part in parts:
        if part.who is not None and part.who.name in kin and text.count(part.who.name) == 1:
            part = replace(part, who=kin[part.who.name])
        last = found[-1] if found else None
        bare = part.who is None and part.count is None and part.custodian is None
        asked = last is not None and last.type == "detainer_issued" and last.who is None
        if last is not None and asked and bare and part.type in ANSWERS:
            told = replace(part, count=last.count, qualifier=last.qualifier, custodian=last.custodian)
            part = replace(told, date=part.date or last.date)
        if part.type == "detainer_declined" and part.negated and _DENIAL.search(text):
            part = replace(part, denial=True)
        called = part.type == "conviction" and part.who is not None and part.who.name is not None
        if called and part.who is not None and f". {part.who.name} is a convicted " in text:
            part = replace(part, aside=True)
        if part.type == "detention" and part.planned and part.term is not None:
            part = replace(part, type="sentence", planned=False)  # "will spend six years in prison"
        if part.type == "detention" and not part.negated and is_ever_since(text):
            part = replace(part, still=True)
        if part.type == "charge" and not part.negated and is_awaiting(text):
            part = replace(part, still=True)
        foretold = part.type == "release" and part.planned and any(other.notice for other in parts)
        if not foretold and not _is_of_namesake(text, part):
            found.append(part)
    return found


def presupposed(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield what a claim takes to have happened by naming it: "deported after his theft conviction"."""
    for part in parts:
        order = part.order
        if order is None or not order.noun or part.negated or part.planned:
            continue
        for kind in sorted(order.types & _PRESUPPOSED):
            yield Part(kind, False, False, part.who, None, None, None, None, None, order.laid)


def as_asides(parts: Sequence[Part], said: Iterable[Part]) -> list[Part]:
    """Return what clauses beside the main ones say of somebody named, less what the main ones say."""
    told = {(part.type, part.who and part.who.name, part.offense) for part in parts if not part.negated}
    return [
        replace(part, aside=True, order=None)
        for part in said
        if part.who is not None and part.who.name is not None
        if (part.type, part.who.name, part.offense) not in told
        or (part.negated and part.type != "removal")  # "deported after a judge had blocked it"
    ]


def _is_somebody_else(part: Part) -> bool:
    """Tell whether a part of a claim is about one unnamed who is only told from another: "another man"."""
    who = part.who
    return who is not None and who.name is None and _SOMEBODY_ELSE.match(who.mention) is not None


def _is_of_namesake(text: str, part: Part) -> bool:
    """Tell whether a part of a claim is of another of a name: "another man named Nilo Pratt"."""
    name = part.who.name if part.who else None
    pattern = _NAMESAKE.format(name=re.escape(name)) if name else None
    return pattern is not None and re.search(pattern, text, re.IGNORECASE) is not None
