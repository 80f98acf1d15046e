"""Lays to co-defendants what a case is about: "two others pleaded guilty in connection with this scheme".

in: offenses laid sentence by sentence    out: offenses laid    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.events.offenses.laid import STATUS_OF_EVENT, Laid, TriggerReport
from pipeline.events.people.entity import Entity

_SAME = re.compile(
    r"(?:\s[\w’']+){0,3}?\s(?:in\sconnection\swith|"
    r"for\s(?:his|her|their)\s(?:own\s|alleged\s)?(?:roles?|parts?|involvement|participation)\sin|in)\s"
    r"(?:this|the)\s(?:same\s)?(?:scheme|conspiracy|plot|ring|crime|case)\b",
    re.IGNORECASE,
)
"""Right behind a charge or plea: it is of the offense told before."""


def of_same_case(laid: Sequence[Laid], reports: Sequence[TriggerReport], text: str) -> list[Laid]:
    """Add the offense of those charged or convicted in "this scheme", where the article tells but one.

    Nothing is added for those to whom an offense is laid already, nor where the offenses told before are of
    several categories.
    """
    result = list(laid)
    for report in reports:
        behind = text[report.cue()[1] : report.token.sent.end_char]
        if (
            report.event not in ("charge", "conviction")
            or report.modality != "actual"
            or not _SAME.match(behind)
        ):
            continue
        told = [
            item
            for item in laid
            if item.status in ("charged", "convicted")
            and isinstance(item.owner, Entity)
            and item.mention.start < report.token.idx
        ]
        if len({item.mention.value for item in told}) != 1:
            continue
        result += [
            Laid(person, told[-1].mention, STATUS_OF_EVENT[report.event], report.cue())
            for person in report.people
            if isinstance(person, Entity) and not any(item.owner is person for item in result)
        ]
    return result
