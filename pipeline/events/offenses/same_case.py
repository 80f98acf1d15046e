"""Lays to co-defendants what a case is about: "also charged in this scheme".

in: offenses laid sentence by sentence    out: offenses laid    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.events.offenses.laid import STATUS_OF_EVENT, Laid, TriggerReport
from pipeline.events.people.entity import Entity

_SAME = re.compile(
    r"(?:\s[\w’']+){0,3}?\s(?:in\sconnection\swith|"
    r"for\s(?:his|her|their)\s(?:own\s|alleged\s)?(?:roles?|parts?|involvement|participation)\sin|in)\s"
    r"(?:this|the)\s(?:same\s)?(?:scheme|conspiracy|plot|ring|crime|case)\b",
    re.IGNORECASE,
)
"""Right behind a charge or plea: it is of the offense told before."""
_TOLD = ("charged", "convicted")
_OF_OTHERS = (*_TOLD, "arrested", "cleared")
"""How far it has got with the one told of before."""


def of_same_case(laid: Sequence[Laid], reports: Sequence[TriggerReport], text: str) -> list[Laid]:
    """Add the offense of those charged or convicted in "this scheme".

    Nothing is added where the offenses told before are of several categories, nor for those to whom an
    offense is laid already.
    """
    result = list(laid)
    for report in reports:
        if report.modality != "actual":
            continue
        if report.event not in ("charge", "conviction"):
            continue
        end = report.token.sent.end_char
        if not _SAME.match(text, report.cue()[1], end):
            continue
        told = [
            item
            for item in result
            if item.status in _OF_OTHERS
            and isinstance(item.owner, Entity)
            and _place(item) < report.token.idx
        ]
        if len({item.mention.value for item in told}) == 1:
            result += [*_shared(told[-1], report, result)]
    return result


def _place(item: Laid) -> int:
    """Return where the text says how far an offense got."""
    return item.cue[0] if item.cue is not None else item.mention.start


def _shared(told: Laid, report: TriggerReport, laid: Sequence[Laid]) -> Iterator[Laid]:
    """Yield the offense of another for each of those of whom a charge or plea is reported."""
    for person in report.people:
        own = any(item.owner is person and item.status in _TOLD for item in laid)
        if isinstance(person, Entity) and not own:
            yield Laid(person, told.mention, STATUS_OF_EVENT[report.event], report.cue())
