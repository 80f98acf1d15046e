"""The command that opens the desk: `serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import models
from pipeline.cli.options import Model
from pipeline.errors import StoreError


def serve(
    db: Annotated[Path, typer.Argument(metavar="DB", help="The database.")] = Path("blotter.db"),
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0: any that is free.")] = 8001,
    host: Annotated[
        str, typer.Option("--host", help="Another address than loopback lets others on the network read.")
    ] = "127.0.0.1",
    reviewer: Annotated[
        str | None, typer.Option("--reviewer", metavar="NAME", help="Print a link that signs NAME in.")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the desk in the browser.")] = False,
    model: Model = None,
) -> None:
    """Open the database in a browser: events, articles with what was read in them, people, claims.

    \b
    Example: blotter serve blotter.db
    """
    from pipeline.store.opening import check_readable

    check_readable(db)
    print(f"opening {db}", flush=True)
    import socket
    import webbrowser

    import uvicorn

    from pipeline.jobs.checking import Checker
    from pipeline.jobs.deciding import Deciding
    from pipeline.review.desk.app import DeskDatasette, DeskOptions, is_loopback

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # who follows the link at once waits, and is not turned away
    except OSError as error:
        listening.close()
        raise StoreError(
            f"{host}:{port}: expected an address to serve on, found: {error.strerror}: name another --port"
        ) from error
    checker = Checker(lambda: models.load_reader(model=model, gate="off")[1])
    desk = DeskDatasette(DeskOptions(db, host, reviewer, checker, Deciding(db)))
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}"
    print(f"the desk is at {address}/ (end with Ctrl+C)")
    if not is_loopback(host):
        print(f"anybody who reaches {host} can read it: nobody is asked to sign in")
    start = address + (desk.sign_in_path or "/")
    if reviewer:
        print(f"{reviewer} signs in, once, at {start}", flush=True)
    if open_browser:
        webbrowser.open(start)
    server = uvicorn.Server(uvicorn.Config(desk.app(), log_level="warning", lifespan="on"))
    server.run(sockets=[listening])
