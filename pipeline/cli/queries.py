"""The commands that look things up: `events`, `people`, `search`, `show`."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import (
    DEFAULT_DB,
    Agency,
    Copies,
    Db,
    Facility,
    Format,
    Limit,
    MinConfidence,
    MinSources,
    Modality,
    Offense,
    PersonOption,
    Place,
    Rejected,
    Role,
    Since,
    Source,
    Status,
    Type,
    Until,
    WithNames,
)
from pipeline.cli.output import choose, complain, usage

if TYPE_CHECKING:
    from pipeline.store.queries import Filters

_PIPED_WIDTH = 1000


def events(
    type: Type = None,
    modality: Modality = None,
    status: Status = None,
    offense: Offense = None,
    facility: Facility = None,
    place: Place = None,
    agency: Agency = None,
    person: PersonOption = None,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    min_sources: MinSources = 1,
    min_confidence: MinConfidence = 0.0,
    rejected: Rejected = False,
    limit: Limit = None,
    form: Format = "table",
    copies: Copies = False,
    with_names: WithNames = False,
    db: Db = DEFAULT_DB,
) -> None:
    """List the events that articles report, by date.

    \b
    Example: blotter events --type detainer_declined --since 2024-02 --place Boston
    """
    _query("events", _filters(locals()), form, limit, db)


def people(
    role: Role = None,
    type: Type = None,
    status: Status = None,
    offense: Offense = None,
    facility: Facility = None,
    place: Place = None,
    agency: Agency = None,
    person: PersonOption = None,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    min_confidence: MinConfidence = 0.0,
    limit: Limit = None,
    form: Format = "table",
    copies: Copies = False,
    with_names: WithNames = False,
    db: Db = DEFAULT_DB,
) -> None:
    """List the people of the articles and how far each offense is reported to have got.

    \b
    Example: blotter people --role subject --offense dui --status charged
    """
    _query("people", _filters(locals()), form, limit, db)


def search(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help='Words, all of which must occur; "words" as one.')
    ],
    since: Since = None,
    until: Until = None,
    source: Source = None,
    min_confidence: MinConfidence = 0.0,
    rejected: Rejected = False,
    limit: Limit = None,
    form: Format = "table",
    copies: Copies = False,
    with_names: WithNames = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Search quotes and articles for words; --since and --until ask for the day of publication.

    \b
    Example: blotter search "ignored the detainer"
    """
    from pipeline.store.queries import match_expression

    usage(match_expression, text)
    _query("search", _filters(locals()), form, limit, db, text)


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of an article, event or person.")],
    with_names: WithNames = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Show an article, event or person with its evidence.

    \b
    Example: blotter show story:e1
    """
    from pipeline.review.decisions import Decisions
    from pipeline.review.rows import Desk
    from pipeline.review.show import show as show_lines
    from pipeline.review.tables import printable
    from pipeline.store.linked import LinkedRecords

    with LinkedRecords(db) as records:
        hit = records.find(id)
        for line in show_lines(Desk(records, with_names), hit):
            typer.echo(line)
        decided = Decisions(records).of(hit)
        if decided is not None:
            typer.echo(printable(decided.words))


def _filters(options: dict[str, Any]) -> Filters:
    from pipeline.review.filters import build_filters

    return usage(build_filters, options)


def _query(
    kind: str,
    filters: Filters,
    form: str,
    limit: int | None,
    db: Path,
    text: str = "",
) -> None:
    """Print what a query finds."""
    from pipeline.review import tables
    from pipeline.review.decisions import Decisions
    from pipeline.review.rows import Desk
    from pipeline.store.linked import LinkedRecords

    choose("--format", form, tables.FORMATS)
    with LinkedRecords(db) as records:
        desk = Desk(records, filters.with_names, filters.min_confidence)
        finders = {"events": records.events, "people": records.people}
        hits = records.search(text, filters) if kind == "search" else finders[kind](filters)
        known = Decisions(records)
        rows = getattr(desk, kind)(itertools.islice(hits, limit))
        rows = rows if kind == "people" else known.mark(rows)
        if form == "table":
            width = None if sys.stdout.isatty() else _PIPED_WIDTH
            typer.echo("\n".join(tables.render(kind, rows, width)))
        else:
            for line in tables.lines(kind, form, rows):
                typer.echo(line)
        if limit is not None and next(hits, None) is not None:
            complain(f"only the first {limit} are shown: more match, raise --limit")
