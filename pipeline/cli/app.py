"""The command line; what prints are its modules alone.

Exit status: 0 done; 1 something that was asked for could not be done; 2 bad usage.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache

import typer
from typer.main import get_command

from pipeline.cli import (
    checking,
    database,
    deciding,
    desk,
    evaluation,
    exporting,
    linking,
    queries,
    reading,
    reports,
)
from pipeline.cli.output import complain
from pipeline.errors import BlotterError

app = typer.Typer(
    name="blotter",
    help="News articles in, evidence-backed detainer, arrest, charge, release and removal events out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command; an error that blotter raises on purpose becomes one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        _made()()
    except BlotterError as error:
        complain(str(error))
        raise SystemExit(1) from None
    except BrokenPipeError:
        raise SystemExit(1) from None
    finally:
        _say_the_rest()


@cache
def _made() -> Callable[[], None]:
    """Return the whole command: who runs it again in one process does not have it made again."""
    return get_command(app)


def _say_the_rest() -> None:
    """Print what is still held back; whoever read may have had enough, and no more can be said there."""
    stream = sys.__stdout__
    if stream is None:
        return
    try:
        stream.flush()
    except BrokenPipeError:
        # At the interpreter's end nothing can be said there either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


COMMANDS = (
    reading.run,
    reading.extract,
    evaluation.evaluate,
    evaluation.train,
    queries.events,
    queries.people,
    queries.search,
    queries.show,
    checking.check,
    linking.timeline,
    linking.conflicts,
    linking.link,
    linking.merge,
    linking.split,
    linking.undo,
    deciding.review,
    deciding.decide,
    deciding.undecide,
    database.skipped,
    database.verify,
    exporting.export,
    reports.report,
    database.doctor,
    desk.serve,
)
"""In the order in which `--help` lists them."""

for _command in COMMANDS:
    app.command()(_command)
