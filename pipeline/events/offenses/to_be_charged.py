"""Takes what somebody just arrested is to be charged with as what the arrest was for.

"Troopers caught Al Roe on Monday. He will be charged with escape": arrested for it, and charged with nothing.

in: offenses laid sentence by sentence, the triggers' reports    out: offenses laid    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.offenses.cleared import OTHER_CASE
from pipeline.events.offenses.laid import Laid, TriggerReport
from pipeline.events.people.entity import Entity

_OF_ANOTHER_TIME = re.compile(r"\b(?:19|20)\d\d\b|\bnew\s(?:case|charge)", re.IGNORECASE)
_FURTHER = ("arrested", "charged", "convicted", "cleared", "wanted")


def to_be_charged(laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Lay the one kind of offense that is to be charged to an arrest in its sentence or the one before.

    Not where the arrest was for something else: "arrested for theft; arson charges are expected".
    """
    planned = [x for x in reports if x.event == "charge" and x.modality == "planned"]
    arrests = [x for x in reports if x.event == "arrest" and x.modality == "actual"]
    result = []
    for item in laid:
        own = [x for x in planned if x.cue() == item.cue and item.owner in x.people]
        others = [other for other in laid if other.owner is item.owner and other.status in _FURTHER]
        caught = (x for x in arrests if item.owner in x.people and own and _is_right_before(x, own[0]))
        taken = isinstance(item.owner, Entity) and item.status == "alleged" and not others
        arrest = next(caught, None) if taken else None
        result.append(item if arrest is None else replace(item, status="arrested", cue=arrest.cue()))
    return result


def _is_right_before(arrest: TriggerReport, charge: TriggerReport) -> bool:
    """Say whether an arrest is told in front of a charge in its sentence, or in the sentence before."""
    sentence = charge.token.sent
    before = charge.token.doc[sentence.start - 1].sent if sentence.start else sentence
    told = before.text + sentence.text
    near = before.start <= arrest.token.i < charge.token.i
    return near and not (OTHER_CASE.search(told) or _OF_ANOTHER_TIME.search(told))
