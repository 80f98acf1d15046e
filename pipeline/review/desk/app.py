"""Builds the desk: a Datasette over one database, read-only, with our pages, and rules for who may ask what.

in: a path and options    out: an ASGI application    writes: nothing
"""

from __future__ import annotations

import ipaddress
import secrets
import unicodedata
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from datasette.utils.asgi import Request, Response
from pluggy import HookimplMarker

from pipeline.review.desk.actions import Decider
from pipeline.review.desk.page import ClaimChecker
from pipeline.review.desk.routes import DATABASE, patterns
from pipeline.review.same_words import same_words

_ROOM = Path(__file__).parent
_SIGN_IN = "/-/sign-in"
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_STALE = b"did not match cookie"
"""What Datasette answers to a form without the token of the session, all of it."""
_OF_ANOTHER_SESSION = (
    b"Nothing was changed: this form is of another session, or none. Go back, load its page again, and send "
    b"it once more; sign in first if the page does not say that you are."
)
_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
_hookimpl = HookimplMarker("datasette")

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
App = Callable[
    [Scope, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """How the desk is opened."""

    path: Path
    host: str = "127.0.0.1"
    reviewer: str | None = None
    """Who may sign in, with the link that is printed."""
    checker: ClaimChecker | None = None
    """Answers claims; null: none can be checked here."""
    decider: Decider | None = None
    """Keeps decisions; null: nothing can be decided here."""


class DeskDatasette(Datasette):  # type: ignore[misc]
    """A Datasette that is our desk, told from any other in the same process by its class."""

    def __init__(self, options: DeskOptions) -> None:
        """Open the desk; the database itself is opened when a page first asks for it."""
        # Before all else: Datasette's own beginning asks our plugin for its routes.
        self.options = options
        self.token = secrets.token_urlsafe(32)
        anybody_signed_in = {"id": "*"}
        super().__init__(
            [],
            template_dir=str(_ROOM / "templates"),
            static_mounts=[("desk", str(_ROOM / "static"))],
            metadata={"allow": anybody_signed_in, "allow_sql": anybody_signed_in},
            settings={"allow_download": False, "default_page_size": 50},
        )
        self.add_database(Database(self, path=str(options.path), is_mutable=True), name=DATABASE)

    @property
    def sign_in_path(self) -> str | None:
        """The path that signs the reviewer in, once; null if there is no reviewer."""
        return f"{_SIGN_IN}?token={self.token}" if self.options.reviewer else None


class DeskPlugin:
    """What the desk adds to Datasette, and nothing to any other Datasette."""

    __name__ = "pipeline.review.desk"
    """Datasette lists its plugins by their modules' names."""

    @_hookimpl
    def register_routes(self, datasette: Datasette) -> list[tuple[str, Any]]:
        """Return our pages and the page that signs in."""
        if not isinstance(datasette, DeskDatasette):
            return []
        options = datasette.options
        return [*patterns(options.path, options.checker, options.decider), (f"{_SIGN_IN}$", sign_in)]

    @_hookimpl
    def prepare_jinja2_environment(self, env: Any, datasette: Datasette) -> None:
        """Give our templates the filter that shows steering characters as text."""
        if isinstance(datasette, DeskDatasette):
            env.filters["plain"] = plain
            env.filters["told_once"] = same_words

    @_hookimpl
    def asgi_wrapper(self, datasette: Datasette) -> Callable[[App], App]:
        """Refuse other names of this host, and put the safety headers on every answer."""
        if not isinstance(datasette, DeskDatasette):
            return lambda app: app
        local = is_loopback(datasette.options.host)
        return lambda app: guarded(app, local)


pm.register(DeskPlugin(), name="blotter_desk")


def is_loopback(host: str) -> bool:
    """Tell whether a host to serve on can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def plain(value: object) -> str:
    """Return a value as text in which characters that steer the display stand as their numbers."""
    text = "" if value is None else str(value)
    if text.isprintable():
        return text
    return "".join(
        f"[U+{ord(character):04X}]"
        if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\n\t\r\u00ad\u200d"
        else character
        for character in text
    )


def guarded(app: App, local: bool) -> App:
    """Return the application behind our rules.

    Args:
        app: what answers.
        local: whether only names of loopback are answered, so that no site elsewhere can give our pages its
            own name and read them (DNS rebinding).
    """

    async def answer(scope: Scope, receive: Any, send: Callable[[Message], Awaitable[None]]) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        refused = False

        async def send_guarded(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start":
                refused = scope["method"] == "POST" and message["status"] == 403
                kept = [item for item in message["headers"] if item[0].decode().lower() not in _HEADERS]
                ours = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": kept + ours}
            elif refused and _STALE in message.get("body", b""):
                message = {**message, "body": _OF_ANOTHER_SESSION}
            await send(message)

        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if local and name not in _LOOPBACK_NAMES:
            response = Response.text(
                "This desk answers on localhost and 127.0.0.1 only; serve it with --host for another.",
                status=403,
            )
            await response.asgi_send(send_guarded)
            return
        await app(scope, receive, send_guarded)

    return answer


async def sign_in(request: Request, datasette: DeskDatasette) -> Response:
    """Sign the reviewer in if the address holds the token, which then holds no more."""
    token = request.args.get("token") or ""
    if not datasette.options.reviewer or not secrets.compare_digest(token.encode(), datasette.token.encode()):
        return Response.text(
            "This sign-in link is not valid (any more): see what blotter serve printed.", 403
        )
    datasette.token = secrets.token_urlsafe(32)
    response = Response.redirect("/")
    actor = datasette.sign({"a": {"id": datasette.options.reviewer}}, "actor")
    response.set_cookie("ds_actor", actor, httponly=True, samesite="strict")
    return response
