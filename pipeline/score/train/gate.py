"""Learns what the cue words of the gate weigh, into `models/gate.json`.

in: annotated articles, and general news without annotations. out: weights, threshold, the card's figures

A logistic regression tells articles with events from general news by how dense each group of cues stands in
them; no weight is below 0. Of general news about one article in twenty does tell an event: those that look so
are left out and the rest is fitted again (learning from positive and unlabelled examples; Liu et al. 2003).
The threshold is the lowest at which no more of general news is read than is set here: of the articles learnt
from nearly all events lie above any threshold in reach, so they cannot decide it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.entities import gate
from pipeline.schema import Article
from pipeline.score.annotated import ROOT, Annotated, AnnotatedSet, about_detainers, corpus_set, standoff_set
from pipeline.score.gate import Passed, cleaned, measure, of_articles
from pipeline.score.likeness import Record
from pipeline.score.train.cards import write_figures
from pipeline.trained import MODELS

_NEWS = ROOT.parent / "shared" / "bulk" / "news_articles_5000.jsonl.gz"
_PENALTY = 3.0
"""Of squared weights."""
_ROUNDS = 3
"""Of leaving out news that looks as if it told an event."""
_LOOKS_SO = 0.03
"""Probability from which on news is left out. More of the events that the reader finds in general news lie in
what is then read, and as many of gold, than with 0.1 or 0.5 (for as much text read)."""
_STEPS = 1200
_STEP = 0.05
"""Weights are multiples of this."""
_GOLD = 4.0
"""An article weighs one for so many events."""
_READ = 0.052
"""Share of the characters of general news that may be read: what is parsed is most of what a run costs."""
_THRESHOLDS = [round(3.0 + 0.1 * step, 1) for step in range(40)]
"""Tried from the lowest."""
_CARD = MODELS / "gate.md"

type Numbers = NDArray[np.float64]


def train() -> str:
    """Write weights, threshold and the card's figures; return the figures as a table.

    Where the general news is not at hand, nothing can be learnt and all stays as it is.
    """
    if not _NEWS.is_file():
        return f"gate: {_NEWS} is not there; the weights stay as they are"
    sets = about_detainers()
    gold = [(article, item.gold()[article.id]) for item in sets for article in item.articles()]
    news = list(cleaned([str(_NEWS)]))
    weights = learn(gold, news)
    names = [str(cue["words"][0]) for cue in gate.cues()]
    digest = hashlib.sha256(_NEWS.read_bytes() + "".join(item.hash() for item in sets).encode()).hexdigest()
    trained = {"trained_on": digest, "weights": dict(zip(names, weights, strict=True))}
    for threshold in _THRESHOLDS:
        _write({**trained, "whole": threshold})
        passed = of_articles(news)
        if passed.read_characters <= _READ * passed.characters:
            break
    table = _table(sets, passed)
    write_figures(_CARD, table)
    return f"gate:\n{table}"


def learn(gold: Sequence[tuple[Article, Record]], news: Sequence[Article]) -> list[float]:
    """Return the weight of each group of cues, rounded.

    Args:
        gold: annotated articles.
        news: articles of which few tell an event.
    """
    told = np.array([bool(record["events"]) for _, record in gold], dtype=float)
    share = np.array([max(1.0, len(record["events"]) / _GOLD) for _, record in gold])
    known, unknown = _rows(article for article, _ in gold), _rows(news)
    kept = np.ones(len(news), dtype=bool)
    fitted = np.zeros(known.shape[1])
    for _ in range(_ROUNDS):
        rows = np.vstack([known, unknown[kept]])
        truth = np.concatenate([told, np.zeros(kept.sum())])
        fitted, bias = fit(rows, truth, np.concatenate([share, np.ones(kept.sum())]))
        kept = 1 / (1 + np.exp(-(unknown @ fitted + bias))) < _LOOKS_SO
    least = [float(cue.get("least", 0.0)) for cue in gate.cues()]
    return [round(max(least[at], round(weight / _STEP) * _STEP), 2) for at, weight in enumerate(fitted)]


def _rows(articles: Iterable[Article]) -> Numbers:
    found = []
    for article in articles:
        row = np.zeros(len(gate.cues()))
        for group, dense in gate.densities(gate.find_cues(article.text), len(article.text)).items():
            row[group] = dense
        found.append(row)
    return np.array(found)


def fit(rows: Numbers, truth: Numbers, shares: Numbers) -> tuple[Numbers, float]:
    """Return the weights, none below 0, and the bias of a logistic regression with a penalty on squares.

    By projected gradient descent with momentum (Beck and Teboulle 2009, "A fast iterative
    shrinkage-thresholding algorithm"); it draws nothing by lot.

    Args:
        rows: an example each.
        truth: 1 or 0 for each.
        shares: how much each counts.
    """
    whole = np.hstack([rows, np.ones((len(rows), 1))])
    penalty = np.append(np.full(rows.shape[1], _PENALTY), 0.0)
    slope = 1 / (0.25 * np.linalg.norm(whole * np.sqrt(shares)[:, None], 2) ** 2 + _PENALTY)
    weights = ahead = np.zeros(whole.shape[1])
    momentum = 1.0
    for _ in range(_STEPS):
        error = shares * (1 / (1 + np.exp(-(whole @ ahead))) - truth)
        new = ahead - slope * (whole.T @ error + penalty * ahead)
        new[:-1] = np.maximum(new[:-1], 0.0)
        after = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = new + (momentum - 1) / after * (new - weights)
        weights, momentum = new, after
    return weights[:-1], float(weights[-1])


def _write(trained: dict[str, object]) -> None:
    (MODELS / "gate.json").write_text(json.dumps(trained, indent=1) + "\n", encoding="utf-8")
    gate.forget()


def _table(sets: Sequence[Annotated], general: Passed) -> str:
    rows = [
        "| | articles | of them read | of the text | events | recall |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    dev = ROOT.parent / "shared" / "real"
    held = AnnotatedSet("real articles, dev", (dev / "dev_articles.jsonl",), dev / "dev_gold.jsonl")
    standoff = standoff_set()
    kept_aside: list[Annotated] = [corpus_set("test"), *([held] if held.gold_file.is_file() else [])]
    kept_aside += [standoff] if standoff else []
    lines = [(name, passed) for item in sets for name, passed in measure([item])[:1]]
    lines += [
        (f"{name}, not learnt from", passed) for item in kept_aside for name, passed in measure([item])[:1]
    ]
    for name, passed in [*lines, ("general news", general)]:
        recall = f"{passed.recall():.4f}" if passed.events else ""
        rows.append(
            f"| {name} | {passed.articles} | {passed.read / passed.articles:.3f} |"
            f" {passed.read_characters / passed.characters:.3f} | {passed.events or ''} | {recall} |"
        )
    return "\n".join(rows)
