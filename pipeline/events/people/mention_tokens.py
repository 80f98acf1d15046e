"""Which tokens of a parsed `Doc` mentions and spans of its text cover.

in: a `Doc`, `Mention`s or half-open character spans of its text    out: indexes of tokens
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar.labels import ARGUMENTS, SUBJECT
from pipeline.events.grammar.syntax import text_of
from pipeline.schema import Mention


def tokens_in(doc: Doc, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the tokens that begin in any of the spans."""
    if not spans:
        return frozenset()
    inside = bytearray(len(text_of(doc)))
    for start, end in spans:
        inside[start:end] = b"\1" * (end - start)
    return frozenset(token.i for token in doc if inside[token.idx])


def tokens_of(doc: Doc, mentions: Sequence[Mention], label: str) -> dict[int, Mention]:
    """Return the mentions of a label by each token that they cover, even in part."""
    found: dict[int, Mention] = {}
    for mention in mentions:
        if mention.label == label:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            found |= {token.i: mention for token in span or ()}
    return found


def head_of(doc: Doc, mention: Mention) -> int:
    """Return the token on which a mention's others hang; -1 where it covers none."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.root.i if span is not None else -1


def head_of_age(doc: Doc, mention: Mention) -> int:
    """Return the token on which an age hangs where it stands for somebody, as `head_of` does.

    "Police arrested a 15-year-old suspected of theft", "arrested a 22-year-old Monday": parsed as if the
    next word were who was arrested.
    """
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return -1
    behind = span.root.head
    taken = behind.tag_ in ("VBN", "VBD") and behind.dep_ in ARGUMENTS
    taken = taken or (behind.ent_type_ == "DATE" and behind.dep_ in (*ARGUMENTS, "npadvmod"))
    if span.root.dep_ == "amod" and behind.i == span.end and taken:
        return behind.i
    return span.root.i


def is_fronted_age(age: Token) -> bool:
    """Say whether an age opens its sentence in front of whom it is of: "Now 34 years old, he"."""
    edge = age.right_edge.i + 1
    opens = (
        age.dep_ == "advcl" and age.left_edge.i == age.sent.start and age.left_edge.lower_ in ("now", "today")
    )
    return opens and any(
        child.dep_ in SUBJECT and child.left_edge.i == edge + 1 for child in age.head.children
    )
