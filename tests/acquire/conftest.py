"""A web server of our own, with hosts that behave well and hosts that do not."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pipeline.acquire.web.client import Client, Manners, Remembers


class Site:
    """What a test's server answers, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.answers: dict[str, tuple[int, dict[str, str], bytes] | Callable[[Any], None]] = {}
        self.asked: list[str] = []
        self.agents: Counter[str] = Counter()
        self.conditions: list[tuple[str | None, str | None]] = []

    def put(self, path: str, body: str | bytes = "", status: int = 200, **headers: str) -> str:
        """Answer a path in this way; underscores in header names are hyphens."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        given.setdefault("Content-Type", "text/html; charset=utf-8")
        self.answers[path] = (status, given, body.encode() if isinstance(body, str) else body)
        return self.root + path

    def act(self, path: str, act: Callable[[Any], None]) -> str:
        """Let a function write the whole answer."""
        self.answers[path] = act
        return self.root + path


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            made.agents[self.headers["User-Agent"]] += 1
            made.conditions.append((self.headers["If-None-Match"], self.headers["If-Modified-Since"]))
            answer = made.answers.get(self.path, (404, {}, b""))
            if not isinstance(answer, tuple):
                answer(self)
                return
            status, headers, body = answer
            if headers.get("ETag") and self.headers["If-None-Match"] == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", headers.get("X-Length", str(len(body))))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that hangs up is no error of the test."""

    server = Server(("127.0.0.1", 0), Handler)
    made = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()


class Clock:
    """A clock that goes on only while somebody waits."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waited.append(round(seconds, 3))

    def now(self) -> float:
        return sum(self.waited)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_client(clock: Clock) -> Iterator[Callable[..., Client]]:
    made: list[Client] = []

    def make(remembers: Remembers | None = None, allow_private: bool = True, delay: float = 1.0) -> Client:
        agent = "blotter/test (complaints: desk@news.example)"
        made.append(Client(Manners(agent, delay, allow_private, clock.wait, clock.now), remembers))
        return made[-1]

    yield make
    for client in made:
        client.close()
