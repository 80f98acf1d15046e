"""The records that offenses are bound with: what a trigger reports, and an offense laid to somebody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.schema import Mention

STATUS_OF_EVENT = {
    "charge": "charged",
    "conviction": "convicted",
    "sentence": "convicted",
    "acquittal": "cleared",
    "arrest": "arrested",
}
"""How far an offense has got that a trigger of the event governs."""

type Owner = Entity | Group | None
type Recategorise = Callable[[str, bool], str]
"""(category, victim is a minor) -> category."""


@dataclass(frozen=True, slots=True)
class TriggerReport:
    """What a trigger reports, as far as offenses need to know it."""

    token: Token
    event: str
    modality: str
    people: tuple[Entity | Group, ...]

    def cue(self) -> tuple[int, int]:
        """Return the character span of the trigger."""
        return self.token.idx, self.token.idx + len(self.token)


def in_one(reports: Sequence[TriggerReport]) -> list[TriggerReport]:
    """Return reports with one for each trigger, where it tells of people by clauses of their own.

    "Roe was charged with theft, as was Luna" tells it of both; "Roe was not charged with theft, but Luna
    was" of Luna alone.
    """
    told: dict[tuple[int, str], TriggerReport] = {}
    for report in reports:
        key = report.token.i, report.event
        known = told.get(key)
        if known is None or (known.modality == "negated" != report.modality):
            told[key] = report
        elif report.modality != "negated":
            told[key] = replace(known, people=(*known.people, *report.people))
    return [*told.values()]


@dataclass(frozen=True, slots=True)
class Laid:
    """One offense laid to one person or group."""

    owner: Owner
    """None: a group without a number."""
    mention: Mention
    status: str
    cue: tuple[int, int] | None
    prior: bool = False
    """Told of as an earlier case."""
    besides: bool = False
    """Somebody is accused of it besides what they are charged with: "is also accused of shooting"."""

    def renamed(self, joined: Mapping[Entity, Entity]) -> Laid:
        """Return the offense with its owner replaced by whom it turned out to be."""
        return (
            replace(self, owner=joined.get(self.owner, self.owner))
            if isinstance(self.owner, Entity)
            else self
        )

    def owner_key(self) -> int:
        """Return what tells owners apart: a person's place in the article, -1 for all groups."""
        return self.owner.order if isinstance(self.owner, Entity) else -1

    def is_accusation(self, text: str) -> bool:
        """Say whether somebody is said to be accused of it: "accused of rape", "the accusation of rape"."""
        return self.cue is not None and text[self.cue[0] : self.cue[1]].lower().startswith("accus")
