"""What the last mention of somebody in front of a word tells of them, and of those named beside them.

in: people of a parsed `Doc`, a token    out: a mention, yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.entity import Entity, Reference


def ends_quote(doc: Doc, reference: Reference) -> bool:
    """Say whether a mention stands right behind a quotation: “They took her,” Roe recounted."""
    if doc[reference.token].dep_ == "poss":
        return False  # “She was there.” Roe's lawyer said
    # a straight mark right in front opens a quotation
    return text_of(doc).endswith(("”", "” ", '" '), 0, reference.start)


def was_subject(entity: Entity, last: Reference) -> bool:
    """Say whether somebody was the subject of something in the sentence of a reference, up to it.

    A sentence's centre is ranked by the highest role it had there (Grosz, Joshi and Weinstein 1995).
    """
    return any(
        item.is_subject
        for item in entity.references
        if item.sentence == last.sentence and item.token <= last.token
    )


def last_before(entity: Entity, token: int, sentence: int) -> Reference | None:
    """Return the last reference in front of a token, no further back than a sentence.

    References come in the order of reading, but for a pronoun in front of its name in one sentence.
    """
    for item in reversed(entity.references):
        if item.sentence < sentence:
            return None
        if item.token < token:
            return item
    return None


def are_told_alike(doc: Doc, one: Reference, other: Reference) -> bool:
    """Say whether two mentions are coordinated: "Al Roe and Ed Poe were held", "Roe ran and Poe hid".

    A singular behind them means one as well as the other.
    """
    first, second = sorted((doc[one.token], doc[other.token]), key=lambda item: item.i)
    if one.sentence != other.sentence or one is other:
        return False
    between = doc[first.i + 1 : second.left_edge.i]
    if between and between[-1].lower_ == "and" and not any(_is_clause(item) for item in between):
        return True  # "Al Roe, 34, and Ed Poe, 29,": the parser hangs Poe on the age
    if second in first.conjuncts:
        return True
    return one.is_subject and other.is_subject and second.head in first.head.conjuncts


def _is_clause(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX", "SCONJ") or token.tag_ in ("WP", "WDT", "WRB")
