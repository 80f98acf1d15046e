"""Makes sentences end where lines do: headlines and list items carry no full stop.

No sentence is longer than any that is written: text without punctuation is cut, since what reads sentences
looks at all pairs of their words.

Requires: tokens. Assigns: `token.is_sent_start`, which the parser then respects.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

NAME = "line_breaks"
_ENDS = frozenset(".!?:;”\"’'…)*")
_LABEL = 6
"""Words that a label has at most, its bullet among them."""
_SMALL = frozenset({"of", "and", "the", "in", "for", "de"})
_STOPS = frozenset(".!?")
_LONGEST = 400
"""Words without a stop or a line end, after which a sentence ends all the same."""


@Language.component(NAME, requires=[], assigns=["token.is_sent_start"])
def break_at_lines(doc: Doc) -> Doc:
    """Start a sentence after a blank line, and after a line end unless the line plainly runs on."""
    _cut_endless(doc)
    _cut_labels(doc)
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


def _cut_labels(doc: Doc) -> None:
    """Start a sentence behind the label of a list item: "• Kent County: A man was arrested"."""
    begun = 0
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            begun = token.i + 1
        elif token.text == ":" and token.i - begun <= _LABEL and token.nbor().text[:1].isupper():
            words = [item for item in doc[begun : token.i] if item.is_alpha]
            if words and all(item.text[0].isupper() or item.lower_ in _SMALL for item in words):
                token.nbor().is_sent_start = True


def _cut_endless(doc: Doc) -> None:
    begun = 0
    for token in doc:
        if token.text in _STOPS or (token.is_space and "\n" in token.text):
            begun = token.i
        elif token.i - begun >= _LONGEST:
            token.is_sent_start = True
            begun = token.i
