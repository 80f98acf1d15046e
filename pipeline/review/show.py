"""One article, event or person -> lines to read, each value with its words in context.

in: the database, an id. out: lines of text; writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.review.rows import (
    Desk,
    context,
    event_row,
    event_words,
    offense_words,
    person_of,
    person_row,
    who,
)
from pipeline.review.tables import printable, without_controls
from pipeline.schema import Article, Event, Extraction, Value
from pipeline.store.queries import Hit
from pipeline.store.rows import EVIDENCE, row_id

_BLANKS = re.compile(r"\s+")
_OPEN, _CLOSE = "»", "«"
"""Stand round the words that a value was read from."""


def show(desk: Desk, hit: Hit) -> Iterator[str]:
    """Yield the lines that show what `hit` names, with its evidence."""
    article, extraction = desk.load(hit.article_id)
    local = hit.id[len(row_id(article.id, "")) :]
    if hit.table == "articles":
        lines = _article(article, extraction)
    elif hit.table == "events":
        lines = _event(article, extraction, int(local[1:]) - 1)
    elif hit.table == "people":
        lines = _person(article, extraction, local)
    elif hit.table == "offenses":
        offense = extraction.offenses[int(local[1:]) - 1]
        facts = {"who": who(extraction, offense.subject), "offense": offense_words(offense)}
        values = {"quote": offense.quote, "status cue": offense.status_cue}
        lines = _facts(article, hit.id, facts, values)
    else:
        facility = extraction.facilities[int(local[1:]) - 1]
        lines = _facts(article, hit.id, {}, {"facility": facility})
    copied = desk.copied(article.id)
    return (without_controls(line) for line in ([copied, ""] if copied else []) + list(lines))


def _article(article: Article, extraction: Extraction) -> Iterator[str]:
    yield from _heading(article)
    for heading, lines in (
        ("People", _people_lines(article, extraction)),
        ("Offenses", _offense_lines(article, extraction)),
        ("Facilities", _facility_lines(extraction)),
        ("Events", _event_lines(article, extraction)),
    ):
        yield ""
        yield heading
        none = True
        for line in lines:
            none = False
            yield f"  {printable(line)}"
        if none:
            yield "  none found"
    yield ""
    yield f"Text ({_OPEN}quotes{_CLOSE} of offenses and events)"
    quotes = [offense.quote for offense in extraction.offenses]
    yield _marked(article.text, quotes + [event.quote for event in extraction.events])


def _people_lines(article: Article, extraction: Extraction) -> Iterator[str]:
    for person in extraction.people:
        row = person_row(article, extraction, person)
        reported = f": {row['reported']}" if row["reported"] else ""
        yield f"{row['id']}  {person.role}  {who(extraction, person.id)}{reported}"


def _offense_lines(article: Article, extraction: Extraction) -> Iterator[str]:
    for number, offense in enumerate(extraction.offenses, 1):
        person = who(extraction, offense.subject)
        words = offense_words(offense)
        yield f"{row_id(article.id, f'o{number}')}  {words}  {person}  “{offense.quote.value}”"


def _facility_lines(extraction: Extraction) -> Iterator[str]:
    """Yield each facility and custodian with its entry in the gazetteer, or why it has none."""
    linked = {link.name for link in extraction.links}
    for link in extraction.links:
        where = ", ".join(part for part in (link.official, link.city, link.county, link.state) if part)
        said = f"{'perhaps ' if link.guess else ''}{where} [{link.entry}]: " if link.entry else "not linked: "
        yield f"{link.name}  {said}{link.reason}"
    yield from (str(place.value) for place in extraction.facilities if place.value not in linked)


def _event_lines(article: Article, extraction: Extraction) -> Iterator[str]:
    for number, event in enumerate(extraction.events, 1):
        date = event.date.value if event.date else "no date"
        about = who(extraction, event.subject, event)
        words = f"{date}  {event_words(event)}  {about}"
        yield f"{row_id(article.id, f'e{number}')}  {words}  “{event.quote.value}”"


def _event(article: Article, extraction: Extraction, index: int) -> Iterator[str]:
    event: Event = extraction.events[index]
    row = event_row(article, extraction, index)
    facts = {name: row[name] for name in ("event", "who", "subject_id", "count_qualifier")}
    values = {name: getattr(event, name) for name in EVIDENCE["events"]}
    values |= {f"told again ({number})": telling for number, telling in enumerate(event.tellings, 1)}
    return _facts(article, row["id"], facts, values)


def _person(article: Article, extraction: Extraction, local: str) -> Iterator[str]:
    person = person_of(extraction, local)
    row = person_row(article, extraction, person)
    facts = {"role": row["role"], "reported": row["reported"], "minor": "yes" if person.minor else None}
    values: dict[str, Value | None] = {
        name: getattr(person, name) for name in ("name", "age", "nationality", "mention")
    }
    yield from _facts(article, row["id"], facts, values)
    offenses = [offense.subject for offense in extraction.offenses]
    events = [event.subject for event in extraction.events]
    for heading, lines, subjects in (
        ("Offenses", _offense_lines(article, extraction), offenses),
        ("Events", _event_lines(article, extraction), events),
    ):
        yield ""
        yield heading
        own = [line for line, subject in zip(lines, subjects, strict=True) if subject == local]
        yield from (f"  {printable(line)}" for line in own or ["none found"])


def _facts(
    article: Article, row: str, facts: dict[str, Any], values: dict[str, Value | None]
) -> Iterator[str]:
    """Yield an object's facts, then each of its values with the words that say it."""
    yield row
    for name, fact in facts.items():
        if fact:
            yield f"  {name}: {printable(fact)}"
    for name, value in values.items():
        if value is None:
            continue
        before, words, after = (_line(part) for part in context(article.text, value.start, value.end))
        anchor = f", counted from {value.anchor}" if value.anchor else ""
        yield f"  {name.replace('_', ' ')}: {printable(value.value)}"
        yield f"      {before.lstrip()}{_OPEN}{words}{_CLOSE}{after.rstrip()}"
        yield (
            f"      characters {value.start} to {value.end}, rule {value.rule}, "
            f"confidence {value.confidence:.2f}{anchor}"
        )
    yield ""
    yield from _heading(article)


def _line(text: str) -> str:
    """Return a stretch of text as one line, a blank at either end kept."""
    return _BLANKS.sub(" ", text)


def _heading(article: Article) -> Iterator[str]:
    yield f"article {article.id}"
    for name in ("title", "source", "byline", "published", "url", "origin"):
        value = getattr(article, name)
        if value:
            yield f"  {name}: {printable(value)}"


def _marked(text: str, quotes: list[Value]) -> str:
    """Return the text with marks round the quotes, those that overlap being marked as one."""
    parts, at, end = [], 0, -1
    for quote in sorted(quotes, key=lambda quote: quote.start):
        if quote.start > end:
            if end >= 0:
                parts += [text[at:end], _CLOSE]
                at = end
            parts += [text[at : quote.start], _OPEN]
            at = quote.start
        end = max(end, quote.end)
    if end >= 0:
        parts += [text[at:end], _CLOSE]
        at = end
    parts.append(text[at:])
    return "".join(parts)
