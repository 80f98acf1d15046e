"""What is compared between articles: reports of people and of events, as small records.

in: an `Article` with its `Extraction`    out: an `ArticleReport`    writes: nothing

A report holds what its article says, and nothing of other articles: it can be made once and kept.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline.link.places.context import context_of
from pipeline.link.places.names import parse
from pipeline.link.reports.numbers import numbers_beside, sentence_of
from pipeline.link.reports.person_names import compare_names, parse_name, plain
from pipeline.link.reports.spans import Span, span_of
from pipeline.link.reports.voices import Voice, voice_of
from pipeline.schema import Article, Event, Extraction, Link, Person
from pipeline.word_lists import table

PATH = Path(__file__).with_name("report_words.toml")
_PROPER = re.compile(r"\b[A-Z][a-z]{2,}\b")
_QUOTED = re.compile(r"[a-z]{4,}")
_POINTING = frozenset({"her", "his", "its", "their", "our", "my", "this", "that", "same"})
"""Words in front of a jail that do not tell which."""
_STATES = 3
"""States kept for an article: those it speaks of most."""
_SHARE = 0.5
"""A state counts if it weighs so much of the one that weighs most."""
_LEAD = 8
"""Of them, kept for looking an article up."""
_WORDS = 40
"""Proper words kept of an article, those it uses most."""
_CACHED = 65_536


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
    """States that its events' custodians are in, else those that the article speaks of most."""
    firm: frozenset[str]
    """Those of them that are named, or are a linked custodian's, not guessed from a city."""
    places: frozenset[str]
    """Places of custody: ids of the gazetteer, and the words that tell a name."""
    offenses: frozenset[str]
    events: tuple[tuple[str, int, int], ...]
    """Type, first and last day of those of their events that are dated."""
    types: frozenset[str]
    """Types of all their events."""
    namesake: bool
    """Somebody else in the article may be called the same."""
    beside: frozenset[str]
    """Names, in plain letters, of others in the article who are no officials."""
    lead: tuple[str, ...]
    """The proper words that the article uses most, for looking it up."""
    story: frozenset[str]
    """Proper words of the article, officials' names left out."""


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
    numbers: frozenset[int]
    """Other numbers in the sentence that gives the count: "162, not 206"."""
    date: str | None
    agency: str | None
    actor: str | None
    """What kind of agency acts: `immigration`, `police`, `court`; null: not said."""
    custodian: str | None
    holder: str | None
    """Id of the gazetteer, else the words that tell it, or `immigration`, or `local`: "the jail"."""
    holder_county: str | None
    """County and state of the custodian's entry: "Cook County, IL"."""
    namesakes: frozenset[str]
    """Counties of its name in other states that the same sentence names: "not Cook County, Georgia"."""
    modality: str
    quote: str
    published: int | None
    states: frozenset[str]
    lead: tuple[str, ...]
    story: frozenset[str]
    """Proper words of the article, officials' names left out."""
    speaker: str | None = None
    """Who says so, in the article; null: it does itself."""
    sole: bool = False
    """Of a group: the article tells of no other group by an event of this type."""

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


@dataclass(frozen=True, slots=True)
class _Context:
    """What all reports of an article share."""

    article: str
    text: str
    published: int | None
    states: frozenset[str]
    firm: frozenset[str]
    story: tuple[str, ...]
    """Most used first."""
    linked: Mapping[str, Link]


def report_of(article: Article, extraction: Extraction) -> ArticleReport:
    """Return what an article reports, ready to be compared."""
    states, firm = _states(article)
    context = _Context(
        article=article.id,
        text=article.text,
        published=_ordinal(article.published or extraction.published),
        states=states,
        firm=firm,
        story=_story(article.text, _officials(extraction)),
        linked={link.name: link for link in extraction.links},
    )
    people = tuple(_person(person, extraction, context) for person in extraction.people)
    ages = {person.id.rpartition(":")[2]: person.age for person in people}
    events = tuple(
        _event(number, event, ages.get(event.subject or ""), context)
        for number, event in enumerate(extraction.events, 1)
        if event.decided != "rejected"
    )
    events = _soles(events)
    voice = voice_of(article, context.published)
    return ArticleReport(article.id, voice, frozenset(context.story), people, events)


