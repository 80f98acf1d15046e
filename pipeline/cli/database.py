"""The commands about a database as a whole: `skipped`, `verify`, `doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli import models
from pipeline.cli.options import DEFAULT_DB, Db, Format, Limit
from pipeline.cli.output import choose, complain, progress, say_more
from pipeline.errors import BlotterError


def skipped(
    whole: Annotated[bool, typer.Option("--whole", help="Only articles of which nothing was read.")] = False,
    limit: Limit = None,
    form: Format = "table",
    db: Db = DEFAULT_DB,
) -> None:
    """List the articles that the gate left unread, in whole or in part; `run --gate off` reads all.

    \b
    Example: blotter skipped --whole --format csv
    """
    import itertools

    from pipeline.review import tables
    from pipeline.store.queries import Records
    from pipeline.store.skipped import skipped_articles

    choose("--format", form, tables.FORMATS)
    with Records(db) as records:
        found = skipped_articles(records, whole)
        rows = itertools.islice(found, limit)
        table = form == "table"
        for line in tables.render("skipped", rows, None) if table else tables.lines("skipped", form, rows):
            typer.echo(line)
        if limit is not None and next(found, None) is not None:
            say_more(limit)


def verify(db: Db = DEFAULT_DB) -> None:
    """Re-read every stored value from the stored text.

    \b
    Example: blotter verify --db blotter.db
    """
    from pipeline.entities.derive import derive
    from pipeline.review.verify import verify as find_faults
    from pipeline.store.queries import Records

    faults = versions = 0
    with Records(db) as records, progress() as tick:
        for fault in find_faults(records, derive):
            if fault is None:
                versions += 1
                tick(f"{versions} verified")
            else:
                faults += 1
                print(fault)
        values = records.counts()["mentions"]
    print(f"{versions} article versions with {values} values: {faults or 'no'} fault{'s' * (faults != 1)}")
    raise typer.Exit(int(faults > 0))


def doctor(db: Db = DEFAULT_DB) -> None:
    """Say what blotter runs with and how the database is.

    \b
    Example: blotter doctor --db blotter.db
    """
    import platform

    from pipeline.review.health import examine
    from pipeline.stages import blotter_version
    from pipeline.store.opening import sqlite_version
    from pipeline.store.queries import Records

    print(f"blotter {blotter_version()}, Python {platform.python_version()}, SQLite {sqlite_version()}")
    troubles: list[str] = []
    try:
        settings, reader = models.load_reader()
        print(f"settings: {settings.as_json()}")
        print(f"model: {reader.name} {reader.version}, SHA-256 {reader.hash}")
    except BlotterError as error:
        troubles.append(str(error))
    if db.exists():
        try:
            with Records(db) as records:
                health = examine(records)
                print(f"database: {db}, {db.stat().st_size:,} bytes")
                for name, fact in health.facts.items():
                    print(f"  {name}: {fact}")
                for issue in records.issues():
                    print(f"    {issue['origin']}: {issue['message']}")
                troubles += health.troubles
        except BlotterError as error:
            troubles.append(str(error))
    else:
        print(f"database: none yet at {db}; `blotter run SOURCE... --db {db}` makes it")
    for trouble in troubles:
        complain(trouble)
    raise typer.Exit(int(bool(troubles)))
