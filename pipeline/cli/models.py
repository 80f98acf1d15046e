"""Loads the settings and the reader that a command works with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from pipeline.stages import Reader


def load_reader(model: str | None = None) -> tuple[Settings, Reader]:
    """Return the settings and what reads articles; a model that is named goes before the settings.

    Raises:
        SettingsError: the settings are wrong.
        ModelError: there is no base model.
    """
    from pipeline.nlp import load
    from pipeline.settings import load_settings

    settings = load_settings()
    if model is not None:
        settings = replace(settings, model=model)
    return settings, load(settings)
