"""A desk over the small stories, asked in process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasette")


@pytest.fixture
def get(database: Path) -> Callable[..., Any]:
    """Return a function from an address (and headers, cookies) to the desk's answer."""
    return asker(database)


def asker(path: Path, **options: Any) -> Callable[..., Any]:
    from pipeline.review.desk.app import DeskDatasette, DeskOptions

    desk = DeskDatasette(DeskOptions(path, **options))

    def ask(address: str, **more: Any) -> Any:
        return asyncio.run(desk.client.get(address, **more))

    ask.desk = desk  # type: ignore[attr-defined]
    return ask


@pytest.fixture
def new_desk() -> Callable[..., Any]:
    """Return what opens a desk on a path."""
    return asker
