"""sqlite-utils, without pandas: it loads that where it is installed, for tables that nobody here hands over.

It is half a second at each start, and threads that keep a process from being forked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_UNWANTED = "pandas"


@contextmanager
def _passed_over(name: str) -> Iterator[None]:
    """Let a module that is not loaded yet be one that is not installed."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


with _passed_over(_UNWANTED):
    from sqlite_utils import Database, Migrations

__all__ = ["Database", "Migrations"]
