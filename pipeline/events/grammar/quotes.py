"""The words that report an event, as short as still say it."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.nominals import sitting

_LONGEST = 32
"""Tokens of a quote at most."""
_BEFORE = frozenset(
    {"nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "poss", "det", "amod", "compound", "nummod"}
)
_BEHIND = frozenset(
    {"dobj", "prep", "agent", "oprd", "acomp", "xcomp", "prt", "dative", "attr", "pobj", "advmod", "npadvmod"}
)
_LOOSE = 5
"""Tokens of a clause's beginning that may be left over at a quote's end."""
_LOOSE_TAGS = frozenset({"DT", "IN", "CC", "TO", "WDT", "WP", "WRB", "PRP$"})
"""Words that end no phrase: articles, prepositions, conjunctions."""
_DASHES = ("–", "—", "--")
_WHOLE = frozenset({"order", "find", "let", "set"})
"""Verbs that say nothing without their clause: "ordered him removed"."""


def quote_span(token: Token, noun: Token | None = None) -> tuple[int, int]:
    """Return the character span of the words that report the event of a trigger, inside one sentence.

    Args:
        token: the trigger.
        noun: another word that must be in it: the detainer that the trigger speaks of.
    """
    if (hearing := sitting(token)) is not token:
        token, noun = hearing, token
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
            child.dep_ in _BEHIND
            or _is_part_of_name(child)
            or (child.dep_ == "ccomp" and token.lemma_ in _WHOLE)
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
    right = _without_loose_end(token, right, noun)
    while left < right and token.doc[left].is_space:
        left += 1
    start, end = token.doc[left].idx, token.doc[right].idx + len(token.doc[right])
    return start, end


def _is_part_of_name(verb: Token) -> bool:
    """Say whether an infinitive right behind a noun belongs to what it names: "a notice to appear"."""
    return verb.dep_ == "acl" and verb.tag_ == "VB" and verb.i - verb.head.i <= 2


def _without_loose_end(token: Token, right: int, noun: Token | None) -> int:
    """Return the last token of a quote without what is left of a clause behind it: ", which", "where he was".

    The trigger, and the noun that must be in the quote, stay.
    """
    doc = token.doc
    least = max(token.i, noun.i if noun is not None else token.i)
    opener = next(
        (
            item.i
            for item in doc[max(least + 1, right - _LOOSE) : right + 1]
            if item.tag_ in ("WDT", "WP", "WRB", "WP$") and item.head.i > right
        ),
        None,
    )
    if opener is not None:
        right = opener - 1
    while right > least and (doc[right].is_punct or doc[right].is_space or doc[right].tag_ in _LOOSE_TAGS):
        if doc[right].text in (")", "”", '"', "’"):
            break
        right -= 1
    return right


def _short_edge(child: Token, token: Token) -> int:
    """Return the last token of a complement, cut before clauses that hang on it and what a dash sets off."""
    last = child.i
    for item in child.subtree:
        if item.i > token.i + 22 or (item.i > child.i and item.text in _DASHES):
            break
        if item.dep_ in ("relcl", "advcl", "acl") and item.i > child.i and not _is_part_of_name(item):
            break
        last = max(last, item.i)
    return last
