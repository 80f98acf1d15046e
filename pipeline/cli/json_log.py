"""The log that a machine can read: one JSON object a line on standard error.

Each has `time` (UTC, ISO 8601), `level`, `logger`, `event` and what belongs to that. blotter's own events are
`run_started`, `input_failed`, `progress` and `run_ended`; what libraries log is in the same form.
"""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Iterator

import typer
from pythonjsonlogger.json import JsonFormatter

LOGGER = logging.getLogger("blotter")


@contextlib.contextmanager
def json_log() -> Iterator[logging.Logger]:
    """Give the logger; what it and any library logs is written to standard error as JSON."""
    handler = _StandardError()
    handler.setFormatter(
        JsonFormatter(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger", "message": "event"},
            timestamp="time",
        )
    )
    root, level = logging.getLogger(), LOGGER.level
    root.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    with warnings.catch_warnings():
        logging.captureWarnings(True)
        try:
            yield LOGGER
        finally:
            logging.captureWarnings(False)
            LOGGER.setLevel(level)
            root.removeHandler(handler)


class _StandardError(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        typer.echo(self.format(record), err=True)
