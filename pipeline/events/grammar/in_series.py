"""Joins deeds told in a row that the parser takes for what is said and who says it.

in: a verb of a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.labels import FINITE, SUBJECT

_SAYING = frozenset(
    {"say", "tell", "write", "add", "ask", "argue", "report", "note", "state", "claim", "allege"}
)
"""Behind whose quoted clause no deed follows."""


def join_series(verb: Token) -> None:
    """Join deeds told in a row: "Roe was deported in 2007, came back, and was deported again".

    The parser makes the first of them what the second says, as if it were "said".
    """
    labels = {child.dep_ for child in verb.children}
    if verb.tag_ != "VBD" or labels & {*SUBJECT, "csubj", "expl", "mark"} or verb.lemma_ in _SAYING:
        return
    told = [child for child in verb.children if child.dep_ == "ccomp" and child.i < verb.i]
    first = told[0] if len(told) == 1 else None
    if first is None or first.right_edge.i + 2 != verb.i or verb.nbor(-1).text != ",":
        return
    if not _has_tense(first) or not any(child.dep_ in SUBJECT for child in first.children):
        return
    above, label = verb.head, verb.dep_
    hang(first, first if above == verb else above, label)
    hang(verb, first, "conj")


def _has_tense(verb: Token) -> bool:
    return any(
        item.tag_ in FINITE for item in (verb, *verb.children) if item is verb or item.dep_.startswith("aux")
    )
