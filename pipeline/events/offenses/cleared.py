"""What charges and verdicts an article takes back elsewhere: cleared, dropped, overturned.

in: offenses laid sentence by sentence    out: offenses laid    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span

from pipeline.events.grammar.syntax import children, patient, text_of
from pipeline.events.offenses.laid import Laid, TriggerReport

_POINTS_BACK = re.compile(
    r"(?:\b(?:the|his|her|its|their|whose|that|those|all|both)|[’']s)\s(?:[\w-]+\s){0,2}?"
    r"(?:charges?|case|matter|counts?|convictions?|verdicts?|indictments?|complaint)\b|"
    r"\ba\s(?:[\w-]+\s)?(?:charge|count|case)\s(?:(?:brought|filed|laid|made)\s)?against\b|"
    r"\ban?\s(?:[\w-]+\s)?(?:charge|count)\sof\s(?:(?!and\b|but\b)[\w-]+\s){1,8}(?:was|were)\s(?:filed|brought|laid|lodged)\b|"
    r"^\W*(?:(?:all|criminal|felony|misdemeanou?r)\s)?charges\sagainst\b|"
    r"\b(?:toss|thr[eo]w|overturn|vacat|quash|revers|annul)\w*\s(?:out\s)?(?:[\w-]+\s){0,3}?convictions?\b|"
    r"\b(?:drop(?:ped|s)?|dismiss(?:ed|es)?|withdrew)\s(?:all\s)?charges(?=[,.;]|\sand\b|\sin\b|\s\w+day\b)",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:those|these|that|this)\s(?:[\w-]+\s){0,2}?(?:charges?|counts?|case|indictment)\b", re.IGNORECASE
)
"""What was told right before, and not what another case is about."""
_CONVICTION_FOR = re.compile(
    r"\bconvictions?\s(?:of\s(?:[A-Z][\w.’'-]*,?\s){1,4}(?:\d\d,\s)?)?(?:for|of|on)\s(?:[a-z-]+\s){0,4}$"
)
_UPHELD = re.compile(
    r"\b(?:upholds?|upheld|upholding|affirm(?:s|ed|ing)?|left|let|sustain(?:s|ed|ing)?|reinstat\w+|confirm(?:s|ed|ing)?)\b"
)
_BEFORE_THAT = re.compile(
    r"\b(?:had\s(?:been|faced|found|convicted|pleaded|previously)|"
    r"(?:was|were)\s(?:then|originally|initially|first|at\sfirst)\s(?:charged|accused|indicted|booked)|"
    r"(?:had|has|having)\s(?:already\s)?(?:served|spent)|"
    r"who\s(?:had|faced|(?:was|were|is|are|has\sbeen|have\sbeen)\s(?:facing|charged|accused|indicted|arrested|convicted|found\sguilty))|"
    r"convictions?\sof\s(?:[\w’.,-]+\s){1,6}?(?:found\sguilty|convicted|accused)\sof|"
    r"against\s(?:[\w’.-]+\s){0,4}?[\w’.-]+,\s(?:\d+,\s)?(?:(?:an?|the)\s(?:[\w’-]+\s){1,7}?)?"
    r"(?:charged|accused|indicted|arrested))\b"
)
_MANY = re.compile(
    r"\b(?:the|his|her|its|their|those|all)\s(?:charges|counts|case|matter)\b|^\W*(?:criminal\s)?charges\sagainst\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"\ball\s(?:of\s)?(?:the\s|his\s|her\s)?(?:charges|counts)\b", re.IGNORECASE)
_WRONGLY = frozenset({"wrongly", "wrongfully", "unjustly", "erroneously"})
_VERDICT = re.compile(
    r"\b(?:acquit\w*|not\sguilty|exonerat\w+|(?:jur(?:y|ors)|panel)\s(?:\w+\s)?cleared)\b", re.IGNORECASE
)
_EXONERATED = re.compile(
    r"\bexonerated|\bcleared\son\sappeal|\bDNA\b[^.;]{0,60}\b(?:cleared|excluded)\b|"
    r"\bconvicted\b[^;]{0,80}\b(?:and|,|but)\s(?:\w+\s){0,2}cleared\b(?!(?:\s(?:him|her|them|[A-Z][\w’-]+))?\s"
    r"(?:of|on)\s(?:(?!the\b|that\b|it\b|all\b)|the\s(?:first|second|third|other|more|most|lesser|top|remaining)\b))",
    re.IGNORECASE,
)
_RETRIED = re.compile(
    r"\b(?:acquitted|not\sguilty|cleared)\b[^.;]*\b(?:re-?trial|re-?tried|(?:second|third|new)\strial)\b|"
    r"\b(?:re-?trial|re-?tried|(?:second|third|new)\strial)\b[^.;]*\b(?:acquitted|not\sguilty|cleared)\b",
    re.IGNORECASE,
)
"""A verdict on what one was convicted of before."""
_DROPPED = re.compile(
    r"\b(?:drop|dismiss|toss|withdr|thr[eo]w|basis|stay|abandon|scrap|shelv|discontinu|clos|walk)",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(r"\bno\slonger\s(?:faces?|facing)\b")
_REACH = 40
_TOLD_BEHIND = 100
"""Characters in front of an offense told behind the verdict that are looked at."""
_UNDONE = re.compile(r"\bbasis\b", re.IGNORECASE)
OTHER_CASE = re.compile(
    r"\b(?:lesser|another|other|separate|reduced|unrelated|different|prior|previous(?:ly)?|earlier|past|once)\b",
    re.IGNORECASE,
)
_ANOTHER_CASE = re.compile(
    rf"{OTHER_CASE.pattern}|\b(?:that|this|one)\s(?:case|trial|count)\b|\b(?:19|20)\d\d\b", re.IGNORECASE
)

_CHARGES = frozenset({"charge", "count", "case", "indictment"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PENDING = frozenset({"charged", "alleged"})
_OF_THE = re.compile(
    r"\b(?:cleared|acquitted|exonerated|absolved)\sof\s(?:the|that|this)\s(?:same\s)?$", re.IGNORECASE
)
_WHOSE = re.compile(r"\s(?:charges?|counts?|of|in\sthe)\b", re.IGNORECASE)
_WORD = len(" charges ")
_ONE_OF = re.compile(
    r"\b(?:one|two|three|four|five|several|multiple|\d+)\s(?:\w+\s)?(?:charges?|counts?)\b", re.IGNORECASE
)
_EARLIER = re.compile(r"\bhad\s(?:been\b|\w+ed\b)")
_NEAR = 300
"""Characters from a conviction to the clearing that names it again."""
_THEN = re.compile(r"\b(?:but|and|then|before)\b")
"""Between a charge and the verdict on it."""


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
            item.owner in report.people and item.mention.start in sentence_of(report) for report in wrong
        )

    return [replace(item, status="cleared") if is_wrong(item) else item for item in laid]


def overturned(laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Clear what "the charges were dropped" and "a judge threw out the conviction" point back to.

    The plural clears all that was charged before, "all charges" and a bare verdict all that was charged; the
    singular only where there is but one.
    """
    result = _of_relative(laid, reports)
    for report in reports:
        if report.event != "acquittal" or report.modality != "actual":
            continue
        words = report.token.sent.text
        exonerated = (_EXONERATED.search(words) or _RETRIED.search(words)) is not None
        verdict = exonerated or (_VERDICT.search(words) is not None and _ANOTHER_CASE.search(words) is None)
        if not (verdict or _POINTS_BACK.search(words)):
            continue
        here = sentence_of(report)
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
            if not held and exonerated:  # "charged with murder, Roe was acquitted at a second trial"
                held = [item for item in result if item.owner is person and item.status == "charged"]
            if verdict and not held:  # "Accused of murder, Roe was acquitted"
                alleged = [item for item in result if item.owner is person and item.status == "alleged"]
                held = [item for item in alleged if item.mention.start in here]
                if not held and len(alleged) == 1 and _is_earlier(alleged[0], report):
                    held = alleged  # "Roe shot and killed a man ... Roe was acquitted"
            if not held and "convicted" not in done and _DROPPED.search(words):
                # "Accused of rape. The case was dismissed"
                held = [item for item in result if item.owner is person and _is_accused(item, report)]
            named = [item for item in held if "conviction" in words and _is_named(item, report)]
            named = [item for item in named if not _is_upheld(item, report)] or named
            theirs = named or [item for item in held if everything or _is_earlier(item, report)]
            if not everything and _LAST.search(words):
                theirs = _of_last_sentence(theirs, report)
            if done == ("convicted",) and not named and len({item.mention.value for item in theirs}) > 1:
                theirs = _told_last(theirs, report)
            many = everything or _MANY.search(words) is not None
            found_guilty = any(
                item.owner is person and item.status == "convicted" and not item.prior for item in result
            )
            if person in own or (verdict and found_guilty and "charged" in done):
                continue
            if many or len({item.mention.value for item in theirs}) == 1:
                result = [
                    replace(item, status="cleared", cue=report.cue()) if item in theirs else item
                    for item in result
                ]
    return result


