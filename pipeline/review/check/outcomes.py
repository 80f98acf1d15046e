"""Says what reports of one person are worth beside one another: what holds still, what is of a part only.

in: a part of a claim and the findings about its person    out: the findings    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from pipeline.review.check.claim import Part
from pipeline.review.check.rules import table
from pipeline.review.check.sides import AGAINST, FOR, NEAR, Finding
from pipeline.store.claims import Report

_OUTCOMES = {"acquittal": ("conviction", "sentence"), "conviction": ("acquittal",)}
"""What ends a charge -> what ends one otherwise."""


def without_weak(told: Sequence[Finding]) -> list[Finding]:
    """Return findings, those that speak against a claim only if nothing speaks for it near if it does."""
    people = {finding.report.person for finding in told if finding.side == FOR}
    return [
        replace(finding, side=NEAR, reason="what is claimed is reported beside it")
        if finding.alone and finding.side == AGAINST and finding.report.person in people
        else finding
        for finding in told
    ]


def of_all(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings, those for a claim about all charges near where one of them ended otherwise."""
    others = _OUTCOMES.get(part.type, ())
    if not part.whole or part.negated or not others:
        return list(told)
    against = [finding for finding in told if finding.side == AGAINST and finding.report.type in others]

    def undone(finding: Finding) -> bool:
        return any(
            other.report.person == finding.report.person and _when(other.report) >= _when(finding.report)
            for other in against
        )

    return _turned(told, lambda finding: finding.side == FOR and undone(finding), "so of a part only")


def as_it_stands(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on what is said to be so still: what ended it later speaks against it."""
    rules = [rule for rule in table("state") if rule["claim"] == part.type]
    if not part.still or part.negated or not rules:
        return list(told)
    actual = [finding.report for finding in told if finding.report.modality == "actual"]
    ended = {report.id for report in actual if _ends(report, actual, rules[0]["so"], rules[0]["ends"])}
    if not ended:
        return list(told)
    people = {report.person for report in actual if report.id in ended}
    told = _turned(
        told, lambda finding: finding.side == FOR and finding.report.person in people, "so no more"
    )
    return [
        replace(finding, side=AGAINST, reason=f"{finding.report.type} is reported since")
        if finding.report.id in ended
        else finding
        for finding in told
    ]


def _ends(report: Report, told: Sequence[Report], so: Collection[str], ends: Collection[str]) -> bool:
    """Tell whether a report is of an end that came later than all that is told of the state itself.

    A state without a date is of the day when it was reported, unless the same article tells of its end.
    """
    if report.type not in ends:
        return False
    mine = [other for other in told if other.person == report.person]
    ending = {other.article_id for other in mine if other.type in ends}
    last = max(
        (
            _when(other)
            for other in mine
            if other.type in so and (other.date or other.article_id not in ending)
        ),
        default="",
    )
    return _when(report) > last


def _when(report: Report) -> str:
    """Return when what is reported was, as far as it is known: else when it was reported."""
    date = report.date or ""
    return date if date and not date.startswith("X") else report.published or ""


def _turned(told: Sequence[Finding], which: Callable[[Finding], bool], reason: str) -> list[Finding]:
    return [replace(finding, side=NEAR, reason=reason) if which(finding) else finding for finding in told]
