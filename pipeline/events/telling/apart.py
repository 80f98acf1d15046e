"""Says whether two tellings of courts must be of two events: other terms, a plea beside a verdict.

in: tokens of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.grammar.syntax import text_of

_PLEA = frozenset({"plead", "plea"})
_TRIAL = re.compile(r"\b(?:jury|jurors|juries|trial)\b", re.IGNORECASE)
_TERM = re.compile(
    r"\b(?P<number>\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|eighteen|twenty)"
    r"[\s-](?P<unit>day|month|year)s?\b|\b(?P<life>life)\b(?=\s(?:in|without|imprisonment|behind|term|sentence))"
)
_NO_CELL = re.compile(
    r"[\w\s-]{0,14}(?:(?:of|on|to)\s)?(?:\w+\s){0,2}?"
    r"(?:probation|supervis\w+|(?:post-)?release|parole|suspended|community|home)\b"
)
"""Behind a term that is served outside, beside the one in prison."""
_NEAR = 2
"""Sentences within which several terms may be parts of one sentence: "25 years ... and 15 for the theft"."""
_REACH = 60
"""Characters behind a sentence in which its term stands."""


def is_other_outcome(event: str, tokens: Sequence[Token], token: Token) -> bool:
    """Say whether a telling cannot be of an outcome that others have told already.

    Args:
        event: the type of both.
        tokens: the triggers of what was told already.
        token: the trigger of the telling.
    """
    if event == "conviction":
        ways = {way for item in tokens if (way := _way(item)) is not None}
        own = _way(token)
        return own is not None and bool(ways) and own not in ways
    if event == "sentence":
        terms = {term for item in tokens if (term := _term(item)) is not None}
        own_term = _term(token)
        near = any(_are_near(item, token) for item in tokens)
        return not near and own_term is not None and bool(terms) and own_term not in terms
    return False


def _way(token: Token) -> str | None:
    """Return how somebody was convicted: by a plea, at a trial; None where it is not said."""
    if token.lemma_ in _PLEA:
        return "plea"
    behind = text_of(token.doc)[token.sent.start_char : token.sent.end_char]
    return "trial" if _TRIAL.search(behind) else None


def _are_near(one: Token, other: Token) -> bool:
    first, second = sorted((one, other), key=lambda item: item.i)
    between = first.doc[first.i + 1 : second.i + 1]
    return sum(bool(token.is_sent_start) for token in between) < _NEAR


def _term(token: Token) -> tuple[str, str] | None:
    """Return the number and unit of the first term behind a sentence."""
    end = min(token.idx + _REACH, token.sent.end_char)
    found = _TERM.search(text_of(token.doc).replace("\n", " "), token.idx, end)
    if found is None or _NO_CELL.match(text_of(token.doc), found.end()):
        return None
    return (found["number"] or "", found["unit"] or "life")
