"""A desk over the small stories, asked in process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasette")


@pytest.fixture(scope="session")
def get_of_all(stories_read: Path) -> Callable[..., Any]:
    """Return what asks a desk that all tests share, over a database that none may change."""
    return asker(stories_read)


@pytest.fixture
def get(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Return a function from an address (and headers, cookies) to the desk's answer."""
    if "database" in request.fixturenames:
        return asker(request.getfixturevalue("database"))
    return request.getfixturevalue("get_of_all")


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


class SignedIn:
    """A desk, asked by the person who has signed in."""

    def __init__(self, path: Path, **options: Any) -> None:
        from pipeline.jobs.deciding import Deciding

        self.ask = asker(path, reviewer="Ann", decider=Deciding(path), **options)
        entered = self.ask(self.ask.desk.sign_in_path, follow_redirects=False)
        self.cookies = {"ds_actor": entered.cookies["ds_actor"]}
        answer = self.get("/review")
        self.cookies |= dict(answer.cookies)
        self.token = self.cookies["ds_csrftoken"]

    def get(self, address: str) -> Any:
        answer = self.ask(address, cookies=self.cookies)
        self.cookies.pop("ds_messages", None)  # a message is shown once
        self.cookies |= dict(answer.cookies)
        return answer

    def post(self, address: str, token: str | None = None, **fields: str) -> Any:
        data = {"csrftoken": self.token if token is None else token, **fields}
        client = self.ask.desk.client
        answer = asyncio.run(client.post(address, data=data, cookies=self.cookies))
        self.cookies |= dict(answer.cookies)
        return answer


@pytest.fixture
def ann(database: Path) -> SignedIn:
    """Return the desk as Ann sees it."""
    return SignedIn(database)
