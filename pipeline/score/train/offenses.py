"""Learns the categories of unknown wordings of charges, into `models/offense_phrases.json`.

Figures are those of models that did not see the source they are measured on: for each source how often the
lexicon alone finds the category behind "charged with", and how often the lexicon with the classifier does.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.entities.offenses.classifier import NO_OFFENSE, PhraseModel, features, probabilities
from pipeline.entities.offenses.lexicon import groups, wordings
from pipeline.entities.offenses.offenses import find_offenses
from pipeline.score.annotated import about_detainers, standoff_set
from pipeline.score.train.cards import write_figures
from pipeline.score.train.phrases import Phrase, drawn, examples, quoted, written
from pipeline.score.train.softmax import fit
from pipeline.trained import MODELS

_SEED = 1
_DRAWN = 8
_RARE = 3
_PENALTY = 3e-3
_WRITTEN = 6
"""A wording written for this weighs as many drawn from the lexicon's patterns."""
_FOLDS = 5
_THRESHOLD = 0.7
_CARD = MODELS / "offense_phrases.md"


@dataclass(frozen=True, slots=True)
class Measured:
    """What lexicon and classifier make of the wordings of one source."""

    source: str
    number: int
    lexicon: int
    """To so many the lexicon alone gives the right category."""
    both: int
    """To so many the lexicon gives it, or finds nothing and the classifier gives it."""
    given: int
    """To so many that the lexicon does not know the classifier gives a category."""
    right: int
    """So many of these are right."""


def train() -> str:
    """Write the weights and the card's figures, and return the figures as a table."""
    phrases = gather()
    aside = standoff_set()
    told = quoted(aside.gold().values(), aside.name) if aside else []
    measured = list(measure(phrases, told))
    model = learn(phrases)
    trained = {
        "trained_on": hashlib.sha256(repr(phrases).encode()).hexdigest(),
        "classes": model.classes,
        "threshold": model.threshold,
        "weights": {
            feature: [number for pair in row for number in pair] for feature, row in model.weights.items()
        },
    }
    path = MODELS / "offense_phrases.json"
    path.write_text(json.dumps(trained, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    table = _table(measured)
    write_figures(_CARD, table)
    return f"wordings of charges, {len(phrases)} in all:\n{table}"


def gather() -> list[Phrase]:
    """Return the wordings of all sources that are there."""
    phrases = drawn(wordings(), _DRAWN, _SEED) + examples(groups()) + written()
    for item in about_detainers():
        phrases += quoted(item.gold().values(), "corpus" if item.name.startswith("corpus") else item.name)
    return phrases


def learn(phrases: Sequence[Phrase]) -> PhraseModel:
    """Return a model fitted on wordings."""
    classes = sorted({phrase.category for phrase in phrases})
    examples_ = [
        (features(phrase.words), phrase.category)
        for phrase in phrases
        for _ in range(_WRITTEN if phrase.source == "written" else 1)
    ]
    return PhraseModel(classes, fit(examples_, classes, _RARE, _PENALTY, _SEED), _THRESHOLD)


def measure(phrases: Sequence[Phrase], aside: Sequence[Phrase]) -> Iterator[Measured]:
    """Yield the figures of each source, held out whole; of the written one, by folds.

    Args:
        phrases: what the model learns from.
        aside: what it does not.
    """
    own_figures = ("lexicon", "examples", "written")
    for source in dict.fromkeys(phrase.source for phrase in phrases if phrase.source not in own_figures):
        held = [phrase for phrase in phrases if phrase.source == source]
        yield _judged(source, held, learn([phrase for phrase in phrases if phrase.source != source]))
    if aside:
        yield _judged(f"{aside[0].source}, not learnt from", aside, learn(phrases))
    own = [phrase for phrase in phrases if phrase.source == "written"]
    others = [phrase for phrase in phrases if phrase.source in ("lexicon", "examples")]
    random.Random(_SEED).shuffle(own)
    folds = [
        _judged("written", own[i::_FOLDS], learn(others + [p for j, p in enumerate(own) if j % _FOLDS != i]))
        for i in range(_FOLDS)
    ]
    yield Measured(
        "written for this",
        *(
            sum(getattr(fold, name) for fold in folds)
            for name in ("number", "lexicon", "both", "given", "right")
        ),
    )


def _judged(source: str, held: Sequence[Phrase], model: PhraseModel) -> Measured:
    lexicon = both = given = right = 0
    for phrase in held:
        found = [
            m for m in find_offenses(f"He was charged with {phrase.words}.") if m.rule != "offense.classified"
        ]
        known = {mention.category for mention in found}
        truth = {phrase.category} - {NO_OFFENSE}
        ok = (phrase.category in known) if truth else not known
        lexicon += ok
        if known or " " not in phrase.words:
            both += ok
            continue
        chances = probabilities(phrase.words, model)
        best = max(chances, key=lambda name: chances[name])
        is_given = best != NO_OFFENSE and chances[best] >= model.threshold
        given += is_given
        right += is_given and best == phrase.category
        both += best == phrase.category if is_given else ok
    return Measured(source, len(held), lexicon, both, given, right)


def _table(measured: Sequence[Measured]) -> str:
    rows = [
        "| source | wordings | lexicon alone | lexicon and classifier | classified | of these right |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for item in measured:
        rows.append(
            f"| {item.source} | {item.number} | {item.lexicon / item.number:.3f} | "
            f"{item.both / item.number:.3f} | {item.given} | {item.right} |"
        )
    return "\n".join(rows)
