"""The pages about the whole database and about one article: home, events, articles, article.

in: a request    out: the page's data and rows; writes nothing
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from textwrap import shorten
from typing import Any

from pipeline.errors import QueryError
from pipeline.ontology import ontology
from pipeline.review.desk import decided, marking
from pipeline.review.desk.cases import LINKS, give_links
from pipeline.review.desk.charts import HEIGHT, WIDTH, tiles, timeline
from pipeline.review.desk.page import BadRequestError, NotThereError, Page, View
from pipeline.review.rows import EVENT_FIELDS, STATUS_WORDS, event_row, offense_words, person_row, who
from pipeline.review.window import parse_window
from pipeline.schema import Article, Extraction
from pipeline.store.event_lists import NOTHING_FOUND, EventFilters
from pipeline.store.resolving import FIELDS
from pipeline.store.rows import row_id

_ROWS = 50
"""Of a list on one page."""
_OUTLETS = 300
_BEGINNING = 90
"""Characters that stand for a title."""
_ISSUES = 20
_MOST_SOURCES = 100
_LABELS = {
    "type": "type",
    "modality": "told as",
    "status": "status of the offense",
    "offense": "offense",
    "decided": "decided or not",
    "place": "place",
    "facility": "facility or custodian",
    "agency": "agency",
    "source": "outlet",
    "since": "since",
    "until": "until",
    "min_confidence": "confidence, at least",
    "min_sources": "independent sources",
    "copies": "what copies repeat, too",
}
"""Names of filters to read, in the order of the form."""
_HINTS = {
    "place": "city, county, state",
    "facility": "words of its name",
    "agency": "words of its name",
    "source": "name or address",
    "since": "YYYY-MM-DD",
    "until": "YYYY-MM-DD",
    "min_confidence": "0 to 1",
    "min_sources": "at least, e.g. 2",
}
"""What stands in the fields of filters for words and numbers."""
_FIRST = ("type", "place", "since", "until")
"""Filters that are always seen; the others are folded away where there is little room."""
_CHOICES = {
    "type": "events",
    "modality": "modalities",
    "status": "statuses",
    "offense": "offenses",
}
"""Filters whose values the ontology declares, and where."""
_WORDS = ("place", "facility", "agency", "source", "state", "custodian", "since", "until")
_DECIDED = ("undecided", "decided", "accepted", "corrected", "added", "rejected")
FILTERS = (*_CHOICES, *_WORDS, "decided", "min_confidence", "min_sources", "copies")
"""The filters of events, by their names in the address."""


def home(view: View) -> Page:
    """What is in the database, over time, by custodian and state, and how the last run went."""
    overview = view.records.overview()
    overview.custodians = [item for item in overview.custodians if _may_be_named(view, item[0])]
    types = [name for name in ontology().events if name in overview.by_type]
    run = view.records.last_run()
    issues = [
        row | {name: view.desk.plain(row[name], True) for name in ("origin", "message")}
        for row in view.records.open_issues(_ISSUES)
    ]
    data = {**asdict(overview), "last_run": run, "issues": issues}
    rows: list[dict[str, Any]] = [
        {"type": name, "modality": modality, "events": number}
        for name in types
        for modality, number in sorted(overview.by_type[name].items())
    ]
    shown = {
        "overview": overview,
        "types": types,
        "events": sum(row["events"] for row in rows),
        "timeline": timeline(overview.by_month, types),
        "bar_width": WIDTH,
        "bar_height": HEIGHT,
        "most_answers": max((h + d for _, h, d, _ in overview.custodians), default=1),
    }
    by_state = {state: number for state, _, _, number in overview.states if number}
    shown["tiles"], shown["elsewhere"] = tiles(by_state)
    shown["placed"] = sum(by_state.values())
    return Page("home.html", "What is in here", data, rows, shown)


def _may_be_named(view: View, custodian: str) -> bool:
    """Tell whether a custodian's name holds no name that is hidden in its latest event."""
    page = view.records.event_page(EventFilters(custodian=custodian), None, 1)
    return [row["custodian"] for row in view.desk.events(page.hits)] == [custodian]


def events(view: View) -> Page:
    """List events by the filters of the address, each with its quote."""
    filters = _filters(view)
    if any(view.desk.hides(view.asked.get(name, "")) for name in _WORDS):
        page = NOTHING_FOUND
    else:
        page = view.records.event_page(filters, view.asked.get("after"), _ROWS)
    rows = list(view.desk.events(page.hits))
    give_links(view, rows)
    asked = {name: view.asked[name] for name in FILTERS if view.asked.get(name)}
    following = view.link("/events", **asked, after=page.after) if page.after else None
    data = {"filters": asked, "events": rows, "next": following}
    choices = {name: list(getattr(ontology(), source)) for name, source in _CHOICES.items()}
    choices["decided"] = list(_DECIDED)
    shown = {"asked": asked, "choices": choices, "scanned": page.scanned, "status_words": STATUS_WORDS}
    shown |= {"labels": _LABELS, "hints": _HINTS, "first": _FIRST}
    shown["taken_away"] = {
        name: view.link("/events", **{other: value for other, value in asked.items() if other != name})
        for name in asked
    }
    return Page("events.html", "Events", data, rows, shown, (*EVENT_FIELDS, *LINKS))


