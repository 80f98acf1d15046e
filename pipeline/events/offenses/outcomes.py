"""What became of a charge by what an article says elsewhere: denied, convicted, sentenced for.

in: offenses laid sentence by sentence    out: offenses laid    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.cleared import OTHER_CASE, sentence_of
from pipeline.events.offenses.laid import Laid, TriggerReport
from pipeline.events.offenses.reductions import reduced
from pipeline.events.people.entity import Entity

_THOSE = re.compile(
    r"(?:\s(?:him|her|them|the\s(?:defendant|pair|man|woman)|guilty|"
    r"no\scontest|an?\s(?:Alford|guilty|no\scontest)\splea|(?:on\s)?\w+day|today|yesterday|in\scourt)){0,4}?"
    r"\s(?:of|on|to)\s(?:(?P<all>all|both)(?:\sof)?(?:\s(?!but\b)(?:the|those|these|his|her|\w+))?|those|these|"
    r"(?P<one>that|this|the\ssame))\s(?:(?!but\b)\w+\s)?(?:crimes?|charges?|counts?|offen[cs]es?)\b|"
    r"(?:\sguilty|\sno\scontest|\san?\s(?:Alford|guilty|no\scontest)\splea)?(?:\s(?:of|to))?"
    r"\s(?P<the>the|his|her|their)\s(?:crimes?|(?P<several>charges|counts)|charge|offen[cs]es?|attacks?)"
    r"(?=[.,;]|\s(?:and|in|on|last|this|earlier|before)\b|\s\w+day\b)|"
    r"(?:\s(?:him|her|them|the\s(?:defendant|pair|man|woman)))?(?:\sguilty)?\sas\s(?P<as>charged)\b(?!\s(?:with|in|by)\b)",
    re.IGNORECASE,
)
"""Behind a conviction: it is of what was told right before, one and all; `one` where that was one."""
_ON_EACH = re.compile(
    r"(?:\s(?!for\b|after\b|if\b)[\w’,-]+){0,12}?\s(?:on|for)\s"
    r"(?P<all>each|all|both)(?:\sof)?(?:\s(?:the|those|these|his|her|\w+))?\s(?:crimes?|charges?|counts?|offen[cs]es?)\b",
    re.IGNORECASE,
)
"""Behind a sentence: it is on all that was charged, "ten years on each of the counts"."""
_REACH = 40
_OWN_CASE = re.compile(
    r"\bhad\s(?:\w+\s)?been\b|\bfor\s(?!life\b|\w+\s(?:days|months|years|decades)\b)|\b(?:19|20)\d\d\b|"
    r"\b(?:could|would|may|might|if|faces?|facing|after)\b",
    re.IGNORECASE,
)
"""In a sentence that tells of a punishment: it is for something said there, or lies before the story."""
DENYING = re.compile(r"den(?:y|ies|ied|ying)\b", re.IGNORECASE)
_NOT_DENIED = re.compile(
    r"\b(?:bail|that|in|after|because|who|from|over|but|said|say|saying|and\s(?:is|was|has))\b"
)
"""Between "denied" and an offense that is not what was denied."""
_COUNTS = re.compile(r"\b(?:charges?|counts?)\b", re.IGNORECASE)
_AT_COURT = frozenset({"charge", "conviction", "acquittal", "sentence"})
_WAS_CHARGED = re.compile(
    r"\b(?:he|she|they|[A-Z][\w’-]+)\s(?:was|were|(?:had|has|have)\sbeen)\s(?:\w+ly\s|first\s)?$",
)
"""In front of "charged": a verdict told before was on it."""
_SOON = 200
"""Characters from a deed to the verdict on it."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OWN_OBJECT = re.compile(
    r"^(?:\s(?!and\s)[\w,.’']+){0,6}?\s(?:of|to|for)\s"
    r"(?!(?:the|all|both|that|those|his|her)\s(?:charges?|counts?|misdemeanors?|felony|felonies|offen[cs]es?|crimes?)\b)",
    re.IGNORECASE,
)
"""Behind a conviction: what one is convicted of is said there, so that it points back to nothing."""


