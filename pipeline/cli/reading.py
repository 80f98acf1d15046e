"""The commands that read articles: `run` into a database, `extract` onto the screen or into a file."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import models
from pipeline.cli.option_groups import with_options
from pipeline.cli.options import DEFAULT_DB, Address, Db, Engine, MinConfidence, Shards
from pipeline.cli.output import choose, output
from pipeline.cli.reading_options import ReadingOptions
from pipeline.cli.reporting import reporting
from pipeline.counted import counted
from pipeline.errors import SourceError


@with_options(ReadingOptions)
def run(
    options: ReadingOptions,
    engine: Engine = "local",
    address: Address = None,
    shards: Shards = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Read articles into a database; run again, it goes on where it stopped.

    \b
    Example: blotter run articles/ dump.jsonl.gz --db blotter.db
             blotter run dump.csv --map text=story,published=day
             blotter run https://news.example/feed.xml --since 2024-04-01
             blotter run dump.parquet --engine ray --address auto --shards s3://bucket/shards
    """
    from pipeline import stages
    from pipeline.store.opening import check_path
    from pipeline.store.writer import Store

    choose("--engine", engine, ("local", "ray"))
    if engine == "local" and (address or shards):
        raise typer.BadParameter("--address and --shards: expected --engine ray with them, found local")
    with contextlib.ExitStack() as stack:
        kept = f"what was read is in {db}: run the same again to go on"
        report = stack.enter_context(reporting(options, kept))
        check_path(db)
        intake = options.intake(warc=db.with_suffix(".warc"))
        if engine == "ray":
            folder = shards or str(db.with_suffix(".shards"))
            opened = models.open_cluster(options.processes, address, folder, **options.chosen)
        else:
            opened = models.open_reader(options.processes, **options.chosen)
        reading = stack.enter_context(contextlib.ExitStack())
        settings, reader = reading.enter_context(opened)
        store = stack.enter_context(Store(db, settings.lock_wait))
        intake = replace(intake, contact=settings.contact)
        counts = stages.run(store, reader, intake, settings, report, reading.close)
    if not options.quiet:
        kinds = ", ".join(f"{counts[kind]} {kind}" for kind in ("added", "changed", "unchanged", "failed"))
        inputs = counted(counts.total(), "input")
        print(f"{inputs}: {kinds}. Database: {db}", *report.tally.lines(), sep="\n")
    raise typer.Exit(int(counts["failed"] > 0))


@with_options(ReadingOptions)
def extract(
    options: ReadingOptions,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write here, not to the screen.")
    ] = None,
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

    kept = "what was read was written" if out is None else f"{out} is as it was"
    kept += ": run the same again, or `blotter run`"
    shown = out is None and sys.stdout.isatty()
    with contextlib.ExitStack() as stack:
        report = stack.enter_context(reporting(options, kept, bar=not shown))
        intake = options.intake()
        write = stack.enter_context(output(out))
        chosen = options.chosen | {"gate": options.gate or "off"}
        opened = models.open_reader(options.processes, **chosen)
        settings, reader = stack.enter_context(opened)

        def failed(error: SourceError) -> None:
            report(stages.Progress("failed", error.origin, error))

        for article, extraction in stages.extract(replace(intake, contact=settings.contact), reader, failed):
            told = to_guide(surer(extraction, min_confidence), article)
            write(json.dumps(told, ensure_ascii=False) + "\n")
            report(stages.Progress("read", article.origin, extraction=extraction))
    if not options.quiet and options.log_format == "text":
        for line in report.tally.left_out():
            print(line, file=sys.stderr)
    raise typer.Exit(int(report.tally.inputs["failed"] > 0))
