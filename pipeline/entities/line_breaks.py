"""Makes sentences end where lines do: headlines and list items carry no full stop.

Requires: tokens. Assigns: `token.is_sent_start`, which the parser then respects.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

NAME = "line_breaks"
_ENDS = frozenset(".!?:;”\"’'…)*")


@Language.component(NAME, requires=[], assigns=["token.is_sent_start"])
def break_at_lines(doc: Doc) -> Doc:
    """Start a sentence after a blank line, and after a line end unless the line plainly runs on."""
    previous = ""
    for token in doc[:-1]:
        if not token.is_space:
            previous = token.text
            continue
        following = doc[token.i + 1]
        if "\n" not in token.text or following.is_space:
            continue
        runs_on = token.text.count("\n") == 1 and previous[-1:] not in _ENDS and following.text[:1].islower()
        if not runs_on:
            following.is_sent_start = True
    return doc
