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
def open_reader(
    model: str | None, processes: int | None, gate: str | None = None
) -> Iterator[tuple[Settings, Reader | Engine]]:
    """Give the settings and what reads articles, here or in so many processes, until the context ends.

    Raises:
        SettingsError: the settings are wrong.
        ModelError: there is no base model.
        EngineError: the processes cannot be started.
    """
    if processes is None or processes == 1:
        settings, reader = load_reader(model, gate)
        yield settings, reader
        reader.close()
        return
    from pipeline.engine.processes import Processes

    settings = load_settings_for(model, gate)
    with Processes(settings, processes) as engine:
        yield settings, engine


@contextlib.contextmanager
def open_cluster(
    model: str | None, processes: int | None, address: str | None, shards: str, gate: str | None = None
) -> Iterator[tuple[Settings, Reader | Engine]]:
    """Give the settings and what reads articles on a Ray cluster, or on a Ray that ends with the context.

    Args:
        model: goes before that of the settings.
        processes: how many read at once; null: one for each CPU.
        address: the cluster's; null: start a Ray here.
        shards: folder for what is to be read and was read.
        gate: goes before that of the settings.

    Raises:
        SettingsError: the settings are wrong.
        ModelError: there is no base model.
        EngineError: there is no Ray, no such cluster, or no such folder.
    """
    from pipeline.engine.cluster import Cluster
    from pipeline.engine.shards import Shards

    settings = load_settings_for(model, gate)
    with Cluster(settings, Shards(shards), address, processes) as engine:
        yield settings, engine


def load_reader(model: str | None = None, gate: str | None = None) -> tuple[Settings, LoadedReader]:
    """Return the settings and what reads articles; a model or gate that is named goes before the settings.

    Raises:
        SettingsError: the settings are wrong.
        ModelError: there is no base model.
    """
    from pipeline.nlp import load

    settings = load_settings_for(model, gate)
    return settings, load(settings)


def load_settings_for(model: str | None, gate: str | None = None) -> Settings:
    """Return the settings; a model or gate that is named goes before theirs.

    Raises:
        SettingsError: the settings are wrong.
    """
    from pipeline.settings import load_settings

    settings = load_settings()
    if model is not None:
        settings = replace(settings, model=model)
    return settings if gate is None else replace(settings, gate=gate)