def _filters(view: View) -> EventFilters:
    """Return the filters that the address asks for.

    Raises:
        BadRequestError: a value is none of those that the filter knows.
    """
    asked = {name: view.asked.get(name, "").strip() for name in FILTERS}
    known = {name: getattr(ontology(), source) for name, source in _CHOICES.items()} | {"decided": _DECIDED}
    for name, values in known.items():
        if asked[name] and asked[name] not in values:
            raise BadRequestError(f"{name}: expected one of {', '.join(values)}, found {asked[name]!r}")
    confidence = _number("min_confidence", asked.pop("min_confidence"), float, (0, 1))
    sources = int(_number("min_sources", asked.pop("min_sources"), int, (1, _MOST_SOURCES)))
    copies = asked.pop("copies") == "1"
    try:
        window = parse_window(asked["since"] or None, asked["until"] or None)
    except QueryError as error:
        raise BadRequestError(str(error).replace("--", "")) from error
    words: dict[str, Any] = {name: asked[name] for name in (*_CHOICES, *_WORDS, "decided")}
    covers = window.covers if window else None
    return EventFilters(**words, min_confidence=confidence, min_sources=sources, copies=copies, covers=covers)


def _number(name: str, text: str, kind: Callable[[str], float], bounds: tuple[int, int]) -> float:
    """Return a number of the address; the least where it gives none.

    Raises:
        BadRequestError: it is none, or out of bounds.
    """
    low, high = bounds
    try:
        number = kind(text) if text else low
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise BadRequestError(f"{name}: expected {low} to {high}, found {text!r}")
    return number


def outlets(view: View) -> Page:
    """List the outlets by name, each with its number of articles."""
    rows, after = view.records.outlet_page(view.asked.get("after"), _OUTLETS)
    following = view.link("/outlets", after=after) if after else None
    return Page("outlets.html", "Outlets", {"outlets": rows, "next": following}, rows)


def articles(view: View) -> Page:
    """List the articles, those that came last first."""
    source = view.asked.get("source", "")
    found, after = view.records.article_page(source, view.asked.get("after"), _ROWS)
    rows = []
    for row in found:
        told, extraction = view.desk.load(row["id"])
        kept = {name: getattr(told, name) for name in ("id", "title", "source", "published", "url")}
        standing = [event for event in extraction.events if event.decided != "rejected"]
        rows.append({**kept, "events": len(standing), "begins": _beginning(told.text)})
    following = view.link("/articles", source=source, after=after) if after else None
    data = {"source": source, "articles": rows, "next": following}
    return Page("articles.html", "Articles", data, rows)


def _beginning(text: str) -> str:
    """Return the first words of a text, on one line."""
    return shorten(text[: 4 * _BEGINNING], _BEGINNING, placeholder=" …") or "no words"


def article(view: View) -> Page:
    """Show an article: its text with every mention marked, its events, people and offenses beside it."""
    try:
        told, extraction = view.desk.load(view.name)
    except QueryError as error:
        raise NotThereError(str(error)) from error
    linked = view.records.linked_of(told.id)
    rows = [event_row(told, extraction, index) for index in range(len(extraction.events))]
    decided.mark(view, rows)
    for index, row in enumerate(rows):
        row["linked"] = linked.get(row["id"])
        row["linked_subject"] = linked.get(row["subject_id"])
        row["status"] = _status_words(extraction, index)
    people = [person_row(told, extraction, person) for person in extraction.people]
    for row in people:
        row["linked"] = linked.get(row["id"])
    offenses = [
        {
            "id": row_id(told.id, f"o{number}"),
            "who": who(extraction, offense.subject),
            "offense": offense_words(offense),
            "status": offense.status,
            "quote": offense.quote.value,
        }
        for number, offense in enumerate(extraction.offenses, 1)
    ]
    fields = ("id", "title", "source", "byline", "published", "url", "text")
    data = {
        "article": {name: getattr(told, name) for name in fields},
        "events": rows,
        "people": people,
        "offenses": offenses,
    }
    found = marking.marks(told, extraction)
    shown = {
        "tokens": list(marking.tokens(told.text, found)),
        "legend": marking.legend(found),
        "link_address": web_address(told.url),
        "archived": _archived(told),
        "local": local_id,
        "fields": FIELDS,
        "types": list(ontology().events),
        "modalities": list(ontology().modalities),
        "qualifiers": list(ontology().count_qualifiers),
    }
    return Page("article.html", told.title or told.id, data, rows, shown)


def _status_words(extraction: Extraction, index: int) -> str:
    """Return how far the offenses of the event's subject have got, in words; empty for a group."""
    subject = extraction.events[index].subject
    found = [offense for offense in extraction.offenses if subject and offense.subject == subject]
    return "; ".join(dict.fromkeys(offense_words(offense) for offense in found))


def local_id(any_id: str) -> str:
    """Return the part of an id that is unique within its article, e.g. `e1`."""
    return any_id.rpartition(":")[2]


def _archived(told: Article) -> str:
    """Return where the Internet Archive shows its copy of an article from about the day it was published."""
    day = (told.published or "").replace("-", "") or "*"
    return f"https://web.archive.org/web/{day}/{told.url}"


def web_address(address: str | None) -> str | None:
    """Return an address that may be linked to: of the web, no script; null for any other."""
    return address if address and address.lower().startswith(("http://", "https://")) else None
