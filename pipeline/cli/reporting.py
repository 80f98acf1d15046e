"""Tells how a reading goes: each failure at once, how far it has got, and how it ended.

As words on standard error, with a bar where that is a terminal, or as a log that a machine can read.
"""

from __future__ import annotations

import contextlib
import logging
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, Protocol

import typer

from pipeline.cli.output import choose, complain
from pipeline.cli.tally import Tally
from pipeline.counted import counted
from pipeline.errors import BlotterError, SourceError

if TYPE_CHECKING:
    from pipeline.cli.bar import Bar
    from pipeline.cli.reading_options import ReadingOptions
    from pipeline.stages import Progress

PROGRESS_EVERY = 10.0
"""Seconds between two `progress` lines of the log."""


class Report:
    """Counts the inputs, and tells of them."""

    def __init__(self, view: _View) -> None:
        """Begin with none."""
        self.tally = Tally()
        self._view = view

    def __call__(self, made: Progress) -> None:
        """Tell what became of one input."""
        self.tally.add(made)
        if made.error is not None:
            self._view.failed(made.error)
        self._view.progress(self.tally)


@contextlib.contextmanager
def reporting(options: ReadingOptions, kept: str, bar: bool = True) -> Iterator[Report]:
    """Give what is to be called for each input; what stops the reading is told, and ends the command.

    Args:
        options: say whether a person or a machine is told, and how much.
        kept: says what an interrupted command leaves and how to go on.
        bar: whether a bar may be drawn; not where the results go to the same screen.

    Raises:
        typer.Exit: with status 1, where it was interrupted or could not go on.
    """
    choose("--log-format", options.log_format, ("text", "json"))
    with contextlib.ExitStack() as stack:
        view: _View
        if options.log_format == "json":
            from pipeline.cli.json_log import json_log

            view = _Log(stack.enter_context(json_log()), options.sources)
        elif bar and not options.quiet and sys.stderr.isatty():
            from pipeline.cli.bar import Bar

            view = _Drawn(stack.enter_context(Bar()), options.sources)
        else:
            view = _Words()
        report = Report(view)
        try:
            with _interrupted_by_signals():
                yield report
        except KeyboardInterrupt:
            done = report.tally.inputs.total()
            view.ended("interrupted", report.tally, f"interrupted after {counted(done, 'input')}; {kept}")
            raise typer.Exit(1) from None
        except BlotterError as error:
            view.ended("stopped", report.tally, str(error))
            raise typer.Exit(1) from error
        view.ended("done", report.tally)


@contextlib.contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    """Have a polite request to end (`kill`, a shutdown, a terminal that is closed) do what Ctrl-C does.

    A signal that is ignored, as under `nohup`, stays so.
    """

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    known = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    taken = [number for number in known if signal.getsignal(number) == signal.SIG_DFL]
    for number in taken:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


class _View(Protocol):
    def failed(self, error: SourceError) -> None: ...
    def progress(self, tally: Tally) -> None: ...
    def ended(self, status: str, tally: Tally, message: str | None = None) -> None: ...


class _Words:
    """What stops an input or the whole, a line each; nothing else."""

    def failed(self, error: SourceError) -> None:
        complain(str(error))

    def progress(self, tally: Tally) -> None:
        """Say nothing."""

    def ended(self, _status: str, _tally: Tally, message: str | None = None) -> None:
        if message is not None:
            complain(message)


class _Drawn(_Words):
    """The same above a bar."""

    def __init__(self, bar: Bar, sources: Sequence[str]) -> None:
        self._bar = bar
        self._counting = _Counting(sources)

    def failed(self, error: SourceError) -> None:
        self._bar.say(f"blotter: {' '.join(str(error).split())}")

    def progress(self, tally: Tally) -> None:
        self._bar.show(tally, self._counting.total)


class _Log:
    """Everything as events of a log."""

    def __init__(self, logger: logging.Logger, sources: Sequence[str]) -> None:
        self._logger = logger
        self._counting = _Counting(sources)
        self._next = time.monotonic() + PROGRESS_EVERY
        logger.info("run_started", extra={"sources": list(sources)})

    def failed(self, error: SourceError) -> None:
        told = {"origin": error.origin, "kind": error.kind, "problem": error.message}
        self._logger.warning("input_failed", extra=told)

    def progress(self, tally: Tally) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + PROGRESS_EVERY
        done, total = tally.inputs.total(), self._counting.total
        left = None if total is None else round(max(total - done, 0) / tally.rate, 1)
        self._logger.info("progress", extra={**tally.as_dict(), "total": total, "seconds_left": left})

    def ended(self, status: str, tally: Tally, message: str | None = None) -> None:
        level = logging.INFO if status == "done" else logging.ERROR
        self._logger.log(level, "run_ended", extra={"status": status, "problem": message, **tally.as_dict()})


class _Counting:
    """Counts the inputs beforehand, beside the reading, which does not wait for it."""

    def __init__(self, sources: Sequence[str]) -> None:
        self.total: int | None = None
        """Null until it is known, or for good."""
        self._sources = sources
        Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        from pipeline.acquire.counting import count_inputs

        self.total = count_inputs(self._sources)
