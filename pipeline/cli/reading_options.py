"""What may be asked of every command that reads articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

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
    Unlikely,
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
    unlikely: Unlikely = None
    quiet: Quiet = False
    log_format: LogFormat = "text"

    @property
    def chosen(self) -> dict[str, str | None]:
        """Settings by name, as this command was asked for them; null: as the user's file says."""
        return {"model": self.model, "gate": self.gate, "unlikely": self.unlikely}

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
