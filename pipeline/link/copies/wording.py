"""The words of an article as they are compared with another's: its own text, folded, with where each stands.

in: an `Article`. out: its `Wording`, and the MinHash signature of that. Pure.

Shingles are runs of four words (Broder 1997, "On the resemblance and containment of documents"). Words are
hashed with BLAKE2b, since Python's own hash differs from process to process and signatures are stored.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from pipeline.schema import Article

if TYPE_CHECKING:
    from pipeline.link.copies.minhash import MinHash

SHINGLE = 4
"""Words of a shingle."""
PERMUTATIONS = 128
SEED = 1
ROWS = 2
"""Values of a signature that make a band: two texts that share a tenth of their shingles meet in a band in
one case of two, those that share a fifth in 93 of 100."""
_SCHEME = "affine32"
"""Of datasketch's permutations; its default changed with 2.0. Two schemes cannot be compared."""
METHOD = f"shingles-{SHINGLE} blake2b {_SCHEME}-{PERMUTATIONS}-{SEED} bands-{ROWS}"
"""Names what signatures are made with: those made otherwise are made again."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""Odd, so that multiplying loses nothing: makes the hash of a shingle depend on the order of its words."""
_WORDS_KEPT = 50_000
"""Words whose folded form and hash are remembered."""
_ACRONYM = 5
"""Letters that an acronym has at most."""
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_DATELINE = re.compile(r"^(?=[A-Z]{3})[^\n]{2,70}?(?:\s[-–—]{1,2}\s|[–—]|--)", re.M)
_OPENING = re.compile(r"(?:^|[.!?:\n•*])[\s\"'“‘(]*\Z")


@dataclass(frozen=True)
class Wording:
    """The words of an article without its boilerplate."""

    text: str
    """The whole text of the article."""
    marked: tuple[tuple[int, int], ...]
    """Where its boilerplate stands, in order."""
    raw: tuple[str, ...]
    """The words as they stand there."""
    words: tuple[str, ...]
    """Folded: no capitals, no possessive."""
    source: str | None = None
    """The publisher, or the host of the address."""
    published: str | None = None
    """YYYY-MM-DD."""

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word stands in the text."""
        return tuple(_spans(self.text, self.marked))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often it has each word."""
        return Counter(self.words)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first three letters of its words."""
        return frozenset(word[:3] for word in self.counts)

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that stand in small letters somewhere: capitals do not make them names."""
        return frozenset(word for word, raw in zip(self.words, self.raw, strict=True) if raw[0].islower())

    @cached_property
    def recurring(self) -> list[str]:
        """The names that it says more than once, in order of letters."""
        places = (
            at for at, word in enumerate(self.words) if self.counts[word] > 1 and word not in self.small
        )
        return sorted({self.words[at] for at in places if self.is_name(at)})

    def is_name(self, at: int) -> bool:
        """Tell whether a word looks like a part of a name: an acronym does, a heading in capitals not."""
        raw = self.raw[at]
        return raw[0].isupper() and (not raw.isupper() or len(raw) <= _ACRONYM) and not self._opens(at)

    def _opens(self, at: int) -> bool:
        """Tell whether a word begins a sentence or line."""
        start = self.spans[at][0]
        return bool(_OPENING.search(self.text, max(start - 4, 0), start))

    @cached_property
    def dateline(self) -> frozenset[int]:
        """The numbers of the words of a dateline: where and by which agency a story is filed."""
        found: set[int] = set()
        for match in _DATELINE.finditer(self.text):
            low, high = (bisect_left(self.spans, (at, at)) for at in match.span())
            found |= set(range(low, high))
        return frozenset(found)

    @cached_property
    def hashes(self) -> NDArray[np.uint32]:
        """The hash (32 bits) of the shingle that begins at each word; of a shorter text, one of the whole."""
        if not self.words:
            return np.zeros(0, np.uint32)
        values: NDArray[np.uint64] = np.array([*map(_hash, self.words)], np.uint64)
        size = min(SHINGLE, len(values))
        rolled = np.zeros(len(values) - size + 1, np.uint64)
        for at in range(size):
            rolled = rolled * _FACTOR + values[at : len(values) - size + 1 + at]
        return (rolled >> np.uint64(32)).astype(np.uint32)

    @cached_property
    def shingles(self) -> NDArray[np.uint32]:
        """The hashes, each once, in order."""
        return np.unique(self.hashes)


def wording(article: Article) -> Wording:
    """Return the words of an article's own text, in its order."""
    text = article.text
    marked = tuple(sorted((span.start, span.end) for span in article.boilerplate))
    raw = [text[start:end] for start, end in _spans(text, marked)] if marked else _WORD.findall(text)
    host = urlsplit(article.url).hostname if article.url else None
    words = tuple(map(_fold, raw))
    return Wording(text, marked, tuple(raw), words, article.source or host, article.published)


def signature(text: Wording) -> bytes:
    """Return the MinHash signature: `PERMUTATIONS` unsigned numbers of 32 bits, little-endian."""
    made = _blank().copy()
    if len(text.shingles):
        made.update_batch(text.shingles.tolist())
    return bytes(made.hashvalues.astype("<u4").tobytes())


def bands(stored: bytes) -> list[int]:
    """Return the keys (64 bits, signed) by which a signature is looked up: alike texts share some."""
    size = ROWS * 4
    found = []
    for number, at in enumerate(range(0, len(stored), size)):
        digest = blake2b(stored[at : at + size], digest_size=8, salt=number.to_bytes(2, "little")).digest()
        found.append(int.from_bytes(digest, "little", signed=True))
    return found


def _spans(text: str, marked: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where the words stand that touch nothing marked; what is marked is sorted."""
    found = [match.span() for match in _WORD.finditer(text)]
    if not marked:
        return found
    kept, at = [], 0
    for start, end in found:
        while at < len(marked) and marked[at][1] <= start:
            at += 1
        if at == len(marked) or end <= marked[at][0]:
            kept.append((start, end))
    return kept


@cache
def _blank() -> MinHash:
    from pipeline.link.copies.minhash import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int, scheme=_SCHEME)


@lru_cache(maxsize=_WORDS_KEPT)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=_WORDS_KEPT)
def _fold(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    return word.casefold().replace("’", "'").removesuffix("'s")
