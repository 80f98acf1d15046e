"""What several articles tell: `link`, `timeline`, `conflicts`, `merge`, `split`, `undo`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import DEFAULT_DB, By, Db, Limit, WithNames
from pipeline.cli.output import choose, complain, progress, say_more

if TYPE_CHECKING:
    from pipeline.jobs.deciding import Kind

Ids = Annotated[str, typer.Argument(metavar="ID", help="Id of a person or event, of an article or linked.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")]
LedgerFormat = Annotated[str, typer.Option("--format", metavar="FORM", help="table or json.")]
_FORMATS = ("table", "json")


def link(db: Db = DEFAULT_DB) -> None:
    """Link people and events across articles; `blotter run` does so at its end.

    \b
    Example: blotter link --db blotter.db
    """
    from pipeline.jobs.copies import find_copies
    from pipeline.jobs.relinking import relink
    from pipeline.store.linked import LinkedRecords
    from pipeline.store.writer import Store

    with LinkedRecords(db):  # it must be there
        pass
    with progress() as tick:
        with Store(db) as store:
            find_copies(store)
        done = relink(db, tick)
    print(f"{done.articles} articles compared; {done.events} events linked anew. Database: {db}")
    for number in done.lost:
        complain(
            f"decision {number}: what it is about is in no article now; it waits, or take it back with "
            f"`blotter undo {number}`"
        )


def timeline(
    what: Annotated[
        str, typer.Argument(metavar="PERSON|FACILITY|EVENT", help="An id, a name, or words of a place's.")
    ],
    form: LedgerFormat = "table",
    with_names: WithNames = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Tell one case by date: each event with every report of it, its sources and their conflicts.

    \b
    Example: blotter timeline "Elmer Danilo" --db blotter.db
    """
    from pipeline.review import timeline as ledger
    from pipeline.review.rows import Desk
    from pipeline.store.linked import LinkedRecords

    choose("--format", form, _FORMATS)
    with LinkedRecords(db) as records:
        desk = Desk(records, with_names)
        person, events = ledger.find(records, desk, what)
        if form == "json":
            told = None if person is None else ledger.person_dict(desk, person, events)
            whole = {"person": told, "events": [ledger.event_dict(desk, event) for event in events]}
            typer.echo(json.dumps(whole, ensure_ascii=False, indent=2))
        else:
            for line in ledger.lines(desk, person, events):
                typer.echo(line)
        _say_unlinked(records.unlinked(), db)


def conflicts(
    form: LedgerFormat = "table",
    limit: Limit = None,
    with_names: WithNames = False,
    db: Db = DEFAULT_DB,
) -> None:
    """List the events whose reports disagree, with the versions side by side.

    \b
    Example: blotter conflicts --db blotter.db
    """
    import itertools

    from pipeline.review import timeline as ledger
    from pipeline.review.rows import Desk
    from pipeline.store.linked import LinkedRecords

    choose("--format", form, _FORMATS)
    with LinkedRecords(db) as records:
        desk = Desk(records, with_names)
        found = records.conflicting()
        told = [ledger.event_dict(desk, event) for event in itertools.islice(found, limit)]
        if form == "json":
            typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        elif not told:
            typer.echo("Nothing found.")
        else:
            for event in told:
                for line in ledger.event_lines(event):
                    typer.echo(line)
        if next(found, None) is not None:
            say_more(limit)
        _say_unlinked(records.unlinked(), db)


def merge(a: Ids, b: Ids, by: By = "", why: Why = "", db: Db = DEFAULT_DB) -> None:
    """Say that two people, or two events, are one; this outlives every run.

    \b
    Example: blotter merge monday:p1 tuesday:p2
    """
    _decide(db, "merge", (a, b), (by, why))


def split(a: Ids, b: Ids, by: By = "", why: Why = "", db: Db = DEFAULT_DB) -> None:
    """Say that two reports are not of one person, or not of one event; this outlives every run.

    \b
    Example: blotter split monday:p1 tuesday:p2
    """
    _decide(db, "split", (a, b), (by, why))


def undo(
    number: Annotated[
        int | None, typer.Argument(metavar="N", help="Number of the decision; without one they are listed.")
    ] = None,
    by: By = "",
    db: Db = DEFAULT_DB,
) -> None:
    """Take back what was said by `merge` or `split`, or list it.

    \b
    Example: blotter undo 3
    """
    from pipeline.jobs.deciding import undo as take_back
    from pipeline.store.linked import LinkedRecords

    with LinkedRecords(db) as records:
        if number is None:
            for row in records.decisions():
                said = "".join(f", {row[name]}" for name in ("decider", "why") if row[name])
                state = f"undone {row['undone']}" if row["undone"] else "in force"
                typer.echo(
                    f"{row['id']}  {row['kind']} {row['of']}: {row['a_article']}, {row['b_article']}"
                    f"  {row['made']}{said}  {state}"
                )
            return
    take_back(db, number, by or None)
    print(f"decision {number} undone")


def _decide(db: Path, kind: Kind, pair: tuple[str, str], by: tuple[str, str]) -> None:
    from pipeline.jobs.deciding import decide

    number = decide(db, kind, *pair, by if any(by) else None)
    print(f"decision {number}: {kind} {pair[0]} {pair[1]}; `blotter undo {number}` takes it back")


def _say_unlinked(number: int, db: Path) -> None:
    if number:
        complain(f"{number} articles came or changed since they were linked: `blotter link --db {db}`")
