"""Hangs a word of a parse on another.

in: tokens of a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token


def hang(token: Token, head: Token, label: str) -> None:
    """Make a token depend on a head with a label, all that depends on it along."""
    token.head, token.dep_ = head, label
