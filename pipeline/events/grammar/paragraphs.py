"""Where the paragraph of a word begins.

in: a token of a parsed `Doc`    out: an offset in characters    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.syntax import text_of


def line_break_before(token: Token) -> int:
    """Return the offset of the line break that a token's paragraph stands behind; -1 in the text's first."""
    return text_of(token.doc).rfind("\n", 0, token.idx)
