"""Numbers written out, each wording read once: `number_parser` prepares its words anew at each use.

in: words or digits    out: the number    writes: nothing
"""

from __future__ import annotations

from functools import lru_cache

from number_parser import parse_number

_KEPT = 4096
"""Wordings that stay known."""


@lru_cache(_KEPT)
def number_of(words: str) -> int | None:
    """Return the number that words give as a whole ("thirty-one", "31"); None: they are no number."""
    number: int | None = parse_number(words)
    return number
