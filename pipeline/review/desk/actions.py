"""What a signed-in person does at the desk: each a form that is posted, and an address to go back to.

in: the fields of a form    out: what to say, and where to go    writes: through the `Decider` handed in
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import urlencode

from datasette.utils import tilde_encode

from pipeline.errors import QueryError
from pipeline.review.decisions import KINDS, Added, Kind, locate
from pipeline.review.rows import Desk
from pipeline.store.linked import LinkedRecords

LinkKind = Literal["merge", "split"]
_LINKS: tuple[LinkKind, ...] = ("merge", "split")
_MOST = 4_000
"""Characters of one field of a form."""
_VALUES = ("date", "count", "count_qualifier", "agency", "custodian")
_OTHER = "other"
"""The choice of a person whom the article's list has not got."""


class Decider(Protocol):
    """What keeps decisions; `pipeline.jobs.deciding.Deciding` is one."""

    def decide(
        self,
        event_id: str,
        kind: Kind,
        correction: tuple[str, str] | None,
        by: tuple[str, str],
        words: str | None = None,
    ) -> int:
        """Decide on an event."""

    def add(self, article_id: str, added: Added, by: tuple[str, str]) -> int:
        """Add an event that no reader found."""

    def undo(self, number: int, by: str) -> None:
        """Take a decision on an event back."""

    def link(self, kind: LinkKind, a: str, b: str, by: tuple[str, str] | None = None) -> int:
        """Decide that two are one (`merge`) or two (`split`)."""

    def unlink(self, number: int, by: str | None = None) -> None:
        """Take a decision on a link back."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a signed-in person has sent."""

    decider: Decider
    path: Path
    """Of the database."""
    fields: Mapping[str, str]
    reviewer: str

    def get(self, name: str) -> str:
        """Return a field without white space around it; empty if it is not there.

        Raises:
            QueryError: it is too long.
        """
        value = self.fields.get(name, "").strip()
        if len(value) > _MOST:
            raise QueryError(f"{name}: expected at most {_MOST:,} characters, found {len(value):,}")
        return value

    @property
    def by(self) -> tuple[str, str]:
        """Who decides, and why."""
        return self.reviewer, self.get("why")

    def article(self, article_id: str, path: str = "/article", anchor: str = "") -> str:
        """Return the address of a page to go back to; whoever sees names goes on seeing them."""
        query = f"?{urlencode({'names': 1})}" if self.get("names") == "1" else ""
        return f"{path}/{tilde_encode(article_id)}{query}{'#' * bool(anchor)}{anchor}"


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a form."""

    said: str
    address: str


Action = Callable[[Form], Done]


def decide(form: Form) -> Done:
    """Accept, reject or correct an event."""
    event_id, verdict = form.get("event"), form.get("verdict")
    kind = next((kind for kind in KINDS if kind == verdict), None)
    if kind is None:
        raise QueryError(f"verdict: expected one of {', '.join(KINDS)}, found {verdict!r}: choose one")
    article_id = event_id.rpartition(":")[0]
    correction, words = None, None
    if kind == "correct":
        name, value = form.get("field"), form.get("value")
        words = _slice(form, article_id, form.get("words")) if form.get("words") else None
        if name in ("agency", "custodian") and value != "none":
            value = words or _slice(form, article_id, value)
        correction = (name, value)
    number = form.decider.decide(event_id, kind, correction, form.by, words)
    page = form.article(article_id, anchor=event_id.rpartition(":")[2])
    return Done(f"Decision {number} is kept.", _back(form) if form.get("back") else page)


def add(form: Form) -> Done:
    """Add an event that no reader found."""
    article_id = form.get("article")
    with LinkedRecords(form.path) as records:
        shown, real = _texts(form, records, article_id)
        start, end = locate(shown, form.get("words"), _start(form))
        subject = _subject(form, records, shown, real)
    values = {name: form.get(name) for name in _VALUES if form.get(name)}
    for name in ("agency", "custodian"):
        if name in values:
            values[name] = _slice(form, article_id, values[name])
    added = Added(form.get("type"), form.get("modality"), start, end, subject, values)
    number = form.decider.add(article_id, added, form.by)
    return Done(f"Decision {number} is kept: the event stands among the others.", form.article(article_id))


def undo(form: Form) -> Done:
    """Take a decision on an event back."""
    form.decider.undo(_number(form), form.reviewer)
    return Done(f"Decision {_number(form)} is taken back.", _back(form))


def link(form: Form) -> Done:
    """Decide that two people, or two events, are one or two."""
    asked, a, b = form.get("kind"), form.get("a"), form.get("b")
    kind = next((kind for kind in _LINKS if kind == asked), None)
    if kind is None:
        raise QueryError(f"kind: expected merge or split, found {asked!r}")
    if not a or not b or not form.get("why"):
        raise QueryError("expected two ids and why they are one or two, found nothing: fill in all three")
    number = form.decider.link(kind, a, b, form.by)
    return Done(
        f"Decision {number} is kept.",
        form.article(a, "/person" if form.get("page") == "/person" else "/event"),
    )


def unlink(form: Form) -> Done:
    """Take a decision on a link back."""
    form.decider.unlink(_number(form), form.reviewer)
    return Done(f"Decision {_number(form)} is taken back.", _back(form))


ACTIONS: dict[str, Action] = {
    "/decide/event": decide,
    "/decide/add": add,
    "/decide/undo": undo,
    "/decide/link": link,
    "/decide/unlink": unlink,
}
"""Path -> what is done by a form that is posted there."""


def _back(form: Form) -> str:
    """Return the page that a form came from: one of ours, else that of what is to be reviewed."""
    back = form.get("back")
    ours = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    return back if ours else "/review"


def _number(form: Form) -> int:
    text = form.get("number")
    if not text.isascii() or not text.isdigit():
        raise QueryError(f"number: expected that of a decision, found {text!r}")
    return int(text)


def _start(form: Form) -> int | None:
    text = form.get("start")
    return int(text) if text.isascii() and text.isdigit() else None


def _slice(form: Form, article_id: str, words: str) -> str:
    """Return words that were selected or pasted, as the article's text has them.

    Raises:
        QueryError: they are not in the text as it is shown.
    """
    with LinkedRecords(form.path) as records:
        shown, real = _texts(form, records, article_id)
    try:
        start, end = locate(shown, words, _start(form))
    except QueryError:
        # A value may stand in a text many times and mean the same each time.
        normal = " ".join(words.split())
        if normal and normal in shown:
            start = shown.index(normal)
            end = start + len(normal)
        else:
            raise
    return real[start:end]


def _texts(form: Form, records: LinkedRecords, article_id: str) -> tuple[str, str]:
    """Return an article's text as the person sees it, and as it is; offsets are the same."""
    shown, _ = Desk(records, with_names=form.get("names") == "1").load(article_id)
    return shown.text, records.rows(article_id)[0]["text"]


def _subject(form: Form, records: LinkedRecords, shown: str, real: str) -> str | None:
    """Return whom an added event is about, by name or in the article's words; null: a group."""
    chosen = form.get("person")
    if not chosen:
        return None
    if chosen == _OTHER:
        start, end = locate(shown, form.get("person_words"))
        return real[start:end]
    for row in records.rows(form.get("article"))[1]["people"]:
        if row["id"] == chosen:
            return str(row["name"] or row["mention"])
    raise QueryError(f"person: expected one of the article's people, found {chosen!r}: load the page again")
