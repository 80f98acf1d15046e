"""Makes a participle describe a noun whose verb comes behind: "a woman employed as a guard has been held".

Parsed as if the woman employed somebody, and nobody had been held.

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.labels import FINITE, SUBJECT

_HELPING = frozenset({"aux", "auxpass"})


def part_reduced(participle: Token) -> None:
    """Give a participle's subject to the finite verb behind it that has none and stands beside it."""
    labels = {child.dep_ for child in participle.children}
    nouns = [child for child in participle.lefts if child.dep_ in SUBJECT and child.pos_ != "PRON"]
    if (
        participle.dep_ != "ccomp"
        or participle.tag_ != "VBN"
        or labels & {*_HELPING, "dobj"}
        or len(nouns) != 1
    ):
        return
    for verb in participle.head.rights:
        helping = [child for child in verb.lefts if child.dep_ in _HELPING]
        own = any(child.dep_ in (*SUBJECT, "csubj", "expl") for child in verb.children)
        if verb.dep_ != "ccomp" or verb.i < participle.i or own or not helping:
            continue
        first = helping[0]
        if first.tag_ in FINITE and participle.right_edge.i + 1 == first.i:
            for mark in [child for child in participle.children if child.dep_ == "mark"]:
                hang(mark, verb, "mark")
            passive = any(child.dep_ == "auxpass" for child in helping)
            hang(nouns[0], verb, "nsubjpass" if passive else "nsubj")
            hang(participle, nouns[0], "acl")
            return
