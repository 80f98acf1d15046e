"""Which words of a parsed text stand inside quotation marks: found in one pass over it, for all who ask."""

from __future__ import annotations

from spacy.tokens import Doc, Token

QUOTES = frozenset({'"', "“", "”", "``", "''"})
_STRAIGHT = frozenset({'"', "``", "''"})
_QUOTED = "blotter.quoted"


def is_quoted(token: Token) -> bool:
    """Say whether a word stands inside quotation marks opened in its own paragraph."""
    known: frozenset[int] | None = token.doc.user_data.get(_QUOTED)
    if known is None:
        known = token.doc.user_data[_QUOTED] = _quoted(token.doc)
    return token.i in known


def _quoted(doc: Doc) -> frozenset[int]:
    """Return the indices of all tokens inside quotation marks."""
    found = set()
    straight, last = 0, ""
    for token in doc:
        if straight % 2 == 1 or last == "“":
            found.add(token.i)
        word = token.text
        if "\n" in word:
            straight, last = 0, ""
        elif word in QUOTES:
            straight, last = straight + (word in _STRAIGHT), word
    return frozenset(found)