def _soles(events: Sequence[EventReport]) -> tuple[EventReport, ...]:
    """Return events, those of a group marked that are the only one of their type in the article."""
    groups = Counter(event.type for event in events if event.person is None)
    return tuple(replace(event, sole=event.person is None and groups[event.type] == 1) for event in events)


def to_json(report: PersonReport | EventReport) -> str:
    """Return a report as JSON, without its article's proper words, which are kept once for all."""
    values: dict[str, Any] = {}
    for field in fields(report):
        if field.name != "story":
            value = getattr(report, field.name)
            values[field.name] = sorted(value) if isinstance(value, frozenset) else value
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def person_from_json(text: str, story: frozenset[str]) -> PersonReport:
    """Return a person's report as `to_json` wrote it, with the proper words of its article."""
    values = json.loads(text)
    for name in ("states", "firm", "places", "offenses", "types", "beside"):
        values[name] = frozenset(values[name])
    values["events"] = tuple((kind, first, last) for kind, first, last in values["events"])
    values["lead"] = tuple(values["lead"])
    return PersonReport(**values, story=story)


def event_from_json(text: str, story: frozenset[str]) -> EventReport:
    """Return an event's report as `to_json` wrote it, with the proper words of its article."""
    values = json.loads(text)
    values |= {name: frozenset(values[name]) for name in ("states", "numbers", "namesakes")}
    values["lead"] = tuple(values["lead"])
    return EventReport(**values, story=story)


def _ordinal(day: str | None) -> int | None:
    span = span_of(day)
    return None if span is None or span[0] != span[1] else span[0]


def _officials(extraction: Extraction) -> frozenset[str]:
    """Return the words of officials' names: who speaks for an agency does so in many stories."""
    named = [person.name for person in extraction.people if person.role == "official" and person.name]
    return frozenset(word for name in named for word in parse_name(str(name.value)).words)


def _person(person: Person, extraction: Extraction, context: _Context) -> PersonReport:
    events = [
        event for event in extraction.events if event.subject == person.id and event.decided != "rejected"
    ]
    places: set[str] = set()
    own: set[str] = set()
    for event in events:
        if event.custodian is not None:
            places |= _place_keys(str(event.custodian.value), context.linked)
            link = context.linked.get(str(event.custodian.value))
            if link is not None and link.state and not link.guess:
                own.add(link.state)
    if sum(other.role == "subject" for other in extraction.people) == 1:
        for facility in extraction.facilities:
            places |= _place_keys(str(facility.value), context.linked)
    dated = {
        (event.type, *span)
        for event in events
        if event.modality in ("actual", "alleged", "negated")
        and event.date is not None
        and (span := span_of(str(event.date.value)))
    }
    others = [p.name for p in extraction.people if p is not person and p.role != "official" and p.name]
    return PersonReport(
        id=f"{context.article}:{person.id}",
        article=context.article,
        role=person.role,
        name=None if person.name is None else str(person.name.value),
        mention=str(person.mention.value),
        age=None if person.age is None else int(person.age.value),
        nationality=None if person.nationality is None else str(person.nationality.value),
        minor=person.minor,
        published=context.published,
        states=frozenset(own) or context.states,
        firm=frozenset(own) or context.firm,
        places=frozenset(places),
        offenses=frozenset(o.category for o in extraction.offenses if o.subject == person.id),
        events=tuple(sorted(dated)),
        types=frozenset(event.type for event in events),
        namesake=_has_namesake(person, extraction),
        beside=frozenset(" ".join(sorted(parse_name(str(name.value)).words)) for name in others),
        lead=context.story[:_LEAD],
        story=frozenset(context.story),
    )


def _has_namesake(person: Person, extraction: Extraction) -> bool:
    """Tell whether another subject's name does not tell them apart: two men named Salas."""
    if person.name is None:
        return False
    own = parse_name(str(person.name.value))
    others = [
        parse_name(str(other.name.value))
        for other in extraction.people
        if other is not person and other.name is not None and other.role == person.role
    ]
    return any(not (match := compare_names(own, other)).contradicted and match.bits > 0 for other in others)


