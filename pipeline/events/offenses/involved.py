"""Lowers what a conviction is told to have involved besides: "guilty of RICO conspiracy involving murder".

Who is convicted of racketeering (18 U.S.C. 1962) is convicted of no murder that the enterprise is said to
have committed, nor who admits one while pleading guilty to something else, unless the text says so elsewhere.

in: offenses laid, and the text    out: the same offenses    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.offenses.laid import Laid

_RACKET = re.compile(r"racketeering|\brico\b|criminal enterprise", re.IGNORECASE)
_INVOLVED = re.compile(
    r"(?:\s(?:conspiracy|activity|enterprise|case))?,?\s(?:(?:that|which)\s)?"
    r"(?:involv\w+|includ\w+|relat(?:ed|ing)\sto|stemming\sfrom|through|by|in\s(?:connection|relation)\s(?:with|to))\s"
    r"(?:(?!(?:with|to|also)\b)[\w’',-]+\s){0,8}?"
)
"""Between a charge of racketeering and what the racket was."""
_CONNECTED = re.compile(r"\bin\s(?:connection|relation)\s(?:(?:with|to)\s)?(?:the\s)?\Z", re.IGNORECASE)
_DEATH = re.compile(r"(?:(?:with|to)\s)?(?:the\s)?deaths?\sof\b", re.IGNORECASE)
_FRONT = 40
"""What somebody "sentenced in connection with the death of Al Roe" was convicted of, it does not say."""
_ADMITTING = re.compile(r"admitt|acknowledg", re.IGNORECASE)
_STOP = re.compile(r"[.;!?]\s")
_COUNT_OF_ITS_OWN = 1
"""Words between "admitted" and a count that is pleaded to as well: "admitted the burglary"."""


def lowered(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Return the offenses, those that another conviction of the same person only involved as alleged."""
    return [replace(item, status="alleged") if _is_lesser(item, laid, text) else item for item in laid]


def _is_lesser(item: Laid, laid: Sequence[Laid], text: str) -> bool:
    if item.status == "convicted" and _is_of_death(item, text):
        return True
    return item.mention.value != "gang" and any(
        other.owner_key() == item.owner_key()
        and other.mention.end <= item.mention.start
        and (_was_racket(other, item, text) or _was_admitted(other, item, text))
        for other in laid
    )


def _is_of_death(item: Laid, text: str) -> bool:
    start, end = item.mention.start, item.mention.end
    connected = _CONNECTED.search(text, max(0, start - _FRONT), start) is not None
    return connected and _DEATH.match(text, start, end) is not None


def _was_racket(racket: Laid, item: Laid, text: str) -> bool:
    """Say whether an offense has its status from a racket right in front of it."""
    words = racket.mention.start, racket.mention.end
    return (
        racket.mention.value == "gang"
        and racket.cue == item.cue
        and _RACKET.search(text, *words) is not None
        and not text.endswith(("charges", "counts"), *words)
        and _INVOLVED.fullmatch(text, words[1], item.mention.start) is not None
    )


def _was_admitted(plea: Laid, item: Laid, text: str) -> bool:
    """Say whether a deed is only admitted, in the sentence in which somebody pleads to another offense."""
    if item.cue is None or plea.cue is None or item.status != "convicted" or plea.status != "convicted":
        return False
    apart = plea.mention.value != item.mention.value and plea.mention.end <= item.cue[0]
    admitted = apart and _ADMITTING.match(text, *item.cue) is not None
    told = text[item.cue[1] : item.mention.start].split()
    deed = item.mention.detail.startswith("act") or len(told) > _COUNT_OF_ITS_OWN
    return admitted and deed and _STOP.search(text, plea.mention.end, item.cue[0]) is None
