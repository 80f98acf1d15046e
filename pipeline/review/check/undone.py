"""Says what is left of a conviction that was undone: it had been one, and it is over.

in: a claim, a part of it and the findings about its person    out: the findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.event_types import GUILTY
from pipeline.review.check.claim import Claim, Part
from pipeline.review.check.compare import AGREES
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.rules import says_acquitted, says_dropped, says_undone
from pipeline.store.claims import Report

_WRONGLY = re.compile(
    r"\bwrong(?:ly|fully) (?:\w+ )?(?:convicted|imprisoned|jailed|sentenced)\b", re.IGNORECASE
)
_IS_CONVICTED = re.compile(
    r"\b(?:is|are|remains?) (?:(?:still|now) )?(?:an? )?(?:[\w-]+ )?convicted\b", re.IGNORECASE
)
"""Words by which somebody is called by a conviction that stands: "is a convicted murderer"."""


def once_undone(claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a conviction, those near by which it was undone and never was none.

    "Never convicted" is not so of whoever had the conviction thrown out. And a claim that says itself how the
    case ended in the end, as reports have it, is not denied by that end: "convicted in 1994, and cleared".
    Nor is one of a verdict, which there was: "a jury convicted him".
    """
    if part.type == "acquittal":
        return _that_stood(told) if part.negated else _that_fell(told)
    if part.type != "conviction":
        return list(told)
    if not part.negated and (part.aside or _IS_CONVICTED.search(claim.text)):
        told = _as_it_stands(told)
    if part.negated:
        convicted = {
            _of(finding) for finding in told if finding.side == AGAINST and _convicts(finding.report)
        }
        return turned(
            told,
            lambda finding: (
                finding.side == FOR
                and _is_later_end(finding.report)
                and (_of(finding) in convicted or says_undone(finding.report.quote))
                and any(person == finding.report.person for person, _ in convicted)
            ),
            "there had been a conviction",
        )
    says_end = (
        part.court in ("judge", "jury")
        or _WRONGLY.search(claim.text) is not None
        or any(
            other.type == "acquittal" and not other.negated and other.who == part.who for other in claim.parts
        )
    )
    backed = {finding.report.person for finding in told if finding.side == FOR}
    return turned(
        told,
        lambda finding: (
            says_end
            and finding.side == AGAINST
            and finding.report.person in backed
            and _is_later_end(finding.report)
        ),
        "the claim says itself how it ended",
    )


def _that_stood(told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a conviction that is said to stand: an earlier one says nothing if it was undone."""
    undone = {
        finding.report.person: finding.report.date or finding.report.published or ""
        for finding in told
        if finding.side == AGAINST and says_undone(finding.report.quote)
    }
    return turned(
        told,
        lambda finding: (
            finding.side == FOR
            and _convicts(finding.report)
            and (finding.report.date or "") <= undone.get(finding.report.person, "")
        ),
        "it was undone since",
    )


def _as_it_stands(told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a conviction by which somebody is called now: against it that it was undone."""
    undone = {
        finding.report.person: finding.report.date or finding.report.published or ""
        for finding in told
        if says_undone(finding.report.quote) and finding.report.modality == "actual"
    }

    def is_later(report: Report) -> bool:
        return report.date is not None and report.date > undone[report.person]

    if any(
        finding.side == FOR and finding.report.person in undone and is_later(finding.report)
        for finding in told
    ):
        return list(told)  # convicted again
    return [
        replace(finding, side=AGAINST, reason="it is reported to have been undone")
        if says_undone(finding.report.quote) and finding.report.modality == "actual"
        else replace(finding, side=NEAR, reason="it was undone since")
        if finding.side == FOR and finding.report.person in undone
        else finding
        for finding in told
    ]


def _that_fell(told: Sequence[Finding]) -> list[Finding]:
    """Return findings on an acquittal: no conviction denies it that is reported as undone since."""
    fallen = {
        finding.report.person: finding.report.date or finding.report.published
        for finding in told
        if finding.report.type == "acquittal" and says_undone(finding.report.quote)
    }

    def fell(report: Report) -> bool:
        undone = fallen.get(report.person)
        return report.person in fallen and (undone is None or (report.date or "") <= undone)

    then = any(f.judged("when") == AGREES for f in told if says_undone(f.report.quote))
    return turned(
        told,
        lambda finding: (
            finding.side == AGAINST
            and _convicts(finding.report)
            and fell(finding.report)
            and (then or finding.judged("when") != AGREES)  # then the verdict was guilty
        ),
        "it was undone since",
    )


def _of(finding: Finding) -> tuple[str | None, str]:
    return finding.report.person, finding.report.article_id


def _convicts(report: Report) -> bool:
    return report.type in GUILTY and report.modality == "actual"


def _is_later_end(report: Report) -> bool:
    """Tell whether charges were dropped, or a conviction undone: no verdict was for the defendant."""
    ended = says_undone(report.quote) or says_dropped(report.quote)
    return report.type == "acquittal" and ended and not says_acquitted(report.quote)
