"""One report beside one part of a claim: on which side it stands, and why.

in: reports, compared with a claim    out: `Finding`s    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pipeline.review.check.compare import AGREES, DISAGREES, Value
from pipeline.store.claims import Report

FOR, AGAINST, NEAR = "for", "against", "near"


@dataclass(frozen=True, slots=True)
class Finding:
    """One report beside one part of a claim."""

    report: Report
    side: str
    """`for`, `against` or `near`."""
    reason: str
    values: tuple[Value, ...]
    implied: bool = False
    """The report is of another type, from which what is claimed follows: a sentence, a conviction."""
    alone: bool = False
    """It speaks against the claim only where nothing speaks for it."""
    fit: float = 1.0
    """Of a group: what share of the reports of its event stand in articles that name the claim's place."""
    loose: bool = False
    """It says otherwise, and it is near only since nothing tells that it is the same matter."""
    apart: bool = False
    """It is of another outcome of the case than what is claimed: its values say nothing of that."""

    def judged(self, field: str) -> str | None:
        """Return how a value compares; null: the claim does not give it."""
        return next((value.judged for value in self.values if value.field == field), None)

    @property
    def agreeing(self) -> int:
        """How many values agree."""
        return sum(value.judged == AGREES for value in self.values)

    @property
    def disagreeing(self) -> int:
        """How many values disagree."""
        return sum(value.judged == DISAGREES for value in self.values)


def turned(
    told: Iterable[Finding],
    which: Callable[[Finding], object],
    reason: str,
    side: str = NEAR,
    alone: bool | None = None,
    implied: bool | None = None,
) -> list[Finding]:
    """Return findings, some of them on another side.

    Args:
        told: the findings.
        which: tells of one whether it is turned.
        reason: why these are.
        side: to which they are turned.
        alone: whether they count only where nothing speaks for the claim; null: as it was.
        implied: whether what is claimed follows from another type of report; null: as it was.
    """
    return [
        replace(
            finding,
            side=side,
            reason=reason,
            alone=finding.alone if alone is None else alone,
            implied=finding.implied if implied is None else implied,
        )
        if which(finding)
        else finding
        for finding in told
    ]
