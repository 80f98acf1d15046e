"""Rebuilds what is trained here: `python -m pipeline.score.train`, which `make train` runs.

in: gold. out: `models/*.json`, and the figures in their cards. The same gold, rules and base model give the
same weights.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.score import train_confidence, train_offenses

TRAININGS: tuple[Callable[[], str], ...] = (train_offenses.train, train_confidence.train)
"""In the order in which one needs what another has made; each returns what to print."""


def main() -> None:
    """Run all trainings and print their figures."""
    for training in TRAININGS:
        print(training())


if __name__ == "__main__":
    main()
