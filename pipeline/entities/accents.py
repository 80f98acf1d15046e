"""Names with accents: the base model knows "Ruben" better than "Rubén".

It was trained on text that has few, and takes "sentenced Rubén Maldonado Paz to 12 years" for a sentence
without a person. So it is given names without their accents; the text itself stays as it is.

in: words of a parsed text as its embedding keeps them    out: the same, some replaced    writes: nothing
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from spacy.tokens import Doc

_ACCENTED = re.compile(r"(?![\d_])[^\W\x00-\x7f]")
"""A letter that is not of the English alphabet: printed quotation marks and dashes are none."""


def without_accents(doc: Doc, words: Sequence[tuple[int, int, int]]) -> Sequence[tuple[int, int, int]]:
    """Return the words of a text, names with accents replaced by those without.

    Args:
        doc: the text, cut into words.
        words: of each, the hash of the word and of its norm, and whether a blank follows.
    """
    if _ACCENTED.search(doc.text) is None:
        return words
    return [_bare(doc, index, word) for index, word in enumerate(words)]


def _bare(doc: Doc, index: int, word: tuple[int, int, int]) -> tuple[int, int, int]:
    text = doc[index].text
    if text.isascii() or not text.isalpha() or not text[0].isupper():
        return word
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    if not bare.isascii():
        return word
    add = doc.vocab.strings.add
    return add(bare), add(bare.lower()), word[2]
