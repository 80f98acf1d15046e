"""Detainers that ICE says it lodged, and a custodian says never came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.assertion.modality import Modality
from pipeline.events.detainers.references import flat, pattern
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.grammar import nominals

_DISPUTED = frozenset({"detainer_issued", "detainer_declined"})
"""What a custodian disputes who says that no detainer came."""
_INSISTING = frozenset({"insist", "maintain", "claim", "contend"})


def disputed(reports: Sequence[DetainerReport]) -> list[DetainerReport]:
    """Make alleged what ICE says it lodged and a custodian says never came; the denial is no event itself."""
    denials = [report for report in reports if _is_denial(report)]
    kept: list[DetainerReport] = []
    for report in reports:
        others = [other for other in reports if other.people == report.people]
        if report in denials:
            if not any(_is_disputed_by(other, report) for other in others):
                kept.append(report)
        elif report.modality.value == "actual" and any(
            _is_disputed_by(report, other) for other in others if other in denials
        ):
            kept.append(replace(report, modality=Modality("alleged"), disputed=True))
        else:
            kept.append(report)
    return kept


def _is_disputed_by(report: DetainerReport, denial: DetainerReport) -> bool:
    """Say whether a report is what a denial denies: told before it, or behind it as what somebody says.

    One that names its own jail may be another: "ICE says it lodged one with the Polk jail".
    """
    if report.event not in _DISPUTED or report.modality.value not in ("actual", "alleged"):
        return False
    if report.start < denial.start:
        return True
    says = nominals.lexicon().say | _INSISTING
    said = any(node.lemma_ in says for node in report.trigger.ancestors)
    return said and not pattern("passage", "lodged_with", case=True).search(flat(report.noun.sent))


def _is_denial(report: DetainerReport) -> bool:
    """Say whether a custodian says that no detainer came."""
    denied = report.event == "detainer_issued" and report.modality.value == "negated"
    return denied and pattern("passage", "denial", case=True).search(flat(report.noun.sent)) is not None
