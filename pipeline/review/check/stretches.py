"""Compares what a claim says of a stretch of time with what is reported inside it: since, until, for so long.

in: a claim, a part of it, findings on its person    out: findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.compare import DISAGREES
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.rules import table
from pipeline.review.check.said_beside import sentences_on
from pipeline.review.check.terms import Term, terms_in
from pipeline.store.claims import ClaimRecords, Report

_SINCE = re.compile(r"\b(?:has|have)\b[^.;]*\b(?:ever )?since\b", re.IGNORECASE)
_UNTIL = re.compile(r"(?:\bnot\b|\bnever\b|n['’]t\b)[^.;]*\buntil\b", re.IGNORECASE)
_FIRST = re.compile(r"\bfirst (?:arrest|charged|convict|deport)\w*", re.IGNORECASE)
_ONCE_CAUGHT = frozenset({"arrest", "charge", "conviction", "sentence", "removal", "detainer_issued"})
_DAYS = 30.4
"""Of a month."""
_A_DAY = 1.5 / _DAYS
_SLACK = (0.15, 0.45)
"""Months, below and above, within which a stay of 154 days is one of "five months"."""
_TWICE = 2
_AGAIN = re.compile(
    r"\b(?:again|first|second|third|twice|times|earlier|previous\w*|once|also)\b", re.IGNORECASE
)
_FAR = 1.5
"""Times one stay must be as long as another to be told from it."""
_TAKEN = frozenset({"arrest", "detention", "transfer"})
_SPENT = re.compile(
    r"[’']? (?:(?!and\b|but\b|for\b)[\w-]+,? ){0,4}?(?:prison|jail|custody|detention|incarceration|"
    r"imprisonment|bars|confinement|penitentiary|lockup)\b",
    re.IGNORECASE,
)
"""Behind a length: where it was spent."""
_NOT_SPENT = re.compile(
    r"\b(?:sentenced|sentences?|facing|faces?|faced|gets?|given|got|up to|maximum|minimum|term|"
    r"possible|could|would|may|might|will|receiv\w+|carr\w+|recommend\w+|sought|seek\w*)\b",
    re.IGNORECASE,
)
"""In front of a length: it is one that was given, or may be."""


def without_a_break(claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings on a stay that goes on since some day: against it who was let go after being taken."""
    if part.type != "detention" or not part.still or part.negated or not _SINCE.search(claim.text):
        return list(told)
    actual = [finding.report for finding in told if finding.report.modality == "actual"]
    taken = [report for report in actual if report.type in _TAKEN]
    freed = {
        report.id
        for report in actual
        if report.type == "release"
        and any(other.person == report.person and _is_later(report, other, comparing) for other in taken)
    }
    people = {report.person for report in actual if report.id in freed}
    return [
        replace(finding, side=AGAINST, reason="release is reported since", alone=False)
        if finding.report.id in freed
        else replace(finding, side=NEAR, reason="so no more")
        if finding.side == FOR and finding.report.person in people
        else finding
        for finding in told
    ]


def _is_later(report: Report, other: Report, comparing: Comparing) -> bool:
    """Tell whether a report is known to be of a later day than another."""
    mine, theirs = comparing.days(report.date), comparing.days(other.date)
    return mine is not None and theirs is not None and mine[0] > theirs[1]


