"""Gives the wording of a charge that the lexicon does not know its likeliest category.

in: the words behind "charged with"    out: category and probability    weights: `models/offense_phrases.json`

A softmax regression over the words, pairs of words and pieces of words of a phrase, trained by
`score/train/offenses.py`. One of its classes is that there is no offense at all. The weights are read when
the first such phrase comes up.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.trained import trained

NO_OFFENSE = "none"
"""The class of what stands where a charge may and is none."""
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+")
_MOST_WORDS = 14
_FIRST = re.compile(rf"\S+(?:\s+\S+){{0,{_MOST_WORDS - 1}}}")
_PIECE = 4
_KEPT = 2_000
"""Phrases whose class is remembered: the same charges come again and again."""

type PhraseWeights = dict[str, list[tuple[int, float]]]
"""Feature to (index of a class, weight in logits)."""


@dataclass(frozen=True, slots=True)
class PhraseModel:
    """Trained weights."""

    classes: list[str]
    weights: PhraseWeights
    threshold: float
    """Below this probability no category is given."""


def first_words(text: str) -> str:
    """Return as much of the text as is read of a phrase."""
    found = _FIRST.match(text)
    return found.group() if found else ""


def features(phrase: str) -> set[str]:
    """Return what is known of a phrase: its words, pairs of words, and pieces of four letters."""
    words = ["0" if word.isdigit() else word for word in _WORD.findall(phrase.lower())[:_MOST_WORDS]]
    found = {f"first {words[0]}"} if words else set()
    for word in words:
        found.add(word)
        framed = f"<{word}>"
        found |= {framed[start : start + _PIECE] for start in range(len(framed) - _PIECE + 1)}
    found |= {f"{first} {second}" for first, second in zip(words, words[1:], strict=False)}
    return found


def probabilities(phrase: str, model: PhraseModel) -> dict[str, float]:
    """Return the probability of each class, which sum to 1."""
    logits: dict[int, float] = defaultdict(float)
    for feature in sorted(features(phrase)):  # in one order: sums of floats hang on it
        for index, weight in model.weights.get(feature, ()):
            logits[index] += weight
    powers = [math.exp(logits[index]) for index in range(len(model.classes))]
    total = sum(powers)
    return {name: power / total for name, power in zip(model.classes, powers, strict=True)}


@lru_cache(maxsize=_KEPT)
def classify(phrase: str) -> tuple[str, float] | None:
    """Return category and probability of a phrase that names a charge, or None where neither is sure.

    Raises:
        ModelError: the weights are not there or cannot be read.
    """
    model = _model()
    found = probabilities(phrase, model)
    best = max(found, key=lambda name: found[name])
    if best == NO_OFFENSE or found[best] < model.threshold:
        return None
    return best, found[best]


@cache
def _model() -> PhraseModel:
    read = trained("offense_phrases")
    weights = {
        feature: list(zip(row[::2], row[1::2], strict=True)) for feature, row in read["weights"].items()
    }
    return PhraseModel(read["classes"], weights, read["threshold"])
