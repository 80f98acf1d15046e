"""Says whether the articles on somebody tell in what way, or why, a claim has something done.

in: a claim, findings on its person    out: findings    writes: nothing

"Was let go by mistake", "got out early for good behavior" (`ways.toml`): what no article says of it is not
reported, however much of the rest is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline.review.check.claim import Claim
from pipeline.review.check.finding import FOR, NEAR, Finding
from pipeline.review.check.said_beside import sentences_on
from pipeline.store.claims import ClaimRecords
from pipeline.word_lists import table

PATH = Path(__file__).with_name("ways.toml")


@dataclass(frozen=True, slots=True)
class Way:
    """One way of doing something, or reason for it."""

    name: str
    claimed: re.Pattern[str]
    told: re.Pattern[str]


@cache
def ways() -> tuple[Way, ...]:
    """Return what `ways.toml` holds, read once per process."""
    return tuple(
        Way(
            item["name"],
            re.compile(item["claimed"], re.IGNORECASE),
            re.compile(item["told"], re.IGNORECASE),
        )
        for item in table(PATH)["way"]
    )


def in_that_way(records: ClaimRecords, claim: Claim, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on somebody, those for a claim near if no article tells of it in that way."""
    claimed = [way for way in ways() if way.claimed.search(claim.text)]
    supporting = sorted({finding.report.article_id for finding in told if finding.side == FOR})
    if not claimed or not supporting:
        return list(told)
    sentences = [sentence for article in supporting for sentence in sentences_on(records, article, told)]
    missing = [way.name for way in claimed if not any(map(way.told.search, sentences))]
    if not missing:
        return list(told)
    reason = f"not reported: {', '.join(missing)}"
    return [replace(item, side=NEAR, reason=reason) if item.side == FOR else item for item in told]