def not_before(claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings on what is said not to have been until some day: against it what was shortly before."""
    days = comparing.days(part.date)
    if part.type not in _ONCE_CAUGHT or part.negated or days is None:
        return list(told)
    if not _UNTIL.search(claim.text) and not _FIRST.search(claim.text):
        return list(told)
    first = days[0]

    def was_before(finding: Finding) -> bool:
        report = finding.report
        when = comparing.days(report.date)
        same = report.type == part.type and report.modality == "actual"
        other = {value.field for value in finding.values if value.judged == DISAGREES} - {"when"}
        near = when is not None and 0 < first - when[1] <= table("dates")["never"]
        return same and near and not other

    return turned(told, was_before, "it is reported of a day before", AGAINST, alone=False)


def within_a_stay(
    claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing, sole: str | None
) -> list[Finding]:
    """Return findings on a release of a day: against it that somebody taken before was let out long after.

    Only where one release is reported, no arrest between that day and it, and the claim tells of no second.
    """
    days = comparing.days(part.date)
    if part.type != "release" or part.negated or part.planned or sole is None or days is None:
        return list(told)
    actual = [f for f in told if f.report.modality == "actual" and f.report.person == sole]
    known = [(f, when) for f in actual if (when := comparing.days(f.report.date)) is not None]
    freed = [(f, when) for f, when in known if f.report.type == "release"]
    taken = [when for f, when in known if f.report.type in _TAKEN]
    none = any(finding.side == FOR for finding in told) or _AGAIN.search(claim.text) is not None
    undated = [f for f in actual if f.report.type == "release" and f.report.date is None]
    if none or undated or len({finding.report.event for finding, _ in freed}) != 1 or not taken:
        return list(told)
    first = min(when[0] for _, when in freed)
    if not any(when[1] <= days[1] for when in taken) or any(days[1] < when[0] < first for when in taken):
        return list(told)
    ids = {finding.report.id for finding, when in freed if when[0] > days[1]}
    return turned(
        told,
        lambda f: f.side == NEAR and f.report.id in ids,
        "until then it was no release",
        AGAINST,
        alone=True,
    )


def by_its_days(part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings on how long a stay was, by its own days, or from the one arrest to the one release.

    It is for a claim where they are as many, and against it where they are less than half, or twice as many.
    """
    term = part.term
    if part.type != "detention" or term is None or part.negated or part.planned:
        return list(told)
    if any(finding.side in (FOR, AGAINST) for finding in told):
        return list(told)
    actual = [finding.report for finding in told if finding.report.modality == "actual"]
    stays = {days for report in actual if (days := _whole_stay(report, comparing)) is not None}
    ends = ("detention",) if stays else ("release",)
    stays = stays or _from_arrest_to_release(actual, comparing)
    if len({report.person for report in actual}) != 1 or len(stays) != 1:
        return list(told)
    first, last = next(iter(stays))
    months = (last - first) / _DAYS
    if months <= 0:
        return list(told)
    less, more = _SLACK if term.least >= _TWICE else (_A_DAY, _A_DAY)
    if term.least - less <= months <= term.most + more:
        side, reason = FOR, "so long it was, by its days"
    elif months < term.least / _TWICE or months > term.most * _TWICE:
        side, reason = AGAINST, "by its days it was of another length"
    else:
        return list(told)
    return turned(
        told,
        lambda finding: (
            finding.report.type in ends and finding.report.modality == "actual" and finding.report.date
        ),
        reason,
        side,
        alone=False,
        implied=True,
    )


def _whole_stay(report: Report, comparing: Comparing) -> tuple[int, int] | None:
    """Return the first and last day of a stay that is reported with both."""
    if report.type != "detention" or "/" not in (report.date or ""):
        return None
    return comparing.days(report.date)


def _from_arrest_to_release(reports: Sequence[Report], comparing: Comparing) -> set[tuple[int, int]]:
    """Return the day of the one arrest and that of the one release; empty: there are more, or none."""
    taken, freed = (
        {days for report in reports if report.type == kind and (days := comparing.days(report.date))}
        for kind in ("arrest", "release")
    )
    exact = all(first == last for first, last in taken | freed)
    if len(taken) != 1 or len(freed) != 1 or not exact:
        return set()
    return {(min(taken)[0], min(freed)[0])}


def as_long(records: ClaimRecords, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on how long a stay was: for it an article that tells of one so long in other words."""
    term = part.term
    if part.type != "detention" or term is None or part.negated or part.planned:
        return list(told)
    if any(finding.side in (FOR, AGAINST) for finding in told):
        return list(told)
    kinds = ("detention", "release", "arrest", "acquittal")
    shown = [
        finding
        for kind in kinds
        for finding in told
        if finding.report.type == kind and finding.report.modality == "actual"
    ]
    for finding in shown:
        sentences = sentences_on(records, finding.report.article_id, told)
        if any(term.fits(other) for sentence in sentences for other in _spent(sentence)):
            said = replace(finding, side=FOR, reason="a stay so long is reported", implied=True)
            return [said if other is finding else other for other in told]
    return _as_long_otherwise(records, term, told, shown)


def _as_long_otherwise(
    records: ClaimRecords, term: Term, told: Sequence[Finding], shown: Sequence[Finding]
) -> list[Finding]:
    """Return findings on how long a stay was: against it the one length that is told, if it is far off."""
    lengths = {
        (other.least, other.most): finding
        for finding in shown
        for sentence in sentences_on(records, finding.report.article_id, told)
        for other in _spent(sentence)
    }
    if len(lengths) != 1:
        return list(told)
    (least, most), first = next(iter(lengths.items()))
    if term.least <= most * _FAR and least <= term.most * _FAR:
        return list(told)
    said = replace(first, side=AGAINST, reason="a stay of another length is reported", implied=True)
    return [said if other is first else other for other in told]


def _spent(sentence: str) -> Iterator[Term]:
    """Yield the lengths that a sentence says were spent in custody: "after three months in detention"."""
    for term in terms_in(re.sub(r"\bafter\b", "-----", sentence)):  # "after two years" is no sentence
        before, behind = sentence[: term.start], sentence[term.end :]
        if _SPENT.match(behind) and not _NOT_SPENT.search(before[-60:]):
            yield term
