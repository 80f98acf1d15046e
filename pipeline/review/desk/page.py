"""What a page is made from and what it is: the request, seen by a page, and the answer in three forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

from datasette.utils import tilde_encode

from pipeline.review.check.claim import ClaimText
from pipeline.review.check.verdict import Verdict
from pipeline.review.rows import Desk
from pipeline.store.claims import ClaimRecords
from pipeline.store.desk import DeskRecords


class NotThereError(Exception):
    """The address names something that the database does not hold; the message says what."""


class BadRequestError(Exception):
    """The address asks for what cannot be asked; the message says what may be."""


class ClaimChecker(Protocol):
    """What reads claims and answers them; `pipeline.jobs.checking.Checker` is one."""

    def read(self, claim: str, made: str | None = None) -> ClaimText:
        """Return what a claim says; the first may take seconds, until what reads it is loaded."""

    def answer(self, records: ClaimRecords, claim: ClaimText, with_names: bool = False) -> Verdict:
        """Return the answer to a claim that has been read."""


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
    checker: ClaimChecker | None = None
    """Answers claims; null: this desk was opened without."""
    claim: ClaimText | None = None
    """The address's claim, read; null: it has none."""

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
    columns: tuple[str, ...] = ()
    """Names of the CSV twin's columns where there may be no row to tell them."""


PageFunction = Callable[[View], Page]
