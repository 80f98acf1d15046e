"""Learns how sure each value is, from what was right on annotated articles, into `models/confidence.json`.

Articles: those of `sets_to_learn_from`, and what people have decided on.
Figures are those of ten models, each of which was not fitted on the sources that it is measured on.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline import nlp
from pipeline.events.certainty.confidence import DETAILS, KINDS
from pipeline.events.certainty.features import Features
from pipeline.guide import to_guide
from pipeline.schema import Article, Extraction
from pipeline.score.annotated import ROOT, Annotated, AnnotatedSet, sets_to_learn_from
from pipeline.score.calibration import Example, Reliability, best_penalty, fit, reliability
from pipeline.score.judgement import judge
from pipeline.score.likeness import Record
from pipeline.score.train.cards import write_figures
from pipeline.settings import load_settings
from pipeline.trained import MODELS

_PENALTIES = (4.0, 8.0, 16.0, 32.0)
_FOLDS = 10
_SEED = 1
_CARD = ROOT / "models" / "confidence.md"

type Examples = dict[str, list[Example]]
"""By kind of value."""


def annotated_sets(decided: Sequence[Path] = ()) -> list[Annotated]:
    """Return the sets that are there to learn from.

    Args:
        decided: files of `blotter export --format gold`, each both the articles and their gold.
    """
    return [*sets_to_learn_from(), *(AnnotatedSet(path.name, (path,), path) for path in decided)]


def train(decided: Sequence[Path] = ()) -> str:
    """Write the weights and the card's figures, and return the figures as a table.

    Args:
        decided: as of `annotated_sets`.
    """
    sets = annotated_sets(decided)
    examples = gather(sets)
    kinds, figures = {}, {}
    for kind in KINDS:
        penalty, confidences = best_penalty(examples[kind], _PENALTIES, _FOLDS, _SEED)
        kinds[kind] = fit(examples[kind], penalty)
        figures[kind] = reliability(confidences, [example.right for example in examples[kind]])
    trained = {
        "trained_on": {item.name: item.hash() for item in sets},
        "figures": {kind: found.as_dict() for kind, found in figures.items()},
        "kinds": kinds,
    }
    path = MODELS / "confidence.json"
    path.write_text(json.dumps(trained, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    table = _table(figures)
    write_figures(_CARD, table)
    return f"confidence, trained on {', '.join(item.name for item in sets)}:\n{table}"


def gather(sets: Sequence[Annotated]) -> Examples:
    """Return an example for each value that gold can judge."""
    reader = nlp.load(replace(load_settings(), gate="off"), calibrate=False)
    examples: Examples = defaultdict(list)
    for item in sets:
        gold = item.gold()
        articles = list(item.articles())
        for article, extraction in zip(articles, reader.read(articles), strict=True):
            for kind, features, right in _examples(article, extraction, gold[article.id]):
                examples[kind].append(Example(tuple(features), right, source_of(article)))
    return examples


def source_of(article: Article) -> str:
    """Return the outlet in one spelling; an article that names none, as in the corpus, is its own."""
    outlet = re.sub(r"^www\.|\.\w{2,4}$|\W", "", (article.source or "").lower())
    return outlet or article.id


def _examples(
    article: Article, extraction: Extraction, gold: Record
) -> Iterator[tuple[str, list[str], bool]]:
    """Yield kind, features and truth of each value."""
    found = judge(gold, to_guide(extraction, article))
    features = Features(article, extraction)
    for i, right in found.people.items():
        yield "person", features.person(extraction.people[i]), right
    for i, right in found.ages.items():
        age = extraction.people[i].age
        assert age is not None
        yield "age", features.age(extraction.people[i], age), right
    for i, right in found.offenses.items():
        yield "offense", features.offense(extraction.offenses[i]), right
    for i, right in found.facilities.items():
        yield "facility", features.facility(extraction.facilities[i]), right
    for i, right in found.events.items():
        yield "event", features.event(extraction.events[i]), right
    for (field, i), right in found.details.items():
        assert field in DETAILS
        event = extraction.events[i]
        yield field, features.detail(field, event, getattr(event, field)), right


def _table(figures: dict[str, Reliability]) -> str:
    """Return the figures as a Markdown table."""
    lines = [
        "| value | judged | right | right, of the surer half | its least confidence | calibration error |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for kind, it in figures.items():
        lines.append(
            f"| {kind} | {it.number} | {it.precision:.3f} | {it.precision_at_half:.3f} | {it.cut:.3f}"
            f" | {it.error:.3f} |"
        )
    return "\n".join(lines)
