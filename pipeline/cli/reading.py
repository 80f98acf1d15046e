"""The commands that read articles: `run` into a database, `extract` onto the screen or into a file."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import models
from pipeline.cli.options import DEFAULT_DB, Address, Db, Engine, MinConfidence, Shards
from pipeline.cli.output import Failures, choose, complain, output, progress
from pipeline.cli.reading_options import ReadingOptions, with_reading_options

if TYPE_CHECKING:
    from pipeline.stages import Progress


@with_reading_options
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
    check_path(db)
    intake = options.intake(warc=db.with_suffix(".warc"))
    done = unread = 0
    with contextlib.ExitStack() as stack:
        if engine == "ray":
            folder = shards or str(db.with_suffix(".shards"))
            opened = models.open_cluster(options.model, options.processes, address, folder, options.gate)
        else:
            opened = models.open_reader(options.model, options.processes, options.gate)
        settings, reader = stack.enter_context(opened)
        store, tick = stack.enter_context(Store(db, settings.lock_wait)), stack.enter_context(progress())
        intake = replace(intake, contact=settings.contact)

        def report(made: Progress) -> None:
            nonlocal done, unread
            done += 1
            unread += made.extraction is not None and made.extraction.unread
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
    if unread:
        print(f"{unread} of them hold nothing worth parsing and were left unread: see `blotter skipped`")
    raise typer.Exit(int(counts["failed"] > 0))


@with_reading_options
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

    intake = options.intake()
    failures = Failures()
    done = 0
    opened = models.open_reader(options.model, options.processes, options.gate)
    with output(out) as write, opened as (settings, reader):
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
