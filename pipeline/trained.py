"""Finds and reads what was trained here: the files of `models/`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError

_CHECKOUT = Path(__file__).parents[1] / "models"
MODELS = _CHECKOUT if _CHECKOUT.is_dir() else Path(sys.prefix, "share", "blotter", "models")
"""Where the trained weights lie: in the checkout, or where the wheel puts them."""


def trained(name: str) -> dict[str, Any]:
    """Return what was trained under a name.

    Raises:
        ModelError: the file is not there or is no JSON.
    """
    path = MODELS / f"{name}.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{path}: expected weights, found: {error}: rebuild them with `make train`"
        ) from error
    return found
