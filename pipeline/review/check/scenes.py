"""Compares at what kind of place somebody is said to have been arrested: at home, at a check-in, at court.

in: a claim, findings on an arrest    out: findings    writes: nothing

No column holds the scene of an arrest, so it is looked for in the article (`scenes.toml`): where no words are
of such a place, or the sentence tells of another, the arrest is reported and its scene is not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.review.check.claim import Claim, Part
from pipeline.review.check.sides import FOR, NEAR, Finding
from pipeline.store.claims import ClaimRecords

PATH = Path(__file__).with_name("scenes.toml")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[\"”’']*\s+|\n")


@cache
def _scenes() -> dict[str, re.Pattern[str]]:
    told = tomllib.loads(PATH.read_text(encoding="utf-8"))["scene"]
    return {item["name"]: re.compile(item["words"], re.IGNORECASE) for item in told}


def scenes_in(text: str) -> frozenset[str]:
    """Return the kinds of places that words name."""
    return frozenset(name for name, words in _scenes().items() if words.search(text))


def at_the_scene(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on an arrest, those for a claim near whose article tells not of such a place."""
    claimed = scenes_in(claim.text) if part.type == "arrest" and not part.negated else frozenset()
    if len(claimed) != 1 or len(claim.parts) > 1:
        return list(told)
    return [
        replace(finding, side=NEAR, reason=f"that it was there is not reported: {', '.join(claimed)}")
        if finding.side == FOR and not _is_told(records, finding, claimed)
        else finding
        for finding in told
    ]


def _is_told(records: ClaimRecords, finding: Finding, claimed: frozenset[str]) -> bool:
    text = records.body_of(finding.report.article_id)
    here = scenes_in(_sentence(text, finding.report.quote))
    return bool(here & claimed) if here else bool(scenes_in(text) & claimed)


def _sentence(text: str, quote: str) -> str:
    """Return the sentence of an article in which a quote stands."""
    before, found, behind = text.partition(quote)
    if not found:
        return quote
    return f"{_SENTENCE_ENDS.split(before)[-1]}{quote}{_SENTENCE_ENDS.split(behind)[0]}"
