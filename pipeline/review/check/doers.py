"""Compares who a claim says did something, and who it says did not: "local police, not ICE, arrested him".

in: a claim, a part of it, findings on its person    out: findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.compare import DISAGREES
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.forces import are_two, named_force, town_of
from pipeline.review.check.wording import naming
from pipeline.store.claims import ClaimRecords, Report

_NOT_BY = re.compile(
    r"\bnot (?:by )?(?:the )?(?P<who>(?:federal |immigration |local |city |state |county )?"
    r"(?:ICE|Border Patrol|FBI|police|deputies|troopers|marshals|agents|officers|authorities)\b)"
)
_ANEW = re.compile(
    r"\b(?:again|another|second|third|twice|times|also|previous\w*|prior|earlier|later|since|anew"
    r"|re-?(?:arrest|captur)\w*)\b",
    re.IGNORECASE,
)
"""Words by which a claim may be of another arrest than those reported."""
_WHOLE_NAME = 2


def of_that_town(
    records: ClaimRecords, part: Part, told: Sequence[Finding], comparing: Comparing
) -> list[Finding]:
    """Return findings on an arrest by police of a town, near where "police" did it, no town told."""
    town = town_of(part.agency, comparing)
    if part.type != "arrest" or part.negated or not town or comparing.actor(part.agency) != "police":
        return list(told)
    fors = {finding.report.article_id for finding in told if finding.side == FOR}
    there = naming(records, town, fors)
    return turned(
        told,
        lambda finding: (
            finding.side == FOR
            and not named_force(finding.report.agency, comparing)
            and finding.report.article_id not in there
        ),
        "that it was by police of that town is not reported",
    )


def by_others_each_time(
    records: ClaimRecords,
    claim: Claim,
    part: Part,
    told: Sequence[Finding],
    comparing: Comparing,
    sole: str | None,
) -> list[Finding]:
    """Return findings on an arrest without a day: against it that others made each one that is reported.

    Whichever is meant, it was not by whom the claim says. Not where an arrest is reported and its doer is
    not, nor of police of a town of which no article tells, who may have made another one; nor of officers of
    ICE or the Border Patrol where somebody was handed to them, or met at the border.
    """
    plain = not (part.negated or part.planned or part.earlier or part.times or part.date)
    if part.type != "arrest" or not plain or _ANEW.search(claim.text) or any(f.side == FOR for f in told):
        return list(told)
    name = part.who.name if part.who else None
    if comparing.actor(part.agency) is None or not (sole or (name and len(name.split()) >= _WHOLE_NAME)):
        return list(told)
    if comparing.actor(part.agency) == "immigration" and any(_is_theirs(f.report, comparing) for f in told):
        return list(told)
    arrests = [f for f in told if f.report.type == "arrest" and f.report.modality == "actual"]
    others = {f.report.event for f in arrests if f.judged("agency") == DISAGREES}
    if not arrests or {finding.report.event for finding in arrests} != others:
        return list(told)
    town = town_of(part.agency, comparing)
    if town and not naming(records, town, {finding.report.article_id for finding in arrests}):
        return list(told)

    def is_by_others(finding: Finding) -> bool:
        wrong = [value.field for value in finding.values if value.judged == DISAGREES]
        return finding.side == NEAR and finding in arrests and wrong == ["agency"]

    return turned(told, is_by_others, "others are reported to have done it", AGAINST, alone=True)


def _is_theirs(report: Report, comparing: Comparing) -> bool:
    """Tell whether somebody is reported to have come to immigration officers otherwise than by an arrest."""
    held = comparing.actor(report.custodian) == "immigration"
    given = report.type in ("transfer", "detainer_honored") or (report.type == "detention" and held)
    return (given or report.type == "entry") and report.modality == "actual"


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
