"""Says which words of a claim stand in an article.

in: a claim, the text of an article    out: shares, words to look for    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.review.check.claim import Claim

ARTICLES = 60
"""Articles that are looked at for a group or somebody unnamed."""


def sought(claim: Claim, words: frozenset[str]) -> frozenset[str]:
    """Return what to look for in the articles: words, and the names of places as they stand, which lead."""
    return words | {part.custodian.replace('"', " ") for part in claim.parts if part.custodian}


def share(words: Sequence[str] | frozenset[str], text: str) -> float:
    """Return what share of some words, in small letters, an article has."""
    return sum(word in text for word in words) / len(words)
