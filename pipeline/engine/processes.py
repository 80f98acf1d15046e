"""Several processes on this machine, each with a reader of its own; this one hands out pages.

in: raw pages    out: what `stages.read_pages` yields, in the same order, however many processes there are

Each worker has a pipe of its own and nothing else in common with the others: a worker that is killed, at any
moment, harms none of them, which batch it had is known, and a pipe whose parent is gone ends its worker. The
pools of `concurrent.futures` and loky share their queues: one death breaks all, and workers outlive a parent
that is killed. `nlp.pipe(n_process=)` sends documents, many times as large as what is read from them.

A batch whose worker dies is read again; where that happens repeatedly it is halved, down to the page that
does it, which is set aside.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.engine.batches import Outcome, batched_pages
from pipeline.engine.factory import MODEL, Identity, check_alike
from pipeline.engine.worker import serve
from pipeline.errors import BlotterError, EngineError, SourceError
from pipeline.schema import RawPage
from pipeline.stages import Failed, Reading

if TYPE_CHECKING:
    from pipeline.settings import Settings

_AT_ONCE = 2
"""Batches that a worker is given: one that it reads, and one to go on with."""
_WINDOW = 4
"""Batches for each worker that are read, handed out or done and wait for an earlier one: they take memory."""
_TRIES = 2
"""A batch that has cost so many workers is halved; a page that has, set aside."""
_PRELOADED = ("pipeline.engine.worker", "pipeline.engine.preload_cleaning")
_PRELOADED_FOR_MODEL = "pipeline.engine.preload"
_STARTS = 3
"""Workers that may die in a row before they have loaded a reader."""


@dataclass(slots=True, eq=False)
class _Batch:
    pages: list[RawPage]
    tries: int = 0
    """Workers that it has cost."""
    outcome: Outcome | None = None


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    ready: bool = False
    batches: deque[_Batch] = field(default_factory=deque)
    """Those that it was given and has not answered, in order."""


class Processes:
    """An engine: a fixed number of worker processes; a context manager that ends them."""

    def __init__(self, settings: Settings, number: int, factory: str = MODEL) -> None:
        """Start the workers, and wait until the first has loaded its reader.

        Args:
            settings: name the base model.
            number: how many.
            factory: what makes a reader (`engine.factory.load_reader`).

        Raises:
            ModelError: there is no base model.
            EngineError: the workers die while they load it.
        """
        self._settings = settings
        self._factory = factory
        self._context = _context(factory)
        self._workers: list[_Worker] = []
        self._identity: Identity | None = None
        self._deaths = 0
        self._window: list[_Batch] = []
        self._waiting: deque[_Batch] = deque()
        try:
            self._workers += [self._start() for _ in range(number)]
            while self._identity is None:
                self._listen()
        except BaseException:  # an interrupt too: no process stays behind, and it goes on up
            self.close()
            raise
        self.identity: Identity = self._identity
        self.name: str = self.identity.name
        self.version: str = self.identity.version
        self.hash: str = self.identity.hash

    def __enter__(self) -> Self:
        """Return the engine."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers."""
        self.close()

    def pids(self) -> list[int]:
        """Return the ids of the processes."""
        return [worker.process.pid for worker in self._workers if worker.process.pid is not None]

    def close(self) -> None:
        """End the workers, whatever they are at."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.process.close()
        self._workers.clear()

    def read_pages(self, pages: Iterator[RawPage | SourceError], failed: Failed) -> Iterator[Reading]:
        """Yield each page that could be read with its article and what that says, in the order of the pages.

        Raises:
            ModelError: model or rules were changed in the middle.
            EngineError: workers cannot be kept going.
        """
        source = batched_pages(pages, failed)
        more = True
        while more or self._window:
            while more and len(self._window) < _WINDOW * len(self._workers):
                taken = next(source, None)
                if taken is None:
                    more = False
                else:
                    self._add(_Batch(taken))
                    self._hand_out()
            while self._window and (outcome := self._window[0].outcome) is not None:
                done = self._window.pop(0).pages
                for error in outcome.failed:
                    failed(error)
                for place, article, extraction in outcome.read:
                    yield done[place], article, extraction
            if self._window:
                self._listen()

    def _add(self, batch: _Batch) -> None:
        self._window.append(batch)
        self._waiting.append(batch)

    def _hand_out(self) -> None:
        """Give what waits to the workers that have least to do."""
        for least in range(_AT_ONCE):
            for worker in self._workers:
                if self._waiting and worker.ready and len(worker.batches) == least:
                    batch = self._waiting.popleft()
                    worker.batches.append(batch)
                    with contextlib.suppress(OSError):  # it is dead; `_listen` will hear of it
                        worker.connection.send(batch.pages)

    def _listen(self) -> None:
        """Wait until a worker says something or dies, and see to it."""
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection)):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                said = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(said, BlotterError):
                raise said
            if isinstance(said, Identity):
                self._identity = self._identity or said
                check_alike(self._identity, said)
                worker.ready = True
                self._deaths = 0
            else:
                worker.batches.popleft().outcome = said
        self._hand_out()

    def _start(self) -> _Worker:
        here, there = self._context.Pipe()
        process: BaseProcess = self._context.Process(  # type: ignore[attr-defined]
            target=serve, args=(there, self._factory, self._settings), daemon=True
        )
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            with _without_program():
                process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
            there.close()
        return _Worker(process, here)

    def _bury(self, worker: _Worker) -> None:
        """Put a new worker in the place of a dead one; what it was reading is under suspicion."""
        worker.connection.close()
        worker.process.kill()
        worker.process.join()
        cause = f"its process ended with status {worker.process.exitcode}"
        worker.process.close()
        if not worker.ready:
            self._deaths += 1
        self._workers.remove(worker)
        if self._deaths == _STARTS:
            raise EngineError(
                f"worker processes: expected them to load the model, found that {_STARTS} in a row died"
                f" ({cause}): ask for fewer with --processes; each takes the memory of one model"
            )
        self._waiting.extendleft(reversed(list(worker.batches)[1:]))
        if worker.batches:
            self._again(worker.batches[0], cause)
        self._workers.append(self._start())

    def _again(self, batch: _Batch, cause: str) -> None:
        """Have a batch read again that cost its worker; in halves if it has done so repeatedly."""
        batch.tries += 1
        if batch.tries < _TRIES:
            self._waiting.appendleft(batch)
        elif len(batch.pages) == 1:
            batch.outcome = Outcome(failed=[_set_aside(batch.pages[0], cause)])
        else:
            middle = len(batch.pages) // 2
            halves = [_Batch(pages) for pages in (batch.pages[:middle], batch.pages[middle:])]
            for half in halves:
                half.tries = 0 if len(half.pages) == 1 else _TRIES - 1
            place = self._window.index(batch)
            self._window[place : place + 1] = halves
            self._waiting.extendleft(reversed(halves))


def _context(factory: str) -> BaseContext:
    """Return how processes are started: on Linux forked from a clean one that holds what all of them need.

    That one has no threads, files or model, unlike this, which must not be forked itself. Elsewhere the
    system's libraries do not stand forking, and each process begins anew.
    """
    if sys.platform != "linux":
        return get_context("spawn")
    context = get_context("forkserver")
    what_makes = _PRELOADED_FOR_MODEL if factory == MODEL else factory.partition(":")[0]
    context.set_forkserver_preload([*_PRELOADED, what_makes])
    return context


@contextlib.contextmanager
def _without_program() -> Iterator[None]:
    """Hide the program that runs from `multiprocessing`, which else has each worker import its file anew.

    A worker needs nothing of it: what it is given is known by its module.
    """
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


def _set_aside(page: RawPage, cause: str) -> SourceError:
    message = (
        f"expected to read it, found that it ends what reads it ({cause}): it was set aside; if there was"
        " memory enough, this is a bug in blotter, please report it"
    )
    return SourceError(page.origin, "deadly", message)
