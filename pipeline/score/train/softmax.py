"""Fits a softmax regression over features that hold or do not, by AdaGrad, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

_RATE = 0.4
_ROUNDS = 12
_DIGITS = 2
_LEAST = 0.12
"""Weights nearer to 0 are left out."""

type Labelled = tuple[set[str], str]
"""Features of an example, and its class."""


def fit(
    examples: Sequence[Labelled], classes: Sequence[str], rare: int, penalty: float, seed: int
) -> dict[str, list[tuple[int, float]]]:
    """Return the weights of each feature: (index of a class, weight in logits), none for those about 0.

    Args:
        examples: what is known.
        classes: all classes, in the order of their indices.
        rare: a feature has to hold of so many examples to get a weight.
        penalty: of squared weights, at each step at which their feature holds.
        seed: of the order in which examples are seen.
    """
    held = Counter(feature for found, _ in examples for feature in found)
    index = {feature: i for i, feature in enumerate(sorted(f for f, n in held.items() if n >= rare))}
    place = {name: i for i, name in enumerate(classes)}
    rows = [np.array(sorted(index[f] for f in found if f in index), dtype=np.intp) for found, _ in examples]
    truth = [place[name] for _, name in examples]
    # Each class weighs the same in all, up to a point: the lexicon has ten times as many wordings for some.
    sizes = Counter(truth)
    weight = {name: min(4.0, (len(truth) / len(sizes) / size) ** 0.5) for name, size in sizes.items()}
    weights = np.zeros((len(index), len(classes)))
    squares = np.full((len(index), len(classes)), 1e-4)
    order = np.arange(len(rows))
    generator = np.random.default_rng(seed)
    for _ in range(_ROUNDS):
        generator.shuffle(order)
        for i in order:
            row = rows[i]
            logits = weights[row].sum(axis=0)
            powers = np.exp(logits - logits.max())
            error = powers / powers.sum()
            error[truth[i]] -= 1
            slope = error * weight[truth[i]] + penalty * weights[row]
            squares[row] += slope**2
            weights[row] -= _RATE * slope / np.sqrt(squares[row]) / np.sqrt(len(row) or 1)
    weights[np.abs(weights) < _LEAST] = 0
    rounded = np.round(weights, _DIGITS)
    return {
        feature: [(int(j), float(rounded[i, j])) for j in np.flatnonzero(rounded[i])]
        for feature, i in index.items()
        if rounded[i].any()
    }
