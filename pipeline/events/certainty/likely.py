"""Leaves out events that are less likely right than wrong.

What a user asks for beyond that, by a confidence of their own, `threshold` leaves out of what is shown.

in: the records of one article, with learnt confidences    out: fewer of them    writes: nothing
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.schema import Extraction, Person

_EVEN = 0.5
"""What is as likely right as wrong."""


def likely(extraction: Extraction) -> Extraction:
    """Return the extraction without unlikely events, and with their number.

    A subject of whom nothing is left to tell is somebody named beside the story, or nobody. Offenses and the
    details of events stay, of whatever confidence: they are right as often (`docs/decisions.md`).
    """
    events = tuple(event for event in extraction.events if event.quote.confidence >= _EVEN)
    told_of = {event.subject for event in events} | {offense.subject for offense in extraction.offenses}
    emptied = {event.subject for event in extraction.events} - told_of
    people = (_aside(person) if person.id in emptied else person for person in extraction.people)
    return replace(
        extraction,
        people=tuple(person for person in people if person is not None),
        events=events,
        unlikely=len(extraction.events) - len(events),
    )


def _aside(person: Person) -> Person | None:
    """Return what a person is of whom no event or offense is left; none: nobody of the story."""
    if person.role != "subject":
        return person
    return replace(person, role="other") if person.name is not None else None
