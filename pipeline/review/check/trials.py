"""Compares what is said of trials with sentences of the articles: a jury was hung, somebody was tried again.

in: a claim, a part of it, findings on its person    out: findings    writes: nothing

The database has no such events. A claim of one is read as one of a charge, which a trial is of, and answered
by what the articles say (`said_beside.toml`), each by the report that bears it best.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.acquittals import ANOTHER_TRIAL, FIRST_TRIAL
from pipeline.review.check.claim import Claim, Part, plain
from pipeline.review.check.compare import AGREES, DISAGREES
from pipeline.review.check.courts import court_of
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.passages import sentence_of
from pipeline.review.check.rules import says_acquitted, says_dropped, says_partly
from pipeline.review.check.said_beside import is_told, sentences_on
from pipeline.review.check.wording import share
from pipeline.store.claims import ClaimRecords

_HUNG = re.compile(r"\bmistrials?\b|\bhung jur|\bdeadlock", re.IGNORECASE)
_AGAIN = re.compile(
    rf"{ANOTHER_TRIAL.pattern}|\bretry(?:ing)?\b"
    r"|\b(?:try|tried|trying|trial)\b[^.;]{0,60}\b(?:again|a second time|anew|once more)\b",
    re.IGNORECASE,
)
_STOOD = re.compile(
    r"\b(?:stood|stand|went (?:on|to)|gone (?:on|to)|go (?:on|to)|put on|faced) (?:a )?(?:jury )?trial\b"
    r"|\b(?:faced|before) a jury\b|\btried (?:by|before|in)\b|\bwas tried\b",
    re.IGNORECASE,
)
_CHARGED = re.compile(r"\b(?:charged|indicted|accused|arraigned)\b", re.IGNORECASE)
_BEARERS = ("charge", "conviction", "acquittal", "sentence", "detention", "release")
"""Reports beside which it is told, those that show it best first."""


def as_tried(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a trial that is said to have ended with a hung jury, or on another one."""
    hung = _HUNG.search(claim.text) is not None
    if part.type in ("conviction", "acquittal") and FIRST_TRIAL.search(claim.text) and not part.negated:
        return _at_first(records, part, told)
    again = _AGAIN.search(claim.text) is not None
    if part.type != "charge" or part.still or not (hung or again) or _CHARGED.search(claim.text):
        return list(told)
    name = "hung" if hung else "tried_again"
    found = [finding for item in _articles(told) for finding in _of_article(records, part, item, told, name)]
    if hung or any(finding.side != NEAR for finding in found):
        return found
    side = FOR if part.negated else AGAINST
    return turned(
        found,
        lambda finding: (
            finding.report.type == "acquittal"
            and finding.report.modality == "actual"
            and says_dropped(finding.report.quote)
        ),
        "the charges are reported to have been dropped",
        side,
        alone=True,
    )


def acquitted_then(claim: Claim, part: Part, told: Sequence[Finding], sole: str | None) -> list[Finding]:
    """Return findings on a conviction: against it a verdict of not guilty then, or at that trial."""
    if part.type != "conviction" or part.negated or sole is None or any(f.side == FOR for f in told):
        return list(told)
    later = ANOTHER_TRIAL.search(claim.text) is not None

    def is_verdict(finding: Finding) -> bool:
        report = finding.report
        verdict = report.type == "acquittal" and report.modality == "actual" and says_acquitted(report.quote)
        if not verdict or says_partly(report.quote) or finding.judged("offense") == DISAGREES:
            return False
        then = finding.judged("when") == AGREES
        same = finding.judged("when") != DISAGREES and ANOTHER_TRIAL.search(
            sentence_of(report) or report.quote
        )
        return then or (later and bool(same))

    return turned(
        told,
        lambda finding: finding.report.person == sole and is_verdict(finding),
        "a verdict of not guilty is reported",
        AGAINST,
        alone=True,
    )