def _denied(laid: Sequence[Laid], reports: Sequence[TriggerReport], text: str) -> list[Laid]:
    """Keep what somebody on trial denies, and convict of it where its sentence goes on to a verdict.

    "Roe denied rape but was found guilty"; what is denied to nobody but the press is no charge.
    """
    tried = [report for report in reports if report.event in _AT_COURT and report.modality != "negated"]
    result = []
    for item in laid:
        if item.status != "charged" or item.cue is None or not DENYING.match(text, *item.cue):
            result.append(item)
            continue
        between = text[item.cue[1] : item.mention.end]
        known = _COUNTS.search(between) or any(item.owner in report.people for report in tried)
        if not known or _NOT_DENIED.search(between):
            continue
        guilty = [
            report
            for report in reports
            if report.event == "conviction"
            and report.modality == "actual"
            and report.token.pos_ == "VERB"
            and report.token.idx > item.mention.end
            and item.mention.start in sentence_of(report)
            and item.owner in report.people
            and not OTHER_CASE.search(text[item.mention.end : report.token.sent.end_char])
            and not _OWN_OBJECT.match(text[report.token.idx + len(report.token) : report.token.sent.end_char])
        ]
        result.append(replace(item, status="convicted", cue=guilty[0].cue()) if guilty else item)
    return result


def convicted_later(laid: Sequence[Laid], reports: Sequence[TriggerReport], text: str) -> list[Laid]:
    """Convict of the one offense charged before, where a plea or verdict names none: "She pleaded guilty."

    A person charged with several offenses may have been convicted of one only, and stays charged; nobody is
    convicted of a charge that was reduced.
    """
    laid = _denied(laid, reports, text)
    former = reduced(laid, text)
    result = _convicted_of_those(laid, reports, text)
    for report in reports:
        token = report.token
        if (
            report.event != "conviction"
            or report.modality != "actual"
            or token.pos_ != "VERB"
            or OTHER_CASE.search(token.sent.text)
            or _OWN_OBJECT.match(text_of(token.doc)[token.idx + len(token) : token.sent.end_char])
            or any(
                item.mention.start in sentence_of(report)
                for item in laid
                if not _is_of_deed_joined(item, report)
            )
        ):
            continue
        for person in report.people:
            theirs = [
                item for item in result if item.owner is person and not item.prior and item not in former
            ]
            before = [
                item
                for item in theirs
                if item.status in ("charged", "arrested") or _is_deed_before(item, report, text)
            ]
            if (
                isinstance(person, Entity)
                and len({item.mention.value for item in theirs}) == 1
                and len(before) == len(theirs)
                and all(item.mention.start < token.idx or _is_charge_of(item, text) for item in before)
            ):
                result = [
                    replace(item, status="convicted", cue=report.cue()) if item in before else item
                    for item in result
                ]
    return result


def _convicted_of_those(laid: Sequence[Laid], reports: Sequence[TriggerReport], text: str) -> list[Laid]:
    """Convict of all laid right before: "arrested for theft and assault and convicted of both crimes"."""
    result = list(laid)
    for report in reports:
        token = report.token
        those = _said_of_all(report, text)
        if those is None or report.modality != "actual" or token.pos_ != "VERB":
            continue
        said = those.groupdict()
        begin = token.doc[token.sent.start - 1].sent.start_char if token.sent.start else 0
        here = [item for item in result if begin <= item.mention.start < token.idx]
        near = [item for item in here if item.mention.start >= token.sent.start_char] or here
        far = [item for item in result if item.mention.start < token.idx and not item.prior]
        near = far if (said["all"] or said.get("as")) and not OTHER_CASE.search(token.sent.text) else near
        begun = {"charged", "arrested"} if report.event == "conviction" else {"charged"}
        begun |= {"alleged"} if said.get("the") else set()
        theirs = [
            item
            for item in near
            if item.owner in report.people
            and item.status in begun
            and (item.status != "alleged" or (item.cue and item.mention.start > token.sent.start_char))
        ]
        several = len({item.mention.value for item in theirs}) > 1
        if several and (said.get("one") or (said.get("the") and not _is_of_each(those, theirs, far))):
            continue
        if said["all"] and not theirs and not OTHER_CASE.search(token.sent.text):
            # "pleaded guilty to all charges. He had been charged with theft and fraud"
            theirs = [
                item
                for item in result
                if item.owner in report.people and item.status == "charged" and _is_charge_of(item, text)
            ]
        result = [
            replace(item, status="convicted", cue=report.cue()) if item in theirs else item for item in result
        ]
    return result


