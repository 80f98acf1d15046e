"""Hangs a day behind a paper on the verb that tells what was done: "handed over under a detainer on May 9".

The parser hangs it on the paper, or on the "one" that stands for it.

in: a preposition of a parsed `Doc`    out: nothing    writes: heads of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

_PAPERS = frozenset({"detainer", "detainers", "hold", "request", "warrant", "one", "order"})
_OBJECT = frozenset({"dobj", "pobj", "nsubjpass"})


def part_dated(preposition: Token) -> None:
    """Hang "on" with a day on the verb above the paper it is hung on."""
    paper = preposition.head
    if preposition.lower_ != "on" or paper.lower_ not in _PAPERS or paper.dep_ not in _OBJECT:
        return
    dated = any(child.ent_type_ == "DATE" and child.dep_ == "pobj" for child in preposition.rights)
    above = paper.head.head if paper.dep_ == "pobj" else paper.head
    if dated and above.pos_ == "VERB" and above.i < preposition.i:
        preposition.head = above
