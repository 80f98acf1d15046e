"""How well clusters of reports agree with gold ones: B-cubed (Bagga and Baldwin 1998).

in: item to cluster, gold and found    out: precision, recall, F1    writes: nothing
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares, 0 to 1, with the number of items that they are over."""

    precision: float
    recall: float
    items: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed[I: Hashable](gold: Mapping[I, Hashable], found: Mapping[I, Hashable]) -> Agreement:
    """Return the mean over items of how pure and how whole the found cluster of each is.

    Args:
        gold: item to its cluster.
        found: the same as found; an item that lacks stands alone.
    """
    by_gold: defaultdict[Hashable, set[I]] = defaultdict(set)
    by_found: defaultdict[Hashable, set[I]] = defaultdict(set)
    where = {item: ("found", found[item]) if item in found else ("alone", item) for item in gold}
    for item, cluster in gold.items():
        by_gold[cluster].add(item)
        by_found[where[item]].add(item)
    precision = recall = 0.0
    for item, cluster in gold.items():
        both = len(by_gold[cluster] & by_found[where[item]])
        precision += both / len(by_found[where[item]])
        recall += both / len(by_gold[cluster])
    number = len(gold)
    return Agreement(precision / number if number else 1.0, recall / number if number else 1.0, number)
