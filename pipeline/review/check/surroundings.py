"""Looks at what stands in an article beside a report: the places of a claim, others of whom it is told.

in: a claim, a part of it, findings on its person    out: findings    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.compare import SILENT
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.review.check.wording import ARTICLES, naming
from pipeline.store.claims import ClaimRecords


def anchored(
    records: ClaimRecords, claim: Claim, told: Sequence[Finding], comparing: Comparing
) -> list[Finding]:
    """Return findings, those against that say otherwise in an article which names the claim's places.

    A country is no such place: whoever is from there was not arrested there.
    """
    loose = {finding.report.article_id for finding in told if finding.loose}
    named = {word for word in claim.proper if comparing.country_to(f"to {word.capitalize()}") is None}
    there = naming(records, frozenset(named), set(sorted(loose)[:ARTICLES]))
    return [
        replace(finding, side=AGAINST, alone=True)
        if finding.loose
        and finding.report.article_id in there
        and not (finding.report.type == "transfer" and finding.judged("where") == SILENT)
        else finding
        for finding in told
    ]


def of_nobody_else(records: ClaimRecords, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on what is said of one person alone: against it where it is told of others, too."""
    if not part.only or part.negated:
        return list(told)
    turned = []
    for finding in told:
        report = finding.report
        if finding.side != FOR:
            turned.append(finding)
            continue
        where = [report.article_id]
        beside = [*records.singles_in(where, [report.type]), *records.groups_in(where, [report.type])]
        others = [other for other in beside if other.person != report.person and other.modality == "actual"]
        side = AGAINST if others else NEAR
        reason = "it is told of others, too" if others else "that it is so of nobody else is not reported"
        turned.append(replace(finding, side=side, reason=reason))
    return turned
