"""Finds what is reported nearest to a claim that says nothing which the database could compare.

in: an open database, a claim, the names in it    out: findings, all of them near    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.finding import NEAR, Finding
from pipeline.review.check.passages import sentence_around
from pipeline.review.check.rules import table
from pipeline.review.check.verdict import UNKNOWN, PartVerdict
from pipeline.review.check.wording import ARTICLES, sought, stems
from pipeline.store.claims import ClaimRecords, Report

_ARTICLES, _SHOWN = 8, 5
"""Articles that are looked at where nobody is named; reports that are shown."""
_LEAST = 2
"""Words that a report's sentence must share with the claim."""
_UNCOMPARED = Part("other", False, False, None, None, None, None, None, None, None)
"""What a claim says that is of no type of event: the nearest reports are shown beside it."""
_ALSO = ("detention", "detainer_issued", "detainer_honored", "acquittal", "removal_order", "notice_to_appear")


def nearest(
    records: ClaimRecords, claim: Claim, names: Sequence[str], comparing: Comparing, with_names: bool
) -> PartVerdict | None:
    """Return the reports that share most words with a claim, of those named in it; null: there are none."""
    reports = _on(records, names, comparing, with_names) or ([] if names else _about(records, claim))
    words = stems(claim.text)
    articles = list(dict.fromkeys(report.article_id for report in reports))[:ARTICLES]
    bodies = {article: records.body_of(article) for article in articles}
    reports = [report for report in reports if report.article_id in bodies]
    shared = {
        report.id: len(
            words & stems(sentence_around(bodies[report.article_id], report.quote) or report.quote)
        )
        for report in reports
    }
    near = sorted(
        (report for report in reports if shared[report.id] >= _LEAST),
        key=lambda report: (-shared[report.id], report.published or "", report.id),
    )
    if not near:
        return None
    found = tuple(Finding(report, NEAR, "what is claimed is not told", ()) for report in near[:_SHOWN])
    return PartVerdict(_UNCOMPARED, UNKNOWN, found, 0, 0, None)


def _on(records: ClaimRecords, names: Sequence[str], comparing: Comparing, with_names: bool) -> list[Report]:
    """Return the reports on people of some names."""
    least = table("names")["least"]
    people = {
        person.person
        for name in names
        for person in records.people_keyed(sorted(comparing.name_keys(name)))
        if person.name
        and comparing.shared_name(name, person.name) >= least
        and (with_names or (person.role != "victim" and not person.minor))
    }
    return records.reports_of(sorted(people)) if people else []


def _about(records: ClaimRecords, claim: Claim) -> list[Report]:
    """Return the reports of the articles that the words of a claim fit best."""
    articles = records.articles_with(sought(claim, claim.proper or claim.words), _ARTICLES)
    types = (*table("sequence")["types"], *_ALSO)
    return [*records.groups_in(articles, types), *records.singles_in(articles, types)] if articles else []
