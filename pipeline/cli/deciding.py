"""What a person says of events: `decide`, `undecide`, `review`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import DEFAULT_DB, By, Db, WithNames
from pipeline.cli.output import choose

if TYPE_CHECKING:
    from pipeline.review.decisions import Decisions

_FORMATS = ("table", "json")
_PIPED_WIDTH = 1000


def decide(
    event: Annotated[
        str,
        typer.Argument(metavar="ID", help="Of an event, as `blotter events` shows; with add: of an article."),
    ],
    verdict: Annotated[str, typer.Argument(metavar="accept|reject|correct|add", help="What is decided.")],
    by: By,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")],
    field: Annotated[
        str | None,
        typer.Argument(metavar="FIELD", help="With correct: which value. With add: the event's type."),
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="VALUE",
            help="With correct: the right value; none: the article does not say. With add: the words.",
        ),
    ] = None,
    words: Annotated[
        str | None,
        typer.Option("--words", metavar="TEXT", help="With correct: the article's words that say so."),
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help="With add: whom it is about; else a group.")
    ] = None,
    modality: Annotated[
        str, typer.Option("--modality", help="With add: actual, alleged, negated or planned.")
    ] = "actual",
    details: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="With add: date, count, agency or custodian."),
    ] = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Accept or reject an event, correct one of its values, or add a missed one; this outlives every run.

    \b
    Example: blotter decide story:e1 correct date 2024-03-05 --by Ada --why "the docket says so"
             blotter decide story add charge "charged with theft" --person "Ada Quill" --by Ada --why missed
    """
    from pipeline.jobs.deciding import Deciding
    from pipeline.review import decisions

    choose("decision", verdict, (*decisions.KINDS, "add"))
    if (field is None) != (value is None):
        raise typer.BadParameter("expected a field and its value, found one of the two")
    deciding = Deciding(db)
    if verdict == "add":
        if field is None or value is None:
            raise typer.BadParameter("expected the event's type and the words of the article, found neither")
        start, end = _locate(db, event, value)
        told = decisions.Added(field, modality, start, end, person, _details(details))
        number = deciding.add(event, told, (by, why))
    else:
        kind = next(kind for kind in decisions.KINDS if kind == verdict)
        correction = None if field is None or value is None else (field, value)
        number = deciding.decide(event, kind, correction, (by, why), words)
    print(f"decision {number}: {event} {verdict}; `blotter undecide {number} --by NAME` takes it back")


def _locate(db: Path, article_id: str, words: str) -> tuple[int, int]:
    from pipeline.review.decisions import locate
    from pipeline.store.queries import Records

    with Records(db) as records:
        return locate(records.rows(article_id)[0]["text"], words)


def _details(given: list[str] | None) -> dict[str, str]:
    """Return what `--set` gives.

    Raises:
        typer.BadParameter: it is no field and value.
    """
    found = dict(item.partition("=")[::2] for item in given or ())
    names = ("date", "count", "count_qualifier", "agency", "custodian")
    for name in found:
        if name not in names:
            raise typer.BadParameter(f"--set: expected {', '.join(names)} with = and a value, found {name!r}")
    return found


def undecide(
    number: Annotated[
        int | None, typer.Argument(metavar="N", help="Number of the decision; without one they are listed.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who takes it back.")] = "",
    db: Db = DEFAULT_DB,
) -> None:
    """Take back what was said by `decide`, or list it; `undo` is for `merge` and `split`.

    \b
    Example: blotter undecide 3 --by Ada
    """
    from pipeline.jobs.deciding import Deciding
    from pipeline.review.tables import printable
    from pipeline.store.decisions import decisions as all_decisions
    from pipeline.store.queries import Records

    if number is not None:
        Deciding(db).undo(number, by)
        print(f"decision {number} undone")
        return
    with Records(db) as records:
        for row in all_decisions(records, undone=True):
            state = f"undone {row['undone']} by {row['undone_by']}" if row["undone"] else "in force"
            typer.echo(
                printable(
                    f"{row['id']} {_said(row)}: {row['article_id']} {row['type']}, by {row['decider']}, "
                    f"{row['made']}, {row['why']} ({state})"
                )
            )


def review(
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Show at most N events.")] = 20,
    form: Annotated[str, typer.Option("--format", metavar="FORM", help="table or json.")] = "table",
    with_names: WithNames = False,
    db: Db = DEFAULT_DB,
) -> None:
    """List the decisions that came back, then undecided events: least sure and most consequential first.

    \b
    Example: blotter review --limit 50
    """
    from pipeline.review import tables
    from pipeline.review.decisions import Decisions, queue
    from pipeline.review.rows import Desk
    from pipeline.store.decisions import undecided
    from pipeline.store.linked import LinkedRecords

    choose("--format", form, _FORMATS)
    with LinkedRecords(db) as records:
        known = Decisions(records)
        back = _returned(known)
        rows = list(known.mark(Desk(records, with_names).events(queue(records, limit))))
        number = undecided(records)
    if form == "json":
        typer.echo(json.dumps({"returned": back, "queue": rows}, ensure_ascii=False, indent=2))
        return
    for item in back:
        told = f"decision {item['decision']} ({item['said']}) came back: {item['why']}: {item['event']}"
        typer.echo(tables.printable(told))
    typer.echo("\n".join(tables.render("events", rows, None if sys.stdout.isatty() else _PIPED_WIDTH)))
    typer.echo(f"{len(back)} came back; {len(rows)} of {number} undecided events shown")


def _returned(known: Decisions) -> list[dict[str, Any]]:
    return [
        {
            "decision": item.row["id"],
            "said": _said(item.row),
            "by": item.row["decider"],
            "event": item.event_id or f"{item.row['type']} in {item.row['article_id']}",
            "why": item.reason,
        }
        for item in known.returned()
    ]


def _said(row: dict[str, Any]) -> str:
    return f"correct {row['field']} {row['value'] or 'none'}" if row["field"] else str(row["kind"])
