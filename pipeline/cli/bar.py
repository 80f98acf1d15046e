"""The bar that shows on a terminal how far a reading has got: rate, time left, events, failures."""

from __future__ import annotations

from datetime import timedelta
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
)
from rich.text import Text

from pipeline.cli.tally import Tally


class Bar:
    """A context manager; the bar is gone when it ends."""

    def __init__(self, console: Console | None = None) -> None:
        """Take the console to draw on; null: standard error."""
        self._console = console or Console(stderr=True)
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            _Rate(),
            _TimeLeft(),
            TextColumn("{task.fields[events]} events"),
            TextColumn("{task.fields[failed]} failed"),
        )
        self._progress = Progress(*columns, console=self._console, transient=True)
        self._task = self._progress.add_task("loading", total=None, events=0, failed=0)

    def __enter__(self) -> Self:
        """Begin to draw."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._progress.stop()

    def show(self, tally: Tally, total: int | None) -> None:
        """Show what is done of how many inputs; null: nobody knows."""
        done = tally.inputs.total()
        self._progress.update(
            self._task,
            description="reading",
            completed=done,
            total=None if total is None else max(total, done),
            events=tally.events.total(),
            failed=tally.failures.total(),
        )

    def say(self, line: str) -> None:
        """Print a line above the bar."""
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


class _Rate(ProgressColumn):
    """Inputs a second, of late."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.1f}/s" if task.speed else "")


class _TimeLeft(ProgressColumn):
    """The time that is left; where nobody knows how much there is to do, the time it took so far."""

    max_refresh = 0.5

    def render(self, task: Task) -> Text:
        if task.time_remaining is not None:
            return Text(f"{timedelta(seconds=int(task.time_remaining))} left")
        return Text(f"{timedelta(seconds=int(task.elapsed or 0))} so far")
