"""Takes a deed as one that somebody is wanted for where a warrant is out that says nothing of what it is for.

"Roe stabbed a cook. A warrant is out for Roe", "a warrant is out for a man who stabbed a cook".

in: offenses laid, the triggers' reports, with unnamed people joined to their names    out: offenses laid
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.events.grammar.on_trial import warrants
from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.cleared import OTHER_CASE
from pipeline.events.offenses.laid import Laid, TriggerReport
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity

_SOON = 300
"""Characters between a deed told and the warrant."""
_OWN_OBJECT = re.compile(
    r"\b(?:charging|accusing|alleging|charges?|on\s(?:suspicion|an?\s(?:count|charge))|for\s(?:failing|failure))\b"
)
"""In a warrant's sentence: what it is for is said there."""


def wanted_since(
    laid: Sequence[Laid], reports: Sequence[TriggerReport], entities: Entities, doc: Doc
) -> list[Laid]:
    """Return the offenses, the deeds of those for whom a bare warrant is out as what they are wanted for."""
    text = text_of(doc)
    result = list(laid)
    taken = {
        person
        for report in reports
        if report.event == "arrest" and report.modality == "actual"
        for person in report.people
    }
    for warrant, sought in _sought(doc, entities):
        theirs = _deeds_of(sought, result)
        if sought in taken or not theirs or not all(_is_near(item, warrant, text) for item in theirs):
            continue
        cue = (warrant.idx, warrant.idx + len(warrant))
        result = [replace(item, status="wanted", cue=cue) if item in theirs else item for item in result]
    return result


def _deeds_of(person: Entity, laid: Sequence[Laid]) -> list[Laid]:
    """Return what is laid to a person if it is deeds alone, of one kind and alleged, else nothing."""
    theirs = [item for item in laid if item.owner is person and item.mention.value != "gang"]
    alone = len({item.mention.value for item in theirs}) == 1
    deeds = all(
        item.status == "alleged" and not item.prior and item.mention.detail.startswith("act")
        for item in theirs
    )
    return theirs if alone and deeds else []


def _is_near(item: Laid, warrant: Token, text: str) -> bool:
    between = text[item.mention.end : warrant.idx] or text[warrant.idx : item.mention.start]
    return len(between) < _SOON and OTHER_CASE.search(warrant.sent.text) is None


def _sought(doc: Doc, entities: Entities) -> list[tuple[Token, Entity]]:
    """Return the warrants that are out, of whose what for nothing is said, each with whom it is for."""
    return [
        (warrant, entities.by_token[who.i])
        for warrant, wanted in warrants(doc)
        if not _OWN_OBJECT.search(warrant.sent.text)
        for who in wanted
        if who.i in entities.by_token
    ]
