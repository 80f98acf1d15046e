"""One sentence's word on one detainer, as the readers of detainers hand it on."""

from __future__ import annotations

from collections.abc import Sequence
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


def without_repeats(here: Sequence[DetainerReport]) -> list[DetainerReport]:
    """Leave out the lodging of a number of detainers of which the sentence tells something else."""
    return [
        report
        for report in here
        if not (
            report.event == "detainer_issued"
            and report.trigger.dep_ in ("acl", "relcl")
            and report.trigger.lemma_ != "have"
            and any(
                other is not report and other.noun == report.noun and other.people == report.people
                for other in here
            )
            and all(isinstance(item, Group) for item in report.people)
        )
    ]


def is_repeat(report: DetainerReport, other: DetainerReport) -> bool:
    """Say whether two reports tell the same of one mention of detainers."""
    return report.noun == other.noun and report.event == other.event
