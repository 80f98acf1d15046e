"""Rebuilds what is trained here: `python -m pipeline.score.train`, which `make train` runs.

    python -m pipeline.score.train [DECIDED.jsonl ...]

in: gold, and articles that people have decided on (`blotter export --format gold`), from which confidences
of events are learnt too. out: `models/*.json`, and the figures in their cards. The same gold, rules and base
model give the same weights.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.score.train import confidence as train_confidence
from pipeline.score.train import gate as train_gate
from pipeline.score.train import offenses as train_offenses


def main() -> None:
    """Run all trainings, each after what it needs, and print their figures."""
    parser = argparse.ArgumentParser(
        prog="python -m pipeline.score.train", description="Rebuild what is in models/."
    )
    parser.add_argument("decided", nargs="*", type=Path, help="files of `blotter export --format gold`")
    decided = parser.parse_args().decided
    print(train_offenses.train())
    print(train_gate.train())
    print(train_confidence.train(decided))


if __name__ == "__main__":
    main()
