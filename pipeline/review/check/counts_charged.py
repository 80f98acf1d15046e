"""Compares on how many counts somebody is said to have been charged, convicted or cleared.

in: a claim, a part of it, findings on its person    out: findings    writes: nothing

No column holds it, so it is looked for in the words of a report and of its offenses, else in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from pipeline.review.check.claim import Claim, Part
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.numbers import in_range
from pipeline.review.check.passages import sentence_of
from pipeline.review.check.rules import related, says_partly, table
from pipeline.review.check.said_beside import sentences_on
from pipeline.store.claims import ClaimRecords, Report

_COUNTED = frozenset({"charge", "conviction", "acquittal"})
_GRADE = re.compile(r"\b(felony|misdemeanor)s?\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:charged|indicted) (?:again|anew|a second time)\b|\bre-?(?:charged|indicted)\b", re.IGNORECASE
)
_AT_LEAST = re.compile(r"\b(?:at least|no (?:fewer|less) than|more than|over)$", re.IGNORECASE)
_AT_MOST = re.compile(r"\b(?:at most|up to|no more than|fewer than|less than|under)$", re.IGNORECASE)


def as_counted(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a charge or a verdict, compared by the number of counts that a claim gives."""
    if part.type not in _COUNTED or part.negated:
        return list(told)
    if part.type == "acquittal" and says_partly(claim.text):
        told = [_beside(finding) for finding in told]
    told = [_of_grade(claim, part, finding) for finding in told]
    if part.type == "charge" and _AGAIN.search(claim.text):
        told = _charged_again(told)
    mine = _claimed(claim, part)
    if mine is None:
        return list(told)
    bodies = {
        article: " ".join(sentences_on(records, article, told))
        for article in {finding.report.article_id for finding in told if finding.side == FOR}
    }
    return [_judged(bodies, part, finding, *mine) for finding in told]


def _charged_again(told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a charge said to be another one: near, where only one is told of the person."""
    charges = {(f.report.person, f.report.event) for f in told if f.report.type == "charge" and f.side == FOR}
    people = [person for person, _ in charges]
    return turned(
        told,
        lambda finding: (
            finding.side == FOR
            and (finding.report.type != "charge" or people.count(finding.report.person) == 1)
        ),
        "that it was again is not reported",
    )


def _of_grade(claim: Claim, part: Part, finding: Finding) -> Finding:
    """Return a report beside a felony, or a misdemeanor, that is claimed: against it if it is the other."""
    said = claim.text if len(claim.parts) == 1 else part.offense[1] if part.offense else ""
    claimed = {word.lower() for word in _GRADE.findall(said)}
    laid = [words for _, _, words in finding.report.offenses if words in finding.report.quote]
    told = {word.lower() for words in (finding.report.quote, *laid) for word in _GRADE.findall(words)}
    so = finding.side == FOR and finding.report.modality == "actual" and finding.report.type == part.type
    if so and len(claimed) == 1 and told and not claimed & told:
        return replace(finding, side=AGAINST, reason=f"a {min(told)} is reported", alone=True)
    if finding.side == FOR and claimed and finding.implied and not told:
        return replace(finding, side=NEAR, reason="of what grade it was is not reported")
    return finding


def _claimed(claim: Claim, part: Part) -> tuple[int, str | None] | None:
    """Return the number that a claim gives, and what qualifies it; null: none, or several."""
    said = list(_counts(claim.text))
    if len(claim.parts) > 1:
        own = {number for number, _ in _counts(part.offense[1] if part.offense else "")}
        said = [item for item in said if item[0] in own]
    return said[0] if len(said) == 1 else None


def _beside(finding: Finding) -> Finding:
    """Return a verdict of guilty as near a claim that some of the counts ended otherwise."""
    if finding.side == AGAINST and finding.report.type in ("conviction", "sentence"):
        return replace(finding, side=NEAR, reason="it may be of the other counts")
    return finding


def _judged(
    bodies: Mapping[str, str], part: Part, finding: Finding, number: int, qualifier: str | None
) -> Finding:
    """Return a finding by the number of counts in its own words, else in its article's on that person."""
    if finding.side != FOR:
        return finding
    report = finding.report
    if report.type != part.type:
        return replace(finding, side=NEAR, reason=f"on how many counts the {part.type} was is not reported")
    own = {count for words in _words_of(part, report) for count, _ in _counts(words)}
    if any(in_range(number, qualifier, count) for count in own):
        return finding
    beside = {count for count, _ in _counts(bodies[report.article_id])}
    if any(in_range(number, qualifier, count) for count in beside):
        return finding if not own else replace(finding, side=NEAR, reason="of another number of counts")
    if own and report.modality == "actual":
        return replace(finding, side=AGAINST, reason="another number of counts is reported", alone=True)
    return replace(finding, side=NEAR, reason="on how many counts is not reported")


def _words_of(part: Part, report: Report) -> list[str]:
    """Return where a report gives the number: in its words, those of its offenses, or its sentence."""
    if any(_counts(report.quote)):
        return [report.quote]
    meant = related(part.offense[0]) if part.offense else None
    laid = [words for name, _, words in report.offenses if meant is None or name in meant]
    return [*laid, sentence_of(report)]


def _counts(text: str) -> Iterator[tuple[int, str | None]]:
    """Yield the numbers of counts that words give, each with what qualifies it."""
    for match in _pattern().finditer(text):
        word = match["number"].lower()
        number = int(word) if word.isdigit() else int(table("lengths")["numbers"][word])
        before = text[: match.start()].rstrip()
        least, most = _AT_LEAST.search(before), _AT_MOST.search(before)
        yield number, "at_least" if least else "at_most" if most else None


@cache
def _pattern() -> re.Pattern[str]:
    words = [word for word in table("lengths")["numbers"] if word not in ("a", "an")]
    numbers = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(
        rf"\b(?P<number>\d{{1,3}}|{numbers})[ -](?:[a-z][\w-]* ){{0,3}}?(?:counts?|charges?)\b", re.IGNORECASE
    )
