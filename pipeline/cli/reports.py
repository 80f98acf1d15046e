"""The command that tells what a database holds as a page: `report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.cli.options import DEFAULT_DB, MinConfidence, Since, Until
from pipeline.cli.output import output, usage


def report(
    db: Annotated[Path, typer.Argument(metavar="DB", help="The database.")] = DEFAULT_DB,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write it; else it is printed.")
    ] = None,
    form: Annotated[
        Literal["html", "md"], typer.Option("--format", help="A page with pictures, or Markdown.")
    ] = "html",
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write a page of figures, pictures, tables, method and limits; it names no people.

    \b
    Example: blotter report events.db --out report.html --since 2024
    """
    from pipeline.review.report.page import as_html, as_markdown, make_report
    from pipeline.store.linked import LinkedRecords

    with LinkedRecords(db) as records:
        made = usage(make_report, records, since, until, min_confidence)
    text = as_html(made) if form == "html" else as_markdown(made)
    with output(out) as write:
        write(text)
    if out is not None:
        print(f"report written to {out}")
