"""Compares where somebody is said to be held now with the latest place that is reported.

in: a part of a claim, findings on its person    out: findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.review.check.claim import Part
from pipeline.review.check.compare import AGREES, DISAGREES, Value
from pipeline.review.check.finding import AGAINST, FOR, Finding, turned
from pipeline.review.check.rules import says_over
from pipeline.review.check.times import when
from pipeline.store.claims import Report

_STAYS = frozenset({"detention", "detainer_honored", "transfer"})
_JAIL = re.compile(r"\b[A-Z][\w.’'-]+ (?:County |City )?[Jj]ail\b")
_CENTER = re.compile(r"\b[A-Z][\w.’'-]+ (?:\w+ )*(?:[Cc]enter|[Pp]rison|[Ff]acility|Institution)\b")
_FREE = re.compile(
    r"\b(?:remains?|is|are|stays?|has been|have been) (?:\w+ )?(?:free|out|at liberty|at home)\b",
    re.IGNORECASE,
)
_IS = re.compile(r"\b(?:is|are|remains?|being held)\b", re.IGNORECASE)


def where_now(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on where somebody is held now: where he was before is no evidence of it."""
    if part.type != "detention" or not part.still or part.negated or part.custodian is None:
        return list(told)
    stays = [
        finding.report
        for finding in told
        if finding.report.type in _STAYS and finding.report.modality == "actual" and finding.report.custodian
    ]
    if not stays:
        return list(told)
    latest = max(map(_until, stays))
    last = {report.id for report in stays if _until(report) == latest}
    people = {finding.report.person for finding in told if finding.report.id in last}
    elsewhere = {
        finding.report.id for finding in told if finding.report.id in last and _is_elsewhere(finding)
    }
    if not elsewhere or len(people) != 1 or elsewhere != last:
        return list(told)
    told = turned(told, lambda finding: finding.side == FOR, "it was there before")
    return turned(
        told,
        lambda finding: finding.report.id in last and finding.report.type == "detention",
        "the latest that is reported is elsewhere",
        AGAINST,
        alone=False,
    )


def free_now(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on who is said to be held now: against it that somebody "remains free"."""
    held = part.type == "detention" and part.still and not part.negated
    if not held:
        return list(told)
    fors = [finding for finding in told if finding.side == FOR]
    if fors:
        return _over_since(told, max(finding.report.published or "" for finding in fors))
    return turned(
        told,
        lambda finding: (
            finding.report.type == "release"
            and finding.report.modality == "actual"
            and _FREE.search(finding.report.quote)
        ),
        "it is reported that the person is free",
        AGAINST,
        alone=True,
    )


def _over_since(told: Sequence[Finding], known: str) -> list[Finding]:
    """Return findings on who is said to be held now: a later article has that stay as over."""
    over = {
        finding.report.id
        for finding in told
        if finding.report.type == "detention"
        and finding.report.modality == "actual"
        and says_over(finding.report.quote)
        and (finding.report.published or "") > known
    }
    if not over:
        return list(told)
    told = turned(told, lambda finding: finding.side == FOR, "it was so before")
    return turned(
        told,
        lambda finding: finding.report.id in over,
        "it is told as a time that is over",
        AGAINST,
        alone=False,
    )


def _is_elsewhere(finding: Finding) -> bool:
    """Tell whether a report is of another place: by name, or a jail beside a prison or detention center."""
    return any(value.field == "where" and is_another_place(value) for value in finding.values)


def is_another_place(where: Value) -> bool:
    """Tell whether two places of custody are not one: they disagree, or one is a jail and one a center."""
    if where.judged == AGREES:
        return False
    names = (where.claimed or "", where.reported or "")
    kinds = {"jail" if _JAIL.search(name) else "center" if _CENTER.search(name) else None for name in names}
    return where.judged == DISAGREES or kinds == {"jail", "center"}


def _until(report: Report) -> str:
    """Return until when somebody is known to have been there: told as present, when it was told."""
    present = report.date is None and _IS.search(report.quote) is not None
    return (report.published or "") if present else when(report)
