"""What may be asked of every command that reads articles; said once, for typer has no groups of options."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Concatenate, get_type_hints

import typer

from pipeline.cli.options import (
    AllowPrivate,
    Delay,
    FetchSince,
    Gate,
    LogFormat,
    Map,
    Model,
    Processes,
    Quiet,
    Sources,
    Warc,
)
from pipeline.schema import Intake


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What to read, and how; each field is an option of its own on the command line."""

    sources: Sources
    mapping: Map = None
    model: Model = None
    since: FetchSince = None
    warc: Warc = None
    delay: Delay = 1.0
    allow_private: AllowPrivate = False
    processes: Processes = None
    gate: Gate = None
    quiet: Quiet = False
    log_format: LogFormat = "text"

    def intake(self, warc: Path | None = None) -> Intake:
        """Return what to read.

        Args:
            warc: folder for what is fetched, if none was asked for.

        Raises:
            SettingsError: `--map` is no list of fields and columns.
            typer.BadParameter: `--since` is no day.
        """
        from pipeline.acquire.columns import parse_map

        try:
            day = date.fromisoformat(self.since) if self.since is not None else None
        except ValueError as error:
            raise typer.BadParameter(
                f"--since {self.since}: expected a day as YYYY-MM-DD ({error})"
            ) from error
        columns = parse_map(self.mapping) if self.mapping is not None else {}
        return Intake(
            tuple(self.sources), columns, day, self.allow_private, self.warc or warc, delay=self.delay
        )


def with_reading_options[**P](
    command: Callable[Concatenate[ReadingOptions, P], None],
) -> Callable[..., None]:
    """Return a command that takes the fields of `ReadingOptions` one by one, before options of its own."""
    hints = get_type_hints(ReadingOptions, include_extras=True)
    names = [field.name for field in fields(ReadingOptions)]

    def spread(**given: Any) -> None:
        options = ReadingOptions(**{name: given.pop(name) for name in names})
        command(options, **given)  # type: ignore[call-arg]

    shared = [
        parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in inspect.signature(ReadingOptions).parameters.items()
    ]
    own = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    ]
    spread.__signature__ = inspect.Signature([*shared, *own])  # type: ignore[attr-defined]
    # Not by `functools.wraps`: typer would follow it to the command, which takes them as one.
    spread.__name__, spread.__doc__ = command.__name__, command.__doc__
    return spread
