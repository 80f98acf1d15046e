"""Compares how somebody is said to have pleaded, and what is left of a case, with sentences of the articles.

in: a claim, a part of it, findings on its person    out: findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.event_types import GUILTY
from pipeline.review.check.claim import Claim, Part, plain
from pipeline.review.check.compare import DISAGREES
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.review.check.rules import says_undone
from pipeline.review.check.said_beside import is_told, sentences_on, where_told
from pipeline.store.claims import ClaimRecords

_NOT_GUILTY = re.compile(
    r"\b(?:plead(?:s|ed|ing)?|pled) (?:not guilty|innocent)\b|\bnot[- ]guilty pleas?\b|\bplea of not guilty\b"
    r"|\bden(?:ied|ies) (?:\w+ ){0,4}(?:charges?|counts?) in court\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 6
"""Letters by which the words for an offense are known again."""
_ALL = re.compile(r"\b(?:all|every|each|any|both)\b", re.IGNORECASE)


def as_pleaded(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a plea, compared with what the articles say of how the person pleaded."""
    if part.negated:
        return list(told)
    if part.type == "conviction" and part.court == "plea":
        return _guilty(records, told)
    if part.type == "charge" and _NOT_GUILTY.search(claim.text):
        return _not_guilty(records, told)
    return list(told)


def _guilty(records: ClaimRecords, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a claimed plea of guilty: against it a trial, innocence maintained, or a denial."""
    if any(finding.side == FOR for finding in told):
        return list(told)
    convicted = {
        finding.report.person
        for finding in told
        if finding.report.type in GUILTY and finding.report.modality == "actual"
    }

    def reason(finding: Finding) -> str | None:
        report = finding.report
        if report.modality != "actual" or finding.disagreeing > (report.type == "charge"):
            return None
        sentences = sentences_on(records, report.article_id, told)
        if report.type == "conviction" and not finding.disagreeing:
            contested = is_told("innocence", sentences) == {True}
            return "a trial, or innocence maintained, is reported" if contested else None
        if (
            report.type == "charge"
            and report.person not in convicted
            and finding.judged("offense") != DISAGREES
        ):
            denied = is_told("not_guilty", sentences) == {True}
            return "a plea of not guilty is reported" if denied else None
        return None

    return [_against(finding, reason(finding)) for finding in told]


def _not_guilty(records: ClaimRecords, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a claimed plea of not guilty: a charge alone does not tell how one pleaded."""
    found = []
    for finding in told:
        if finding.side == FOR:
            said = is_told("not_guilty", sentences_on(records, finding.report.article_id, told))
            if said == {False}:
                finding = _against(finding, "a plea of guilty is reported")
            elif not said:
                finding = replace(finding, side=NEAR, reason="how the person pleaded is not reported")
        found.append(finding)
    return found


def as_left(records: ClaimRecords, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on the end of all charges, or of one: against it what says that those are open still.

    "Acquitted on three counts, and the jury was hung on four", "they go forward with the assault charge".
    """
    if part.type != "acquittal" or part.negated or part.overturned:
        return list(told)
    backed = any(finding.side == FOR for finding in told)
    if not part.whole and (backed or part.offense is None):
        return list(told)

    def is_left(finding: Finding) -> bool:
        report = finding.report
        if report.type != "acquittal" or report.modality != "actual" or says_undone(report.quote):
            return False
        if part.whole and _ALL.search(report.quote):
            return False
        return any(
            part.whole or part.offense is None or _names(part.offense[1], words)
            for words in where_told("left_open", sentences_on(records, report.article_id, told))
        )

    return [
        _against(finding, "a part of the case is reported to be open still" if is_left(finding) else None)
        for finding in told
    ]


def _names(offense: str, words: str) -> bool:
    """Tell whether words name an offense that is claimed."""
    named = [
        word[:_STEM] for word in _WORD.findall(plain(offense)) if word not in ("charge", "charges", "count")
    ]
    return bool(named) and all(word in plain(words) for word in named)


def _against(finding: Finding, reason: str | None) -> Finding:
    return finding if reason is None else replace(finding, side=AGAINST, reason=reason, alone=True)
