"""The words that report an event, as short as still say it."""

from __future__ import annotations

from spacy.tokens import Token

_LONGEST = 32
"""Tokens of a quote at most."""
_BEFORE = frozenset(
    {"nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "poss", "det", "amod", "compound", "nummod"}
)
_BEHIND = frozenset(
    {"dobj", "prep", "agent", "oprd", "acomp", "xcomp", "prt", "dative", "attr", "pobj", "advmod", "npadvmod"}
)
_WHOLE = frozenset({"order", "find", "let", "set"})
"""Verbs that say nothing without their clause: "ordered him removed"."""


def quote_span(token: Token, noun: Token | None = None) -> tuple[int, int]:
    """Return the character span of the words that report the event of a trigger, inside one sentence.

    Args:
        token: the trigger.
        noun: another word that must be in it: the detainer that the trigger speaks of.
    """
    sentence = token.sent
    left = right = token.i
    if noun is not None:
        left, right = (
            min(left, noun.left_edge.i if token.i - noun.left_edge.i < 12 else noun.i),
            max(right, noun.i),
        )
    verb = (
        token.head
        if token.pos_ == "NOUN" and token.head.pos_ == "VERB" and token.dep_ in ("dobj", "nsubjpass", "nsubj")
        else token
    )
    for child in (*token.children, *(verb.children if verb is not token else ())):
        if child.dep_ in _BEFORE and child.i < token.i:
            edge = child.left_edge.i if child.i - child.left_edge.i < 14 else child.i
            left = min(left, edge)
        elif child.i > token.i and (
            child.dep_ in _BEHIND or (child.dep_ == "ccomp" and token.lemma_ in _WHOLE)
        ):
            right = max(right, _short_edge(child, token))
    left = min(left, verb.i)
    if right - left >= _LONGEST:
        left = max(left, token.i - 12)
        right = min(right, left + _LONGEST)
    left, right = max(left, sentence.start), min(right, sentence.end - 1)
    while right > left and (
        token.doc[right].is_space or token.doc[right].text in (",", ";", ".", "-", "–", "—")
    ):
        right -= 1
    while left < right and token.doc[left].is_space:
        left += 1
    start, end = token.doc[left].idx, token.doc[right].idx + len(token.doc[right])
    return start, end


def _short_edge(child: Token, token: Token) -> int:
    """Return the last token of a complement, cut before clauses that hang on it."""
    last = child.i
    for item in child.subtree:
        if item.i > token.i + 22:
            break
        if item.dep_ in ("relcl", "advcl", "acl") and item.i > child.i:
            break
        last = max(last, item.i)
    return last
