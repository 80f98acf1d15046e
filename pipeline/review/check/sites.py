"""Tells one raid from another by the firm at which it was: of two plants in one town, each had its own.

in: reports on groups, the words of a claim    out: events    writes: nothing

An article on one raid tells of the one before. What a sentence says that it was at, or the sentence in front
of it, is where the event was; an event that is told only of other firms is none of the claim's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.review.check.claim import Claim, plain
from pipeline.review.check.passages import BETWEEN_SENTENCES
from pipeline.store.claims import ClaimRecords, Report

_SITE = re.compile(
    r"\b(?:at|inside|outside|raid(?:ed|s)?(?: on| of| at)?) (?:the )?"
    r"(?P<name>[A-Z][\w&.’'-]*(?: [A-Z&][\w&.’'-]*)+"
    r"|[A-Z][\w&.’'-]*(?= (?:\w+ )?(?:plant|factory|mill|farm|dairy|warehouse|restaurant|slaughterhouse"
    r"|foundry)\b))"
)
"""Behind which a sentence names a firm: two words in capitals, or one in front of what it runs."""
_CUSTODY = re.compile(
    r"\b(?:County|Jail|Prison|Center|Court|Courthouse|Institution|Department|Facility|House|University"
    r"|College|School|Street|Avenue|Road|Highway|Interstate|Route|Airport)\b"
)
_WORD = re.compile(r"[a-z]{3,}")


def at_other_sites(records: ClaimRecords, claim: Claim, reports: Sequence[Report]) -> set[str]:
    """Return the events that are told only of other firms than the one which a claim names.

    Args:
        records: the database.
        claim: the whole.
        reports: that may be about its matter.
    """
    bodies = {item: records.body_of(item) for item in sorted({report.article_id for report in reports})}
    if not any(words & claim.proper for text in bodies.values() for words in _sites(text)):
        return set()
    sites: dict[str, list[frozenset[str]]] = {}
    for report in reports:
        sites.setdefault(report.event, []).extend(_sites_of(report, bodies[report.article_id]))
    return {
        event for event, told in sites.items() if told and not any(words & claim.proper for words in told)
    }


def _sites_of(report: Report, text: str) -> list[frozenset[str]]:
    """Return the firms that the sentence of a report names, else those of the sentence in front of it."""
    before, found, behind = text.partition(report.quote)
    if not found:
        return []
    sentences = BETWEEN_SENTENCES.split(before)
    sentence = sentences[-1] + found + BETWEEN_SENTENCES.split(behind)[0]
    return _sites(sentence) or (_sites(sentences[-2]) if len(sentences) > 1 else [])


def _sites(text: str) -> list[frozenset[str]]:
    names = (match["name"] for match in _SITE.finditer(text))
    return [frozenset(_WORD.findall(plain(name))) for name in names if _CUSTODY.search(name) is None]
