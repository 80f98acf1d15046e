"""What the commands print with, and how they check what they are asked.

Results go to standard output, all else to standard error.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import typer

from pipeline.errors import QueryError, SourceError


class Failures:
    """Prints each failed input on standard error and counts them."""

    def __init__(self) -> None:
        """Begin with none."""
        self.count = 0

    def __call__(self, error: SourceError) -> None:
        """Print and count one."""
        self.count += 1
        complain(str(error))


def usage[**P, R](call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return what a call gives; a query that makes no sense is bad usage."""
    try:
        return call(*args, **kwargs)
    except QueryError as error:
        raise typer.BadParameter(str(error)) from error


def choose(option: str, found: str, known: Sequence[str]) -> None:
    """Refuse an option's value that is none of those known."""
    if found not in known:
        raise typer.BadParameter(f"{option}: expected one of {', '.join(known)}, found {found}")


@contextlib.contextmanager
def output(out: Path | None) -> Iterator[Callable[[str], object]]:
    """Give the function that writes to a file, or to standard output if there is none."""
    from pipeline.review.files import whole_file

    if out is None:
        yield sys.stdout.write
    else:
        with whole_file(out) as stream:
            yield stream.write


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give the function that shows how far the work has got; on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting")
        yield lambda text: bar.update(task, description=text)


def complain(message: str) -> None:
    """Print a message as one line on standard error."""
    typer.echo(f"blotter: {' '.join(message.split())}", err=True)


def say_more(limit: int | None) -> None:
    """Tell on standard error that more matched than are shown."""
    complain(f"only the first {limit} are shown: more match, raise --limit")
