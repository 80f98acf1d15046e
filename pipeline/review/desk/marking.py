"""Spans over a text -> a tree of marks: nested where they nest, split where they cross.

in: a text's length and its marks    out: tokens in the order of the text    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.review.rows import STATUS_WORDS, event_words
from pipeline.schema import Article, Event, Extraction, Value

BOILERPLATE = "boilerplate"
_MODALITIES = {
    "": "event",
    "alleged": "alleged",
    "planned": "planned",
    "negated": "did not happen",
    "rejected": "rejected",
}
"""Modality of a mark of an event -> what it is called."""
_KINDS = {"offense": "offense", "person": "person", "facility": "place", BOILERPLATE: "not the article's own"}
"""Kind of another mark that has a look of its own -> what it is called."""
_EVENT_PARTS = ("date", "count", "agency", "custodian", "modality_cue", "speaker", "attribution")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, what it is, and whom it belongs to."""

    start: int
    end: int
    kind: str
    """quote, telling, offense, person, facility, boilerplate, or a field of an event."""
    label: str
    """In words."""
    owners: tuple[str, ...]
    """Local ids, e.g. `e1`."""
    modality: str = ""
    """Of an event's words, if other than actual."""


@dataclass(frozen=True, slots=True)
class Token:
    """The begin or end of a mark's element, or plain text."""

    sort: str
    """open, close or text."""
    mark: Mark | None = None
    text: str = ""
    first: bool = True
    """False: the mark has been closed where it crosses another, and goes on here."""
    last: bool = True
    """False: it will go on."""
    at: int = 0
    """Where plain text begins."""


def marks(article: Article, extraction: Extraction) -> list[Mark]:
    """Return the marks of all that was read from an article, equal ones of several owners as one."""
    found: dict[tuple[int, int, str, str, str], list[str]] = {}
    for mark in _all_marks(article, extraction):
        key = (mark.start, mark.end, mark.kind, mark.label, mark.modality)
        found.setdefault(key, []).extend(mark.owners)
    return [
        Mark(start, end, kind, label, tuple(dict.fromkeys(owners)), modality)
        for (start, end, kind, label, modality), owners in found.items()
    ]


def legend(found: Iterable[Mark]) -> list[tuple[str, str, str]]:
    """Return kind, modality and words of each sort of mark that a text has."""
    there = {(mark.kind, mark.modality) for mark in found}
    kinds = {kind for kind, _ in there}
    rows = [
        ("quote", modality, words)
        for modality, words in _MODALITIES.items()
        if {("quote", modality), ("telling", modality)} & there
    ]
    rows += [(kind, "", words) for kind, words in _KINDS.items() if kind in kinds]
    if kinds - _KINDS.keys() - {"quote", "telling"}:
        rows.append(("date", "", "other value"))
    return rows


def _all_marks(article: Article, extraction: Extraction) -> Iterator[Mark]:
    for span in article.boilerplate:
        yield Mark(span.start, span.end, BOILERPLATE, f"not the article's own: {span.kind}", ())
    for person in extraction.people:
        whole = person.mention
        for value in (whole, person.name, *person.mentions):
            if value is None:
                continue
            # A name that opens the words of its person is marked with them: one label is enough.
            if value is whole or value.start != whole.start or value.end > whole.end:
                yield _mark(value, "person", person.role, person.id)
        for name in ("age", "nationality"):
            part: Value | None = getattr(person, name)
            if part is not None:
                yield _mark(part, name, name, person.id)
    for number, offense in enumerate(extraction.offenses, 1):
        words = f"{offense.category}: {STATUS_WORDS.get(offense.status, offense.status)}"
        yield _mark(offense.quote, "offense", words, f"o{number}")
        if offense.status_cue is not None:
            yield _mark(offense.status_cue, "status_cue", offense.status, f"o{number}")
    for number, facility in enumerate(extraction.facilities, 1):
        yield _mark(facility, "facility", "facility", f"f{number}")
    for number, event in enumerate(extraction.events, 1):
        yield from _event_marks(event, f"e{number}")


def _event_marks(event: Event, owner: str) -> Iterator[Mark]:
    rejected = event.decided == "rejected"
    modality = "rejected" if rejected else "" if event.modality == "actual" else event.modality
    words = f"{event_words(event)}{', rejected' * rejected}"
    for kind, values in (("quote", (event.quote,)), ("telling", event.tellings)):
        for value in values:
            again = "" if kind == "quote" else ", told again"
            yield replace(_mark(value, kind, words + again, owner), modality=modality)
    for name in _EVENT_PARTS:
        part: Value | None = getattr(event, name)
        if part is not None:
            label = event.modality if name == "modality_cue" else name.replace("_", " ")
            yield _mark(part, name, label, owner)


def _mark(value: Value, kind: str, label: str, owner: str) -> Mark:
    return Mark(value.start, value.end, kind, label, (owner,))


def tokens(text: str, found: Iterable[Mark]) -> Iterator[Token]:
    """Yield the text with the marks' beginnings and ends, properly nested; the text itself is unchanged.

    Of two that cross, the later one is closed where the earlier one ends, and opened again after it.
    """
    waiting = sorted(
        (mark for mark in found if 0 <= mark.start < mark.end <= len(text)), key=_outermost, reverse=True
    )
    pieces: list[tuple[Mark, bool]] = [(mark, True) for mark in waiting]
    open_marks: list[tuple[Mark, bool]] = []
    at = 0

    def close(until: int) -> Iterator[Token]:
        nonlocal at
        while open_marks and open_marks[-1][0].end <= until:
            mark, last = open_marks.pop()
            if at < mark.end:
                yield Token("text", text=text[at : mark.end], at=at)
                at = mark.end
            yield Token("close", mark, last=last)

    while pieces:
        mark, first = pieces.pop()
        yield from close(mark.start)
        if at < mark.start:
            yield Token("text", text=text[at : mark.start], at=at)
            at = mark.start
        last = True
        if open_marks and open_marks[-1][0].end < mark.end:
            border = open_marks[-1][0].end
            rest = (replace(mark, start=border), False)
            pieces.append(rest)
            pieces.sort(key=lambda piece: _outermost(piece[0]), reverse=True)
            mark, last = replace(mark, end=border), False
        open_marks.append((mark, last))
        yield Token("open", mark, first=first, last=last)
    yield from close(len(text))
    if at < len(text):
        yield Token("text", text=text[at:], at=at)


def _outermost(mark: Mark) -> tuple[int, int, int, str, tuple[str, ...]]:
    """Return what marks are sorted by: of those that begin together the longest comes first."""
    return (mark.start, -mark.end, mark.kind != BOILERPLATE, mark.kind, mark.owners)
