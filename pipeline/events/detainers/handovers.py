"""People whom a jail hands to ICE, or keeps on, after a detainer was told of: that honors it, unsaid.

"ICE had lodged a detainer with the jail. He was turned over to ICE on Monday.", "It kept him two days."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from pipeline.events.assertion.modality import modality_of
from pipeline.events.detainers.references import data, flat, pattern
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.detainers.requests import KEEPING
from pipeline.events.detainers.verbs import governor, is_reversed, modality_of_deed
from pipeline.events.grammar import syntax
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.participants import Participants

_AT_BORDER = re.compile(r"\bby (?:the )?(?:U\. ?S\. |US )?(?:Border Patrol|Customs and Border|CBP)\b")
_OF_DETAINERS = re.compile(
    r"\W*(?:out\s)?of\s(?:(?:the|those|these|its|all)\s)?(?:(?:about|nearly|some)\s)?\d[\d,]*\s"
    r"(?:\w+\s){0,2}?(?:detainers?|holds?)\b",
    re.IGNORECASE,
)
_SURRENDERING = frozenset({"hand", "turn", "transfer", "surrender"})
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
        end = _end_of(verb, sentence)
        if end is None or any(held.lower_.endswith("self") for held in syntax.children(verb, "dobj")):
            continue  # "turned himself in to ICE": no jail's doing
        helping = [child.lower_ for child in verb.children if child.dep_ == "aux"]
        refused = is_reversed(verb) and not syntax.is_passive(verb) and not {"has", "have"} & set(helping)
        modality = modality_of_deed(verb, "declined", True) if refused else modality_of(verb)
        if modality is None or modality.value not in ("actual", "alleged"):
            continue
        if _AT_BORDER.search(flat(sentence)[: verb.idx - sentence.start_char]):
            continue  # "arrested by the Border Patrol and turned over to ERO": no jail let go of him
        people = _patients(verb, participants)
        if not _OF_DETAINERS.match(
            flat(sentence)
        ):  # "Of the 90 detainer requests, 12 inmates were handed over"
            people = [item for item in people if _is_open(item, before)]
        # "Those immigrants were then handed over": a number told of elsewhere may be of others.
        people = [item for item in people if isinstance(item, Entity) or _is_counted_in(item, sentence)]
        if people:
            yield DetainerReport(
                noun=verb,
                trigger=verb,
                event="detainer_declined" if refused else "detainer_honored",
                rule="detainer.handed_over",
                start=governor(verb).idx if refused else verb.idx,
                end=end,
                people=tuple(people),
                modality=modality,
            )
            return


def _end_of(verb: Token, sentence: Span) -> int | None:
    """Return where the words end by which a verb hands somebody to ICE or keeps him on; None for others."""
    last = verb.idx + len(verb)
    if verb.pos_ != "VERB":
        return None
    behind = flat(sentence)[last - sentence.start_char :]
    if verb.lemma_ in data()["verbs"]["handing_over"]:
        match = pattern("verbs", "handed_to", case=True).match(behind)
        if match is None:
            return last if _is_refusal_to_hand_over(verb) else None
        return last + match.end()
    if verb.lemma_ not in KEEPING:
        return None
    if _is_refusal_to_keep(verb):
        return last
    match = pattern("verbs", "kept_longer").match(behind) if verb.tag_ in ("VBD", "VBN") else None
    return last + match.end() if match is not None else None


def _is_refusal_to_keep(verb: Token) -> bool:
    """Say whether a jail would not keep somebody: "refused to hold him any longer"."""
    return verb.tag_ == "VB" and verb.lemma_ in KEEPING and governor(verb) != verb and is_reversed(verb)


def _is_refusal_to_hand_over(verb: Token) -> bool:
    """Say whether a custodian would not hand a person over: "the county refused to hand him over".

    To a court or another state is no answer to ICE, and a judge or ICE itself is no custodian.
    """
    doer = syntax.subject(governor(verb))
    if doer is None or doer.dep_ != "nsubj" or verb.lemma_ not in _SURRENDERING:
        return False
    named = doer.pos_ != "PRON" and doer.lemma_.lower() not in ("judge", "court", "magistrate")
    phrase = doer.doc[doer.left_edge.i : doer.i + 1].text
    ice = pattern("passage", "lodger", case=True).search(phrase) is not None
    elsewhere = any(child.lower_ in ("to", "into") for child in syntax.children(verb, "prep", "dative"))
    return named and not ice and not elsewhere and verb.tag_ == "VB" and is_reversed(verb)


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
