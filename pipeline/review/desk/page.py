"""What a page is made from and what it is: the request, seen by a page, and the answer in three forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from datasette.utils import tilde_encode

from pipeline.review.rows import Desk
from pipeline.store.desk import DeskRecords


class NotThereError(Exception):
    """The address names something that the database does not hold; the message says what."""


class BadRequestError(Exception):
    """The address asks for what cannot be asked; the message says what may be."""


@dataclass(frozen=True, slots=True)
class View:
    """One request, as its page sees it."""

    records: DeskRecords
    desk: Desk
    """Hides names unless a signed-in person asked for them."""
    asked: Mapping[str, str]
    """The address's parameters, each once."""
    name: str
    """The last part of the address, decoded; empty where it has none."""
    reviewer: str | None
    """Who is signed in."""
    with_names: bool

    def link(self, path: str, *names: str, **asked: object) -> str:
        """Return the address of a page; whoever sees names goes on seeing them.

        Args:
            path: the page's, e.g. `/article`.
            names: one more part of the address, whatever characters it holds, if any.
            asked: parameters; empty ones are left out.
        """
        if self.with_names:
            asked = {**asked, "names": 1}
        query = urlencode({name: value for name, value in asked.items() if value not in (None, "")})
        parts = "".join(f"/{tilde_encode(name)}" for name in names)
        return f"{path}{parts}" + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Page:
    """The answer: `data` is the JSON twin, `rows` the CSV twin, and the template shows both and `shown`."""

    template: str
    title: str
    data: dict[str, Any]
    rows: list[dict[str, Any]] = field(default_factory=list)
    shown: dict[str, Any] = field(default_factory=dict)
    """What only the template needs."""


PageFunction = Callable[[View], Page]
