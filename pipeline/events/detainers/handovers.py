"""People whom a jail hands to ICE after a detainer on them was told of: that honors it, the word unsaid.

"ICE had lodged a detainer with the jail. He was turned over to ICE on Monday."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from pipeline.events.assertion.modality import modality_of
from pipeline.events.detainers.references import data, flat, pattern
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.detainers.verbs import governor, is_reversed, modality_of_deed
from pipeline.events.grammar import syntax
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.participants import Participants

_OPEN = frozenset({"detainer_issued"})
"""What was told last of a detainer that may still be honored."""


def handed_over(
    sentence: Span, here: Sequence[DetainerReport], told: Sequence[DetainerReport], participants: Participants
) -> Iterator[DetainerReport]:
    """Yield the detainers that a handing over to ICE honors, or the refusing of it declines.

    Args:
        sentence: of a parsed document.
        here: what the sentence says of detainers already.
        told: all that was said of detainers before it, in text order.
        participants: for the people handed over.
    """
    if any(report.event in ("detainer_honored", "detainer_declined") for report in here):
        return
    before = [*told, *here]
    for verb in sentence:
        if verb.lemma_ not in data()["verbs"]["handing_over"] or verb.pos_ != "VERB":
            continue
        behind = flat(sentence)[verb.idx + len(verb) - sentence.start_char :]
        match = pattern("verbs", "handed_to", case=True).match(behind)
        if match is None:
            continue
        helping = [child.lower_ for child in verb.children if child.dep_ == "aux"]
        refused = is_reversed(verb) and not syntax.is_passive(verb) and not {"has", "have"} & set(helping)
        modality = modality_of_deed(verb, "declined", True) if refused else modality_of(verb)
        if modality is None or modality.value not in ("actual", "alleged"):
            continue
        people = [item for item in _patients(verb, participants) if _is_open(item, before)]
        # "Those immigrants were then handed over": a number told of elsewhere may be of others.
        people = [item for item in people if isinstance(item, Entity) or _is_counted_in(item, sentence)]
        if people:
            yield DetainerReport(
                noun=verb,
                trigger=verb,
                event="detainer_declined" if refused else "detainer_honored",
                rule="detainer.handed_over",
                start=governor(verb).idx if refused else verb.idx,
                end=verb.idx + len(verb) + match.end(),
                people=tuple(people),
                modality=modality,
            )
            return


def _is_counted_in(group: Group, sentence: Span) -> bool:
    return sentence.start_char <= group.count.start < sentence.end_char


def _patients(verb: Token, participants: Participants) -> list[Entity | Group]:
    patient = syntax.patient(verb)
    found = participants.resolve(patient) if patient is not None else []
    return [item for item in found if isinstance(item, Group) or not (item.official or item.victim)]


def _is_open(person: Entity | Group, told: Sequence[DetainerReport]) -> bool:
    """Say whether a detainer on a person was lodged and not declined since; of a group, whether any was."""
    if isinstance(person, Group):
        return any(isinstance(item, Group) for report in told for item in report.people)
    last = next((report for report in reversed(told) if person in report.people), None)
    return last is not None and last.event in _OPEN and last.modality.value == "actual"
