"""Extraction -> the JSON object of the annotation guide.

in: the records of one article. out: a plain dict, ready for JSON; writes nothing.

The keys and values of the guide come first, exactly as it has them. What more is known stands under keys of
its own: `evidence` in each object (field to offsets, rule and confidence), `facility_evidence`, `links`,
`article`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pipeline.schema import Article, Event, Extraction, Offense, Person, Value


def to_guide(extraction: Extraction, article: Article) -> dict[str, Any]:
    """Return the guide's object of one article; all lists in the order of the extraction."""
    return {
        "id": article.id,
        "published": article.published or extraction.published,
        "people": [_person(person) for person in extraction.people],
        "offenses": [_offense(offense) for offense in extraction.offenses],
        "facilities": [facility.value for facility in extraction.facilities],
        "events": [_event(event) for event in extraction.events],
        "facility_evidence": [_evidence(facility) for facility in extraction.facilities],
        "links": [asdict(link) for link in extraction.links],
        "article": {
            "url": article.url,
            "source": article.source,
            "title": article.title,
            "byline": article.byline,
            "origin": article.origin,
        },
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "role": person.role,
        "name": _value(person.name),
        "age": _value(person.age),
        "nationality": _value(person.nationality),
        "mention": person.mention.value,
        "minor": person.minor,
        "evidence": _evidences(
            mention=person.mention, name=person.name, age=person.age, nationality=person.nationality
        ),
        "mentions": [_evidence(mention) for mention in person.mentions],
    }


def _offense(offense: Offense) -> dict[str, Any]:
    return {
        "subject": offense.subject,
        "category": offense.category,
        "status": offense.status,
        "quote": offense.quote.value,
        "status_cue": _value(offense.status_cue),
        "evidence": _evidences(quote=offense.quote, status_cue=offense.status_cue),
    }


def _event(event: Event) -> dict[str, Any]:
    qualifier = {"count_qualifier": event.count_qualifier} if event.count_qualifier else {}
    return {
        "type": event.type,
        "subject": event.subject,
        "count": _value(event.count),
        **qualifier,
        "date": _value(event.date),
        "agency": _value(event.agency),
        "custodian": _value(event.custodian),
        "modality": event.modality,
        "quote": event.quote.value,
        "modality_cue": _value(event.modality_cue),
        "speaker": _value(event.speaker),
        "attribution": _value(event.attribution),
        "evidence": _evidences(
            quote=event.quote,
            count=event.count,
            date=event.date,
            agency=event.agency,
            custodian=event.custodian,
            modality_cue=event.modality_cue,
            speaker=event.speaker,
            attribution=event.attribution,
        ),
        "tellings": [_evidence(telling) for telling in event.tellings],
    }


def _value(value: Value | None) -> str | int | None:
    return None if value is None else value.value


def _evidences(**values: Value | None) -> dict[str, dict[str, Any]]:
    return {name: _evidence(value) for name, value in values.items() if value is not None}


def _evidence(value: Value) -> dict[str, Any]:
    anchor = {"anchor": value.anchor} if value.anchor is not None else {}
    return {
        "start": value.start,
        "end": value.end,
        "rule": value.rule,
        "confidence": value.confidence,
        **anchor,
    }
