"""The commands that ask gold: `evaluate` scores what is read against it, `train` learns from it."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli import models
from pipeline.cli.options import (
    Gate,
    Map,
    MinConfidence,
    Model,
    Unlikely,
)
from pipeline.cli.output import Failures, choose, output
from pipeline.cli.reading_options import ReadingOptions
from pipeline.errors import SourceError


def evaluate(
    articles: Annotated[str, typer.Argument(metavar="ARTICLES", help="Articles, as for `extract`.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold annotations, JSON Lines.")],
    errors: Annotated[
        Path | None, typer.Option("--errors", metavar="FILE", help="Write each miss and each invention here.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    by: Annotated[
        str | None, typer.Option("--by", metavar="source", help="Print the figures of each source too.")
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot", metavar="FILE", help="Draw confidence against what was right: .png, .svg, .pdf."
        ),
    ] = None,
    min_confidence: MinConfidence = 0.0,
    mapping: Map = None,
    model: Model = None,
    gate: Gate = None,
    unlikely: Unlikely = None,
) -> None:
    """Read articles and score what was found against gold annotations; say how true the confidences are.

    \b
    Example: blotter evaluate articles.jsonl gold.jsonl --errors misses.jsonl --plot sure.png
    """
    import json

    from pipeline import stages
    from pipeline.guide import to_guide
    from pipeline.review.tables import figures_table, reliability_lines, sources_table
    from pipeline.score.gold import read_annotations
    from pipeline.score.metrics import score
    from pipeline.score.reliability import draw, reliabilities
    from pipeline.score.sources import by_source
    from pipeline.threshold import surer

    if by is not None:
        choose("--by", by, ("source",))

    intake = ReadingOptions([articles], mapping).intake()
    annotations = read_annotations(gold)
    wanted = {record["id"] for record in annotations}
    failures = Failures()

    def unless_gold(error: SourceError) -> None:
        # The gold may lie in the folder of the articles; it is none of them.
        if Path(error.origin.rpartition(".jsonl")[0] + ".jsonl").resolve() != gold.resolve():
            failures(error)

    listing: list[Any] | None = None if errors is None else []
    with output(errors) if errors else contextlib.nullcontext() as write:
        _, reader = models.load_reader(model=model, gate=gate or "off", unlikely=unlikely)
        found = {
            article.id: to_guide(surer(extraction, min_confidence), article)
            for article, extraction in stages.extract(intake, reader, unless_gold)
            if article.id in wanted
        }
        for missing in sorted(wanted - found.keys()):
            message = f"expected this article of {gold} in {articles}, found none"
            failures(SourceError(missing, "missing", message))
        figures = score(annotations, found, listing).as_dict()
        sure = reliabilities(annotations, found)
        sources = by_source(annotations, found) if by is not None else {}
        if plot is not None:
            draw(sure, plot)
        if write is not None:
            write("".join(json.dumps(error, ensure_ascii=False) + "\n" for error in listing or ()))
    if as_json:
        figures["confidence"] = {kind: it.as_dict() for kind, it in sure.items()}
        if by is not None:
            figures["sources"] = {
                source: {"articles": number, **scores.as_dict()}
                for source, (number, scores) in sources.items()
            }
        print(json.dumps(figures, indent=1))
    else:
        parts = [figures_table(figures), *reliability_lines(sure)]
        print("\n".join([*parts, *(["", *sources_table(sources)] if sources else [])]))
    raise typer.Exit(int(failures.count > 0))


def train(
    decided: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="DECIDED", help="Articles that people have decided on: files of `export --format gold`."
        ),
    ] = None,
) -> None:
    """Rebuild what is trained, in `models/` of a checkout, from its gold and from what people decided.

    \b
    Example: blotter train decided.jsonl
    """
    from pipeline.score.train import train_all

    for line in train_all(decided or ()):
        print(line)
