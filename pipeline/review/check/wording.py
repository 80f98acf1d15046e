"""Says which words of a claim stand in an article.

in: a claim, the text of an article    out: shares, words to look for, articles    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.review.check.claim import Claim, plain
from pipeline.store.claims import ClaimRecords

ARTICLES = 60
"""Articles that are looked at for a group or somebody unnamed."""
_STEM = 5
"""Letters by which words are taken for forms of one."""
_WORD = re.compile(r"[a-z]{4,}|\d+")


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words of a text, and its numbers."""
    return frozenset(word[:_STEM] for word in _WORD.findall(plain(text)))


def sought(claim: Claim, words: frozenset[str]) -> frozenset[str]:
    """Return what to look for in the articles: words, and the names of places as they stand, which lead."""
    return words | {part.custodian.replace('"', " ") for part in claim.parts if part.custodian}


def share(words: Sequence[str] | frozenset[str], text: str) -> float:
    """Return what share of some words, in small letters, an article has."""
    return sum(word in text for word in words) / len(words)


def naming(records: ClaimRecords, names: frozenset[str], articles: set[str]) -> set[str]:
    """Return the articles that hold all of some names of places, firms and people; none: there are none."""
    if not names:
        return set()
    return {article for article in articles if share(names, plain(records.text_of(article))) == 1}
