"""The command that answers claims: `check`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import models
from pipeline.cli.options import DEFAULT_DB, Db, Model, WithNames
from pipeline.cli.output import choose, complain

_FORMATS = ("table", "json", "jsonl")


def check(
    claim: Annotated[
        str | None, typer.Argument(metavar="CLAIM", help="What is claimed, in a sentence.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="Answer the claims of a file, one a line.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="FORM", help="table, json or jsonl.")] = "table",
    claimreview: Annotated[
        bool, typer.Option("--claimreview", help="Answer as schema.org's ClaimReview, in JSON.")
    ] = False,
    made: Annotated[
        str | None,
        typer.Option("--made", metavar="DATE", help='Day of the claim, YYYY-MM-DD, for "last month".'),
    ] = None,
    with_names: WithNames = False,
    model: Model = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Say what the database holds for and against a claim: supported, contradicted, mixed or unknown.

    \b
    Example: blotter check "The Salem jail released Elmer Pratt in May 2024." --db blotter.db
             blotter check --file claims.txt --format jsonl
    """
    from pipeline.jobs.checking import check as answer
    from pipeline.review.check import told
    from pipeline.review.rows import Desk
    from pipeline.store.claims import ClaimRecords

    choose("--format", form, _FORMATS)
    claims = _claims(claim, file)
    day = _day(made)
    with ClaimRecords(db) as records:
        desk = Desk(records, with_names)
        _, reader = models.load_reader(model=model, gate="off")
        answers = [
            told.verdict_dict(desk, verdict) for verdict in answer(records, reader, claims, day, with_names)
        ]
        unlinked = records.unlinked()
    if claimreview:
        answers = [told.claim_review(item) for item in answers]
    if form == "jsonl":
        for item in answers:
            typer.echo(json.dumps(item, ensure_ascii=False))
    elif form == "json" or claimreview:
        typer.echo(json.dumps(answers if file is not None else answers[0], ensure_ascii=False, indent=2))
    else:
        for item in answers:
            for line in told.lines(item):
                typer.echo(line)
    if unlinked:
        complain(f"{unlinked} articles came or changed since they were linked: `blotter link --db {db}`")


def _claims(claim: str | None, file: Path | None) -> list[str]:
    """Return what is to be answered.

    Raises:
        typer.BadParameter: not one of claim and file is given, it cannot be read, or it holds no claim.
    """
    if (claim is None) == (file is None):
        raise typer.BadParameter("expected a claim, or --file with one claim a line: give one of them")
    if file is None:
        claims = [claim or ""]
    else:
        try:
            claims = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise typer.BadParameter(f"{file}: expected a text file in UTF-8, found: {error}") from error
    kept = [line.strip() for line in claims if line.strip()]
    if not kept:
        raise typer.BadParameter(
            f"{file or 'CLAIM'}: expected a claim, found no word: write one, in a sentence"
        )
    return kept


def _day(made: str | None) -> str | None:
    if made is None:
        return None
    try:
        return date.fromisoformat(made).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"--made: expected YYYY-MM-DD, found {made!r}") from error