def at_trial(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on somebody who is said to have stood trial: a charge alone does not tell of one.

    Against it a plea of guilty, or charges that were dropped, where no article tells of a trial.
    """
    if part.type != "charge" or part.still or part.planned or not _STOOD.search(claim.text):
        return list(told)
    if _CHARGED.search(claim.text) or _HUNG.search(claim.text) or _AGAIN.search(claim.text):
        return list(told)
    tried = [
        item
        for item in _articles(told)
        if True in is_told("trial", sentences_on(records, item, told))
        or any(
            f.report.article_id == item
            and f.report.type in ("conviction", "acquittal")
            and court_of(f"{f.report.agency or ''} {f.report.quote}") == "jury"
            for f in told
        )
    ]
    side, other = (AGAINST, FOR) if part.negated else (FOR, AGAINST)
    if tried:
        first = [_by_bearer(told, item)[0].report.id for item in tried]
        return [
            replace(f, side=side, reason="a trial is reported", implied=True)
            if f.report.id in first
            else _near(f)
            for f in told
        ]
    return [
        replace(f, side=other, reason="it ended without a trial", alone=False)
        if _without_trial(f)
        else _near(f)
        for f in told
    ]


def _near(finding: Finding) -> Finding:
    return replace(finding, side=NEAR, reason="whether there was a trial is not reported")


def _without_trial(finding: Finding) -> bool:
    """Tell whether a case ended by a plea of guilty, or since the charges were dropped."""
    report = finding.report
    pleaded = report.type == "conviction" and court_of(report.quote) == "plea"
    dropped = report.type == "acquittal" and says_dropped(report.quote) and not says_partly(report.quote)
    return report.modality == "actual" and (pleaded or dropped)


def never_charged(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a verdict in somebody's death, say: against it that no charge was brought over that.

    The claim names somebody else ("in the death of Ann Roe"), and so does the article: it is of that matter.
    """
    verdict = part.type in ("conviction", "sentence") and not part.negated and bool(claim.others)
    if not verdict or any(finding.side in (FOR, AGAINST) for finding in told):
        return list(told)

    def is_denial(finding: Finding) -> bool:
        report = finding.report
        if report.type != "charge" or report.modality != "negated":
            return False
        return share(claim.others, plain(records.text_of(report.article_id))) == 1

    return turned(told, is_denial, "no charge was brought", AGAINST, alone=True)


def _of_article(
    records: ClaimRecords, part: Part, article: str, told: Sequence[Finding], name: str
) -> list[Finding]:
    """Return the findings of one article, the one that bears what it says for or against a claim."""
    said = is_told(name, sentences_on(records, article, told))
    mine = _by_bearer(told, article)
    sides = [FOR if given != part.negated else AGAINST for given in sorted(said)]
    found = [replace(finding, side=NEAR, reason="it tells nothing of such a trial") for finding in mine]
    reason = "such a trial is reported" if True in said else "that there was none is reported"
    first = [replace(mine[0], side=side, reason=reason, implied=True) for side in sides]
    return [*first, *found[1:]] if first else found


def _at_first(records: ClaimRecords, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a verdict at a first trial: against it an article by which that jury was hung."""
    if any(finding.side == FOR and finding.report.type == part.type for finding in told):
        return list(told)
    found: list[Finding] = []
    hung = False
    for article in _articles(told):
        mine = _by_bearer(told, article)
        if is_told("hung", sentences_on(records, article, told)) == {True}:
            hung = True
            reason = "the jury is reported to have been hung"
            mine[0] = replace(mine[0], side=AGAINST, reason=reason, alone=True)
        found += mine
    if not hung:
        return list(told)
    return turned(found, lambda finding: finding.side == FOR, "of which trial it came is not told")


def _articles(told: Sequence[Finding]) -> list[str]:
    return sorted({finding.report.article_id for finding in told})


def _by_bearer(told: Sequence[Finding], article: str) -> list[Finding]:
    """Return the findings of an article, by how well they bear what it tells of a trial."""
    return sorted(
        (finding for finding in told if finding.report.article_id == article),
        key=lambda finding: (*_BEARERS, finding.report.type).index(finding.report.type),
    )
