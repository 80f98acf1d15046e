"""Compares the numbers of two places: "Eagle County refused more detainers than Denver".

in: what is reported of both places    out: `Finding`s    writes: nothing

Only numbers of one article, or of times that overlap, are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import Comparing, Than
from pipeline.review.check.compare import AGREES
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding


def than_elsewhere(
    than: Than, told: Sequence[Finding], others: Sequence[Finding], comparing: Comparing
) -> list[Finding]:
    """Return findings about a place, each on the side on which its number puts it beside that of another.

    Args:
        than: which number is said to be the larger.
        told: about the place that is claimed to have more, or fewer.
        others: likewise about the other place.
        comparing: takes dates apart.
    """
    theirs = [
        other
        for other in others
        if other.report.count is not None
        and (other.side == FOR or (other.report.modality == "alleged" and other.judged("where") == AGREES))
    ]
    return [_beside(than, finding, theirs, comparing) for finding in told]


def _beside(than: Than, finding: Finding, others: Sequence[Finding], comparing: Comparing) -> Finding:
    mine = finding.report
    if finding.side != FOR or mine.count is None:
        side = NEAR if finding.side == FOR else finding.side
        return replace(
            finding, side=side, reason="how many is not reported" if side == NEAR else finding.reason
        )
    near = [other.report for other in others if other.report.article_id == mine.article_id]
    near = near or [other.report for other in others if _at_once(finding, other, comparing)]
    counts = {report.count for report in near if report.count is not None and report.type == mine.type}
    if not counts:
        return replace(finding, side=NEAR, reason=f"the number of {than.place} is not reported")
    so = {mine.count > count if than.more else mine.count < count for count in counts}
    if len(so) > 1:
        return replace(finding, side=NEAR, reason=f"the numbers of {than.place} differ")
    side = FOR if so == {True} else AGAINST
    return replace(
        finding, side=side, reason=f"{mine.count} beside {min(counts)} of {than.place}", alone=False
    )


def _at_once(finding: Finding, other: Finding, comparing: Comparing) -> bool:
    """Tell whether two numbers are of times that overlap."""
    mine, theirs = comparing.days(finding.report.date), comparing.days(other.report.date)
    return mine is not None and theirs is not None and mine[0] <= theirs[1] and theirs[0] <= mine[1]
