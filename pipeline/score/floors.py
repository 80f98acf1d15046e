"""Figures on the corpus that may not fall: `python -m pipeline.score.floors`.

in: the corpus, and `tests/floors.json`. out: what has fallen; with `--raise` or `--repin`, a new file.
A floor is raised by a program and lowered by hand, with a reason that stands in the file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline import nlp
from pipeline.guide import to_guide
from pipeline.score.annotated import ROOT, corpus_set
from pipeline.score.corpus import SPLITS
from pipeline.score.metrics import FIELDS, score
from pipeline.settings import load_settings
from pipeline.stages import Reader

PATH = ROOT / "tests" / "floors.json"
SLACK = 0.004
"""How far F1 may lie below its floor: another machine's arithmetic may parse a sentence or two otherwise."""
_MOST = ("overcharged", "invented")
"""Figures that may not rise."""

type Figures = dict[str, dict[str, float]]
"""Split to figure to value."""


def main() -> None:
    """Compare, raise or pin anew, as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.score.floors", description=__doc__)
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise floors to what is reached")
    parser.add_argument("--repin", metavar="REASON", help="set all floors to what is reached, and say why")
    arguments = parser.parse_args()
    found, hashes = measure(nlp.load(replace(load_settings(), gate="off"))), corpus_hashes()
    floors = read_floors()
    if arguments.repin:
        note = {"figure": "all", "reason": arguments.repin}
        floors = {"corpus_sha256": hashes, "figures": found, "lowered": floors["lowered"] + [note]}
    elif arguments.lift and floors["corpus_sha256"] == hashes:
        floors |= {"figures": lifted(floors["figures"], found)}
    if arguments.lift or arguments.repin:
        PATH.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print("\n".join(faults(floors, found, hashes)) or "no figure is below its floor")


def read_floors(path: Path = PATH) -> dict[str, Any]:
    """Return the floors: `corpus_sha256` and `figures` by split, and `lowered`, the reasons given by hand."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def corpus_hashes() -> dict[str, str]:
    """Return the hash of each split: figures are of one corpus only."""
    return {split: corpus_set(split).hash() for split in SPLITS}


def measure(reader: Reader) -> Figures:
    """Return the figures of each split of the corpus: F1 of each field, and what may not rise."""
    figures: Figures = {}
    for split in SPLITS:
        articles = list(corpus_set(split).articles())
        found = {
            article.id: to_guide(extraction, article)
            for article, extraction in zip(articles, reader.read(articles), strict=True)
        }
        scores = score(corpus_set(split).gold().values(), found)
        figures[split] = {name: round(scores.fields[name].f1, 4) for name in FIELDS}
        figures[split] |= {"overcharged": scores.overcharged, "invented": scores.invented}
    return figures


def faults(floors: dict[str, Any], found: Figures, hashes: dict[str, str]) -> Iterator[str]:
    """Yield what has fallen, with what to do; or that the floors are of another corpus."""
    changed = [split for split in SPLITS if floors["corpus_sha256"].get(split) != hashes[split]]
    if changed:
        yield (
            f"the corpus has changed ({', '.join(changed)}) since its floors were set: set them anew with "
            '`python -m pipeline.score.floors --repin "REASON"`'
        )
        return
    for split, figures in floors["figures"].items():
        for name, floor in figures.items():
            value = found[split][name]
            if value > floor if name in _MOST else value < floor - SLACK:
                yield (
                    f"{split}.{name}: expected {'at most' if name in _MOST else 'at least'} {floor}, found "
                    f"{value}: mend it; or, if it has to be so, set `figures.{split}.{name}` to {value} in "
                    f'tests/floors.json by hand and add {{"figure": "{split}.{name}", "reason": "..."}} '
                    "to `lowered` there"
                )


def lifted(floors: Figures, found: Figures) -> Figures:
    """Return floors that are nowhere lower than they were, and as high as what was found."""
    return {
        split: {
            name: (min if name in _MOST else max)(floor, found[split][name])
            for name, floor in figures.items()
        }
        for split, figures in floors.items()
    }


if __name__ == "__main__":
    main()
