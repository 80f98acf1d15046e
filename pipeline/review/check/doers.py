"""Compares who a claim says did something, and who it says did not: "local police, not ICE, arrested him".

in: a claim, a part of it, findings on its person    out: findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.compare import DISAGREES
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.forces import are_two

_NOT_BY = re.compile(
    r"\bnot (?:by )?(?:the )?(?P<who>(?:federal |immigration |local |city |state |county )?"
    r"(?:ICE|Border Patrol|FBI|police|deputies|troopers|marshals|agents|officers|authorities)\b)"
)


def by_another(claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings on an arrest: against it who did it, if the claim says that it was not that one.

    Only where one arrest of that person is reported, and nothing is for the claim.
    """
    named = _NOT_BY.search(claim.text)
    if named is None or part.type != "arrest" or part.negated or part.agency is None:
        return list(told)
    denied = named["who"]
    arrests = {
        finding.report.event
        for finding in told
        if finding.report.type == "arrest" and finding.report.modality == "actual"
    }
    if len(arrests) != 1 or any(finding.side == FOR for finding in told):
        return list(told)

    def did_it(finding: Finding) -> bool:
        report = finding.report
        same = report.actor is not None and report.actor == comparing.actor(denied)
        wrong = {value.field for value in finding.values if value.judged == DISAGREES}
        return (
            finding.side == NEAR
            and report.event in arrests
            and report.type == "arrest"
            and wrong == {"agency"}
            and same
            and not are_two(denied, report.agency, comparing)
        )

    return turned(told, did_it, "it is reported of whom the claim says that it was not", AGAINST)
