"""What is compared between articles: reports of people and of events, as small records.

in: an `Article` with its `Extraction`    out: an `ArticleReport`    writes: nothing

A report holds what its article says, and nothing of other articles: it can be made once and kept.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.link.names import parse
from pipeline.link.person_names import plain
from pipeline.link.places import context_of
from pipeline.link.spans import Span, span_of
from pipeline.link.voices import Voice, voice_of
from pipeline.schema import Article, Event, Extraction, Link, Person

PATH = Path(__file__).with_name("report_words.toml")
_PROPER = re.compile(r"\b[A-Z][a-z]{2,}\b")
_QUOTED = re.compile(r"[a-z]{4,}")
_STATES = 3
"""States kept for an article: those it speaks of most."""
_SHARE = 0.5
"""A state counts if it weighs so much of the one that weighs most."""
_WORDS = 40
"""Proper words kept of an article, those it uses most."""


@dataclass(frozen=True, slots=True)
class PersonReport:
    """One person of one article."""

    id: str
    """`<article>:p<number>`."""
    article: str
    role: str
    name: str | None
    mention: str
    age: int | None
    nationality: str | None
    minor: bool
    published: int | None
    """Ordinal of the day."""
    states: frozenset[str]
    places: frozenset[str]
    """Places of custody: ids of the gazetteer, and the words that tell a name."""
    offenses: frozenset[str]
    events: tuple[tuple[str, int, int], ...]
    """Type, first and last day of those of their events that are dated."""
    story: frozenset[str]
    """Proper words of the article."""


@dataclass(frozen=True, slots=True)
class EventReport:
    """One event of one article."""

    id: str
    """`<article>:e<number>`."""
    article: str
    type: str
    person: str | None
    """Id of the `PersonReport`; null: a group."""
    age: int | None
    """The person's."""
    count: int | None
    qualifier: str | None
    date: str | None
    agency: str | None
    actor: str | None
    """What kind of agency acts: `immigration`, `police`, `court`; null: not said."""
    custodian: str | None
    holder: str | None
    """Id of the gazetteer, else the words that tell the custodian."""
    holder_county: str | None
    """County and state of the custodian's entry: "Cook County, IL"."""
    modality: str
    quote: str
    published: int | None
    states: frozenset[str]
    story: frozenset[str]
    """Proper words of the article."""

    @property
    def span(self) -> Span | None:
        """The days it may have been."""
        return span_of(self.date)


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """All that is compared of one article."""

    article: str
    voice: Voice
    story: frozenset[str]
    people: tuple[PersonReport, ...]
    events: tuple[EventReport, ...]


def report_of(article: Article, extraction: Extraction) -> ArticleReport:
    """Return what an article reports, ready to be compared."""
    published = _ordinal(article.published or extraction.published)
    states = _states(article)
    story = _story(article.text)
    linked = {link.name: link for link in extraction.links}
    people = tuple(
        _person(article.id, person, extraction, published, states, story, linked)
        for person in extraction.people
    )
    ages = {person.id.rpartition(":")[2]: person.age for person in people}
    events = tuple(
        _event(article.id, number, event, published, states, story, linked, ages)
        for number, event in enumerate(extraction.events, 1)
    )
    return ArticleReport(article.id, voice_of(article, published), story, people, events)


