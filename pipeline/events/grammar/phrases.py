"""The words of a noun's own phrase, and who is named along with it.

in: tokens of a parsed `Doc`    out: character offsets, tokens    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.syntax import children

_SIDES = frozenset({"along", "together"})


def noun_phrase(noun: Token) -> tuple[int, int]:
    """Return the character span of a noun with what stands in front of it and its short complements."""
    left = min(
        (
            child.left_edge.i
            for child in noun.children
            if child.i < noun.i and child.dep_ not in ("prep", "relcl", "acl", "punct", "cc", "conj")
        ),
        default=noun.i,
    )
    right = noun
    for child in noun.children:
        if (
            child.i > right.i
            and child.dep_ in ("appos", "nummod", "amod", "compound", "flat")
            and child.i - noun.i < 8
        ):
            right = child.right_edge if child.right_edge.i - noun.i < 12 else child
    return noun.doc[left].idx, right.idx + len(right)


def accompanying(node: Token) -> list[Token]:
    """Return the objects of "along with" and "together with" that hang on a noun or a verb."""
    return [
        noun
        for side in children(node, "prep", "advmod")
        if side.lower_ in _SIDES
        for prep in children(side, "prep")
        if prep.lower_ == "with"
        for noun in children(prep, "pobj")
    ]
