"""The commands that write files for others: `export`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import DEFAULT_DB, Db, MinConfidence
from pipeline.cli.output import choose, complain, output, progress

if TYPE_CHECKING:
    from pipeline.review.export.content import Content

FOLDERS = ("csv", "parquet")
"""Forms that are a file for each table."""
FORMS = ("jsonl", *FOLDERS, "ftm", "gold")


def export(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PATH", help="A folder for csv and parquet, else a file."),
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="FORM", help=f"{', '.join(FORMS)}.")] = "jsonl",
    profile: Annotated[
        str,
        typer.Option(
            "--profile",
            metavar="NAME",
            help="public: without names of victims and minors; pseudonymous: nor of the uncharged; full.",
        ),
    ] = "public",
    dictionary: Annotated[
        bool, typer.Option("--dictionary", help="Write what each column means instead, as CSV.")
    ] = False,
    min_confidence: MinConfidence = 0.0,
    db: Db = DEFAULT_DB,
) -> None:
    """Write the database for other programs; refused if `verify` finds a fault.

    \b
    Example: blotter export --format parquet --profile pseudonymous --out tables/
    """
    from pipeline.review.export.dictionary import as_csv
    from pipeline.review.export.profiles import PROFILES

    if dictionary:
        with output(out) as write:
            write(as_csv())
        return
    choose("--format", form, FORMS)
    choose("--profile", profile, PROFILES)
    named = next(known for known in PROFILES if known == profile)
    if form in FOLDERS and out is None:
        raise typer.BadParameter(f"{form} writes a file for each table: name a folder with --out")

    from pipeline.entities.derive import derive
    from pipeline.review.export import ftm, lines, tables
    from pipeline.review.export.content import Content
    from pipeline.review.export.refusal import require_verified
    from pipeline.review.files import whole_folder
    from pipeline.store.queries import Records

    with Records(db) as records, progress() as tick:
        require_verified(records, derive, tick)
    with Content(db, named, min_confidence) as content:
        if unlinked := content.records.unlinked():
            complain(f"{unlinked} articles are not linked yet, and stand alone: `blotter link` links them")
        if form in FOLDERS and out is not None:
            with whole_folder(out) as folder:
                write_tables = tables.write_csv if form == "csv" else tables.write_parquet
                number = write_tables(content, folder)
        elif form == "gold":
            with output(out) as write:
                number = _gold(content, write)
        else:
            with output(out) as write:
                number = (ftm.write_ftm if form == "ftm" else lines.write_jsonl)(content, write)
    if out is not None:
        print(f"{number} {'entities' if form == 'ftm' else 'articles'} written to {out}")


def _gold(content: Content, write: Callable[[str], object]) -> int:
    """Write gold, say what is left out of it, and return the number of articles."""
    from pipeline.review.export.gold import write_gold
    from pipeline.score.gold import faults

    told = write_gold(content, faults, write)
    for fault in told.faulty:
        complain(f"left out: {fault}")
    if told.unfinished:
        complain(f"{told.unfinished} articles left out: not every event is decided (`blotter review`)")
    if told.hiding:
        complain(f"{told.hiding} articles left out: a name in them is hidden (--profile full)")
    return told.written
