"""The commands that look things up: `events`, `people`, `search`, `show`."""

from __future__ import annotations

import itertools
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.option_groups import with_options
from pipeline.cli.options import DEFAULT_DB, Db, MinSources, Modality, Rejected, Role, WithNames
from pipeline.cli.output import choose, say_more, usage
from pipeline.cli.query_options import FilterOptions, ListingOptions

if TYPE_CHECKING:
    from pipeline.store.queries import Filters

_PIPED_WIDTH = 1000


@with_options(FilterOptions)
def events(
    options: FilterOptions,
    modality: Modality = None,
    min_sources: MinSources = 1,
    rejected: Rejected = False,
) -> None:
    """List the events that articles report, by date.

    \b
    Example: blotter events --type detainer_declined --since 2024-02 --place Boston
    """
    filters = _filters(options, modality=modality, min_sources=min_sources, rejected=rejected)
    _query("events", options, filters)


@with_options(FilterOptions)
def people(options: FilterOptions, role: Role = None) -> None:
    """List the people of the articles and how far each offense is reported to have got.

    \b
    Example: blotter people --role subject --offense dui --status charged
    """
    _query("people", options, _filters(options, role=role))


@with_options(ListingOptions)
def search(
    options: ListingOptions,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help='Words, all of which must occur; "words" as one.')
    ],
    rejected: Rejected = False,
) -> None:
    """Search quotes and articles for words; --since and --until ask for the day of publication.

    \b
    Example: blotter search "ignored the detainer"
    """
    from pipeline.store.queries import match_expression

    usage(match_expression, text)
    _query("search", options, _filters(options, rejected=rejected), text)


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


def _filters(options: ListingOptions, **more: object) -> Filters:
    from pipeline.review.filters import build_filters

    return usage(build_filters, asdict(options) | more)


def _query(kind: str, options: ListingOptions, filters: Filters, text: str = "") -> None:
    """Print what a query finds."""
    from pipeline.review import tables
    from pipeline.review.decisions import Decisions
    from pipeline.review.rows import Desk
    from pipeline.store.linked import LinkedRecords

    choose("--format", options.form, tables.FORMATS)
    with LinkedRecords(options.db) as records:
        desk = Desk(records, filters.with_names, filters.min_confidence)
        finders = {"events": records.events, "people": records.people}
        hits = records.search(text, filters) if kind == "search" else finders[kind](filters)
        known = Decisions(records)
        rows = getattr(desk, kind)(itertools.islice(hits, options.limit))
        rows = rows if kind == "people" else known.mark(rows)
        if options.form == "table":
            width = None if sys.stdout.isatty() else _PIPED_WIDTH
            typer.echo("\n".join(tables.render(kind, rows, width)))
        else:
            for line in tables.lines(kind, options.form, rows):
                typer.echo(line)
        if options.limit is not None and next(hits, None) is not None:
            say_more(options.limit)
