"""Addresses -> pages, and a page -> HTML, JSON or CSV. A page is added by one entry of `ROUTES`.

in: Datasette's requests    out: its responses    writes: nothing
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import Request, Response

from pipeline.errors import BlotterError, QueryError, StoreError
from pipeline.review.check.claim import ClaimText
from pipeline.review.desk import cases, claims, pages, review
from pipeline.review.desk.actions import ACTIONS, Action, Decider, Form
from pipeline.review.desk.page import (
    BadRequestError,
    ClaimChecker,
    NotThereError,
    Page,
    PageFunction,
    View,
)
from pipeline.review.rows import Desk
from pipeline.store.desk import DeskRecords, reading

DATABASE = "records"
"""Datasette's name for the database, whatever the file is called: it must not hide a page of ours."""
ROUTES: dict[str, PageFunction] = {
    "/": pages.home,
    "/events": pages.events,
    "/articles": pages.articles,
    "/outlets": pages.outlets,
    "/article/": pages.article,
    "/event/": cases.event,
    "/person/": cases.person,
    "/custodian/": cases.custodian,
    "/check": claims.check,
    "/review": review.review,
}
"""Path -> page; one that ends in a slash is followed by a name, tilde-encoded as Datasette does."""
_MENU = {"/": "Home", "/events": "Events", "/articles": "Articles", "/check": "Check", "/review": "Review"}
_FORMS = r"(?P<form>\.json|\.csv)?$"


class NotAllowedError(Exception):
    """Who asks may not; the message says who may."""

    def __init__(self, message: str, status: int) -> None:
        """Keep the status of HTTP too."""
        super().__init__(message)
        self.status = status


class NotReadyError(Exception):
    """The database cannot be shown as it is; the message says what is the matter and what to do."""


