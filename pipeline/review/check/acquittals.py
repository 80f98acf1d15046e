"""Tells how one case may have ended in several ways, one after the other or count by count.

in: a part of a claim, a report    out: answers    writes: nothing

Charges dropped, a jury's verdict and a conviction overturned are all acquittals in the database, and they are
not one another.
"""

from __future__ import annotations

import re

from pipeline.event_types import JUDGMENTS
from pipeline.review.check.claim import Claim, Part, plain
from pipeline.review.check.passages import sentence_of
from pipeline.review.check.rules import says_acquitted, says_dropped, says_partly, says_undone
from pipeline.store.claims import Report

ANOTHER_TRIAL = re.compile(
    r"\b(?P<which>second|third|fourth|fifth|sixth|seventh|eighth|new|another) (?:\w+ )?(?:trial|jury)\b"
    r"|\bretrial\b|\bretried\b|\btried again\b",
    re.IGNORECASE,
)
FIRST_TRIAL = re.compile(r"\b(?:first|original|initial) (?:\w+ )?trial\b", re.IGNORECASE)
_HAVING_FALLEN = re.compile(
    r"\b(?:after|following|since)\b[^.;]*\b(?:convictions?|verdict)\b[^.;]{0,30}\b"
    r"(?:overturn|vacat|revers|toss|thrown)"
    r"|\b(?:not|never|n['’]t|declin\w+ to|rather than) (?:be )?(?:retry|retried|retrying|tried again)\b",
    re.IGNORECASE,
)
"""In the sentence of charges that were dropped: there had been a trial before."""
_ONE_COUNT = re.compile(
    r"\b(?:of|on) (?:the|an?|one|her|his) (?P<of>(?:[\w-]+ ){1,3})(?:count|charge)\b", re.IGNORECASE
)
_TWO = 2
_LETTERS = 5
"""By which words for one offense are known again: concealing, concealment."""
_TRIAL = re.compile(r"\btrial\b", re.IGNORECASE)


def of_another_outcome(part: Part, report: Report, whole: Claim) -> str | None:
    """Return why a report is of another outcome of the case than what is claimed; null: it may be of that.

    Args:
        part: of the claim.
        report: about its person.
        whole: the claim.
    """
    quote = report.quote
    claim = whole.text
    again = ANOTHER_TRIAL.search(claim) if _is_of_the_later(part, whole) else None
    if part.type in JUDGMENTS and again and not _is_of_retrial(report):
        return "it may be of the first trial"
    if part.type in JUDGMENTS and again and _is_of_another_trial(again, report):
        return "it may be of another trial"
    if part.type in JUDGMENTS and FIRST_TRIAL.search(claim) and _is_of_retrial(report):
        return "it is of a later trial"
    if report.type != "acquittal":
        return None
    if part.type == "acquittal" and says_undone(quote) and _is_of_trial(part, claim):
        return "a conviction was undone, which is no verdict"
    if part.overturned and says_acquitted(quote):
        return "nobody was convicted of that"
    if part.overturned and says_dropped(quote) and not says_undone(quote):
        return "charges were dropped, and no conviction undone"
    if part.type == "acquittal" and part.whole and (says_partly(quote) or _of_other_count(part, report)):
        return "it is of a part of what was laid to somebody"
    return None


def _is_of_the_later(part: Part, claim: Claim) -> bool:
    """Tell whether of several verdicts that a claim tells it is that of the retrial, by where that stands."""
    verdicts = [other for other in claim.parts if other.type in JUDGMENTS and other.who == part.who]
    match = ANOTHER_TRIAL.search(claim.text)
    if match is None or len(verdicts) < _TWO:
        return True
    return part == verdicts[-1 if match.start() * _TWO > len(claim.text) else 0]


def is_without_verdict(report: Report) -> bool:
    """Tell whether a report is that charges were dropped, all of them: no jury acquitted anybody."""
    if report.type != "acquittal" or report.modality != "actual" or not says_dropped(report.quote):
        return False
    return not (says_acquitted(report.quote) or says_undone(report.quote) or says_partly(report.quote))


def _is_of_retrial(report: Report) -> bool:
    """Tell whether a report is of another trial, by its words or those right before it.

    "A new trial, which ended with an acquittal"; or the case was dropped when a conviction had fallen.
    """
    if ANOTHER_TRIAL.search(report.quote):
        return True
    sentence = sentence_of(report)
    led = sentence.partition(report.quote)[0].rstrip()
    ends = ANOTHER_TRIAL.search(led)
    if ends is not None and led[ends.end() :].strip(" ,") == "":
        return report.type == "acquittal" and not says_undone(report.quote)
    return says_dropped(report.quote) and _HAVING_FALLEN.search(sentence) is not None


def _is_of_another_trial(claimed: re.Match[str], report: Report) -> bool:
    """Tell whether a report is of a trial counted otherwise: his sixth, where the fourth is claimed."""
    told = ANOTHER_TRIAL.search(sentence_of(report) or report.quote)
    which = [match["which"] and match["which"].lower() for match in (claimed, told) if match]
    unnamed = {None, "new", "another"}
    return len(which) == len({*which}) == _TWO and not unnamed & {*which}


def _is_of_trial(part: Part, claim: str) -> bool:
    """Tell whether a claim is of what a trial ended in: "acquitted at his second trial", "by a jury"."""
    of_trial = part.whole or part.court is not None or _TRIAL.search(claim) is not None
    return of_trial and not part.overturned and not part.negated


def leaves_standing(part: Part, report: Report) -> bool:
    """Tell whether an acquittal leaves what is claimed as it was: one of other counts, or of later.

    Whoever was sentenced, or found guilty by a jury, was so before the conviction was overturned.
    """
    if says_undone(report.quote):
        return part.type == "sentence" or part.court is not None
    return (says_partly(report.quote) and not part.whole) or _of_other_count(part, report)


def _of_other_count(part: Part, report: Report) -> bool:
    """Tell whether an acquittal names one count, which is none that a claim names nor any laid to its person.

    "Acquitted her on the concealment count" says nothing of the rest of what she was charged with.
    """
    named = _ONE_COUNT.search(report.quote)
    if named is None or any(words in report.quote for _, _, words in report.offenses):
        return False
    claimed = plain(part.offense[1]) if part.offense else ""
    return not any(word[:_LETTERS] in claimed for word in plain(named["of"]).split())
