"""A worker process: loads the reader once, then reads one batch after the other until nobody asks any more.

in: batches of raw pages through a pipe
out: first an `Identity`, or the `BlotterError` for which the reader cannot be loaded; then for each batch its
`Outcome`, in order
"""

from __future__ import annotations

import contextlib
import os
import signal
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from pipeline.engine.batches import read_batch
from pipeline.engine.factory import identity_of, load_reader
from pipeline.errors import BlotterError
from pipeline.schema import RawPage

if TYPE_CHECKING:
    from pipeline.settings import Settings


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
            connection.send(read_batch(batches.get(), reader))


def _receive(connection: Connection, batches: SimpleQueue[list[RawPage]]) -> None:
    """Take in batches while others are read: the parent never waits until a worker has time to take one.

    Without a parent there is nobody to read for, however far the reading has got.
    """
    try:
        while True:
            batches.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)
