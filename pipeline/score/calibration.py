"""How sure: fits confidences to what was right, and measures how true they are.

A model is one logistic regression over features that hold or do not. Its confidences are probabilities as
they come out; how far they are from what happens is measured on sources that it was not fitted on.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.logistic import BIAS, Weights, chance

BINS = 10
"""Of equal width, as in Guo et al. (2017)."""
_RARE = 5
"""A feature has to hold of examples of so many sources to get a weight."""
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A value that gold can judge."""

    features: tuple[str, ...]
    right: bool
    source: str
    """Whose article it is from: examples of one source are never on both sides of a split."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How true confidences are."""

    error: float
    """Expected calibration error: mean gap of confidence and share of right ones over bins, by their size."""
    precision: float
    """Share of right ones among all."""
    precision_at_half: float
    """The same among the surer half."""
    cut: float
    """The confidence at which half remain."""
    number: int
    bins: tuple[tuple[float, float, int], ...]
    """Mean confidence, share of right ones and number of each bin that has any."""

    def as_dict(self) -> dict[str, float]:
        """Return the figures as they are printed, ratios to three digits."""
        return {
            "values": self.number,
            "right": round(self.precision, _DIGITS),
            "right_of_surer_half": round(self.precision_at_half, _DIGITS),
            "cut_at_half": round(self.cut, _DIGITS),
            "calibration_error": round(self.error, _DIGITS),
        }


def fit(examples: Sequence[Example], penalty: float) -> Weights:
    """Return the weights of the logistic regression that fits the examples.

    Args:
        examples: what is known.
        penalty: of squared weights, the bias apart; the prior's precision.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_array
    from scipy.special import expit

    sources: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        for feature in example.features:
            sources[feature].add(example.source)
    names = [BIAS, *sorted(name for name, seen in sources.items() if len(seen) >= _RARE)]
    column = {name: index for index, name in enumerate(names)}
    held = [
        (row, column[feature])
        for row, example in enumerate(examples)
        for feature in {BIAS, *example.features}
        if feature in column
    ]
    rows, columns = np.array(held).T
    matrix = csr_array((np.ones(len(held)), (rows, columns)), shape=(len(examples), len(names)))
    right = np.array([example.right for example in examples], dtype=float)
    penalties = np.full(len(names), penalty)
    penalties[0] = 1e-3

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = matrix @ weights
        value = np.logaddexp(0, logits).sum() - right @ logits + penalties @ weights**2 / 2
        return value, matrix.T @ (expit(logits) - right) + penalties * weights

    def curvature(weights: NDArray[np.float64], along: NDArray[np.float64]) -> NDArray[np.float64]:
        likely = expit(matrix @ weights)
        found: NDArray[np.float64] = matrix.T @ (likely * (1 - likely) * (matrix @ along)) + penalties * along
        return found

    weights = minimize(
        loss, np.zeros(len(names)), jac=True, hessp=curvature, method="Newton-CG", options={"xtol": 1e-8}
    ).x
    rounded = {name: round(float(weight), _DIGITS) for name, weight in zip(names, weights, strict=True)}
    return {name: weight for name, weight in rounded.items() if weight or name == BIAS}


def held_out(examples: Sequence[Example], penalty: float, folds: int, seed: int) -> NDArray[np.float64]:
    """Return each example's confidence from a model fitted on the sources of the other folds."""
    sources = sorted({example.source for example in examples})
    random.Random(seed).shuffle(sources)
    fold = {source: number % folds for number, source in enumerate(sources)}
    chances = np.zeros(len(examples))
    for number in range(folds):
        known = [example for example in examples if fold[example.source] != number]
        weights = fit(known, penalty)
        for index, example in enumerate(examples):
            if fold[example.source] == number:
                chances[index] = chance(weights, example.features)
    return chances


def log_loss(confidences: Sequence[float] | NDArray[np.float64], right: Sequence[bool]) -> float:
    """Return the mean negative log-likelihood, in nats."""
    sure = np.clip(np.asarray(confidences, dtype=float), 1e-6, 1 - 1e-6)
    truth = np.asarray(right, dtype=float)
    return float(-(truth * np.log(sure) + (1 - truth) * np.log(1 - sure)).mean())


def reliability(confidences: Sequence[float] | NDArray[np.float64], right: Sequence[bool]) -> Reliability:
    """Measure confidences against what was right; the two are of one length, and not empty."""
    sure, truth = np.asarray(confidences, dtype=float), np.asarray(right, dtype=float)
    bin_of = np.minimum((sure * BINS).astype(int), BINS - 1)
    bins = tuple(
        (float(sure[inside].mean()), float(truth[inside].mean()), int(inside.sum()))
        for number in range(BINS)
        if (inside := bin_of == number).any()
    )
    error = sum(abs(mean - share) * number for mean, share, number in bins) / len(sure)
    surest = np.argsort(-sure, kind="stable")[: max(len(sure) // 2, 1)]
    return Reliability(
        error=error,
        precision=float(truth.mean()),
        precision_at_half=float(truth[surest].mean()),
        cut=float(sure[surest[-1]]),
        number=len(sure),
        bins=bins,
    )


def best_penalty(
    examples: Sequence[Example], candidates: Sequence[float], folds: int, seed: int
) -> tuple[float, NDArray[np.float64]]:
    """Return the penalty whose held-out confidences lose least, and these."""
    right = [example.right for example in examples]
    tried = [(penalty, held_out(examples, penalty, folds, seed)) for penalty in candidates]
    return min(tried, key=lambda item: log_loss(item[1], right))
