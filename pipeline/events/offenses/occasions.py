"""Tells what a charge came out of from what is charged: "perjury in connection with a shooting".

in: the parsed text, an offense, its trigger and cue    out: whether it is charged itself    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.laid import TriggerReport
from pipeline.events.offenses.statuses import StatusCue
from pipeline.schema import Mention

_OCCASION = re.compile(
    r"\b(?:investigat\w+|inquir(?:y|ies)|probes?|(?:aris|stemm)ing\s(?:from|out\sof)|retaliation|trial\sof|"
    r"used\s(?:to|in|during|by))\b",
    re.IGNORECASE,
)
"""Between two offenses: the second is only what led to the charge of the first."""
_INQUIRY = re.compile(r"\s(?:investigations?|inquir(?:y|ies)|probes?)\b", re.IGNORECASE)
_OF_ONE = re.compile(r"^\s(?:of|against|from)\s(?:an?|the|another)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:after|before)\s(?:\w+\s)?$", re.IGNORECASE)
"""Between two offenses: the second, a deed, is told and no part of the charge."""
_INTO = re.compile(r"\b(?:investigations?|inquir(?:y|ies)|probes?)\s(?:into|of)\s[^,;]*$", re.IGNORECASE)


def is_occasion(
    doc: Doc,
    mention: Mention,
    governor: TriggerReport | None,
    cue: StatusCue | None,
    offenses: Sequence[Mention],
) -> bool:
    """Say whether it is only what another charge came out of: "lying in an inquiry into an assault".

    Args:
        doc: the parsed text.
        mention: the offense.
        governor: the trigger that governs it.
        cue: the cue beside it.
        offenses: all of the article, in text order.
    """
    text = text_of(doc)
    ends = ([governor.cue()[1]] if governor is not None else []) + ([cue.end] if cue is not None else [])
    own = [item for item in offenses if ends and min(ends) <= item.start < item.end <= mention.start]
    if not own:
        return False
    between = text[max(item.end for item in own) : mention.start]
    words = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if words is not None and nominals.is_person_noun(words.root) and _OF_ONE.search(between):
        return True  # "violating the rights of a drug trafficker"
    return (
        _OCCASION.search(between) is not None
        or _INQUIRY.match(text, mention.end) is not None
        or (mention.detail.startswith("act") and _BEFORE.search(between) is not None)
        or (len(own) > 1 and _OCCASION.search(text, own[0].end, mention.start) is not None)
    )


def is_looked_into(text: str, mention: Mention, governor: TriggerReport | None) -> bool:
    """Say whether a verdict only ends an inquiry: "sentenced, ending an investigation into theft"."""
    if governor is None or governor.event not in ("sentence", "conviction"):
        return False
    return _INTO.search(text, governor.cue()[1], mention.start) is not None
