"""Says whether the articles on somebody have all names and numbers that a claim has.

in: a claim, findings about its people    out: findings    writes: nothing

A detail that was not compared (a sum, a town, a firm) and that no article on the person has is not reported,
however much of the rest is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import Claim, Part, plain
from pipeline.review.check.compare import AGREES
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.review.check.wording import ARTICLES
from pipeline.store.claims import ClaimRecords

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def with_all_details(records: ClaimRecords, claim: Claim, told: Sequence[Finding]) -> list[Finding]:
    """Return findings about a person, those for a claim near if a detail of it is in no article on them.

    Where the name of somebody else is in none ("the crash that killed Ann Roe"), it may be of another matter.
    """
    wanted = claim.details
    if not wanted or not any(finding.side in (FOR, AGAINST) for finding in told):
        return list(told)
    missing: dict[str | None, set[str]] = {}
    for person in {finding.report.person for finding in told if finding.side in (FOR, AGAINST)}:
        articles = sorted({finding.report.article_id for finding in told if finding.report.person == person})
        left = set(wanted)
        for article in articles[:ARTICLES]:
            text = plain(records.text_of(article))
            left = {word for word in left if not _stands_in(word, text)}
        missing[person] = left
    return [
        _near(finding, left)
        if (finding.side == FOR and (left := missing[finding.report.person]))
        or (finding.side == AGAINST and (left := missing[finding.report.person] & claim.others))
        else finding
        for finding in told
    ]


def with_all_numbers(records: ClaimRecords, claim: Claim, told: Sequence[Finding]) -> list[Finding]:
    """Return findings about groups, those for a claim near if their article lacks a number or year of it."""
    numbers = {word for word in claim.details if word[0].isdigit()}
    return [
        _near(finding, left)
        if finding.side == FOR
        and (left := _not_in(records, numbers | _years_unsaid(claim, finding), finding))
        else finding
        for finding in told
    ]


def with_all_years(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings about a person, those for a claim near if a year of it is in no article on them.

    A year in which another part of the claim is said to have been is none of this one's.
    """
    others = {
        year for other in claim.parts if other.type != part.type for year in _YEAR.findall(other.date or "")
    }
    others -= set(_YEAR.findall(part.date or ""))
    return [
        _near(finding, left)
        if finding.side == FOR and (left := _not_in(records, _years_unsaid(claim, finding) - others, finding))
        else finding
        for finding in told
    ]


def _years_unsaid(claim: Claim, finding: Finding) -> set[str]:
    """Return the years of a claim of which a report may not be: no date of it agrees, nor its article's."""
    if finding.judged("when") == AGREES:
        return set()
    told = {(date or "")[:4] for date in (finding.report.published, finding.report.date)}
    return set(_YEAR.findall(claim.text)) - told


def _not_in(records: ClaimRecords, words: set[str], finding: Finding) -> set[str]:
    """Return those of some words that the article of a report has not."""
    text = plain(records.text_of(finding.report.article_id)) if words else ""
    return {word for word in words if not _stands_in(word, text)}


def _stands_in(word: str, text: str) -> bool:
    """Tell whether a text has a word, or the beginning of one; of a number the whole."""
    if not word[0].isdigit():
        return word in text
    return re.search(rf"(?<![\d.,]){re.escape(word)}(?![\d]|[.,]\d)", text) is not None


def _near(finding: Finding, missing: set[str]) -> Finding:
    return replace(finding, side=NEAR, reason=f"not reported: {', '.join(sorted(missing))}")
