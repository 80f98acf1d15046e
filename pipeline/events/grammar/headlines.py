"""Which sentences are headlines: their present tense and bare participles tell of what was done.

in: a verb of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

_ENDS = frozenset({".", "?", "!", ":", ";"})


def is_in_headline(verb: Token) -> bool:
    """Say whether a verb's sentence is a line that nothing ends, and not the rest of the line above."""
    words = [token for token in verb.sent if not token.is_space]
    if not words or words[-1].text in _ENDS:
        return False
    index, breaks = words[0].i - 1, 0
    while index >= 0 and verb.doc[index].is_space:
        breaks += verb.doc[index].text.count("\n")
        index -= 1
    return index < 0 or breaks > 1 or verb.doc[index].text in _ENDS
