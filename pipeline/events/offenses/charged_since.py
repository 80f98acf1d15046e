"""Takes what somebody was accused of or arrested for on to a charge that an article tells without its name.

"Accused of rape, he was arrested in May. He was charged on Friday": of those of whom a charge and one kind of
offense are told, all but a few are charged with that.

in: offenses laid, the triggers' reports, with unnamed people joined to their names    out: offenses laid
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.events.assertion.modality import modality_of
from pipeline.events.grammar.on_trial import tried
from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.cleared import OTHER_CASE, sentence_of
from pipeline.events.offenses.laid import Laid, TriggerReport
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group

_STATUS = {"charge": "charged", "acquittal": "cleared"}
_UNSAID = re.compile(
    r"\b(?:unspecified|undisclosed|unknown|unnamed|unclear|lawsuit|suit|sued)\b", re.IGNORECASE
)
"""In a sentence that tells of a charge: of what, nobody says."""
_OWN_OBJECT = re.compile(
    r"^(?:\s(?!but\b|and\b)[\w’',.-]+){0,5}?\s(?:with|of|for|under|over|on(?!\s(?:the\s)?(?:\w+day|[A-Z]|charges?\b)))\b"
)
"""Behind a charge: what it is for is said there."""
_NO_GROUND = frozenset({"obstruction", "traffic", "other"})
"""Deeds told that are seldom what somebody is charged with."""
_SOON = 400
"""Characters from a deed told to the charge."""


def charged_since(laid: Sequence[Laid], reports: Sequence[TriggerReport], doc: Doc) -> list[Laid]:
    """Charge people with the one kind of offense laid to them, where a charge of theirs names none.

    A charge that was dropped clears them of it: "The charge was dismissed". Who is on
    trial is charged with what the sentence has them accused of.
    """
    text = text_of(doc)
    result = [replace(item, status="charged") if _is_tried(item, doc) else item for item in laid]
    for report in reports:
        if report.event not in _STATUS or report.modality != "actual" or not _is_bare(report, text):
            continue
        for person in report.people:
            theirs = _of_one_kind(person, result)
            here = sentence_of(report)
            others = (item for item in result if item.owner is not person)
            if all(_leads_to(item, report) for item in theirs) and not any(
                item.mention.start in here for item in others
            ):
                result = [
                    replace(item, status=_STATUS[report.event], cue=report.cue()) if item in theirs else item
                    for item in result
                ]
    return result


def _is_bare(report: TriggerReport, text: str) -> bool:
    """Say whether a charge is told without what it is for, and of no other case."""
    sentence = report.token.sent
    behind = text[report.token.idx + len(report.token) : sentence.end_char]
    other = OTHER_CASE.search(sentence.text) or _UNSAID.search(sentence.text)
    return other is None and _OWN_OBJECT.search(behind) is None


def _of_one_kind(person: Entity | Group, laid: Sequence[Laid]) -> list[Laid]:
    """Return the offenses of a person if they are all of one category, and none is known to be further."""
    theirs = [
        item for item in laid if item.owner is person and item.mention.value != "gang" and not item.prior
    ]
    alone = len({item.mention.value for item in theirs}) == 1
    below = all(item.status in ("alleged", "arrested") for item in theirs)
    return theirs if isinstance(person, Entity) and alone and below else []


def _leads_to(item: Laid, report: TriggerReport) -> bool:
    """Say whether an offense told before a charge is what somebody was accused of, arrested for, or did."""
    if item.mention.end > report.token.idx or item.mention.rule.endswith(".person"):
        return False
    soon = report.token.idx - item.mention.end < _SOON
    deed = item.mention.detail.startswith("act") and item.mention.value not in _NO_GROUND
    return item.cue is not None or (deed and soon)


def _is_tried(item: Laid, doc: Doc) -> bool:
    """Say whether somebody accused is told to be on trial: "Roe, accused of arson, is on trial"."""
    alleged = item.status == "alleged" and item.is_accusation(text_of(doc))
    if not alleged or item.cue is None or not isinstance(item.owner, Entity):
        return False
    words = doc.char_span(*item.cue, alignment_mode="expand")
    own = {reference.token for reference in item.owner.references}
    if words is None:
        return False
    here = words[0].sent
    told = doc[here.start : doc[min(here.end, len(doc) - 1)].sent.end]  # and the sentence behind it
    return any(
        noun.i in own and modality_of(trial).value == "actual" for trial in told for noun in tried(trial)
    )
