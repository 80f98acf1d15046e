"""What became of a charge by what an article says elsewhere: convicted, cleared, dropped.

in: offenses laid sentence by sentence    out: offenses laid    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.grammar.syntax import patient, text_of
from pipeline.events.offenses.laid import Laid, TriggerReport
from pipeline.events.offenses.reductions import reduced
from pipeline.events.people.entity import Entity

_POINTS_BACK = re.compile(
    r"(?:\b(?:the|his|her|their|whose|that|those|all|both)|[’']s)\s(?:[\w-]+\s){0,2}?"
    r"(?:charges?|case|matter|counts?|convictions?|verdicts?|indictments?|complaint)\b|"
    r"\ba\s(?:[\w-]+\s)?(?:charge|count|case)\s(?:(?:brought|filed|laid|made)\s)?against\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:those|these|that|this)\s(?:[\w-]+\s){0,2}?(?:charges?|counts?|case|indictment)\b", re.IGNORECASE
)
"""What was told right before, and not what another case is about."""
_CONVICTION_FOR = re.compile(r"\bconvictions?\s(?:for|of)\s(?:[\w-]+\s){0,4}$")
_BEFORE_THAT = re.compile(
    r"\b(?:had\s(?:been|faced|pleaded|previously|served|spent)|having\s(?:served|spent)|"
    r"who\s(?:had|faced|(?:was|were|is|are|has\sbeen|have\sbeen)\s(?:facing|charged|accused|indicted|arrested)))\b"
)
_MANY = re.compile(r"\b(?:the|his|her|their|those|all)\s(?:charges|counts|case|matter)\b", re.IGNORECASE)
_ALL = re.compile(r"\ball\s(?:of\s)?(?:the\s|his\s|her\s)?(?:charges|counts)\b", re.IGNORECASE)
_THOSE = re.compile(
    r"(?:\s(?:him|her|them|the\s(?:defendant|pair|man|woman)|guilty|(?:on\s)?\w+day|today|yesterday|in\scourt)){0,4}?"
    r"\s(?:of|on|to)\s(?:(?P<all>all|both)(?:\sof)?(?:\s(?!but\b)(?:the|those|these|his|her|\w+))?|those|these|"
    r"(?P<one>that|this|the\ssame))\s(?:(?!but\b)\w+\s)?(?:crimes?|charges?|counts?|offen[cs]es?)\b",
    re.IGNORECASE,
)
"""Behind a conviction: it is of what was told right before, one and all; `one` where that was one."""
_WRONGLY = frozenset({"wrongly", "wrongfully", "unjustly", "erroneously"})
_VERDICT = re.compile(r"\b(?:acquit\w*|not\sguilty|exonerat\w+)\b", re.IGNORECASE)
_EXONERATED = re.compile(
    r"\bexonerated|\bcleared\son\sappeal|\bDNA\b[^.;]{0,60}\b(?:cleared|excluded)\b|"
    r"\bconvicted\b[^;]{0,80}\b(?:and|,|but)\s(?:\w+\s){0,2}cleared\b",
    re.IGNORECASE,
)
_DROPPED = re.compile(r"\b(?:drop|dismiss|toss|withdr|thr[eo]w|basis)", re.IGNORECASE)
_NO_LONGER = re.compile(r"\bno\slonger\s(?:faces?|facing)\b")
_REACH = 40
_UNDONE = re.compile(r"\bbasis\b", re.IGNORECASE)
_OTHER_CASE = re.compile(
    r"\b(?:lesser|another|other|separate|reduced|unrelated|different|prior|previous(?:ly)?|earlier|past|once)\b",
    re.IGNORECASE,
)
_ANOTHER_CASE = re.compile(
    rf"{_OTHER_CASE.pattern}|\b(?:that|this|one)\s(?:case|trial|count)\b|\b(?:19|20)\d\d\b", re.IGNORECASE
)
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
    r"^(?:\s[\w,.’']+){0,6}?\s(?:of|to|for)\s"
    r"(?!(?:the|all|both|that|those|his|her)\s(?:charges?|counts?|misdemeanors?|felony|felonies|offenses?|crimes?)\b)",
    re.IGNORECASE,
)
"""Behind a conviction: what one is convicted of is said there, so that it points back to nothing."""


def wrongful(laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Clear what somebody was "wrongfully convicted of": the text itself calls the verdict wrong."""
    wrong = [
        report
        for report in reports
        if report.event in ("conviction", "sentence")
        and any(child.lower_ in _WRONGLY for child in report.token.children)
    ]

    def is_wrong(item: Laid) -> bool:
        return item.status == "convicted" and any(
            item.owner in report.people and item.mention.start in _range(report) for report in wrong
        )

    return [replace(item, status="cleared") if is_wrong(item) else item for item in laid]


