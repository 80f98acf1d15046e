"""Compares how somebody is said to have been let out: on bail, or free and not into the hands of ICE.

in: a claim, a part of it, findings on its person    out: findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.rules import says_bail, says_dropped, says_held_without_bail
from pipeline.review.check.said_beside import sentences_on
from pipeline.review.check.times import when
from pipeline.store.claims import ClaimRecords, Report

_FREE = re.compile(
    r"\b(?:back )?(?:on|onto|to|into) the streets?\b|\bwalk(?:ed|s|ing)? (?:\w+ )?(?:free|out free)\b"
    r"|\bwalk(?:ed|s|ing) away\b|\b(?:turned|let|set) loose\b|\bat large\b"
    r"|\b(?:went|go|goes|was sent|headed) (?:\w+ )?(?:back )?home\b",
    re.IGNORECASE,
)
_DAY = len("2024-05-01")
_UP_TO_TRIAL = re.compile(
    r"\b(?:until|till|before|pending|during|throughout|awaiting) (?:(?:his|her|their|the|an?) )?"
    r"(?:murder |criminal )?(?:trial|verdict|conviction|sentencing|plea)\b"
    r"|\bwhile (?:he |she )?(?:was )?(?:wait(?:ing|ed) for|await(?:ing|ed)) (?:his |her |the )?trial\b"
    r"|\b(?:when|until|till|before|the day) (?:(?:the|a|an) )?(?:jury|jurors|judge|he|she) (?:\w+ )?"
    r"(?:convict|found guilty|pleaded guilty|was tried)",
    re.IGNORECASE,
)
"""Words by which somebody is said to have been out until the case ended."""
_POSTED = re.compile(
    r"\b(?:post(?:ed|ing)|paid|paying|made|making|put up|covered|came up with|on) "
    r"(?:(?:his|her|their|the|a|an|it|that|\$?[\d,.]+|[\w-]+) ){0,3}?(?:bail|bond)\b"
    r"|\b(?:bail|bond) was (?:posted|paid)\b|\bbonded out\b|\bbailed out\b",
    re.IGNORECASE,
)
"""Words by which bail was put up, not only set."""


def on_bail(
    records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing
) -> list[Finding]:
    """Return findings on a release on bail: against it that all was dropped, near if no bail is told."""
    if part.type != "release" or part.negated:
        return list(told)
    if part.no_bail:
        return _paid(records, told)
    if not part.bail:
        return list(told)
    if _UP_TO_TRIAL.search(claim.text):
        told = _held_until_then(told, comparing)
    fors = {finding.report.article_id for finding in told if finding.side == FOR}
    if any(says_bail(sentence) for item in sorted(fors) for sentence in sentences_on(records, item, told)):
        return list(told)
    dropped = [
        finding.report
        for finding in told
        if finding.report.type == "acquittal" and says_dropped(finding.report.quote) and finding.report.date
    ]

    def ended(report: Report) -> bool:
        return any(
            other.person == report.person
            and other.article_id == report.article_id
            and when(other) <= when(report)
            for other in dropped
        )

    return [
        replace(
            finding,
            side=AGAINST if ended(finding.report) else NEAR,
            reason="the charges were dropped"
            if ended(finding.report)
            else "that it was on bail is not reported",
            alone=False,
        )
        if finding.side == FOR
        else finding
        for finding in told
    ]


def _held_until_then(told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings on who is said to have been out until the trial: against it a stay up to then.

    One without bail, or one that is dated and ends no earlier than the verdict.
    """
    ends = [
        (finding.report.person, days[0])
        for finding in told
        if finding.report.type in ("conviction", "acquittal")
        and finding.report.modality == "actual"
        and (days := comparing.days(finding.report.date)) is not None
    ]

    def is_stay(report: Report) -> bool:
        if report.type != "detention" or report.modality != "actual":
            return False
        days = comparing.days(report.date)
        lasted = days is not None and any(
            person == report.person and days[0] < end <= days[1] for person, end in ends
        )
        return lasted or says_held_without_bail(report.quote) is True

    def is_after(report: Report) -> bool:
        days = comparing.days(report.date)
        return days is not None and any(person == report.person and days[0] >= end for person, end in ends)

    told = turned(
        told, lambda finding: finding.side == FOR and is_after(finding.report), "it was after the verdict"
    )
    if any(finding.side == FOR for finding in told):
        return told
    return turned(
        told, lambda finding: is_stay(finding.report), "they were held until then", AGAINST, alone=False
    )


def on_what_terms(records: ClaimRecords, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a stay without bail, by the sentences on that person where its words are silent."""
    if part.type != "detention" or not part.no_bail or part.negated or any(f.side != NEAR for f in told):
        return list(told)
    stays = [f.report for f in told if f.report.type == "detention" and f.report.modality == "actual"]
    terms = {
        item: {says_held_without_bail(sentence) for sentence in sentences_on(records, item, told)} - {None}
        for item in sorted({report.article_id for report in stays})
    }
    ids = {report.id for report in stays if terms[report.article_id]}
    kept = {so for item in terms.values() for so in item}
    if len({report.person for report in stays}) != 1 or len(kept) != 1:
        return list(told)
    side, reason = (FOR, "there is no bail") if kept == {True} else (AGAINST, "bail was set")
    return turned(told, lambda f: f.report.id in ids, reason, side, alone=False)


def _paid(records: ClaimRecords, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a release without bail: against it those whose articles have bail posted."""
    silent = {f.report.article_id for f in told if f.side == NEAR and f.report.type == "release"}
    paid = {
        item
        for item in sorted(silent)
        if any(_POSTED.search(sentence) for sentence in sentences_on(records, item, told))
    }
    days = {f.report.date for f in told if f.report.article_id in paid and f.report.type == "release"}
    if len(days) != 1 or any(finding.side == FOR for finding in told):
        return list(told)

    def is_paid(finding: Finding) -> bool:
        report = finding.report
        return report.type == "release" and report.modality == "actual" and report.article_id in paid

    return turned(told, is_paid, "bail was posted", AGAINST, alone=False)


def set_free(claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings on who is said to have walked free: against it that ICE was given them that day.

    Likewise on who is said to have been let go in spite of a detainer.
    """
    ignored = any(other.type == "detainer_declined" and not other.negated for other in claim.parts)
    if part.type != "release" or part.negated or not (ignored or _FREE.search(claim.text)):
        return list(told)
    handed = [finding.report for finding in told if _is_given_to_ice(finding.report, comparing)]

    def is_handed(report: Report) -> bool:
        return any(
            other.person == report.person
            and (
                (report.date or "x")[:_DAY] == other.date
                or (other.article_id == report.article_id and other.date is None)
            )
            for other in handed
        )

    told = turned(
        told,
        lambda finding: finding.side == FOR and is_handed(finding.report),
        "ICE was given them then",
        AGAINST,
        alone=False,
    )
    return turned(
        told,
        lambda finding: ignored and finding.side == FOR and finding.report.actor == "immigration",
        "immigration officers themselves let them go",
    )


def _is_given_to_ice(report: Report, comparing: Comparing) -> bool:
    """Tell whether a report is that somebody was held for ICE, or handed to it."""
    officers = "immigration" in (report.actor, comparing.actor(report.custodian))
    handed = report.type == "detainer_honored" or (report.type in ("transfer", "arrest") and officers)
    return handed and report.modality == "actual"
