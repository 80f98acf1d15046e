"""Compares a number that is claimed with other numbers that are told of the same matter.

in: a claim, a part of it, findings about groups    out: the findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.compare import AGREES, DISAGREES
from pipeline.review.check.finding import AGAINST, FOR, Finding, turned

_UP_TO_THEN = re.compile(r"\b(?:so far|up to now|to date|as of|and counting)\b", re.IGNORECASE)
_ANSWERED = frozenset({"detainer_issued", "detainer_honored", "detainer_declined"})
_YEAR = len("2024")


def so_far(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a number, those near that count "so far" only: it may have grown since."""
    return turned(
        told,
        lambda finding: (
            finding.judged("how many") == DISAGREES
            and _UP_TO_THEN.search(finding.report.quote)
            and (finding.report.count or 0) < (part.count or 0)
        ),
        "it is the number up to then",
    )


def told_apart(claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings, other numbers near where the same article has the claimed one beside them.

    Likewise where the claimed one, or the claimed time, is told of another event; not where another article
    counts the very thing otherwise.
    """
    fors = {finding.report.article_id for finding in told if finding.side == FOR}
    events = {finding.report.event for finding in told if finding.side == FOR}
    told = turned(
        told,
        lambda finding: finding.report.article_id not in fors and _is_tally(part, finding),
        "of that very time and place another number is reported",
        AGAINST,
    )
    others = _other_counts(claim, part, told, comparing)
    return turned(
        told,
        lambda finding: (
            finding.side == AGAINST
            and finding.report.id not in others
            and DISAGREES in (finding.judged("how many"), finding.judged("when"))
            and (
                finding.report.article_id in fors
                or (events and finding.report.event not in events and not _is_tally(part, finding))
            )
        ),
        "its article tells what is claimed apart from it",
    )


def _other_counts(claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing) -> frozenset[str]:
    """Return the ids of reports that count, of the same days and the same matter by name, another number.

    Less than half of the claimed number may be a part of it.
    """
    if not claim.proper or part.count is None or part.negated:
        return frozenset()
    days = {(f.report.type, comparing.days(f.report.date)) for f in told if f.side == FOR and f.report.date}
    articles = {finding.report.article_id for finding in told if finding.side == FOR}
    return frozenset(
        finding.report.id
        for finding in told
        if finding.side == AGAINST
        and finding.report.article_id not in articles
        and finding.report.modality == "actual"
        and [value.field for value in finding.values if value.judged == DISAGREES] == ["how many"]
        and (finding.report.type, comparing.days(finding.report.date)) in days
        and (finding.report.count or 0) * 2 > part.count
    )


def _is_tally(part: Part, finding: Finding) -> bool:
    """Tell whether a report gives another number of a place's detainers over the time that is claimed."""
    report = finding.report
    wrong = [value.field for value in finding.values if value.judged == DISAGREES]
    same = report.type == part.type and report.modality == "actual" and not part.negated
    return (
        same
        and part.type in _ANSWERED
        and wrong == ["how many"]
        and finding.judged("where") == AGREES
        and report.date is not None
        and report.date == part.date
        and ("/" in report.date or len(report.date) == _YEAR)
    )
