"""The command line; what prints are its modules alone.

Exit status: 0 done; 1 something that was asked for could not be done; 2 bad usage.
"""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline import cli_queries
from pipeline.cli_options import (
    DEFAULT_DB,
    AllowPrivate,
    Db,
    Delay,
    FetchSince,
    Map,
    MinConfidence,
    Model,
    Sources,
    Warc,
    WithNames,
    intake_of,
)
from pipeline.cli_output import Failures, choose, complain, output, progress
from pipeline.errors import BlotterError, SourceError

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from pipeline.stages import Progress, Reader

app = typer.Typer(
    name="blotter",
    help="News articles in, evidence-backed detainer, arrest, charge, release and removal events out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command; an error that blotter raises on purpose becomes one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        app()
    except BlotterError as error:
        complain(str(error))
    except BrokenPipeError:
        # Whoever read has had enough; nothing more can be said there, at the interpreter's end neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        return
    raise SystemExit(1)


@app.command()
def run(
    sources: Sources,
    mapping: Map = None,
    model: Model = None,
    since: FetchSince = None,
    warc: Warc = None,
    delay: Delay = 1.0,
    allow_private: AllowPrivate = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Read articles into a database; run again, it goes on where it stopped.

    \b
    Example: blotter run articles/ dump.jsonl.gz --db blotter.db
             blotter run dump.csv --map text=story,published=day
             blotter run https://news.example/feed.xml --since 2024-04-01
    """
    from pipeline import stages
    from pipeline.store import Store
    from pipeline.store_open import check_path

    check_path(db)
    intake = intake_of(sources, mapping, since, allow_private, warc or db.with_suffix(".warc"), delay)
    settings, reader = _load_reader(model)
    intake = replace(intake, contact=settings.contact)
    done = 0
    with Store(db) as store, progress() as tick:

        def report(made: Progress) -> None:
            nonlocal done
            done += 1
            tick(f"{done} read")
            if made.error is not None:
                complain(str(made.error))

        try:
            counts = stages.run(store, reader, intake, settings, report)
        except KeyboardInterrupt:
            complain(
                f"interrupted after {done} inputs; what was read is in {db}: run the same again to go on"
            )
            raise typer.Exit(1) from None
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in ("added", "changed", "unchanged", "failed"))
    print(f"{counts.total()} inputs: {kinds}. Database: {db}")
    raise typer.Exit(int(counts["failed"] > 0))


@app.command()
def extract(
    sources: Sources,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write here, not to the screen.")
    ] = None,
    mapping: Map = None,
    model: Model = None,
    since: FetchSince = None,
    warc: Warc = None,
    delay: Delay = 1.0,
    allow_private: AllowPrivate = False,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Read articles and write what they say as JSON Lines, one object for each; no database.

    \b
    Example: blotter extract story.html --out story.jsonl
    """
    import json

    from pipeline import stages
    from pipeline.guide import to_guide
    from pipeline.threshold import surer

    intake = intake_of(sources, mapping, since, allow_private, warc, delay)
    failures = Failures()
    done = 0
    with output(out) as write:
        settings, reader = _load_reader(model)
        intake = replace(intake, contact=settings.contact)
        with progress() as tick:
            try:
                for article, extraction in stages.extract(intake, reader, failures):
                    told = to_guide(surer(extraction, min_confidence), article)
                    write(json.dumps(told, ensure_ascii=False) + "\n")
                    done += 1
                    tick(f"{done} read")
            except KeyboardInterrupt:
                kept = "they were written" if out is None else f"{out} is as it was"
                complain(f"interrupted after {done} articles; {kept}: run the same again, or `blotter run`")
                raise typer.Exit(1) from None
    raise typer.Exit(int(failures.count > 0))


@app.command()
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

    intake = intake_of([articles], mapping)
    annotations = read_annotations(gold)
    wanted = {record["id"] for record in annotations}
    failures = Failures()

    def unless_gold(error: SourceError) -> None:
        # The gold may lie in the folder of the articles; it is none of them.
        if Path(error.origin.rpartition(".jsonl")[0] + ".jsonl").resolve() != gold.resolve():
            failures(error)

    listing: list[Any] | None = None if errors is None else []
    with output(errors) if errors else contextlib.nullcontext() as write:
        _, reader = _load_reader(model)
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


for _command in (cli_queries.events, cli_queries.people, cli_queries.search, cli_queries.show):
    app.command()(_command)


@app.command()
def verify(db: Db = DEFAULT_DB) -> None:
    """Re-read every stored value from the stored text.

    \b
    Example: blotter verify --db blotter.db
    """
    from pipeline.entities.derive import derive
    from pipeline.review.verify import verify as find_faults
    from pipeline.store_queries import Records

    faults = versions = 0
    with Records(db) as records, progress() as tick:
        for fault in find_faults(records, derive):
            if fault is None:
                versions += 1
                tick(f"{versions} verified")
            else:
                faults += 1
                print(fault)
        values = records.counts()["mentions"]
    print(f"{versions} article versions with {values} values: {faults or 'no'} fault{'s' * (faults != 1)}")
    raise typer.Exit(int(faults > 0))


@app.command()
def export(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="PATH", help="A file for jsonl, a folder for csv.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="jsonl or csv.")] = "jsonl",
    with_names: WithNames = False,
    min_confidence: MinConfidence = 0.0,
    db: Db = DEFAULT_DB,
) -> None:
    """Write the database as JSON Lines or CSV, without the names of victims and of minors.

    \b
    Example: blotter export --format csv --out tables/
    """
    from pipeline.review.export import write_csv, write_jsonl
    from pipeline.store_queries import Records

    choose("--format", form, ("jsonl", "csv"))
    if form == "csv" and out is None:
        raise typer.BadParameter("csv writes a file for each table: name a folder with --out")
    with Records(db) as records:
        if form == "csv" and out is not None:
            number = write_csv(records, out, with_names, min_confidence)
        else:
            with output(out) as write:
                number = write_jsonl(records, write, with_names, min_confidence)
    if out is not None:
        print(f"{number} articles written to {out}")


@app.command()
def doctor(db: Db = DEFAULT_DB) -> None:
    """Say what blotter runs with and how the database is.

    \b
    Example: blotter doctor --db blotter.db
    """
    import platform

    from pipeline.review.health import examine
    from pipeline.stages import blotter_version
    from pipeline.store_open import sqlite_version
    from pipeline.store_queries import Records

    print(f"blotter {blotter_version()}, Python {platform.python_version()}, SQLite {sqlite_version()}")
    troubles: list[str] = []
    try:
        settings, reader = _load_reader()
        print(f"settings: {settings.as_json()}")
        print(f"model: {reader.name} {reader.version}, SHA-256 {reader.hash}")
    except BlotterError as error:
        troubles.append(str(error))
    if db.exists():
        try:
            with Records(db) as records:
                health = examine(records)
                print(f"database: {db}, {db.stat().st_size:,} bytes")
                for name, fact in health.facts.items():
                    print(f"  {name}: {fact}")
                for issue in records.issues():
                    print(f"    {issue['origin']}: {issue['message']}")
                troubles += health.troubles
        except BlotterError as error:
            troubles.append(str(error))
    else:
        print(f"database: none yet at {db}; `blotter run SOURCE... --db {db}` makes it")
    for trouble in troubles:
        complain(trouble)
    raise typer.Exit(int(bool(troubles)))


def _load_reader(model: str | None = None) -> tuple[Settings, Reader]:
    """Return the settings and what reads articles; a model that is named goes before the settings.

    Raises:
        SettingsError: the settings are wrong.
        ModelError: there is no base model.
    """
    from pipeline.nlp import load
    from pipeline.settings import load_settings

    settings = load_settings()
    if model is not None:
        settings = replace(settings, model=model)
    return settings, load(settings)


if __name__ == "__main__":
    main()
