""" "National" and "native" as nouns for a person: to the base model they look like "citizen".

Half of the base model's "a Honduran national charged with", "an Irish national, pleaded" take the noun for an
adjective and hang the clause on something else. It was trained on text in which "national" hardly ever is a
noun, and reads the same sentences with "citizen" well. Behind "a Honduran native" it takes a date for a noun.

in: words of a parsed text as its embedding keeps them    out: the same, some replaced    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

_NOUNS = ("national", "native")
_CITIZEN = "citizen"
_BEHIND = frozenset(
    {"and", "or", "who", "whose", "that", "with", "without", "in", "from", "for", "by", "to", "at", "on"}
    | {"near", "was", "is", "has", "had", "will", "after", "before", "as", "while", "when", "because", "of"}
    | {"sought", "held", "caught", "found", "shot", "here"}
)
"""What stands behind the noun, participles and signs apart; behind the adjective stands another noun."""
_PARTICIPLE = ("ed", "ing")


def as_citizens(doc: Doc, words: Sequence[tuple[int, int, int]]) -> Sequence[tuple[int, int, int]]:
    """Return the words of a text, those for "national" or "native" as a noun replaced by those for "citizen".

    Args:
        doc: the text, cut into words.
        words: of each, the hash of the word and of its norm, and whether a blank follows.
    """
    strings = doc.vocab.strings
    nouns = {strings[noun] for noun in _NOUNS}
    if all(orth not in nouns for orth, _, _ in words):
        return words
    citizen = strings.add(_CITIZEN)
    return [
        (citizen, citizen, blank) if orth in nouns and _is_noun(doc, index) else (orth, norm, blank)
        for index, (orth, norm, blank) in enumerate(words)
    ]


def _is_noun(doc: Doc, index: int) -> bool:
    before = doc[index - 1].text if index else ""
    if not (before[:1].isupper() and before[-1:].islower()) and before != "foreign":
        return False
    behind = doc[index + 1].text if index + 1 < len(doc) else "."
    return behind in _BEHIND or behind.endswith(_PARTICIPLE) or not behind[:1].islower()