def _event(number: int, event: Event, age: int | None, context: _Context) -> EventReport:
    agency = None if event.agency is None else str(event.agency.value)
    custodian = None if event.custodian is None else str(event.custodian.value)
    link = context.linked.get(custodian or "")
    sure = link if link is not None and link.entry is not None and not link.guess else None
    return EventReport(
        id=f"{context.article}:e{number}",
        article=context.article,
        type=event.type,
        person=None if event.subject is None else f"{context.article}:{event.subject}",
        age=age,
        count=None if event.count is None else int(event.count.value),
        qualifier=event.count_qualifier,
        numbers=numbers_beside(event, context.text),
        date=None if event.date is None else str(event.date.value),
        agency=agency,
        actor=actor_of(agency),
        custodian=custodian,
        holder=_holder(custodian, sure),
        holder_county=None if sure is None else f"{sure.county or sure.city}, {sure.state}",
        namesakes=_namesakes(sure, sentence_of(event, context.text)),
        speaker=None if event.speaker is None else str(event.speaker.value),
        modality=event.modality,
        quote=str(event.quote.value),
        published=context.published,
        states=context.states,
        lead=context.story[:_LEAD],
        story=frozenset(context.story),
    )


def _namesakes(own: Link | None, sentence: str) -> frozenset[str]:
    """Return the counties of other states that have the name of a custodian's and stand in a sentence."""
    if own is None or not own.county or sentence.count(own.county) < 2:
        return frozenset()
    states = {mention.state for mention in context_of(sentence).states}
    return frozenset(f"{own.county}, {state}" for state in states - {own.state})


def actor_of(agency: str | None) -> str | None:
    """Return of which kind an agency is; null: none is named, or of no kind known."""
    found = (kind for kind, pattern in _agencies().items() if agency and pattern.search(agency))
    return next(found, None)


@cache
def _agencies() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(pattern) for kind, pattern in _data()["agencies"].items()}


def _holder(custodian: str | None, link: Link | None) -> str | None:
    """Return what a custodian is compared by: `immigration`, an entry, the words that tell it, or `local`."""
    if custodian is None:
        return None
    if actor_of(custodian) == "immigration":
        return "immigration"
    if link is not None and link.entry is not None:
        return link.entry
    core = parse(custodian).core - _POINTING
    return " ".join(sorted(core)) or "local"


def _place_keys(name: str, linked: Mapping[str, Link]) -> set[str]:
    """Return what a place is compared by; one that only an agency's word tells is none."""
    if actor_of(name) == "immigration":
        return set()
    link = linked.get(name)
    keys = {link.entry} if link is not None and link.entry is not None else set()
    core = parse(name).core
    return keys | ({" ".join(sorted(core))} if core else set())


def _states(article: Article) -> tuple[frozenset[str], frozenset[str]]:
    """Return the states that an article speaks of most, and those of them that it names."""
    weights: defaultdict[str, float] = defaultdict(float)
    named: set[str] = set()
    for mention in context_of(article.text, article.title, article.source).states:
        weights[mention.state] += 0.25 if mention.in_passing else 0.5 if mention.is_city else 1.0
        if not mention.is_city and not mention.in_passing:
            named.add(mention.state)
    ranked = sorted(weights, key=lambda state: (-weights[state], state))[:_STATES]
    most = frozenset(state for state in ranked if weights[state] >= _SHARE * weights[ranked[0]])
    return most, most & named


def _story(text: str, without: Collection[str]) -> tuple[str, ...]:
    """Return the proper words of a text that it does not use as common ones, in plain letters.

    Those used most come first, of several the first in the alphabet.
    """
    common = set(re.findall(r"\b[a-z]{3,}\b", text))
    marked = re.sub(r"[^\x00-\x7f]", lambda match: plain(match.group()) or " ", text)
    counts = Counter(word.lower() for word in _PROPER.findall(_titled(marked)) if word not in _stop())
    kept = [word for word in counts if word not in common and word not in without]
    kept.sort(key=lambda word: (-counts[word], word))
    return tuple(kept[:_WORDS])


def _titled(text: str) -> str:
    """Return a text with words of capitals alone written with one: datelines."""
    return re.sub(r"\b[A-Z]{4,}\b", lambda match: match.group().capitalize(), text)


@cache
def _stop() -> frozenset[str]:
    return frozenset(_data()["proper"]["not"])


@cache
def _data() -> dict[str, Any]:
    return table(PATH)


@lru_cache(_CACHED)
def content_words(text: str) -> frozenset[str]:
    """Return the longer words of a text, in small letters."""
    return frozenset(_QUOTED.findall(plain(text)))