def to_json(report: PersonReport | EventReport) -> str:
    """Return a report as JSON, without its article's proper words, which are kept once for all."""
    values = {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(report).items()
        if name != "story"
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def person_from_json(text: str, story: frozenset[str]) -> PersonReport:
    """Return a person's report as `to_json` wrote it, with the proper words of its article."""
    values = json.loads(text)
    for name in ("states", "places", "offenses"):
        values[name] = frozenset(values[name])
    values["events"] = tuple((kind, first, last) for kind, first, last in values["events"])
    return PersonReport(**values, story=story)


def event_from_json(text: str, story: frozenset[str]) -> EventReport:
    """Return an event's report as `to_json` wrote it, with the proper words of its article."""
    values = json.loads(text)
    return EventReport(**{**values, "states": frozenset(values["states"])}, story=story)


def _ordinal(day: str | None) -> int | None:
    span = span_of(day)
    return None if span is None or span[0] != span[1] else span[0]


def _person(
    article: str,
    person: Person,
    extraction: Extraction,
    published: int | None,
    states: frozenset[str],
    story: frozenset[str],
    linked: dict[str, Link],
) -> PersonReport:
    events = [event for event in extraction.events if event.subject == person.id]
    places: set[str] = set()
    own: set[str] = set()
    for event in events:
        if event.custodian is not None:
            places |= _place_keys(str(event.custodian.value), linked)
            link = linked.get(str(event.custodian.value))
            if link is not None and link.state and not link.guess:
                own.add(link.state)
    if sum(other.role == "subject" for other in extraction.people) == 1:
        for facility in extraction.facilities:
            places |= _place_keys(str(facility.value), linked)
    name = None if person.name is None else str(person.name.value)
    dated = {
        (event.type, *span)
        for event in events
        if event.modality in ("actual", "alleged")
        and event.date is not None
        and (span := span_of(str(event.date.value)))
    }
    return PersonReport(
        id=f"{article}:{person.id}",
        article=article,
        role=person.role,
        name=name,
        mention=str(person.mention.value),
        age=None if person.age is None else int(person.age.value),
        nationality=None if person.nationality is None else str(person.nationality.value),
        minor=person.minor,
        published=published,
        states=frozenset(own) or states,
        places=frozenset(places),
        offenses=frozenset(o.category for o in extraction.offenses if o.subject == person.id),
        events=tuple(sorted(dated)),
        story=story,
    )


def _event(
    article: str,
    number: int,
    event: Event,
    published: int | None,
    states: frozenset[str],
    story: frozenset[str],
    linked: dict[str, Link],
    ages: dict[str, int | None],
) -> EventReport:
    agency = None if event.agency is None else str(event.agency.value)
    custodian = None if event.custodian is None else str(event.custodian.value)
    link = linked.get(custodian or "")
    return EventReport(
        id=f"{article}:e{number}",
        article=article,
        type=event.type,
        person=None if event.subject is None else f"{article}:{event.subject}",
        age=ages.get(event.subject or ""),
        count=None if event.count is None else int(event.count.value),
        qualifier=event.count_qualifier,
        date=None if event.date is None else str(event.date.value),
        agency=agency,
        actor=actor_of(agency),
        custodian=custodian,
        holder=_holder(custodian, link),
        holder_county=None if link is None or not link.state else f"{link.county or link.city}, {link.state}",
        modality=event.modality,
        quote=str(event.quote.value),
        published=published,
        states=states,
        story=story,
    )


def actor_of(agency: str | None) -> str | None:
    """Return of which kind an agency is; null: none is named, or of no kind known."""
    found = (kind for kind, pattern in _agencies().items() if agency and pattern.search(agency))
    return next(found, None)


@cache
def _agencies() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(pattern) for kind, pattern in _data()["agencies"].items()}


def _holder(custodian: str | None, link: Link | None) -> str | None:
    """Return what a custodian is compared by: `immigration`, an entry, the words that tell it."""
    if custodian is None:
        return None
    if actor_of(custodian) == "immigration":
        return "immigration"
    if link is not None and link.entry is not None:
        return link.entry
    core = parse(custodian).core
    return " ".join(sorted(core)) or None


def _place_keys(name: str, linked: dict[str, Link]) -> set[str]:
    """Return what a place is compared by; one that only an agency's word tells is none."""
    if actor_of(name) == "immigration":
        return set()
    link = linked.get(name)
    keys = {link.entry} if link is not None and link.entry is not None else set()
    core = parse(name).core
    return keys | ({" ".join(sorted(core))} if core else set())


def _states(article: Article) -> frozenset[str]:
    """Return the states that an article speaks of most."""
    weights: defaultdict[str, float] = defaultdict(float)
    for mention in context_of(article.text, article.title, article.source).states:
        weights[mention.state] += 0.25 if mention.in_passing else 0.5 if mention.is_city else 1.0
    ranked = sorted(weights, key=lambda state: (-weights[state], state))[:_STATES]
    return frozenset(state for state in ranked if weights[state] >= _SHARE * weights[ranked[0]])


def _story(text: str) -> frozenset[str]:
    """Return the proper words of a text that are not used as common ones in it, in plain letters."""
    common = set(re.findall(r"\b[a-z]{3,}\b", text))
    marked = "".join(character if character.isascii() else plain(character) or " " for character in text)
    counts = Counter(word for word in _PROPER.findall(_titled(marked)) if word not in _stop())
    kept = [word for word in counts if word.lower() not in common]
    kept.sort(key=lambda word: (-counts[word], word))
    return frozenset(word.lower() for word in kept[:_WORDS])


def _titled(text: str) -> str:
    """Return a text with words of capitals alone written with one: datelines."""
    return re.sub(r"\b[A-Z]{4,}\b", lambda match: match.group().capitalize(), text)


@cache
def _stop() -> frozenset[str]:
    return frozenset(_data()["proper"]["not"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def content_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the longer words of texts, in small letters."""
    return frozenset(word for text in texts for word in _QUOTED.findall(plain(text)))
