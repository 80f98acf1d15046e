"""Finds the copies among the articles of a database: new and changed ones are looked at, the rest is kept.

in: an open store. out: its tables of copies. Puts `link` (texts in, likeness out) and `store` together.

A portion of articles is one transaction, with their signatures, their pairs and what follows for the sets
that they touch. A pass that was killed has looked at whole portions; the next one looks at the rest. A pair
is a matter of its two texts alone and a set of its pairs and days, so the order of arrival does not matter.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from pipeline.link.copies.copy_sets import Dated, find_origins
from pipeline.link.copies.likeness import Likeness, Shingled, compare, share_much
from pipeline.link.copies.wording import METHOD, PERMUTATIONS, Wording, bands, signature, wording

if TYPE_CHECKING:
    from pipeline.store.copies import CopyIndex
    from pipeline.store.rows import Row
    from pipeline.store.writer import Store

_PORTION = 1_000
"""Articles of a transaction: each writes to bands all over the index, so that few portions write less."""
_HASHES_KEPT = 16_000_000
"""Hashes of shingles kept to be compared again, of 4 bytes: those of some 30,000 articles of 500 words."""
_WORDS_KEPT = 200_000
"""Words kept whole to be compared again, of some 250 bytes."""
_LEAST_EQUAL = 5
"""Equal values of two signatures below which they are alike by chance only."""
_LEAST_CONTAINED = 0.4
"""The least containment, as signatures tell it (give or take 0.1), at which texts are read and compared."""


def find_copies(store: Store) -> int:
    """Look at all articles that have not been looked at as they are now, and return how many those were.

    Raises:
        StoreError: the database cannot be written; what was stored before stays.
    """
    index = store.copies()
    number = last = 0
    known = _Known(index)
    while numbered := index.waiting(METHOD, _PORTION, last):
        waiting = [article_id for _, article_id in numbered]
        with index.whole():
            touched = set(waiting)
            for article_id in waiting:
                touched |= index.forget(article_id)
            for article_id in waiting:
                _look_at(index, article_id, known)
            _settle(index, touched)
        number += len(waiting)
        last = numbered[-1][0]
    return number


class _Known:
    """What is kept of articles to be compared again: the last ones whole, of many more the hashes."""

    def __init__(self, index: CopyIndex) -> None:
        self._index = index
        self._wordings: dict[str, Wording] = {}
        self._shingled: dict[str, Shingled] = {}
        self._words = self._hashes = 0

    def wording(self, article_id: str) -> Wording:
        """Return the wording of an article."""
        found = self._wordings.pop(article_id, None)
        if found is None:
            found = wording(self._index.article(article_id))
            self._words += len(found.words)
            while self._words > _WORDS_KEPT and self._wordings:
                self._words -= len(self._wordings.pop(next(iter(self._wordings))).words)
        self._wordings[article_id] = found
        return found

    def shingled(self, article_id: str) -> Shingled:
        """Return the shingles of an article; those not asked for longest are forgotten."""
        found = self._shingled.pop(article_id, None)
        if found is None:
            found = Shingled.of(self.wording(article_id))
            self._hashes += len(found.hashes)
            while self._hashes > _HASHES_KEPT and self._shingled:
                self._hashes -= len(self._shingled.pop(next(iter(self._shingled))).hashes)
        self._shingled[article_id] = found
        return found


def _look_at(index: CopyIndex, article_id: str, known: _Known) -> None:
    """Store an article's signature, and a pair for each article that has one already and is alike."""
    text = known.wording(article_id)
    made = signature(text)
    keys = bands(made)
    pairs: list[Row] = []
    ours = known.shingled(article_id)
    near = _may_be_alike(made, len(text.shingles), index.candidates(keys)) if text.words else ()
    for other in index.ids(near):
        if not share_much(ours, known.shingled(other)):
            continue
        first, second = sorted((article_id, other))
        likeness = compare(known.wording(first), known.wording(second))
        if likeness is not None:
            pairs.append(_pair(first, second, likeness))
    if pairs:
        index.add_pairs(pairs)
    signed = {"method": METHOD, "words": len(text.words), "shingles": len(text.shingles), "signature": made}
    index.sign(article_id, signed, keys if text.words else [])


def _may_be_alike(ours: bytes, size: int, others: Sequence[tuple[int, int, bytes]]) -> list[int]:
    """Return the numbers of those texts that may hold much of one, or it of them: looser than what decides.

    Args:
        ours: the signature of the one.
        size: how many shingles it has.
        others: number, number of shingles and signature of each other.
    """
    if not others:
        return []
    theirs = np.frombuffer(b"".join(made for _, _, made in others), "<u4").reshape(-1, PERMUTATIONS)
    equal = np.count_nonzero(theirs == np.frombuffer(ours, "<u4"), axis=1)
    sizes = np.array([others_size for _, others_size, _ in others])
    jaccard = equal / PERMUTATIONS
    common = jaccard / (1 + jaccard) * (size + sizes)
    near = (equal >= _LEAST_EQUAL) & (common >= _LEAST_CONTAINED * np.minimum(sizes, size))
    return [others[at][0] for at in np.flatnonzero(near).tolist()]


def _settle(index: CopyIndex, touched: Collection[str]) -> None:
    """Work out anew the origins of all articles that hang together with those touched."""
    joined = set(touched)
    rows = index.pairs(joined)
    while more := {row[side] for row in rows for side in ("first", "second")} - joined:
        joined |= more
        rows = index.pairs(joined)
    pairs = {
        (row["first"], row["second"]): Likeness(
            row["kind"],
            (row["first_share"], row["second_share"]),
            (_spans(row["first_own"]), _spans(row["second_own"])),
        )
        for row in rows
    }
    origins = find_origins([Dated(*dated) for dated in index.dated(joined)], pairs)
    found = [
        {
            "article_id": article_id,
            "kind": origin.kind,
            "source": origin.source,
            "share": origin.share,
            "own": origin.own,
        }
        for article_id, origin in sorted(origins.items())
    ]
    index.replace(joined, found)


def _pair(first: str, second: str, likeness: Likeness) -> Row:
    return {
        "first": first,
        "second": second,
        "kind": likeness.kind,
        "first_share": round(likeness.shares[0], 4),
        "second_share": round(likeness.shares[1], 4),
        "first_own": likeness.own[0],
        "second_own": likeness.own[1],
    }


def _spans(listed: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in listed)
