"""Says whether the articles on somebody have all names and numbers that a claim has.

in: a claim, findings about its people    out: findings    writes: nothing

A detail that was not compared (a sum, a town, a firm) and that no article on the person has is not reported,
however much of the rest is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import Claim, plain
from pipeline.review.check.sides import FOR, NEAR, Finding
from pipeline.review.check.wording import ARTICLES
from pipeline.store.claims import ClaimRecords


def with_all_details(records: ClaimRecords, claim: Claim, told: Sequence[Finding]) -> list[Finding]:
    """Return findings about a person, those for a claim near if a detail of it is in no article on them."""
    wanted = claim.details
    if not wanted or not any(finding.side == FOR for finding in told):
        return list(told)
    missing: dict[str | None, set[str]] = {}
    for person in {finding.report.person for finding in told if finding.side == FOR}:
        articles = sorted({finding.report.article_id for finding in told if finding.report.person == person})
        left = set(wanted)
        for article in articles[:ARTICLES]:
            text = plain(records.text_of(article))
            left = {word for word in left if word not in text}
        missing[person] = left
    return [
        replace(finding, side=NEAR, reason=f"not reported: {', '.join(sorted(left))}")
        if finding.side == FOR and (left := missing[finding.report.person])
        else finding
        for finding in told
    ]
