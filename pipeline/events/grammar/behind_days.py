"""Hangs on a deed what stands behind its day: "the arrest Friday morning of Al Roe" is no morning of Roe's.

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.days import HOURS, WEEKDAYS
from pipeline.events.grammar.hanging import hang

_TIMES = frozenset({"DATE", "TIME"})


def people_behind_day(of: Token) -> None:
    """Hang "of" on the noun in front of a weekday that the parser hangs it on, and the day with it."""
    day, first = of.head, of.i - 1
    if of.lower_ != "of" or day.i != first or of.i + 1 == len(of.doc):
        return
    if day.lower_ in HOURS:
        first -= 1
    noun = of.doc[first - 1] if first > of.sent.start else day
    if of.doc[first].lower_ not in WEEKDAYS or noun.tag_ != "NN" or noun.ent_type_ in _TIMES:
        return
    if any(child.ent_type_ in _TIMES for child in of.children):
        return  # "the attack Monday of last week"
    hang(of, noun, "prep")
    hang(day, noun, "npadvmod")
