"""Gold annotations -> the records that the reader would give, so that what follows it can be measured alone.

in: the annotations of one article and the article    out: its `Extraction`    writes: nothing
"""

from __future__ import annotations

from typing import Any

from pipeline.schema import Article, Event, Extraction, Offense, Person, Value
from pipeline.score.likeness import Record

_RULE = "gold"
_MINOR = 18


def gold_extraction(gold: Record, article: Article) -> Extraction:
    """Return annotations as records; a value's offsets are those of its first occurrence in the text."""
    text = article.text
    return Extraction(
        article_id=article.id,
        published=article.published,
        people=tuple(_person(person, text) for person in gold["people"]),
        offenses=tuple(
            Offense(item["subject"], item["category"], item["status"], _words(item["quote"], text))
            for item in gold["offenses"]
        ),
        facilities=tuple(_words(name, text) for name in gold["facilities"]),
        events=tuple(_event(event, text) for event in gold["events"]),
    )


def _person(person: Record, text: str) -> Person:
    mention = _words(person["mention"], text)
    age = person.get("age")
    return Person(
        id=person["id"],
        role=person["role"],
        mention=mention,
        name=_at(person.get("name"), mention),
        age=_at(age, mention),
        nationality=_at(person.get("nationality"), mention),
        minor=age is not None and age < _MINOR,
    )


def _event(event: Record, text: str) -> Event:
    quote = _words(event["quote"], text)
    return Event(
        type=event["type"],
        subject=event.get("subject"),
        modality=event["modality"],
        quote=quote,
        count=_at(event.get("count"), quote),
        count_qualifier=event.get("count_qualifier"),
        date=_at(event.get("date"), quote),
        agency=_optional(event.get("agency"), text),
        custodian=_optional(event.get("custodian"), text),
    )


def _words(words: str, text: str) -> Value:
    start = text.index(words)
    return Value(words, start, start + len(words), _RULE, 1.0)


def _optional(words: str | None, text: str) -> Value | None:
    return None if words is None else _words(words, text)


def _at(value: Any, words: Value) -> Value | None:
    """Return a value that was worked out from words, or none."""
    return None if value is None else Value(value, words.start, words.end, _RULE, 1.0)
