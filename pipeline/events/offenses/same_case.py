"""Lays to co-defendants what a case is about: "pleaded guilty to the same charges", "in this scheme".

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
_SAME_CHARGES = re.compile(
    r"(?:\s(?!(?:and|but|not)\b)[\w’']+){0,3}?\s(?:(?:to|with|of|on|for)\s)?(?:(?:all|both)\s(?:of\s)?)?"
    r"(?:the\s(?:very\s)?same|those|these|identical)\s(?:(?:two|three|four|five|six|\d+)\s)?"
    r"(?:(?:federal|state|felony|criminal|misdemeanor|drug)\s){0,2}"
    r"(?:charges?|counts?|offen[cs]es?|crimes)\b",
    re.IGNORECASE,
)
"""Right behind a charge or plea: it is of the offenses of the one told of before."""
_OF_THAT = re.compile(
    r"(?:\s(?!(?:but|who|while|of|on)\b)[\w’'.,-]+){0,6}?\s(?:of|on)\s(?:that|the\ssame)\s(?:\w+\s)?(?:charge|count)\b",
    re.IGNORECASE,
)
"""Right behind an acquittal: it is of the one offense told last."""
_TOLD = ("charged", "convicted")
_OF_OTHERS = (*_TOLD, "arrested", "cleared")
"""How far it has got with the one told of before: "Roe was acquitted, Poe convicted on that charge"."""


def of_same_case(laid: Sequence[Laid], reports: Sequence[TriggerReport], text: str) -> list[Laid]:
    """Add the offenses of those charged or convicted "on the same charges", or in "this scheme".

    Of a scheme nothing is added where the offenses told before are of several categories, nor anything for
    those to whom an offense is laid already.
    """
    result = list(laid)
    for report in reports:
        if report.modality != "actual":
            continue
        if report.event == "acquittal" and _OF_THAT.match(text, report.cue()[1], report.token.sent.end_char):
            result += [*_cleared(report, result)]
            continue
        if report.event not in ("charge", "conviction"):
            continue
        end = report.token.sent.end_char
        charges = _SAME_CHARGES.match(text, report.cue()[1], end)
        if not charges and not _SAME.match(text, report.cue()[1], end):
            continue
        told = [
            item
            for item in result
            if item.status in _OF_OTHERS
            and isinstance(item.owner, Entity)
            and _place(item) < report.token.idx
        ]
        if charges:
            told = _of_last(told, report, reports)
        elif len({item.mention.value for item in told}) != 1:
            continue
        else:
            told = told[-1:]
        result += [*_shared(told, report, result, more=charges is not None)]
    return result


def _place(item: Laid) -> int:
    """Return where the text says how far an offense got."""
    return item.cue[0] if item.cue is not None else item.mention.start


def _of_last(told: Sequence[Laid], report: TriggerReport, reports: Sequence[TriggerReport]) -> list[Laid]:
    """Return the offenses of whoever else is told of last in front of a charge or plea.

    Nothing where one charged since has none named: "Roe was indicted, and Poe on the same charge".
    """
    others = [item for item in told if item.owner not in report.people and not item.prior]
    last = max(others, key=_place, default=None)
    since = [
        other.people
        for other in reports
        if other.event in ("charge", "conviction")
        and other.token.idx < report.token.idx
        and not set(map(id, other.people)) & set(map(id, report.people))
    ]
    if since and last is not None and last.owner not in since[-1]:
        return []
    return [item for item in others if last is not None and item.owner is last.owner]


def _cleared(report: TriggerReport, laid: Sequence[Laid]) -> Iterator[Laid]:
    """Yield the offense told last of others for somebody acquitted "of that charge"."""
    told = [item for item in laid if item.status in _OF_OTHERS and item.mention.start < report.token.idx]
    last = max((item for item in told if item.owner not in report.people), key=_place, default=None)
    for person in report.people:
        if last is not None and isinstance(person, Entity):
            yield Laid(person, last.mention, STATUS_OF_EVENT[report.event], report.cue())


def _shared(
    told: Sequence[Laid], report: TriggerReport, laid: Sequence[Laid], *, more: bool
) -> Iterator[Laid]:
    """Yield the offenses of others for each of those of whom a charge or plea is reported.

    With `more` one beside them is no hindrance: "faces the same charges plus a count of perjury".
    """
    sentence = report.token.sent
    for person in report.people:
        own = [item for item in laid if item.owner is person and item.status in _TOLD]
        beside = more and all(report.token.idx < item.mention.start < sentence.end_char for item in own)
        if isinstance(person, Entity) and (beside or not own):
            kinds = {item.mention.value for item in own}
            for item in told:
                if item.mention.value in kinds:
                    continue
                yield Laid(person, item.mention, STATUS_OF_EVENT[report.event], report.cue())
