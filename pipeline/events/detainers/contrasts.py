"""The other of two detainers, of which the opposite is told: "honored the one on Roe but not the one on Poe".

in: what a sentence's verbs say of detainers    out: the same, each on the right person    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.events.assertion.happened import Modality
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.grammar import syntax
from pipeline.events.people.entity import Entity
from pipeline.events.triggers.participants import Participants

_OPPOSITE = {"detainer_honored": "detainer_declined"}
"""What was not done to the other; to one that was not lodged, nothing else was."""


def contrasted(reports: Sequence[DetainerReport], participants: Participants) -> Iterator[DetainerReport]:
    """Yield reports of a sentence, with what is told of the detainers they are contrasted with.

    Args:
        reports: what its verbs say.
        participants: for the people that the other detainers are on.
    """
    for report in reports:
        others = [(noun, people) for noun, people in _denied(report.noun, participants) if people]
        apart = {person for _, people in others for person in people}
        kept = tuple(person for person in report.people if person not in apart)
        yield replace(report, people=kept) if kept else report
        if report.event not in ("detainer_honored", "detainer_issued") or report.modality.value != "actual":
            continue
        for noun, people in others:
            denied = next(child for child in noun.children if child.dep_ == "neg")
            turned = _OPPOSITE.get(report.event)
            end = max(token.idx + len(token) for token in noun.subtree)
            yield replace(
                report,
                noun=noun,
                trigger=noun,
                event=turned or report.event,
                rule=f"detainer.{(turned or report.event).removeprefix('detainer_')}",
                start=report.start,
                end=max(report.end, end),
                people=tuple(people),
                modality=Modality("actual") if turned else Modality.by("negated", denied),
            )


def _denied(noun: Token, participants: Participants) -> Iterator[tuple[Token, list[Entity]]]:
    """Yield the nouns beside a detainer that "not" stands in front of, with the people named by them."""
    for other in noun.conjuncts:
        if other.i < noun.i or not any(child.dep_ == "neg" for child in other.children):
            continue
        named = syntax.objects_of(other, "on", "against", "for") or syntax.children(other, "poss")
        found = [person for token in named or [other] for person in participants.resolve(token)]
        yield other, [person for person in found if isinstance(person, Entity)]
