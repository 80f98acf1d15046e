"""What gives a worker its reader: a function known by its name, which can be told to another process.

A loaded model is never sent: it takes seconds to pack, and read-only memory makes spaCy crash.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.errors import ModelError

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from pipeline.stages import Reader

MODEL = "pipeline.nlp:load"
"""The reader on the base model."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which reader a worker has loaded; what two readers of one identity say of an article is the same."""

    name: str
    version: str
    hash: str


def load_reader(factory: str, settings: Settings) -> Reader:
    """Return a new reader.

    Args:
        factory: `module:function`; the function takes the settings.
        settings: name the base model.

    Raises:
        ModelError: it cannot be loaded.
    """
    module, _, function = factory.partition(":")
    make: Callable[[Settings], Reader] = getattr(import_module(module), function)
    return make(settings)


def identity_of(reader: Reader) -> Identity:
    """Return what a reader is known by."""
    return Identity(reader.name, reader.version, reader.hash)


def check_alike(first: Identity, other: Identity) -> None:
    """Make sure that two workers read alike.

    Raises:
        ModelError: they do not: model or rules were changed in the middle of the run.
    """
    if first != other:
        raise ModelError(
            f"reader {other.name} {other.version}: expected all workers to read alike, found that the model"
            " or the rules have changed since the run began: run the same again"
        )
