"""How sure each value is: the probability that it is right, learnt from gold.

in: the records of one article, and weights. out: the same records with other confidences; writes nothing.
What gold says nothing of (cues, speakers, nationalities, further mentions) keeps the confidence of its rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.events.certainty.features import Features
from pipeline.logistic import Weights, chance
from pipeline.schema import Article, Event, Extraction, Offense, Person, Value

KINDS = ("person", "age", "offense", "facility", "event", "date", "agency", "custodian", "count")
"""What there are weights for. Those of an age hold where the person is right, those of an event's details
where the event is: the confidence is the product."""
DETAILS = ("date", "agency", "custodian", "count")
_DIGITS = 4


def calibrated(article: Article, extraction: Extraction, models: Mapping[str, Weights]) -> Extraction:
    """Return the extraction with learnt confidences.

    Args:
        article: the article.
        extraction: what was read from it, with the confidences of the rules.
        models: weights for each of `KINDS`.
    """
    reading = _Calibration(Features(article, extraction), models)
    return replace(
        extraction,
        people=tuple(reading.person(person) for person in extraction.people),
        offenses=tuple(reading.offense(offense) for offense in extraction.offenses),
        facilities=tuple(reading.facility(facility) for facility in extraction.facilities),
        events=tuple(reading.event(event) for event in extraction.events),
    )


class _Calibration:
    def __init__(self, features: Features, models: Mapping[str, Weights]) -> None:
        self._features = features
        self._models = models

    def person(self, person: Person) -> Person:
        sure = chance(self._models["person"], self._features.person(person))
        age = None
        if person.age is not None:
            given = chance(self._models["age"], self._features.age(person, person.age))
            age = _with(person.age, sure * given)
        name = None if person.name is None else _with(person.name, sure)
        return replace(person, mention=_with(person.mention, sure), name=name, age=age)

    def offense(self, offense: Offense) -> Offense:
        sure = chance(self._models["offense"], self._features.offense(offense))
        return replace(offense, quote=_with(offense.quote, sure))

    def facility(self, facility: Value) -> Value:
        return _with(facility, chance(self._models["facility"], self._features.facility(facility)))

    def event(self, event: Event) -> Event:
        sure = chance(self._models["event"], self._features.event(event))

        def detail(field: str, value: Value | None) -> Value | None:
            if value is None:
                return None
            return _with(
                value, sure * chance(self._models[field], self._features.detail(field, event, value))
            )

        return replace(
            event,
            quote=_with(event.quote, sure),
            date=detail("date", event.date),
            agency=detail("agency", event.agency),
            custodian=detail("custodian", event.custodian),
            count=detail("count", event.count),
        )


def _with(value: Value, confidence: float) -> Value:
    return replace(value, confidence=round(confidence, _DIGITS))
