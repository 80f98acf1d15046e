"""A trained logistic regression over features that hold or do not: how its weights make a probability."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

BIAS = ""
"""The feature that always holds."""

type Weights = Mapping[str, float]
"""Feature to weight, in logits; features that have none weigh nothing."""


def chance(weights: Weights, features: Iterable[str]) -> float:
    """Return the probability, 0 to 1, of what has these features; each counts once."""
    total = weights[BIAS] + sum(weights.get(feature, 0.0) for feature in set(features))
    return 1 / (1 + math.exp(-total))
