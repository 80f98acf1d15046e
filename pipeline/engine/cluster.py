"""Ray: the readers are on the machines of a cluster, or in the processes of a Ray that is started here.

in: raw pages    out: what `stages.read_pages` yields, in the same order

Pages go to the cluster as files and come back as files (`engine.shards`); what Ray itself is given are names
of shards, so that nothing of size lies in its object store, which is what most of its troubles are about. A
call of `map_batches` reads one shard, in an actor that starts one worker process (`engine.processes`): what a
page does to the process that reads it costs a batch and is found out there, as it is without Ray; what ends
the actor costs its shard, which Ray has read again. A shard that ends its actors repeatedly is set aside.

Shards go out in rounds: while one is read, the next is cut.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from concurrent.futures import Future
from itertools import batched
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pipeline.engine.batches import Outcome
from pipeline.engine.factory import MODEL, Identity, check_alike
from pipeline.engine.processes import Processes
from pipeline.engine.shards import MEAN_PAGES, Shards, shards_of
from pipeline.errors import EngineError, SourceError
from pipeline.schema import RawPage
from pipeline.stages import Failed, Reading

if TYPE_CHECKING:
    from pipeline.settings import Settings

_ROUND = 16
"""Shards in a round, for each worker."""
_TRIES = 2
"""A shard that has ended so many actors is set aside."""
_MEMORY = 1_200_000_000
"""Bytes that an actor and its process take, for Ray to place them by."""
_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}
"""Ray tells nobody who uses it, and does not write warnings between the lines of the command."""
_INSTALL = "install it: python -m pip install 'blotter[ray]'"


class ShardReader:
    """What `map_batches` calls; Ray makes one in each actor."""

    def __init__(self, address: str, settings: Settings, factory: str, identity: Identity) -> None:
        """Keep what to read with; it is loaded at the first call, where what goes wrong can be said."""
        self._shards = Shards(address)
        self._settings = settings
        self._factory = factory
        self._identity = identity
        self._engine: Processes | None = None

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        """Read the shards that are named, and return for each what went wrong; nothing: an empty text."""
        names = [str(name) for name in batch["item"]]
        return {"name": names, "problem": [self._tried(name) for name in names]}

    def _tried(self, name: str) -> str:
        try:
            tries = self._shards.begin(name)
            if tries > _TRIES:
                return f"what reads it was killed {tries - 1} times"
            self._read(name)
        except Exception as error:  # noqa: BLE001 - Ray would give up all shards for one
            return f"{type(error).__name__}: {error}"
        return ""

    def _read(self, name: str) -> None:
        if self._engine is None:
            engine = Processes(self._settings, 1, self._factory)
            check_alike(self._identity, engine.identity)
            self._engine = engine
        pages = self._shards.pages(name)
        places = {id(page): place for place, page in enumerate(pages)}
        outcome = Outcome()
        for page, article, extraction in self._engine.read_pages(iter(pages), outcome.failed.append):
            outcome.read.append((places[id(page)], article, extraction))
        self._shards.write_outcome(name, outcome)


class Cluster:
    """An engine: Ray, here or on a cluster; a context manager that leaves it."""

    def __init__(
        self,
        settings: Settings,
        shards: Shards,
        address: str | None = None,
        workers: int | None = None,
        factory: str = MODEL,
        mean_pages: int = MEAN_PAGES,
    ) -> None:
        """Find out what reads here, then join the cluster.

        Args:
            settings: name the base model.
            shards: folder of the shards, which every machine of the cluster reaches.
            address: of the cluster, as `ray.init` takes it; null: start a Ray on this machine.
            workers: how many read at once; null: as many as the cluster has CPUs.
            factory: what makes a reader (`engine.factory.load_reader`).
            mean_pages: pages in a shard, on average.

        Raises:
            ModelError: there is no base model.
            EngineError: Ray is not installed, or there is no cluster at the address.
        """
        self._settings = settings
        self._shards = shards
        self._factory = factory
        self._mean_pages = mean_pages
        with Processes(settings, 1, factory) as here:
            self._identity = here.identity
        self.name, self.version, self.hash = here.name, here.version, here.hash
        self._started = _join(address, workers)
        self._workers = workers or _cpus()

    def __enter__(self) -> Self:
        """Return the engine."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster; a Ray that was started here ends."""
        import ray

        if self._started:
            ray.shutdown()

    def read_pages(self, pages: Iterator[RawPage | SourceError], failed: Failed) -> Iterator[Reading]:
        """Yield each page that could be read with its article and what that says, in the order of the pages.

        Raises:
            EngineError: Ray gave up, or the workers do not reach the shards.
        """
        running: dict[str, Future[str]] = {}
        for round_ in batched(self._written(pages, failed), _ROUND * self._workers):
            yield from self._gathered(running, failed)
            running = self._start(list(dict.fromkeys(round_)))
        yield from self._gathered(running, failed)

    def _written(self, pages: Iterator[RawPage | SourceError], failed: Failed) -> Iterator[str]:
        """Write the pages of each shard, and yield its name."""
        for name, shard in shards_of(pages, self._identity, failed, self._mean_pages):
            self._shards.write_pages(name, shard)
            yield name

    def _start(self, names: list[str]) -> dict[str, Future[str]]:
        """Have shards read that are not yet; return for each what will say what went wrong with it."""
        running: dict[str, Future[str]] = {name: Future() for name in names}
        missing = []
        for name in names:
            if self._shards.is_read(name):
                running[name].set_result("")
            else:
                missing.append(name)
        if missing:
            Thread(target=self._read, args=(missing, running), daemon=True).start()
        return running

    def _read(self, names: list[str], running: dict[str, Future[str]]) -> None:
        import ray.data

        arguments = (self._shards.address, self._settings, self._factory, self._identity)
        pool = ray.data.ActorPoolStrategy(
            size=min(self._workers, len(names)), max_tasks_in_flight_per_actor=1
        )
        problem: Exception = EngineError("ray: expected all shards to be read, found that it left some out")
        try:
            dataset = ray.data.from_items(names, override_num_blocks=len(names)).map_batches(
                ShardReader, fn_constructor_args=arguments, batch_size=1, compute=pool, memory=_MEMORY
            )
            for row in dataset.iter_rows():
                running[row["name"]].set_result(row["problem"])
        except Exception as error:  # noqa: BLE001 - it is raised again where the shard is waited for
            problem = EngineError(f"ray: expected it to read the shards, found: {error}: run the same again")
        for name in names:
            if not running[name].done():
                running[name].set_exception(problem)

    def _gathered(self, running: dict[str, Future[str]], failed: Failed) -> Iterator[Reading]:
        for name, future in running.items():
            problem = future.result()
            pages = self._shards.pages(name)
            if problem:
                for page in pages:
                    failed(_set_aside(page, problem))
            elif not self._shards.is_read(name):
                raise EngineError(
                    f"{self._shards.address}: expected the workers to write shard {name} there, found none:"
                    " name a folder that every machine of the cluster reaches, with --shards"
                )
            else:
                outcome = self._shards.outcome(name)
                for error in outcome.failed:
                    failed(error)
                for place, article, extraction in outcome.read:
                    yield pages[place], article, extraction
            self._shards.drop_pages(name)


def _join(address: str | None, workers: int | None) -> bool:
    """Join a cluster, or start a Ray here; tell whether that was needed."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise EngineError(f"engine ray: expected {error.name}, found none: {_INSTALL}") from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    if ray.is_initialized():
        return False
    here: dict[str, Any] = {} if address else {"num_cpus": workers, "include_dashboard": False}
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **here)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise EngineError(
            f"ray at {address or 'this machine'}: expected a cluster, found: {error}: check --address"
        ) from error
    return True


def _cpus() -> int:
    import ray

    return max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]


def _set_aside(page: RawPage, problem: str) -> SourceError:
    message = (
        f"expected its shard to be read, found: {problem}: all articles of the shard were set aside; run the"
        " same again, on machines with more memory if they were killed for want of it"
    )
    return SourceError(page.origin, "unreadable_shard", message)
