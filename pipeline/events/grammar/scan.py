"""Finds the tokens of a document that a rule is about, without a look at each of them.

Most rules are about a few words, labels or tags. A loop over all tokens that asks each for its word takes
ten times as long as one comparison of the document's columns.

in: a `Doc`, words, tags, labels    out: its tokens that have one of them, in text order
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from spacy.tokens import Doc, Token


def tokens_with(
    doc: Doc, *, words: Collection[str] = (), tags: Collection[str] = (), labels: Collection[str] = ()
) -> list[Token]:
    """Return the tokens that have one of the words, tags or labels when this is called, in text order.

    Args:
        doc: the document.
        words: in small letters.
        tags: fine-grained parts of speech.
        labels: of dependencies.
    """
    asked = [(name, values) for name, values in (("LOWER", words), ("TAG", tags), ("DEP", labels)) if values]
    numbers = doc.vocab.strings
    found = np.zeros(len(doc), dtype=bool)
    for name, values in asked:
        found |= np.isin(doc.to_array(name), [numbers[value] for value in values])
    return [doc[index] for index in np.flatnonzero(found).tolist()]
