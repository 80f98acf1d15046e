"""Finds the copies among the articles of a database: new and changed ones are looked at, the rest is kept.

in: an open store. out: its tables of copies. Puts `link` (texts in, likeness out) and `store` together.

A portion of articles is one transaction, with their signatures, their pairs and what follows for the sets
that they touch. A pass that was killed has looked at whole portions; the next one looks at the rest. A pair
is a matter of its two texts alone and a set of its pairs and days, so the order of arrival does not matter.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from pipeline.link.copies.copy_sets import Dated, find_origins
from pipeline.link.copies.likeness import Likeness, compare
from pipeline.link.copies.wording import METHOD, PERMUTATIONS, Wording, bands, signature, wording

if TYPE_CHECKING:
    from pipeline.store.copies import CopyIndex
    from pipeline.store.rows import Row
    from pipeline.store.writer import Store

_PORTION = 200
"""Articles of a transaction."""
_KEPT = 8
"""Texts kept at a time to be compared again: a long one's wording takes a megabyte."""
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
    number = 0
    while waiting := index.waiting(METHOD, _PORTION):
        with index.whole():
            touched = set(waiting)
            for article_id in waiting:
                touched |= index.forget(article_id)
            seen: dict[str, Wording] = {}
            for article_id in waiting:
                _look_at(index, article_id, seen)
            _settle(index, touched)
        number += len(waiting)
    return number


def _look_at(index: CopyIndex, article_id: str, seen: dict[str, Wording]) -> None:
    """Store an article's signature, and a pair for each article that has one already and is alike."""
    text = _wording(index, article_id, seen)
    made = signature(text)
    keys = bands(made)
    pairs: list[Row] = []
    for other, size, others in index.candidates(keys) if text.words else ():
        if not _may_be_alike(made, len(text.shingles), others, size):
            continue
        first, second = sorted((article_id, other))
        likeness = compare(_wording(index, first, seen), _wording(index, second, seen))
        if likeness is not None:
            pairs.append(_pair(first, second, likeness))
    index.add_pairs(pairs)
    signed = {"method": METHOD, "words": len(text.words), "shingles": len(text.shingles), "signature": made}
    index.sign(article_id, signed, keys if text.words else [])


def _wording(index: CopyIndex, article_id: str, seen: dict[str, Wording]) -> Wording:
    if article_id not in seen:
        if len(seen) >= _KEPT:
            del seen[next(iter(seen))]
        seen[article_id] = wording(index.article(article_id))
    return seen[article_id]


def _may_be_alike(ours: bytes, size: int, theirs: bytes, other_size: int) -> bool:
    """Tell by two signatures whether one text may hold much of the other: looser than what decides."""
    equal = int(np.count_nonzero(np.frombuffer(ours, "<u4") == np.frombuffer(theirs, "<u4")))
    if equal < _LEAST_EQUAL:
        return False
    jaccard = equal / PERMUTATIONS
    common = jaccard / (1 + jaccard) * (size + other_size)
    return common >= _LEAST_CONTAINED * min(size, other_size)


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
