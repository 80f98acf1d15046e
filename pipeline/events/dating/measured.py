"""Dates told by how far they lie from another that stands behind: "two days after his release on May 4".

in: a parsed article and its date expressions    out: from which date each reckons    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from pipeline.doc_text import text_of
from pipeline.events.dating.hours import RELATIVE
from pipeline.schema import Mention

MEASURED = "measured"
COUNTED_BACK = "counted_back"
"""Kind of a date that is told by how far another lies from it: "on May 14, six days after his release"."""
_BESIDE = ", "
"""Between a day and how far it lies from another."""
_NO_ANCHORS = RELATIVE | {MEASURED, "since", "range", "past_span", "decade", "quarter"}
"""Kinds of dates from which nothing is counted."""
_HOURS = frozenset({"minutes", "hours", "moments"})
"""How long before a day, without a number: perhaps on the day before it."""
_REACHING = frozenset({"date", "reach", "stretch", "go"})


def find_anchors(doc: Doc, dates: Sequence[Mention]) -> dict[int, Mention]:
    """Return, by offset of each measured date, the date that it reckons from, where one is told behind it.

    "Was freed two days after his arrest on May 4": from May 4; "two days after his arrest": from none.

    Args:
        doc: the parsed article.
        dates: its date expressions, in text order.
    """
    anchors: dict[int, Mention] = {}
    for number, date in enumerate(dates):
        span = doc.char_span(date.start, date.end) if date.detail == MEASURED else None
        if span is None:
            continue
        told = counted_from(span)
        for other in dates[number + 1 :]:
            inside = doc.char_span(other.start, other.end, alignment_mode="expand")
            if inside is None or inside.root not in told:
                break
            if other.detail not in _NO_ANCHORS:
                anchors[date.start] = other
                break
    return anchors


def counted_back(doc: Doc, dates: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, list[Token]]]:
    """Yield what lies so far from a day in front, that day, and the words that it is the day of.

    "Arrested him on May 14, six days after the jail released him": released six days before May 14.

    Args:
        doc: the parsed article.
        dates: its date expressions, in text order.
    """
    for day, date in pairwise(dates):
        between = text_of(doc)[day.end : date.start]
        span = doc.char_span(date.start, date.end) if date.detail == MEASURED else None
        begun = span is not None and day.detail == "since" and span[0].lower_ == "the"
        apart = day.detail in _NO_ANCHORS and not begun  # but "since May 22, the day he was arrested"
        if span is None or between != _BESIDE or apart or span[0].lower_ in _HOURS:
            continue
        told = counted_from(span)
        others = [other for other in dates if other is not date]
        if not any(other.start <= word.idx < other.end for other in others for word in told):
            side = span[-1]
            # "the day troopers arrested him", parsed as if they did so for a day
            whole = side.dep_ == "npadvmod" and side.i < side.head.i
            governs = side.dep_ == "mark" or whole
            behind = [side.head] if governs else [word for word in told if word.head == side]
            joined = [child for word in behind for child in word.children if child.dep_ == "conj"]
            yield replace(date, detail=COUNTED_BACK), day, [*behind, *joined]


def governor(span: Span) -> Token:
    """Return the word that a measured date belongs to: "freed" of "was freed two days after his arrest".

    Args:
        span: the date's words, up to "after", "before", or the day itself.
    """
    side = span[-1]
    above = side.head.head if side.dep_ == "mark" else side.head
    while (above in span or above.dep_ == "prep") and above.head != above:
        above = above.head
    return above


def counted_from(span: Span) -> list[Token]:
    """Return the words of the phrase or the clause behind "after": "his arrest on May 4".

    Args:
        span: the date's words, up to "after", "before", or the day itself.
    """
    side = span[-1]
    told = [side.head] if side.dep_ == "mark" else [child for child in side.children if child.i > side.i]
    return [word for root in told[:1] for word in root.subtree]


def reaches_back(verb: Token) -> bool:
    """Say whether a verb tells since when something has been, or what came of it.

    "A record dating back to his entry in 1994"; "the arrest of Al Roe, 28, drew protests last week", parsed
    as if it described the arrest, which no past tense does.
    """
    labels = {child.dep_ for child in verb.children}
    came = verb.dep_ == "acl" and verb.tag_ == "VBD" and "dobj" in labels and "nsubj" not in labels
    back = verb.lemma_ in _REACHING and any(child.lower_ == "back" for child in verb.children)
    return came or back
