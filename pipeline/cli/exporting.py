"""The commands that write files for others: `export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import DEFAULT_DB, Db, MinConfidence
from pipeline.cli.output import choose, output, progress

FOLDERS = ("csv", "parquet")
"""Forms that are a file for each table."""
FORMS = ("jsonl", *FOLDERS)


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
    from pipeline.review.export import lines, tables
    from pipeline.review.export.content import Content
    from pipeline.review.export.refusal import require_verified
    from pipeline.review.files import whole_folder
    from pipeline.store.queries import Records

    with Records(db) as records, progress() as tick:
        require_verified(records, derive, tick)
    with Content(db, named, min_confidence) as content:
        if form in FOLDERS and out is not None:
            with whole_folder(out) as folder:
                write_tables = tables.write_csv if form == "csv" else tables.write_parquet
                number = write_tables(content, folder)
        else:
            with output(out) as write:
                number = lines.write_jsonl(content, write)
    if out is not None:
        print(f"{number} articles written to {out}")
