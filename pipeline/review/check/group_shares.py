"""Says what the number of those to whom something happened tells of a claim that it was so of all.

in: a part of a claim, findings on a group    out: findings    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import Part
from pipeline.review.check.sides import AGAINST, NEAR, Finding
from pipeline.store.claims import ClaimRecords


def not_of_all(records: ClaimRecords, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on what is said of all of a group: against it that it was so of fewer."""
    if not part.whole or part.count is not None or part.negated or part.type.startswith("detainer"):
        return list(told)
    arrested: dict[str, int] = {}
    for report in records.groups_in(sorted({finding.report.article_id for finding in told}), ["arrest"]):
        if report.modality == "actual" and report.count is not None:
            arrested[report.article_id] = max(arrested.get(report.article_id, 0), report.count)

    def is_of_fewer(finding: Finding) -> bool:
        report = finding.report
        counted = report.type == part.type and report.modality == "actual" and report.count is not None
        exact = report.qualifier in (None, "about", "at_most")
        return counted and exact and (report.count or 0) < arrested.get(report.article_id, 0)

    return [
        replace(finding, side=AGAINST, reason="it is reported of fewer than were arrested")
        if finding.side == NEAR and is_of_fewer(finding)
        else finding
        for finding in told
    ]
