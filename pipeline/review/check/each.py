"""Answers what is said of all of several people of whom an article tells one by one: "all four are in jail".

in: a part of a claim about a number of people, articles    out: `Finding`s    writes: nothing
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.review.check.claim import Claim, Comparing, Part, plain
from pipeline.review.check.compare import days_apart
from pipeline.review.check.finding import AGAINST, Finding
from pipeline.review.check.wording import share, stems
from pipeline.store.claims import ClaimRecords, Report

_TYPES = [
    "arrest",
    "charge",
    "conviction",
    "acquittal",
    "sentence",
    "detention",
    "release",
    "removal",
    "transfer",
]
_OPPOSITE = {"release": ("detention", "sentence"), "detention": ("release", "removal")}
_ENOUGH = 2
"""Words by which the matter of several people is known."""


def not_of_each(
    records: ClaimRecords, claim: Claim, part: Part, comparing: Comparing, articles: Sequence[str]
) -> Iterator[Finding]:
    """Yield findings against what is said of all of several people: of one of them it is told otherwise.

    Only by an article with all words of the claim that tells of so many people and no more.
    """
    if not part.whole or part.negated or part.planned or part.count is None or part.custodian:
        return
    wanted = stems(" ".join(claim.words))
    for article in articles:
        text = plain(records.text_of(article))
        if claim.proper and share(claim.proper, text) < 1:
            continue
        if len(wanted) < _ENOUGH or not wanted <= stems(text):
            continue
        people: defaultdict[str | None, list[Report]] = defaultdict(list)
        for report in records.singles_in([article], _TYPES):
            people[report.subject_id].append(report)
        if len(people) != part.count:
            continue
        for told in people.values():
            if (other := _otherwise(part, told, comparing)) is not None:
                yield Finding(other, AGAINST, "of one of them it is told otherwise", (), alone=True)


def _otherwise(part: Part, told: Sequence[Report], comparing: Comparing) -> Report | None:
    """Return the report by which it was otherwise for one of several people; null: there is none."""
    own = [report for report in told if report.type == part.type]
    denied = [report for report in own if report.modality == "negated"]
    actual = [report for report in own if report.modality == "actual"]
    if denied and not actual:
        return denied[0]
    apart = {report.id: days_apart(part, report, comparing) for report in actual}
    dated = [report for report in actual if apart[report.id] is not None]
    if dated and all(apart[report.id] for report in dated):
        return dated[0]
    if own:
        return None
    opposite = _OPPOSITE.get(part.type, ())
    wanted = [report for report in told if report.type == "arrest" and report.modality == "negated"]
    if part.type == "detention" and wanted:
        return wanted[0]
    return next((r for r in told if r.type in opposite and r.modality == "actual"), None)
