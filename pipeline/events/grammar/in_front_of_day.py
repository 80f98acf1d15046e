"""Mends what the parser makes of a day without a preposition: "released him the same day".

in: words of a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.days import UNITS, WEEKDAYS
from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.labels import FINITE, SUBJECT

_TIMES = UNITS | WEEKDAYS
_WHICH = frozenset({"next", "following", "previous"})
_CLAUSES = frozenset({"ccomp", "xcomp", "dobj"})


def make_object(dative: Token) -> None:
    """Make who stands in front of a day the object: "released him the day", parsed as "gave him the day"."""
    verb = dative.head
    if verb.pos_ != "VERB" or dative.i < verb.i or dative.pos_ not in ("PRON", "PROPN", "NOUN"):
        return
    days = [child for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() in _TIMES]
    others = [child for child in verb.children if child.dep_ in _CLAUSES and child not in days]
    behind = dative.right_edge.i + 1
    if others or behind >= verb.sent.end or not _is_time(dative.doc[behind], verb):
        return
    dative.dep_ = "dobj"
    for day in days:
        day.dep_ = "npadvmod"


def part_day(over: Token) -> None:
    """Part "turned him over that night", parsed as if something had been done over a night."""
    verb, days = over.head, [child for child in over.children if child.dep_ == "pobj"]
    if verb.pos_ != "VERB" or over.lower_ != "over" or len(days) != 1 or over.i < verb.i + 2:
        return
    day = days[0]
    if day.left_edge.lower_ == "that" and day.lemma_.lower() in _TIMES:
        over.dep_ = "prt"
        day.head, day.dep_ = verb, "npadvmod"


def clause_of_day(day: Token) -> None:
    """Join a clause that is parsed as if it said which day: "held him, and the next day a detainer came"."""
    clauses = [child for child in day.children if child.dep_ == "relcl" and child.tag_ in FINITE]
    which = {child.lower_ for child in day.children if child.dep_ == "amod"}
    if day.dep_ != "npadvmod" or len(clauses) != 1 or not which & _WHICH or day.head.pos_ != "VERB":
        return
    verb, above = clauses[0], day.head
    told = [child for child in verb.children if child.dep_ in SUBJECT]
    if above.i < day.i and told and told[0].left_edge.i == day.i + 1:
        hang(verb, above, "conj")
        hang(day, verb, "npadvmod")


def _is_time(first: Token, verb: Token) -> bool:
    """Say whether a time that a verb has begins with a word: "the same day", "ten days later"."""
    node = first
    while node.head not in (verb, node):
        node = node.head
    told = [node, *(child for child in node.children if child.dep_ == "npadvmod")]
    return node.left_edge == first and any(word.lemma_.lower() in _TIMES for word in told)
