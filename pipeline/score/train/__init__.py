"""Rebuilds what is trained here, as `blotter train` and `make train` do.

in: gold, and articles that people have decided on (`blotter export --format gold`), from which confidences
of events are learnt too. out: `models/*.json`, and the figures in their cards. The same gold, rules and base
model give the same weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.score.annotated import corpus_set
from pipeline.score.gold import read_annotations


def train_all(decided: Sequence[Path] = ()) -> Iterator[str]:
    """Run all trainings, each after what it needs, and yield the figures of each.

    Args:
        decided: files of `blotter export --format gold`.

    Raises:
        ModelError: this is no checkout, so that there is no gold to learn from.
        SourceError: a file of `decided` is not there or holds something else; nothing is trained then.
    """
    gold = corpus_set("train").gold_file
    if not gold.is_file():
        raise ModelError(
            f"{gold}: expected the gold of a checkout, found none: clone the repository and run"
            " `blotter train` there"
        )
    for path in decided:
        read_annotations(path)
    from pipeline.score.train import confidence, gate, offenses

    yield offenses.train()
    yield gate.train()
    yield confidence.train(decided)
