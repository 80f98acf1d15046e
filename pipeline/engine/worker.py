"""A worker process: loads the reader once, then reads one batch after the other until nobody asks any more.

in: batches of raw pages through a pipe
out: first an `Identity`, then for each batch its `Outcome`, in order; a
`BlotterError` where the reader cannot be loaded, `Crashed` where a batch makes it raise
"""

from __future__ import annotations

import contextlib
import os
import signal
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from pipeline.engine.batches import Outcome, read_batch
from pipeline.engine.factory import identity_of, load_reader
from pipeline.errors import BlotterError
from pipeline.schema import RawPage

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from pipeline.stages import Reader


@dataclass(frozen=True, slots=True)
class Crashed:
    """A batch made the reader raise what is no error of blotter's own."""

    message: str
    """The exception, and the line of code that raised it."""


def serve(connection: Connection, factory: str, settings: Settings) -> None:
    """Read batches until the other end of the pipe is closed, by whatever ends the process that holds it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent; it tells its workers to end
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    batches: SimpleQueue[list[RawPage]] = SimpleQueue()
    Thread(target=_receive, args=(connection, batches), daemon=True).start()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # `_receive` ends the process
        try:
            reader = load_reader(factory, settings)
        except BlotterError as error:
            connection.send(error)
            return
        connection.send(identity_of(reader))
        while True:
            connection.send(_read(batches.get(), reader))


def _receive(connection: Connection, batches: SimpleQueue[list[RawPage]]) -> None:
    """Take in batches while others are read: the parent never waits until a worker has time to take one.

    Without a parent there is nobody to read for, however far the reading has got.
    """
    try:
        while True:
            batches.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)


def _read(pages: list[RawPage], reader: Reader) -> Outcome | Crashed:
    try:
        return read_batch(pages, reader)
    except Exception as error:  # noqa: BLE001 - whatever it is, one article must not cost the others
        place = traceback.extract_tb(error.__traceback__)[-1]
        return Crashed(f"{type(error).__name__}: {error} ({place.filename}:{place.lineno})")
