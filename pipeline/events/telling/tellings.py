"""One sentence's report of an event; a story may tell one event several times.

Headline, lead and body speak of the same arrest: `merging` makes them one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipeline.events.assertion.attributions import Attribution
from pipeline.events.assertion.happened import Modality
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.schema import Mention, Value


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence's report of an event."""

    token: Token
    event: str
    rule: str
    modality: Modality
    people: tuple[Entity | Group, ...]
    quote: tuple[int, int]
    agency: Mention | None = None
    custodian: Mention | None = None
    attribution: Attribution | None = None
    retold: tuple[tuple[int, int], ...] = ()
    """The quotes of the event's further tellings, in the order in which they were taken in."""
    presupposed: bool = False
    """Not told, but implied by another event: a detainer that was declined was lodged."""

    def place(self) -> tuple[int, str]:
        """Return what tellings are sorted by: where they stand, and their type."""
        return self.token.i, self.event

    def renamed(self, joined: Mapping[Entity, Entity]) -> Telling:
        """Return the telling with people replaced by those they turned out to be."""
        people = tuple(
            dict.fromkeys(
                joined.get(item, item) if isinstance(item, Entity) else item for item in self.people
            )
        )
        return replace(self, people=people)

    def is_of_one_named_twice(self, joined: Mapping[Entity, Entity]) -> bool:
        """Say whether "they" were two people who turned out to be one: it was said of others."""
        return len(self.people) > 1 == len(self.renamed(joined).people)


type Told = tuple[Telling, Entity | Group, Value | None]
"""An event: the telling that says it best, whose it is, and when it was."""