def acquitted(laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Clear what a verdict of some year is on, as told in front of it.

    "He was charged with theft in 2021, but a jury acquitted him"; "charged in 2021. A jury cleared him".
    """
    result = list(laid)
    for report in reports:
        if report.event != "acquittal" or report.modality != "actual":
            continue
        words, here = report.token.sent.text, sentence_of(report)
        if not (_VERDICT.search(words) and _YEAR.search(words)) or OTHER_CASE.search(words):
            continue
        if any(
            item.owner in report.people
            and item.status in ("cleared", "convicted")
            and item.mention.start in here
            for item in result
        ):
            continue
        result = [
            replace(item, status="cleared", cue=report.cue())
            if item.owner in report.people and item.status in _PENDING and _is_right_before(item, report)
            else item
            for item in result
        ]
    return result


def _of_relative(laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Clear what a relative clause says was dropped: "faced a theft charge, which was dropped in May"."""
    result = list(laid)
    for report in reports:
        phrase = _in_front(report) if report.event == "acquittal" and report.modality == "actual" else None
        if phrase is None:
            continue
        result = [
            replace(item, status="cleared", cue=report.cue())
            if item.status in ("charged", "arrested", "convicted")
            and item.owner in report.people
            and phrase.start_char <= item.mention.start < phrase.end_char
            else item
            for item in result
        ]
    return result


def _in_front(report: TriggerReport) -> Span | None:
    """Return the charges that a relative clause drops, with all that names them; None where it drops none."""
    clause = report.token
    noun = clause.head
    dropped = any(who.lower_ in ("which", "that") for who in children(clause, "nsubjpass", "dobj"))
    if clause.dep_ != "relcl" or not dropped or noun.lemma_ not in _CHARGES or noun.i > clause.left_edge.i:
        return None
    first = noun.head if noun.dep_ == "appos" else noun  # "convicted of theft, a charge that was thrown out"
    return noun.doc[first.left_edge.i : clause.left_edge.i]


def named_again(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Clear the conviction that a clearing names with an article: "cleared of the murder".

    "Convicted of one murder and cleared of the murder of Roe" keeps both. So is a charge told before the
    clearing of what it was for, but not where there are several counts or cases.
    """
    cleared = [item for item in laid if item.status == "cleared"]
    again = [
        item
        for item in cleared
        if _OF_THE.search(text, max(0, item.mention.start - _REACH), item.mention.start)
        and not _WHOSE.search(text, item.mention.start, item.mention.end + _WORD)
    ]

    def is_again(item: Laid) -> bool:
        of_it = {"convicted": again, "charged": cleared}.get(item.status, [])
        return any(
            other.owner is item.owner
            and other.mention.value == item.mention.value
            and item.mention.end < other.mention.start < item.mention.end + _NEAR
            and (item.status == "convicted" or not _is_one_of_several(item, other, text))
            for other in of_it
        )

    return [replace(item, status="cleared") if is_again(item) else item for item in laid]


def _is_one_of_several(charge: Laid, clearing: Laid, text: str) -> bool:
    """Say whether a clearing is of another count or case than a charge told before."""
    words = text[charge.mention.start : clearing.mention.end + _REACH].split("\n")[0]
    return any(sign.search(words) for sign in (_ONE_OF, OTHER_CASE, _EARLIER, _YEAR))


def _is_right_before(item: Laid, report: TriggerReport) -> bool:
    """Say whether a charge is told in a verdict's sentence, or in front in one with a year of its own."""
    doc, sentence = report.token.doc, report.token.sent
    text = text_of(doc)
    if sentence.start_char <= item.mention.start:
        return _THEN.search(text[item.mention.end : report.token.idx]) is not None
    before = doc[sentence.start - 1].sent if sentence.start else sentence
    told = before.start_char <= item.mention.start < before.end_char
    return told and _YEAR.search(before.text) is not None


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


def _is_upheld(item: Laid, report: TriggerReport) -> bool:
    """Say whether another conviction beside it stands: "but upheld his murder conviction"."""
    text, sentence = text_of(report.token.doc), report.token.sent
    behind = item.mention.start > report.token.idx
    begin = report.token.idx if behind else sentence.start_char
    return _UPHELD.search(text[begin : item.mention.start]) is not None


def _is_accused(item: Laid, report: TriggerReport) -> bool:
    """Say whether an offense is what somebody is accused of, in front of a report or told as of before."""
    accused = item.status == "alleged" and item.is_accusation(text_of(report.token.doc))
    return accused and _is_earlier(item, report)


def _is_earlier(item: Laid, report: TriggerReport) -> bool:
    """Say whether an offense was laid before: told before, or told afterwards as of before."""
    if item.mention.start < report.token.idx:
        return True
    text = text_of(report.token.doc)
    return (
        _BEFORE_THAT.search(
            text[max(report.token.idx, item.mention.start - _TOLD_BEHIND) : item.mention.start]
        )
        is not None
    )


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


def sentence_of(report: TriggerReport) -> range:
    """Return the character offsets of the sentence that a report stands in."""
    sentence = report.token.sent
    return range(sentence.start_char, sentence.end_char)
