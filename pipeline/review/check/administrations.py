"""Compares under which president a claim says that something happened, and that his administration did it.

in: a claim, findings    out: findings    writes: nothing

What was done outside of his terms was not done under him; what a county's jail did, no administration did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.review.check.rules import supporting
from pipeline.word_lists import table

PATH = Path(__file__).with_name("administrations.toml")
_UNDER = re.compile(r"\b(?:under|during|thanks to) (?:the )?$", re.IGNORECASE)
_CUSTODY = frozenset({"release", "detention", "transfer"})


def _terms() -> dict[str, list[str]]:
    found: dict[str, list[str]] = table(PATH)["terms"]
    return found


@cache
def _named() -> re.Pattern[str]:
    names = "|".join(_terms())
    return re.compile(
        rf"\b(?P<whose>{names})(?:[’']s)?[ -](?:[Aa]dministration|White House|DHS|DOJ|ICE|Justice Department|"
        rf"Homeland Security|border (?:agents|officials|patrol)|officials)\b"
        rf"|\b(?:[Uu]nder|[Dd]uring|[Tt]hanks to) (?:the )?(?:(?:former )?President )?(?:[A-Z][\w.]+ ){{0,2}}"
        rf"(?P<under>{names})\b(?!-)"
    )


def president_of(text: str) -> tuple[str, bool] | None:
    """Return the president whom words name, and whether his administration did it; null: they name none."""
    match = _named().search(text)
    if match is None:
        return None
    name = match["whose"] or match["under"]
    return name, match["whose"] is not None and not _UNDER.search(text[: match.start()])


def under_president(claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings on what a claim says was done under a president, or by his administration."""
    named = president_of(claim.text)
    if named is None or part.negated:
        return list(told)
    president, did_it = named
    terms = [days for term in _terms()[president] if (days := comparing.days(term)) is not None]

    def in_term(days: tuple[int, int]) -> bool:
        return any(first <= days[1] and days[0] <= last for first, last in terms)

    alike = [finding.report for finding in told if finding.report.type in supporting(part.type)]
    dated = [(report.person, days) for report in alike if (days := comparing.days(report.date)) is not None]
    apart = {person for person, days in dated if not in_term(days)}
    apart -= {person for person, days in dated if in_term(days)}

    def judged(finding: Finding) -> Finding:
        report = finding.report
        when = comparing.days(report.date)
        around = when or comparing.days(report.published)
        if finding.side != FOR:
            return finding
        if when is None and report.person in apart:
            return replace(finding, side=NEAR, reason="when is not reported", alone=True)
        if around is None or not in_term(around):
            side = NEAR if when is None else AGAINST
            return replace(finding, side=side, reason=f"it was not under {president}", alone=True)
        held = comparing.actor(report.custodian) or report.actor
        if did_it and report.type in _CUSTODY and held != "immigration":
            return replace(finding, side=NEAR, reason="that the administration did it is not reported")
        return finding

    return [judged(finding) for finding in told]
