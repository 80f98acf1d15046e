"""Keeps words with a prefix, and ranks, whole: "co-defendants", "was re-arrested", "second-in-command".

in: a base model    writes: what its tokenizer keeps whole

The base model was trained on text in which such words are one token, but its tokenizer cuts them in three,
of which the parser then makes three subjects, or one person beside a "co".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.language import Language

_WHOLE = re.compile(
    r"(?:co|re)-[a-z]+|(?:second|third|officer|editor)-in-(?:command|charge|chief)", re.IGNORECASE
)


def keep_whole(nlp: Language) -> None:
    """Make a model's tokenizer keep words with a prefix whole, beside what it keeps whole itself."""
    tokenizer: Any = nlp.tokenizer
    tokenizer.token_match = _Whole(tokenizer.token_match)


class _Whole:
    """Matches what the tokenizer matched before, and words with a prefix."""

    def __init__(self, own: Callable[[str], object] | None) -> None:
        self._own = own.own if isinstance(own, _Whole) else own

    @property
    def own(self) -> Callable[[str], object] | None:
        """What the tokenizer matched before."""
        return self._own

    def __call__(self, word: str) -> object:
        """Return what matches a whole word, or None."""
        return _WHOLE.fullmatch(word) or (self._own(word) if self._own is not None else None)
