"""Compares what a claim says that somebody is, how old and of which country, with what articles say.

in: a part of a claim of type `person`, reports on its people    out: findings    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.review.check.claim import PERSON, Claim, Comparing, Part
from pipeline.review.check.compare import AGREES, DISAGREES, values_of
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.store.claims import Report


def of_profile(
    part: Part, reports: Sequence[Report], claim: Claim, comparing: Comparing, sole: str | None
) -> list[Finding]:
    """Return where each article stands on what somebody is said to be, by its first report of that person.

    Nothing speaks against it where the claim may be about a namesake.
    """
    first: dict[tuple[str, str | None], Report] = {}
    for report in reports:
        first.setdefault((report.article_id, report.person), report)
    found = []
    for report in first.values():
        values = values_of(part, report, claim, comparing)
        judged = {value.judged for value in values}
        side, reason = NEAR, "it is not reported"
        if values and judged == {AGREES}:
            side, reason = (AGAINST, "it is reported to be so") if part.negated else (FOR, "reported")
        elif DISAGREES in judged and (report.person == sole or part.negated):
            reason = "otherwise reported"
            side = FOR if part.negated and report.person == sole else NEAR if part.negated else AGAINST
        found.append(Finding(report, side, reason, values, implied=True))
    return found


def is_profile(part: Part) -> bool:
    """Tell whether a part of a claim says what somebody is, and nothing that happened."""
    return part.type == PERSON