def _said_of_all(report: TriggerReport, text: str) -> re.Match[str] | None:
    """Return the words behind a verdict or a sentence that say it is on what was told before."""
    pattern = {"conviction": _THOSE, "sentence": _ON_EACH}.get(report.event)
    return pattern.match(text, report.token.idx + len(report.token)) if pattern is not None else None


def _is_of_each(those: re.Match[str], told: Sequence[Laid], far: Sequence[Laid]) -> bool:
    """Say whether "the charges" are all that somebody was charged with: "He pleaded guilty to the charges".

    Args:
        those: what was pleaded to.
        told: what was laid to the person right before.
        far: all that was laid to anybody before.
    """
    others = [item for item in far if item.owner is told[0].owner and item.status in ("charged", "arrested")]
    charged = all(item.status == "charged" for item in told)
    return those["several"] is not None and charged and len(others) == len(told)


def _is_of_deed_joined(item: Laid, report: TriggerReport) -> bool:
    """Say whether a verdict is joined with the charge of an offense: "charged with theft and convicted"."""
    verb, cue = report.token, item.cue
    if cue is None or item.status not in ("charged", "arrested") or verb.dep_ != "conj":
        return False
    above = (verb.head, verb.head.head)
    return item.mention.start < verb.idx and any(cue[0] <= node.idx < cue[1] for node in above)


def _is_deed_before(item: Laid, report: TriggerReport, text: str) -> bool:
    """Say whether a verdict follows right on a deed told: "Roe killed his wife. A jury convicted him."

    Or on an accusation: "Roe was accused of rape. A jury convicted him".
    """
    between = text[item.mention.end : report.token.idx]
    return (
        item.status == "alleged"
        and (item.mention.detail.startswith("act") or item.is_accusation(text))
        and item.mention.end < report.token.idx
        and len(between) < _SOON
        and _YEAR.search(between + report.token.sent.text) is None
    )


def _is_charge_of(item: Laid, text: str) -> bool:
    """Say whether a charge told behind a verdict is the one that it was on: "He had been charged with"."""
    if item.cue is None:
        return False
    front = text[max(0, item.cue[0] - _REACH) : item.cue[0]]
    return _WAS_CHARGED.search(front) is not None and OTHER_CASE.search(front) is None


def sentenced(laid: Sequence[Laid], reports: Sequence[TriggerReport], text: str) -> list[Laid]:
    """Convict of the one offense charged who is sentenced, where no other case is told of.

    "Roe was sentenced to two years. Roe was charged with fraud": it is for the fraud. A sentence that
    says what it is for, or that lies before the story, is of its own case; a plea or verdict says it too.
    """
    former = reduced(laid, text)
    result = list(laid)
    pleaded = {person for report in reports if report.event == "conviction" for person in report.people}
    for report in reports:
        if report.event != "sentence" or report.modality != "actual" or report.token.pos_ != "VERB":
            continue
        words = report.token.sent.text
        if OTHER_CASE.search(words) or _OWN_CASE.search(words):
            continue
        for person in report.people:
            theirs = [item for item in result if item.owner is person and item not in former]
            if (
                isinstance(person, Entity)
                and person not in pleaded
                and len({item.mention.value for item in theirs}) == 1
                and not any(item.prior for item in theirs)
                and all(
                    item.status in ("charged", "arrested")
                    or (not pleaded and _is_deed_before(item, report, text))
                    for item in theirs
                )
            ):
                result = [
                    replace(item, status="convicted", cue=report.cue()) if item in theirs else item
                    for item in result
                ]
    return result
