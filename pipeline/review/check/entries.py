"""Compares how somebody is said to have come into the country: by law, or not.

in: a claim, a part of it, findings on its person    out: findings    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.review.check.claim import Claim, Part
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.said_beside import is_told, sentences_on
from pipeline.store.claims import ClaimRecords


def as_lawful(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on an entry that is said to have been lawful, or unlawful: near if nothing says so."""
    said = is_told("lawful_entry", [claim.text]) if part.type == "entry" and not part.negated else frozenset()
    if len(said) != 1:
        return list(told)
    wanted = next(iter(said))
    by_article = {
        article: is_told("lawful_entry", sentences_on(records, article, told))
        for article in {finding.report.article_id for finding in told if finding.side == FOR}
    }
    known = frozenset().union(*by_article.values())
    if wanted in known:
        return list(told)
    side = AGAINST if known else NEAR
    reason = "the other is reported" if known else "whether it was lawful is not reported"
    return turned(told, lambda finding: finding.side == FOR, reason, side)