def patterns(
    path: Path, checker: ClaimChecker | None = None, decider: Decider | None = None
) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Return the regular expressions of the addresses with what answers them, for Datasette.

    Args:
        path: of the database, for messages.
        checker: answers claims.
        decider: keeps decisions.
    """
    found = [(f"{route}$", _doing(action, path, decider)) for route, action in ACTIONS.items()]
    for route, function in ROUTES.items():
        if route == "/":
            expression = r"/(?:index(?P<form>\.json|\.csv))?$"
        elif route.endswith("/"):
            expression = f"{route}(?P<name>[^/.]+){_FORMS}"
        else:
            expression = f"{route}{_FORMS}"
        found.append((expression, _answering(route, function, path, checker)))
    return found


def _answering(
    route: str, function: PageFunction, path: Path, checker: ClaimChecker | None
) -> Callable[..., Awaitable[Response]]:
    async def answer(request: Request, datasette: Any) -> Response:
        asked = {name: request.args[name] for name in request.args}
        reviewer = request.actor["id"] if request.actor else None
        with_names = bool(reviewer) and asked.get("names") == "1"
        name = tilde_decode(request.url_vars.get("name") or "")

        claim: ClaimText | None = None

        def make(connection: sqlite3.Connection) -> tuple[Page, View]:
            with reading(path):
                records = DeskRecords(connection, path)
                check(records)
                desk = Desk(records, with_names=with_names)
                view = View(records, desk, asked, name, reviewer, with_names, checker, claim)
                return function(view), view

        form = request.url_vars.get("form")
        database = datasette.get_database(DATABASE)
        try:
            if route == "/check":
                # Outside the threads of the database: reading a claim may take seconds, once.
                await database.execute_fn(lambda connection: check(DeskRecords(connection, path)))
                claim = await asyncio.to_thread(claims.read_ahead, checker, asked)
            page, view = await database.execute_fn(make)
        except (NotThereError, BadRequestError, NotReadyError, BlotterError) as error:
            return await _trouble(datasette, request, error, form)
        if form == ".json":
            return Response(
                json.dumps({"title": page.title, **page.data}, ensure_ascii=False, default=str),
                content_type="application/json; charset=utf-8",
            )
        if form == ".csv":
            return Response(_csv(page.rows, page.columns), content_type="text/csv; charset=utf-8")
        shown = {
            **page.shown,
            "data": page.data,
            "title": page.title,
            "view": view,
            "route": route,
            "menu": _MENU,
            "twin": _twins(request, route),
            "names_address": _switched(request, not with_names) if reviewer else None,
        }
        return Response.html(await datasette.render_template(page.template, shown, request=request))

    return answer


def _doing(action: Action, path: Path, decider: Decider | None) -> Callable[..., Awaitable[Response]]:
    async def answer(request: Request, datasette: Any) -> Response:
        try:
            form = Form(_allowed(request, decider), path, await request.post_vars(), request.actor["id"])
            with reading(path):
                done = await asyncio.to_thread(action, form)
        except (NotAllowedError, BlotterError) as error:
            return await _trouble(datasette, request, error, None)
        datasette.add_message(request, done.said)
        return Response.redirect(done.address, status=303)

    return answer


def _allowed(request: Request, decider: Decider | None) -> Decider:
    """Return what keeps decisions, if this request may ask for one; Datasette has checked its token.

    Raises:
        NotAllowedError: it may not.
    """
    if request.method != "POST":
        raise NotAllowedError(
            "Expected a form that is sent from a page of this desk, found an address alone.", 405
        )
    if not request.actor or not request.cookies.get("ds_actor"):
        raise NotAllowedError(
            "Only a signed-in person decides: start the desk with `blotter serve DB --reviewer NAME`, and "
            "open the link that it prints.",
            403,
        )
    if decider is None:
        raise NotAllowedError("This desk was opened to read only: use `blotter decide`.", 403)
    return decider


def check(records: DeskRecords) -> None:
    """Check that the database can be shown.

    Raises:
        NotReadyError: it is empty, or of an older schema.
    """
    missing = records.missing()
    if records.is_empty():
        raise NotReadyError(
            f"{records.path}: there is nothing in this database yet: "
            f"`blotter run SOURCE... --db {records.path}` reads articles into it; then load this page again"
        )
    if missing:
        raise NotReadyError(
            f"{records.path}: this database was made by an older blotter (it lacks {missing[0]}): "
            f"`blotter doctor --db {records.path}` brings it up to date; then load this page again"
        )


async def _trouble(datasette: Any, request: Request, error: Exception, form: str | None) -> Response:
    """Return the page that says what is the matter."""
    statuses = {
        NotThereError: 404,
        BadRequestError: 400,
        NotReadyError: 503,
        StoreError: 503,
        QueryError: 400,
    }
    status = next((number for kind, number in statuses.items() if isinstance(error, kind)), 500)
    status = error.status if isinstance(error, NotAllowedError) else status
    if form is not None:
        return Response.json({"error": str(error)}, status=status)
    shown: dict[str, Any] = {
        "title": "Not found" if status == 404 else "Something is the matter",
        "message": str(error),
        "posted": request.method == "POST",
    }
    shown |= {"menu": _MENU, "route": "", "view": None, "twin": None, "names_address": None}
    html = await datasette.render_template("trouble.html", shown, request=request)
    return Response.html(html, status=status)


def _csv(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> str:
    names = list(rows[0]) if rows else list(columns)
    if not names:
        return ""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, names)
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return buffer.getvalue()


def _cell(value: Any) -> Any:
    """Return a value for one cell: several values as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | Mapping) else value


def _twins(request: Request, route: str) -> dict[str, str]:
    """Return the addresses of the page as JSON and CSV."""
    base = "/index" if route == "/" else request.path
    query = f"?{request.query_string}" if request.query_string else ""
    return {form: f"{base}.{form}{query}" for form in ("json", "csv")}


def _switched(request: Request, on: bool) -> str:
    """Return the page's address with names shown, or hidden again."""
    kept = [part for part in request.query_string.split("&") if part and part != "names=1"]
    return "?" + "&".join(kept + (["names=1"] if on else []))
