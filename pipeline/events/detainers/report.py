"""One sentence's word on one detainer, as the readers of detainers hand it on."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.events.assertion.happened import Modality
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.schema import Mention


@dataclass(frozen=True, slots=True)
class DetainerReport:
    """What a sentence says became of a detainer, and on whom it was."""

    noun: Token
    """Head of the phrase that names the detainer."""
    trigger: Token
    """The verb that says what became of it, else the noun itself."""
    event: str
    rule: str
    start: int
    end: int
    people: tuple[Entity | Group, ...]
    modality: Modality
    custodian: Mention | None = None
    """Of a total broken down by place: the place."""
    disputed: bool = False
    """A custodian says that no detainer came."""
