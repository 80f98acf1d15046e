"""Keeps apart what became of several counts: one ended so, and another otherwise.

in: a part of a claim and the findings about its person    out: the findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.review.check.claim import Part
from pipeline.review.check.compare import DISAGREES, SILENT
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.rules import broad, kind_of, related, says_acquitted, says_undone
from pipeline.review.check.times import says_before, when
from pipeline.store.claims import Report

_ALL = re.compile(r"\b(?:all|every|each|any|both|not guilty)\b", re.IGNORECASE)
_OF_ONE = re.compile(
    r"\b(?:convict\w*|guilty) (?:\w+ ){0,2}?(?:of|to) (?!(?:a|any|the) crime)", re.IGNORECASE
)
_MONTH = len("2024-05")
_OUTCOMES = {"acquittal": ("conviction", "sentence"), "conviction": ("acquittal",)}
"""What ends a charge -> what ends one otherwise."""


def _convicted_beside(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings, an acquittal near that stands beside a conviction of an offense of that category.

    Who is cleared of murder and convicted of manslaughter for one death may be sentenced for it, unless the
    claim names the very kind of offense of which he was cleared.
    """
    if part.type not in ("conviction", "sentence") or part.offense is None or part.negated:
        return list(told)
    category, words = part.offense
    mine, meant = kind_of(category, words), related(category) | broad(words)
    convicted = {
        finding.report.person
        for finding in told
        for name, status, _ in finding.report.offenses
        if status == "convicted" and name in meant
    }

    def is_of_another(finding: Finding) -> bool:
        report = finding.report
        if finding.side != AGAINST or report.type != "acquittal" or report.person not in convicted:
            return False
        cleared = [item for item in report.offenses if item[1] == "cleared"]
        return mine is None and any(kind_of(name, said) for name, _, said in cleared)

    return turned(told, is_of_another, "it may be of another count")


def counts_apart(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings, those near that are of another count than a claim, or of a part of it."""
    return _of_all(part, _convicted_beside(part, _of_that_kind(part, told)))


def _is_of_unread(finding: Finding) -> bool:
    """Tell whether a report denies that somebody was not convicted of one crime, by another, not read."""
    quote = finding.report.quote
    unread = finding.report.type == "conviction" and finding.judged("offense") == SILENT
    return finding.side == AGAINST and unread and _OF_ONE.search(quote) is not None


def _of_that_kind(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings, a sentence near by which a conviction is claimed that is told to be of another kind.

    Who was found guilty of manslaughter, and got 18 years for the killing, was not so of murder.
    """
    if part.type != "conviction" or part.offense is None:
        return list(told)
    if part.negated:
        told = turned(told, _is_of_unread, "of what is not read")
    if kind_of(*part.offense) is None:
        return list(told)
    category = part.offense[0]
    others = {
        finding.report.person
        for finding in told
        if finding.report.type == "conviction"
        and finding.report.modality == "actual"
        and finding.side in (FOR, AGAINST)
        and finding.judged("offense") == DISAGREES
    }

    def is_of_no_kind(report: Report) -> bool:
        return report.type == "sentence" and kind_of(category, report.quote) is None

    return turned(
        told,
        lambda finding: (
            finding.side != NEAR and finding.report.person in others and is_of_no_kind(finding.report)
        ),
        "of what kind it was is told by the conviction",
    )


def _of_all(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings, those for a claim about all charges near where one of them ended otherwise.

    A conviction without a date may be the very one that was undone.
    """
    others = _OUTCOMES.get(part.type, ())
    if not part.whole or part.negated or not others:
        return list(told)
    told = _not_of_all(part, told)
    against = [finding for finding in told if finding.side == AGAINST and finding.report.type in others]

    def undone(finding: Finding) -> bool:
        return any(
            other.report.person == finding.report.person
            and (other.report.date is not None or _is_other_verdict(other.report, finding.report))
            and (when(other.report) >= when(finding.report) or _at_once(other.report, finding.report))
            for other in against
        )

    def is_open(finding: Finding) -> bool:
        """Tell whether the person is charged still in an article that does not say that all was dropped."""
        cleared = {name for name, status, _ in finding.report.offenses if status == "cleared"}
        charged = any(
            status == "charged" and name not in cleared for name, status, _ in finding.report.offenses
        )
        return part.type == "acquittal" and charged and _ALL.search(finding.report.quote) is None

    return turned(
        told,
        lambda finding: finding.side == FOR and (undone(finding) or is_open(finding)),
        "so of a part only",
    )


def _not_of_all(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings, an acquittal of one count at a trial against a conviction on all of them."""
    convicted = [finding.report for finding in told if finding.side == FOR]

    def is_of_count(finding: Finding) -> bool:
        report = finding.report
        acquits = report.type == "acquittal" and report.modality == "actual" and not says_undone(report.quote)
        return acquits and any(
            other.person == report.person and other.type == "conviction" and _at_once(other, report)
            for other in convicted
        )

    return turned(
        told,
        lambda finding: part.type == "conviction" and finding.side == NEAR and is_of_count(finding),
        "of another count there was an acquittal",
        AGAINST,
    )


def _is_other_verdict(one: Report, other: Report) -> bool:
    """Tell whether one article tells of a verdict of guilty, without a day, beside one of not guilty.

    A jury's acquittal undoes no conviction, as an appeal does.
    """
    return one.article_id == other.article_id and says_acquitted(other.quote) and not says_before(one.quote)


def _at_once(one: Report, other: Report) -> bool:
    """Tell whether one article tells of two outcomes in one month: two charges ended in two ways."""
    return one.article_id == other.article_id and when(one)[:_MONTH] == when(other)[:_MONTH]
