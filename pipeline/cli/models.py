"""Loads the settings and the reader that a command works with."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.nlp import Reader as LoadedReader
    from pipeline.settings import Settings
    from pipeline.stages import Engine, Reader


@contextlib.contextmanager
def open_reader(processes: int | None, **chosen: str | None) -> Iterator[tuple[Settings, Reader | Engine]]:
    """Give the settings and what reads articles, here or in so many processes, until the context ends.

    Args:
        processes: how many; null: read here.
        chosen: settings by name that go before those of the user's file; null: those of the file hold.

    Raises:
        SettingsError: the settings are wrong.
        ModelError: there is no base model.
        EngineError: the processes cannot be started.
    """
    if processes is None or processes == 1:
        settings, reader = load_reader(**chosen)
        yield settings, reader
        reader.close()
        return
    from pipeline.engine.processes import Processes

    settings = load_settings_for(**chosen)
    with Processes(settings, processes) as engine:
        yield settings, engine


@contextlib.contextmanager
def open_cluster(
    processes: int | None, address: str | None, shards: str, **chosen: str | None
) -> Iterator[tuple[Settings, Reader | Engine]]:
    """Give the settings and what reads articles on a Ray cluster, or on a Ray that ends with the context.

    Args:
        processes: how many read at once; null: one for each CPU.
        address: the cluster's; null: start a Ray here.
        shards: folder for what is to be read and was read.
        chosen: as for `open_reader`.

    Raises:
        SettingsError: the settings are wrong.
        ModelError: there is no base model.
        EngineError: there is no Ray, no such cluster, or no such folder.
    """
    from pipeline.engine.cluster import Cluster
    from pipeline.engine.shards import Shards

    settings = load_settings_for(**chosen)
    with Cluster(settings, Shards(shards), address, processes) as engine:
        yield settings, engine


def load_reader(**chosen: str | None) -> tuple[Settings, LoadedReader]:
    """Return the settings and what reads articles; `chosen` as for `open_reader`.

    Raises:
        SettingsError: the settings are wrong.
        ModelError: there is no base model.
    """
    from pipeline.nlp import load

    settings = load_settings_for(**chosen)
    return settings, load(settings)


def load_settings_for(**chosen: str | None) -> Settings:
    """Return the settings; `chosen` as for `open_reader`.

    Raises:
        SettingsError: the settings are wrong.
    """
    from pipeline.settings import load_settings

    named = {name: value for name, value in chosen.items() if value is not None}
    return replace(load_settings(), **named)  # type: ignore[arg-type]
