"""Says whether two tellings must be of two events: other terms, a plea beside a verdict, a second detainer.

in: tokens of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.grammar.once import said_once
from pipeline.events.grammar.syntax import children, text_of
from pipeline.number_words import number_of

_PLEA = frozenset({"plead", "plea"})
_TRIAL = re.compile(
    r"(?<!grand\s)\b(?:jury|jurors|juries)\b|\b(?:at|after|following)\s(?:[\w-]+\s){0,3}trial\b",
    re.IGNORECASE,
)
_FURTHER = frozenset({"another", "second", "third"})
_TERM = re.compile(
    r"\b(?P<number>\d+|[a-z]+(?:-[a-z]+)?)[\s-](?P<unit>day|month|year)s?\b"
    r"|\b(?P<life>life)\b(?=\s(?:in|without|imprisonment|behind|term|sentence))"
)
_DAYS = {"day": 1, "month": 30, "year": 365}
_LIKE = 0.03
"""Share by which one term may differ as told in other units: "24 months" and "two years"."""
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
        own_way, ways = _way(token), {_way(item) for item in tokens} - {None}
        return own_way is not None and bool(ways) and own_way not in ways
    if event != "sentence" or any(_are_near(item, token) for item in tokens):
        return False
    own, terms = _term(token), [term for item in tokens if (term := _term(item)) is not None]
    return own is not None and bool(terms) and not any(math.isclose(own, x, rel_tol=_LIKE) for x in terms)


def is_further(token: Token) -> bool:
    """Say whether a detainer is one more on somebody: "a second one, which ICE sent", "lodged another"."""
    papers = [token, *children(token, "dobj", "nsubjpass")]
    papers += [token.head] if token.dep_ in ("relcl", "acl") else []
    words = {word.lower_ for paper in papers for word in (paper, *paper.children)}
    return not words.isdisjoint(_FURTHER)


@said_once
def _way(token: Token) -> str | None:
    """Return how somebody was convicted: by a plea, at a trial; None where it is not said."""
    if token.lemma_ in _PLEA:
        return "plea"
    tried = _TRIAL.search(text_of(token.doc), token.sent.start_char, token.sent.end_char)
    return "trial" if tried is not None else None


def _are_near(one: Token, other: Token) -> bool:
    first, second = sorted((one, other), key=lambda item: item.i)
    between = first.doc[first.i + 1 : second.i + 1]
    return sum(bool(token.is_sent_start) for token in between) < _NEAR


@said_once
def _term(token: Token) -> float | None:
    """Return the days of the first term behind a sentence, infinite for life; None for one served outside."""
    text = text_of(token.doc)
    for found in _TERM.finditer(text, token.idx, min(token.idx + _REACH, token.sent.end_char)):
        number = math.inf if found["life"] else number_of(found["number"])
        if number is not None:
            outside = _NO_CELL.match(text, found.end()) is not None
            return None if outside else number * _DAYS.get(found["unit"], 1)
    return None
