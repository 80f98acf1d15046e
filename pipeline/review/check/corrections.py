"""Finds where what a claim says was taken back by those who had told it: a number, an outcome.

in: a claim, the articles on its matter, reports    out: findings, ids of reports    writes: nothing

"38, not 41 as first announced", "corrected a table that showed 57": the number is reported no more. Who only
says that others are wrong ("162, not 206") takes nothing back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.review.check.claim import Claim, Part, plain
from pipeline.review.check.finding import FOR, Finding, turned
from pipeline.review.check.rules import says_acquitted, table
from pipeline.review.check.sides import is_wanted
from pipeline.review.check.wording import share
from pipeline.store.claims import ClaimRecords, Report

_FIRST = r"(?:first|initially|originally|earlier|previously|at first)"
_TELLING = r"(?:said|announced|reported|gave|given|put|counted|told|stated|listed)"
_REVISING = r"(?:withdrew|withdrawn|corrected|corrects|retracted|revised|lowered|raised|amended)"

_DOCUMENT = r"(?:table|report|list|figure|statement|count|number|tally|total)s?"


def without_taken_back(
    records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding], articles: Sequence[str]
) -> list[Finding]:
    """Return findings, those for a number near that a later article says was taken back.

    Args:
        records: the database.
        claim: the whole.
        part: of it, about a number.
        told: where reports stand.
        articles: those that may be about the claim's matter.
    """
    if part.count is None or not any(finding.side == FOR for finding in told):
        return list(told)
    days = []
    for article in dict.fromkeys([*articles, *(finding.report.article_id for finding in told)]):
        text = records.text_of(article)
        if takes_back(text, part.count) and (not claim.proper or share(claim.proper, plain(text)) == 1):
            days.append(records.published_of(article) or "")
    last = max(days, default="")
    return turned(
        told,
        lambda finding: finding.side == FOR and (finding.report.published or "9") < last,
        "the number was taken back since",
    )


def outcomes_taken_back(reports: Sequence[Report]) -> set[str]:
    """Return the reports of an outcome that their own outlet has told otherwise since.

    Only verdicts are: a conviction overturned later, or charges that were dropped, were told rightly.
    """
    outcomes = [
        report
        for report in reports
        if report.source
        and (report.type == "conviction" or (report.type == "acquittal" and says_acquitted(report.quote)))
    ]
    void = {
        (report.person, report.article_id, report.type)
        for report in outcomes
        for later in outcomes
        if later.source == report.source
        and later.person == report.person
        and later.type != report.type
        and (later.published or "") > (report.published or "")
        and later.modality == "actual"
    }
    freed = {(person, article, "release") for person, article, kind in void if kind == "acquittal"}
    return {
        report.id for report in reports if (report.person, report.article_id, report.type) in void | freed
    } | _overturned(reports)


def _overturned(reports: Sequence[Report]) -> set[str]:
    """Return the convictions that are told only as overturned, in the very words that say so."""
    turned = {(report.subject_id, report.quote) for report in reports if report.type == "acquittal"}
    return {
        report.id
        for report in reports
        if report.type == "conviction" and (report.subject_id, report.quote) in turned
    }


def takes_back(text: str, count: int) -> bool:
    """Tell whether words say that a number was given first, and is so no more."""
    return _taking_back(count).search(text) is not None


@lru_cache(64)
def _taking_back(count: int) -> re.Pattern[str]:
    words = [word for word, number in table("lengths")["numbers"].items() if number == count]
    number = "(?:" + "|".join([re.escape(f"{count:,}"), str(count), *map(re.escape, words)]) + ")"
    return re.compile(
        rf"\b(?:not|than|instead of|from) (?:the )?{number}\b[^.;]{{0,30}}\b{_FIRST}\b"
        rf"|\b{_FIRST} {_TELLING}\b[^.;]{{0,80}}\b{number}\b"
        rf"|\b{_REVISING} (?:[\w-]+ ){{0,3}}?{_DOCUMENT}\b[^.;]{{0,120}}(?<!to )\b{number}\b",
        re.IGNORECASE,
    )


def unless(part: Part, reports: Sequence[Report]) -> set[str]:
    """Return the reports from which what is claimed would follow, had not something else come of it."""
    told = {(report.person, report.type) for report in reports if report.modality == "actual"}
    return {
        report.id
        for rule in table("unless")
        if rule["claim"] == part.type
        for report in reports
        if report.type == rule["report"]
        and (report.person, part.type) not in told
        and any((report.person, other) in told for other in rule["told"])
    }


def caught(reports: Sequence[Report]) -> set[str]:
    """Return the reports that somebody is wanted who is caught by another article that is as late."""
    taken = [
        report
        for report in reports
        if report.type in ("arrest", "detention", "transfer", "sentence") and report.modality == "actual"
    ]
    return {
        report.id
        for report in reports
        if is_wanted(report)
        for other in taken
        if other.person == report.person
        and (other.published or "") >= (report.published or "")
        and other.article_id != report.article_id
    }
