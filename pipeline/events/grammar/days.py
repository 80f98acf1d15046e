"""Tells people from days and ages parsed as such: "but Tuesday pleaded guilty", "who came as children were".

in: verbs of a parsed `Doc` and their subjects    out: tokens    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
HOURS = frozenset({"morning", "afternoon", "evening", "night"})
UNITS = HOURS | {"minute", "hour", "day", "week", "weekend", "month", "year"}
_MONTHS = frozenset({"january", "february", "march", "july", "september", "october", "november", "december"})
"""Those that are seldom a name."""
_CHILDHOOD = frozenset({"children", "kids", "babies", "infants", "toddlers", "teenagers", "teens", "minors"})
"""As what people came to a country long ago."""


def without_days(verb: Token, subjects: Sequence[Token]) -> list[Token]:
    """Return the subjects that are no day, month or year, else who is named right in front of the day."""
    kept = [noun for noun in subjects if not _is_day(noun)]
    if kept or verb.tag_ not in ("VBD", "VBN", "VBZ"):
        return kept
    before = verb.i - 1
    while before > verb.sent.start and verb.doc[before].dep_ in ("aux", "auxpass", "neg", "advmod"):
        before -= 1
    day = verb.doc[before]
    if day.lower_ not in WEEKDAYS or day.head != verb:
        return []
    return [child for child in day.children if child.dep_ == "compound" and child.i == day.i - 1]


def without_childhood(verb: Token, own: Sequence[Token]) -> list[Token]:
    """Return a verb's subjects without as what somebody came: "brothers who came as children were held"."""
    came = verb.dep_ == "advcl" and verb.head.dep_ in ("relcl", "acl")
    return [
        noun
        for noun in own
        if not (came and noun.lower_ in _CHILDHOOD and noun.i > 0 and noun.nbor(-1).lower_ == "as")
    ]


def aged_object(verb: Token) -> list[Token]:
    """Return the day that an age was hung on as if it were the one: "arrested a 22-year-old Monday"."""
    return [
        day
        for day in verb.children
        if day.dep_ == "npadvmod" and day.lower_ in WEEKDAYS and day.left_edge.i == verb.i + 1
        if any(child.dep_ == "amod" and child.lower_ == "old" for child in day.children)
    ]


def _is_day(noun: Token) -> bool:
    year = noun.ent_type_ == "DATE" and noun.tag_ == "CD" and len(noun) == 4
    alone = noun.lower_ in WEEKDAYS and not any(child.dep_ in ("det", "poss") for child in noun.children)
    return year or alone or noun.lower_ in _MONTHS
