"""Compares how somebody is said to have come into custody: caught, or of his own accord.

in: a claim, findings on an arrest    out: findings    writes: nothing

Who turned himself in was not hunted down, and who was caught did not give himself up. Where the words of a
report say neither, they speak for an arrest, and for no surrender.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.compare import DISAGREES
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.word_lists import read_lists

_ENDED_UP = re.compile(
    r"\b(?:end|ended|wind|wound) up (?:with|in)\b|\blanded (?:with|in)\b"
    r"|\b(?:is|are|was|were) (?:now )?in ICE (?:custody|detention)\b"
)
PATH = Path(__file__).with_name("surrenders.toml")


@dataclass(frozen=True, slots=True)
class _Surrenders:
    """The expressions of `surrenders.toml`."""

    surrendered: re.Pattern[str]
    caught: re.Pattern[str]


@cache
def _surrenders() -> _Surrenders:
    return read_lists(_Surrenders, PATH, partial(re.compile, flags=re.IGNORECASE))


def how_taken(words: str) -> str | None:
    """Return how words say that somebody came into custody, `surrendered` or `caught`; null: they do not."""
    surrendered, caught = _surrenders().surrendered.search(words), _surrenders().caught.search(words)
    if bool(surrendered) == bool(caught):
        return None
    return "surrendered" if surrendered else "caught"


def as_taken(claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on an arrest, compared with how the claim says that it was."""
    mine = how_taken(claim.text) if part.type == "arrest" and not part.negated else None
    whose = {other.who and other.who.name for other in claim.parts if other.type == "arrest"}
    if mine is None or len(whose) > 1:
        return list(told)

    def judged(finding: Finding) -> Finding:
        report = finding.report
        if report.modality != "actual" or finding.side == AGAINST:
            return finding
        if report.type != "arrest":
            return _of_no_arrest(finding) if mine == "surrendered" and finding.side == FOR else finding
        theirs = how_taken(report.quote)
        if theirs not in (None, mine) and finding.judged("when") != DISAGREES:
            return replace(finding, side=AGAINST, reason=f"{theirs}, not {mine}", alone=True)
        if theirs is None and mine == "surrendered" and finding.side == FOR:
            return replace(finding, side=NEAR, reason="how it came to it is not reported")
        return finding

    return [judged(finding) for finding in told]


def in_the_end(claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings on who is said to have ended up with ICE: for it that ICE took them, from wherever."""
    if part.type != "transfer" or part.negated or not _ENDED_UP.search(claim.text):
        return list(told)

    def by_officers(finding: Finding) -> bool:
        report = finding.report
        by = report.actor or comparing.actor(report.custodian)
        taken = report.type in ("arrest", "detention") and report.modality == "actual"
        return finding.side == NEAR and taken and by == "immigration" and not finding.disagreeing

    reason = "ICE is reported to have taken them"
    return turned(told, by_officers, reason, FOR, implied=True)


def _of_no_arrest(finding: Finding) -> Finding:
    """Return a report of a stay, by whose words somebody may have been brought, as near a surrender."""
    if how_taken(finding.report.quote) == "surrendered":
        return finding
    return replace(finding, side=NEAR, reason="how it came to it is not reported")
