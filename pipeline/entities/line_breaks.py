"""Makes sentences end where lines do: headlines and list items carry no full stop.

No sentence is longer than any that is written: text without punctuation is cut, since what reads sentences
looks at all pairs of their words.

Requires: tokens. Assigns: `token.is_sent_start`, which the parser then respects.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

NAME = "line_breaks"
_ENDS = frozenset(".!?:;”\"’'…)*")
_LABEL = 6
"""Words that a label has at most, its bullet among them."""
_SPEAKING = frozenset({"police", "sheriff", "cops", "officials", "prosecutors", "da", "attorney", "feds"})
"""Who says what follows: "Salem Police: Man arrested" is one sentence."""
_SMALL = frozenset({"of", "and", "the", "in", "for", "de"})
_UNDONE = frozenset(
    {"and", "or", "of", "the", "a", "an", "to", "in", "for", "with", "by", "at", "from", "on"}
)
"""With what no sentence ends."""
_OF_PROSE = 7
"""Words that a line has at least, if it is none of a form, menu or headline: "Posted in"."""
_STOPS = frozenset(".!?")
_LONGEST = 400
"""Words without a stop or a line end, after which a sentence ends all the same."""


@Language.component(NAME, requires=[], assigns=["token.is_sent_start"])
def break_at_lines(doc: Doc) -> Doc:
    """Start a sentence after a blank line, and after a line end unless the line plainly runs on.

    No line of prose is over with "and": "The terms run together. Poe and", and below it, "Roe await trial".
    """
    words = [token.text for token in doc]
    blank = frozenset(doc.to_array("IS_SPACE").nonzero()[0].tolist())
    ends = sorted(index for index in blank if "\n" in words[index])
    _cut_endless(doc, words, ends)
    _cut_labels(doc, words, ends)
    for index in ends:
        if index + 1 == len(words) or index + 1 in blank:
            continue
        before = next((words[at] for at in range(index - 1, -1, -1) if at not in blank), "")
        following = words[index + 1]
        goes_on = before[-1:] not in _ENDS and following[:1].islower()
        undone = before in _UNDONE and _is_prose(words, index)
        if words[index].count("\n") > 1 or not (goes_on or undone):
            doc[index + 1].is_sent_start = True
    return doc


def _is_prose(words: Sequence[str], end: int) -> bool:
    """Say whether the line that ends at a token is as long as prose, and has fewer names than small words."""
    begun = next((at + 1 for at in range(end - 1, -1, -1) if "\n" in words[at]), 0)
    line = [word for word in words[begun:end] if word.isalpha()]
    small = sum(word.islower() for word in line)
    return len(line) >= _OF_PROSE and small > sum(word.istitle() for word in line)


def _cut_labels(doc: Doc, words: Sequence[str], line_ends: Sequence[int]) -> None:
    """Start a sentence behind the label of a list item: "• Kent County: A man was arrested"."""
    colons = (index for index, word in enumerate(words[:-1]) if word == ":")
    for colon in colons:
        before = bisect_left(line_ends, colon)
        begun = line_ends[before - 1] + 1 if before else 0
        if colon - begun <= _LABEL and words[colon + 1][:1].isupper():
            label = [item for item in doc[begun:colon] if item.is_alpha]
            said = len(label) == 1 or any(item.lower_ in _SPEAKING for item in label)
            if label and not said and all(item.text[0].isupper() or item.lower_ in _SMALL for item in label):
                doc[colon + 1].is_sent_start = True


def _cut_endless(doc: Doc, words: Sequence[str], line_ends: Sequence[int]) -> None:
    stops = sorted([*line_ends, *(index for index, word in enumerate(words) if word in _STOPS)])
    begun = 0
    for stop in (*stops, len(words)):
        for index in range(begun + _LONGEST, stop, _LONGEST):
            doc[index].is_sent_start = True
        begun = stop