def overturned(laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Clear what "the charges were dropped" and "a judge threw out the conviction" point back to.

    The plural clears all that was charged before, "all charges" and a bare verdict all that was charged; the
    singular only where there is but one.
    """
    result = list(laid)
    for report in reports:
        words = report.token.sent.text
        exonerated = _EXONERATED.search(words) is not None
        verdict = exonerated or (_VERDICT.search(words) is not None and _ANOTHER_CASE.search(words) is None)
        if (
            report.event != "acquittal"
            or report.modality != "actual"
            or not (verdict or _POINTS_BACK.search(words))
        ):
            continue
        here = _range(report)
        own = {item.owner for item in result if item.status == "cleared" and item.mention.start in here}
        done = (
            ("convicted",)
            if "conviction" in words or "verdict thrown" in words or _is_of_verdict(report) or exonerated
            else ("charged",)
            if verdict
            else ("charged", "arrested")
        )
        everything = _ALL.search(words) is not None or verdict
        for person in report.people:
            held = [item for item in result if item.owner is person and item.status in done]
            if verdict and not held:  # "Accused of murder, Roe was acquitted"
                alleged = [item for item in result if item.owner is person and item.status == "alleged"]
                held = [item for item in alleged if item.mention.start in here]
                if not held and len(alleged) == 1 and _is_earlier(alleged[0], report):
                    held = alleged  # "Roe shot and killed a man ... Roe was acquitted"
            named = [item for item in held if "conviction" in words and _is_named(item, report)]
            theirs = named or [item for item in held if everything or _is_earlier(item, report)]
            if not everything and _LAST.search(words):
                theirs = _of_last_sentence(theirs, report)
            if done == ("convicted",) and not named and len({item.mention.value for item in theirs}) > 1:
                theirs = _told_last(theirs, report)
            many = everything or _MANY.search(words) is not None
            found_guilty = any(item.owner is person and item.status == "convicted" for item in result)
            if person in own or (verdict and found_guilty and "charged" in done):
                continue
            if many or len({item.mention.value for item in theirs}) == 1:
                result = [
                    replace(item, status="cleared", cue=report.cue()) if item in theirs else item
                    for item in result
                ]
    return result


def _is_of_verdict(report: TriggerReport) -> bool:
    """Say whether it is a verdict that is thrown out."""
    held = patient(report.token)
    return held is not None and held.lemma_ == "verdict"


def _told_last(laid: Sequence[Laid], report: TriggerReport) -> list[Laid]:
    """Return the one told of last before "both convictions were thrown out", near it."""
    sentence = report.token.sent
    begin = report.token.doc[sentence.start - 1].sent.start_char if sentence.start else sentence.start_char
    near = [item for item in laid if begin <= item.mention.start < report.token.idx]
    return [max(near, key=lambda item: item.mention.start)] if near else []


def _of_last_sentence(laid: Sequence[Laid], report: TriggerReport) -> list[Laid]:
    """Return those of the last sentence that tells of any: "Those charges were dropped"."""
    before = [item for item in laid if item.mention.start < report.token.idx]
    if not before:
        return []
    last = max(before, key=lambda item: item.mention.start)
    words = report.token.doc.char_span(last.mention.start, last.mention.end, alignment_mode="expand")
    sentence = words[0].sent if words is not None else report.token.sent
    return [item for item in before if sentence.start_char <= item.mention.start < sentence.end_char]


def _is_named(item: Laid, report: TriggerReport) -> bool:
    """Say whether the conviction that is overturned is named: "reversed his conviction for arson"."""
    sentence = report.token.sent
    if not sentence.start_char <= item.mention.start < sentence.end_char:
        return False
    text = text_of(report.token.doc)
    around = text[item.mention.start : item.mention.end + len(" convictions")]
    before = text[sentence.start_char : item.mention.start]
    return "conviction" in around or _CONVICTION_FOR.search(before) is not None


def _is_earlier(item: Laid, report: TriggerReport) -> bool:
    """Say whether an offense was laid before: told before, or told afterwards as of before."""
    if item.mention.start < report.token.idx:
        return True
    text = text_of(report.token.doc)
    return (
        _BEFORE_THAT.search(text[max(report.token.idx, item.mention.start - 60) : item.mention.start])
        is not None
    )


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
            and item.mention.start in _range(report)
            and item.owner in report.people
            and not _OTHER_CASE.search(text[item.mention.end : report.token.sent.end_char])
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
            or _OTHER_CASE.search(token.sent.text)
            or _OWN_OBJECT.match(text_of(token.doc)[token.idx + len(token) : token.sent.end_char])
            or any(item.mention.start in _range(report) for item in laid)
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
        those = report.event == "conviction" and _THOSE.match(text, token.idx + len(token))
        if not those or report.modality != "actual" or token.pos_ != "VERB":
            continue
        begin = token.doc[token.sent.start - 1].sent.start_char if token.sent.start else 0
        here = [item for item in result if begin <= item.mention.start < token.idx]
        near = [item for item in here if item.mention.start >= token.sent.start_char] or here
        far = [item for item in result if item.mention.start < token.idx and not item.prior]
        near = far if those["all"] and not _OTHER_CASE.search(token.sent.text) else near
        theirs = [
            item for item in near if item.owner in report.people and item.status in ("charged", "arrested")
        ]
        if those["one"] and len({item.mention.value for item in theirs}) > 1:
            continue
        if those["all"] and not theirs and not _OTHER_CASE.search(token.sent.text):
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


def _is_deed_before(item: Laid, report: TriggerReport, text: str) -> bool:
    """Say whether a verdict follows right on a deed told: "Roe killed his wife. A jury convicted him."""
    between = text[item.mention.end : report.token.idx]
    return (
        item.status == "alleged"
        and item.mention.detail.startswith("act")
        and item.mention.end < report.token.idx
        and len(between) < _SOON
        and _YEAR.search(between + report.token.sent.text) is None
    )


def _is_charge_of(item: Laid, text: str) -> bool:
    """Say whether a charge told behind a verdict is the one that it was on: "He had been charged with"."""
    if item.cue is None:
        return False
    front = text[max(0, item.cue[0] - _REACH) : item.cue[0]]
    return _WAS_CHARGED.search(front) is not None and _OTHER_CASE.search(front) is None


def sentenced(laid: Sequence[Laid], reports: Sequence[TriggerReport], text: str) -> list[Laid]:
    """Convict of the one offense charged who is sentenced, where no other case is told of.

    "Roe was sentenced to two years. Roe was charged with fraud": it is for the fraud. A sentence that
    says what it is for, or that lies before the story, is of its own case; a plea or verdict says it too.
    """
    former = reduced(laid, text)
    result = list(laid)
    pleaded = {person for report in reports if report.event == "conviction" for person in report.people}
    for report in reports:
        words = report.token.sent.text
        if (
            report.event != "sentence"
            or report.modality != "actual"
            or report.token.pos_ != "VERB"
            or _OTHER_CASE.search(words)
            or _OWN_CASE.search(words)
        ):
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


def dropped(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Leave out what was charged before and dropped later; an acquittal may be of another case and stays."""
    gone = [
        item
        for item in laid
        if item.status == "cleared"
        and item.cue is not None
        and (_DROPPED.search(text[slice(*item.cue)]) or _is_over(item, text))
    ]
    return [
        item
        for item in laid
        if item.status not in ("charged", "arrested", "alleged", "convicted")
        or not any(
            other.owner is item.owner
            and other.mention.value == item.mention.value
            and (other.mention.start > item.mention.start or _is_over(other, text))
            and (item.status != "convicted" or _is_undone(other, text))
            for other in gone
        )
    ]


def _is_over(item: Laid, text: str) -> bool:
    """Say whether a charge is told of as over before it is told: "no longer faces a theft charge"."""
    if item.cue is None:
        return False
    return _NO_LONGER.search(text[max(0, item.cue[0] - _REACH) : item.cue[1]]) is not None


def _is_undone(item: Laid, text: str) -> bool:
    """Say whether it is a conviction that a court found wrong: "no basis for the arson charge"."""
    return item.cue is not None and _UNDONE.search(text[slice(*item.cue)]) is not None


def _range(report: TriggerReport) -> range:
    sentence = report.token.sent
    return range(sentence.start_char, sentence.end_char)
