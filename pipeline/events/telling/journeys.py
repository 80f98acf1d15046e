"""Leaves out mere journeys: that somebody came or returned to the country, of whom nothing else is told.

in: tellings and offenses with their people    out: the tellings that tell of more    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.events.offenses.laid import Laid
from pipeline.events.people.entity import Entity
from pipeline.events.telling.tellings import Telling
from pipeline.events.triggers.triggers import journeys

_HERE = "United States"


def without_journeys(tellings: Sequence[Telling], laid: Sequence[Laid]) -> Iterator[Telling]:
    """Yield the tellings, in their order, without entries of people who only travel.

    An author who moved to America is nobody's subject; whoever was arrested, deported, charged or comes from
    abroad may be.

    Args:
        tellings: of the article.
        laid: the offenses, with whose they are.
    """
    subjects = {person for item in tellings if item.rule not in journeys() for person in item.people}
    subjects |= {item.owner for item in laid if item.owner is not None}
    for item in tellings:
        if item.rule not in journeys():
            yield item
            continue
        people = tuple(
            person
            for person in item.people
            if not isinstance(person, Entity) or person in subjects or _is_foreign(person)
        )
        if people:
            yield replace(item, people=people)


def _is_foreign(person: Entity) -> bool:
    return person.nationality is not None and person.nationality.value != _HERE
