"""Compares what is said to have become of a detainer with what reports tell of it, and of when.

in: a part of a claim and the findings about its person    out: the findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import Comparing, Part
from pipeline.review.check.compare import DISAGREES
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.store.claims import Report

_KEPT = frozenset({"detainer_honored", "detainer_withdrawn"})
_DISPUTED = {
    "detainer_declined": ("detainer_withdrawn", "ICE is reported to have called it off before"),
    "detainer_withdrawn": ("detainer_declined", "it is reported to have been ignored"),
}
"""What a detainer is said to have come to -> what others say instead, and how that is told."""
_HAD = re.compile(r"\bhad\b|\bthere was\b|\b(?:on|in (?:the|his|her)) file\b|\bpending\b", re.IGNORECASE)
"""A detainer told as there before what is told."""


def in_spite(part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings on a release in spite of ICE: it had asked for the person, who was let go after that.

    Only where nobody was handed over, and the request is known to have been there before.
    """
    if not part.despite or part.negated:
        return list(told)
    actual = [finding.report for finding in told if finding.report.modality == "actual"]
    kept = {report.person for report in actual if report.type in _KEPT or _is_to_ice(report, comparing)}
    freed = [report for report in actual if report.type == "release" and report.person not in kept]

    def fits(finding: Finding) -> bool:
        report = finding.report
        if report.type != "detainer_issued" or report.modality != "actual":
            return False
        if finding.judged("where") == DISAGREES:
            return False
        return any(_was_before(report, other, comparing) for other in freed if other.person == report.person)

    return turned(told, fits, "ICE had asked for the person, who was let go", FOR, implied=True)


def called_off(part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings on a detainer that is said to have been ignored, or called off: others say the other.

    Only where it was called off before the person was let go, and not in an article that tells of both.
    """
    if part.denial:
        return _denied(told)
    if part.type not in _DISPUTED or part.negated:
        return list(told)
    other, reason = _DISPUTED[part.type]
    freed = [f.report for f in told if f.report.type == "release" and f.report.modality == "actual"]

    def is_in_time(report: Report) -> bool:
        return report.type != "detainer_withdrawn" or any(
            release.person == report.person and _was_before(report, release, comparing) for release in freed
        )

    claimed = {(f.report.person, f.report.article_id) for f in told if f.side == FOR and is_in_time(f.report)}
    people = {person for person, _ in claimed}
    return turned(
        told,
        lambda finding: (
            finding.report.type == other
            and finding.report.modality == "actual"
            and finding.report.person in people
            and (finding.report.person, finding.report.article_id) not in claimed
            and is_in_time(finding.report)
        ),
        reason,
        AGAINST,
    )


def _is_to_ice(report: Report, comparing: Comparing) -> bool:
    return report.type == "transfer" and comparing.actor(report.custodian) == "immigration"


def _was_before(report: Report, other: Report, comparing: Comparing) -> bool:
    """Tell whether a report is known to be of an earlier time than another."""
    mine, theirs = comparing.days(report.date), comparing.days(other.date)
    if mine is not None and theirs is not None:
        return mine[0] <= theirs[0] and mine[1] <= theirs[1]
    return report.article_id == other.article_id and _HAD.search(report.quote) is not None


def _denied(told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a denial: for it what is reported as denied or disputed, and nothing against it."""
    return [
        replace(finding, side=FOR, reason="it is reported as denied")
        if finding.report.type == "detainer_declined" and finding.report.modality in ("negated", "alleged")
        else replace(finding, side=NEAR, reason="that somebody denies it is not told here")
        if finding.side != NEAR
        else finding
        for finding in told
    ]
