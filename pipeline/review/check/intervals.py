"""Compares how long something is said to have taken with the days between what is reported.

in: a claim, a part of it, findings on its person    out: findings    writes: nothing

"Freed after six months", "deported within a week of her arrest", "convicted two years later".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.review.check.terms import Term, terms_in
from pipeline.store.claims import ClaimRecords, Report

_MASKED = re.compile(r"\b(?:after|within|later|before)\b", re.IGNORECASE)
"""Words by which a length is no sentence's."""
_CUSTODY = re.compile(
    r"^ (?:(?:in|behind|at|of|on) )(?:[\w.’'-]+ ){0,3}?"
    r"(?:jail|custody|detention|prison|bars|lockup|incarceration|confinement|cell|death row)\b",
    re.IGNORECASE,
)
_SERVED = re.compile(r"\b(?:serving|served|spending|spent)$", re.IGNORECASE)
_AFTER = re.compile(r"\bafter$", re.IGNORECASE)
_WITHIN = re.compile(r"\bwithin$", re.IGNORECASE)
_FROM = re.compile(
    r"^ (?:after|of|from|following) (?:(?!and\b|but\b)[\w.’'-]+ ){0,4}?"
    r"(?:(?P<arrest>arrest(?:ed)?|captured?|(?:pick|lock)ed up|caught|detained|jailed)"
    r"|(?P<release>released?|freed|let (?:\w+ )?(?:go|out|walk)|walked out|got out|getting out)"
    r"|(?P<conviction>convict(?:ed|ion)|verdict|pleaded guilty)"
    r"|(?P<sentence>sentenc(?:ed|ing))|(?P<charge>charged|indict(?:ed|ment))"
    r"|(?P<removal>deport(?:ed|ation)|removed)|(?P<detainer_issued>detainer))\b",
    re.IGNORECASE,
)
_TAKEN = ("arrest", "detention", "sentence", "conviction")
"""What tells since when somebody was in custody, what tells it best first."""
_NEXT_DAY = re.compile(
    r"\b(?:the (?:very )?(?:next|following) day|the day) (?=after\b|following\b)", re.IGNORECASE
)
_DAY_LATER = re.compile(r"\b(?:the (?:very )?(?:next|following) (?:day|morning))(?=[.,;]|$)", re.IGNORECASE)
_UNCOUNTED = re.compile(
    r"\b(?P<unit>minutes|hours|days|weeks|months|years)"
    r"(?= (?:after|of|following|later)\b)",
    re.IGNORECASE,
)
_ABOUT = {
    "minutes": (0.0, 0.05),
    "hours": (0.0, 0.05),
    "days": (0.03, 0.5),
    "weeks": (0.2, 2.5),
    "months": (1.0, 23.0),
    "years": (12.0, float("inf")),
}
"""Months, least and most, that go by "hours after", "weeks later"."""
_DAYS = 30.4
"""Of a month."""
_SLACK, _FAR = 1.5 / _DAYS, 1.25
"""Months by which a length may be off; how many times too long it must be to be another."""


@dataclass(frozen=True, slots=True)
class _Elapsed:
    """A length of time and since what it is said to have gone by."""

    term: Term
    since: tuple[str, ...]
    any_of: bool = False
    """Any of these may be meant, not the first alone."""
    vague: bool = False
    """It has no number ("weeks after"): it may be contradicted, and is not asked for."""


def as_long_after(
    records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing
) -> list[Finding]:
    """Return findings, those for a claim against it, or near, that something else took so long."""
    said = list(_elapsed(claim, part))
    if not said or part.negated or part.planned or not any(finding.side == FOR for finding in told):
        return list(told)
    judged = list(told)
    for item in said:
        judged = [_judged(records, part, item, finding, told, comparing) for finding in judged]
    return judged


def _elapsed(claim: Claim, part: Part) -> Iterator[_Elapsed]:
    text = _DAY_LATER.sub("a day later", _NEXT_DAY.sub("a day ", claim.text))
    known = {other.term.words for other in claim.parts if other.term is not None}
    counted = list(terms_in(_MASKED.sub(lambda match: "-" * len(match[0]), text)))
    uncounted = list(_uncounted(text, counted))
    for term in (*counted, *uncounted):
        vague = term in uncounted
        before, behind = text[: term.start].rstrip(), text[term.end :]
        if term.words in known or term.free:
            continue
        if _WITHIN.search(before):
            term = replace(term, least=0.0)
        origin = _FROM.match(behind)
        if origin is not None:
            kind = next(name for name, found in origin.groupdict().items() if found)
            if kind != part.type:
                yield _Elapsed(term, (kind,), vague=vague)
        elif part.type == "release" and (
            _CUSTODY.match(behind) or _SERVED.search(before) or (_AFTER.search(before) and _ends(behind))
        ):
            yield _Elapsed(term, _TAKEN, vague=vague)
        elif behind.startswith(" later") and part == claim.parts[-1] and (earlier := _before(claim, part)):
            yield _Elapsed(term, earlier, True, vague)


def _uncounted(text: str, counted: Sequence[Term]) -> Iterator[Term]:
    """Yield the lengths that are told by their unit alone: "weeks after his arrest"."""
    for match in _UNCOUNTED.finditer(text):
        if not any(term.start <= match.start() < term.end for term in counted):
            yield Term(*_ABOUT[match["unit"].lower()], match[0], match.start(), match.end())


def _ends(behind: str) -> bool:
    """Tell whether nothing behind a length says of what it is."""
    return re.match(r"[.,;]|$", behind) is not None


def _before(claim: Claim, part: Part) -> tuple[str, ...]:
    """Return the types of the parts of a claim in front of another, of the same person, the nearest first."""
    index = claim.parts.index(part) if part in claim.parts else 0
    return tuple(other.type for other in reversed(claim.parts[:index]) if other.who == part.who)


def _judged(
    records: ClaimRecords,
    part: Part,
    said: _Elapsed,
    finding: Finding,
    told: Sequence[Finding],
    comparing: Comparing,
) -> Finding:
    if finding.side != FOR:
        return finding
    if finding.report.type != part.type and not said.vague:
        return replace(finding, side=NEAR, reason="how long it took is not reported")
    times = list(_months(said, finding.report, told, comparing))
    if not times and said.vague:
        return finding
    if not times:
        text = _MASKED.sub("-", records.body_of(finding.report.article_id))
        if any(said.term.fits(other) for other in terms_in(text)):
            return finding
        return replace(finding, side=NEAR, reason="how long it took is not reported")
    if any(said.term.least <= most + _SLACK and least - _SLACK <= said.term.most for least, most in times):
        return finding
    far = all(said.term.least > most * _FAR or said.term.most * _FAR < least for least, most in times)
    reason = f"it was not {said.term.words} after the {said.since[0]}"
    return replace(finding, side=AGAINST if far else NEAR, reason=reason, alone=False)


def _months(
    said: _Elapsed, report: Report, told: Sequence[Finding], comparing: Comparing
) -> Iterator[tuple[float, float]]:
    """Yield how many months, least and most, went by until what is reported; none: that is not known."""
    end = comparing.days(report.date)
    for kind in said.since:
        starts = {
            days
            for other in (finding.report for finding in told)
            if other.type == kind and other.modality == "actual" and other.person == report.person
            if end is not None and (days := comparing.days(other.date)) is not None and days[0] <= end[1]
        }
        if end is not None and len(starts) == 1:
            first, last = next(iter(starts))
            yield max(end[0] - last, 0) / _DAYS, max(end[1] - first, 0) / _DAYS
        if starts and not said.any_of:
            return
