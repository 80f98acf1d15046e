"""Compares the bail that somebody is said to have been given with what the articles say of it.

in: a claim, a part of it, findings on its person    out: findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.review.check.claim import Claim, Part
from pipeline.review.check.finding import AGAINST, FOR, Finding, turned
from pipeline.review.check.said_beside import sentences_on
from pipeline.store.claims import ClaimRecords

_BAIL = re.compile(
    r"\$(?P<sum>\d[\d,.]*)(?P<unit> (?:million|thousand))? (?:(?!of\b)[\w-]+ ){0,2}?(?:bail|bond)\b"
    r"|\b(?:bail|bond) (?:[\w-]+ ){0,4}?\$(?P<other>\d[\d,.]*)(?P<of> (?:million|thousand))?",
    re.IGNORECASE,
)
_UNITS = {"million": 1_000_000, "thousand": 1_000}
_OF_BAIL = frozenset({"release", "detention"})


def of_other_sums(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a release or a stay: against it an article that tells of bail of another sum."""
    claimed = set(_bails(claim.text)) if part.type in _OF_BAIL and not part.negated else set()
    if len(claimed) != 1 or not any(finding.side == FOR for finding in told):
        return list(told)
    articles = {finding.report.article_id for finding in told if finding.side == FOR}
    said = {
        article: {bail for sentence in sentences_on(records, article, told) for bail in _bails(sentence)}
        for article in articles
    }
    if any(claimed & sums for sums in said.values()):
        return list(told)
    return turned(
        told,
        lambda finding: finding.side == FOR and said[finding.report.article_id],
        "bail of another sum is reported",
        AGAINST,
        alone=False,
    )


def _bails(text: str) -> Iterator[float]:
    for match in _BAIL.finditer(text):
        number = (match["sum"] or match["other"]).replace(",", "").rstrip(".")
        unit = (match["unit"] or match["of"] or "").strip().lower()
        if number.count(".") <= 1:
            yield float(number) * _UNITS.get(unit, 1)
