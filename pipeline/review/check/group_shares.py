"""Says what the number of a part tells of a claim about a whole: of all who were arrested, of a country.

in: a part of a claim, findings on a group    out: findings    writes: nothing
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.review.check.claim import Claim, Part, plain
from pipeline.review.check.compare import AGREES, DISAGREES
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.wording import share
from pipeline.store.claims import ClaimRecords, Report

_WHOLE = re.compile(
    r"\b(?:nationwide|nationally|countrywide|across (?:the )?(?:country|nation|United States|U\.?S\b)"
    r"|in total|in all|altogether|overall|all told)",
    re.IGNORECASE,
)
"""Words by which a number is that of a whole."""


def of_the_whole(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a number that is claimed of a whole country: what is told of a part of it is near.

    Beside a larger number in the same article a number is that of a part.
    """
    if part.count is None or part.negated or not _WHOLE.search(claim.text):
        return list(told)
    most: dict[str, int] = {}
    for report in records.groups_in(sorted({finding.report.article_id for finding in told}), [part.type]):
        if report.modality == "actual" and report.count is not None:
            most[report.article_id] = max(most.get(report.article_id, 0), report.count)

    def is_part(finding: Finding) -> bool:
        count = finding.report.count
        return count is not None and count < most.get(finding.report.article_id, 0)

    return [
        replace(finding, side=NEAR, reason="it is the number of a part")
        if is_part(finding)
        else replace(finding, side=AGAINST, reason="another number is reported of the whole")
        if finding.judged("how many") == DISAGREES and finding.side == NEAR
        else finding
        for finding in told
    ]


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

    return turned(
        told,
        lambda finding: finding.side == NEAR and is_of_fewer(finding),
        "it is reported of fewer than were arrested",
        AGAINST,
    )


def not_by_them(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on what officers did, those for a claim near that name none, where others are named."""
    others = {
        finding.report.event
        for finding in told
        if finding.judged("agency") == DISAGREES and finding.side == AGAINST
    }
    named = {finding.report.event for finding in told if finding.judged("agency") == AGREES}
    return turned(
        told,
        lambda finding: (
            part.agency
            and finding.side == FOR
            and finding.judged("agency") != AGREES
            and finding.report.event in others - named
        ),
        "other reports of it tell of others",
    )


def others_counted(
    records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding], singles: Sequence[Report]
) -> Iterator[Finding]:
    """Yield findings on people told one by one, of whom an article with a claim's words has another number.

    "Police arrested four men after shots at the Red Barn": against it three arrests on one day.
    """
    plain_count = part.count is not None and part.qualifier is None and not part.negated
    if not plain_count or not claim.proper or any(finding.side != NEAR for finding in told):
        return
    days: defaultdict[tuple[str, str | None], list[Report]] = defaultdict(list)
    for report in singles:
        if report.type == part.type and report.modality == "actual":
            days[report.article_id, report.date].append(report)
    for (article, day), reports in days.items():
        people = {report.subject_id for report in reports}
        text = plain(records.text_of(article))
        whole = share(claim.proper, text) == 1 and share(claim.words, text) == 1
        if len(people) > 1 and len(people) != part.count and whole and part.date in (None, day):
            yield Finding(reports[0], AGAINST, f"it is reported of {len(people)}", (), alone=True)
