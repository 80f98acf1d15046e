"""Compares in which order things are said to have happened with the order that is reported.

in: a part of a claim and the findings about its person    out: the findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.event_types import JUDGMENTS
from pipeline.review.check.claim import Claim, Comparing, Order, Part
from pipeline.review.check.compare import days_between, offenses_told
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.rules import related, says_undone, supporting, table
from pipeline.store.claims import Report

_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|before|prior|once|twice|times|already|had)\b", re.IGNORECASE
)
_ANEW = re.compile(r"\b(?:again|anew|once more|second time)\b|\bre-?arrest", re.IGNORECASE)
_OTHER_END = {"conviction": ("acquittal",), "acquittal": ("conviction", "sentence")}
_ACQUITTED = re.compile(r"acquit|clear", re.IGNORECASE)


def in_order(claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings, those for a claim against it, or near, where the order is another than is said.

    Of a crime only its arrest or charge is told: what was before that may have been after the crime.
    """
    if part.earlier and not part.negated:
        told = _said_to_be_earlier(part, told, comparing)
    if part.order is None or part.negated:
        return list(told)
    ordering = _Ordering(claim, part, part.order, told, comparing)
    if part.order.offense is None:
        told = ordering.without_the_other(told, _ended_otherwise(claim, part.order, told))
        if ordering.denied:
            return ordering.of_what_is_denied(told)
    return ordering.compared(told)


def _said_to_be_earlier(part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings for something "previously" done, near where no report tells it as past."""
    reports = [finding.report for finding in told if finding.report.modality == "actual"]
    return turned(
        told,
        lambda finding: (
            (
                finding.side == AGAINST
                and finding.report.type != part.type
                and finding.report.type in JUDGMENTS
            )
            or (finding.side == FOR and not _is_earlier(finding.report, reports, comparing))
        ),
        "that it was earlier is not reported",
    )


class _Ordering:
    """One thing that a claim says was before or after another, and the reports of both."""

    def __init__(
        self, claim: Claim, part: Part, order: Order, told: Sequence[Finding], comparing: Comparing
    ) -> None:
        """Keep who did the other thing, of whom it is denied, and on which days it was."""
        self._part, self._order, self._comparing, self._told = part, order, comparing, told
        of_order = [finding.report for finding in told if finding.report.type in order.types]
        done = [
            report for report in of_order if report.modality == "actual" and _is_by(order, report, comparing)
        ]
        self._done = {report.person for report in done}
        self.denied = {report.person for report in of_order if report.modality == "negated"} - self._done
        violent = frozenset(table("violence")["categories"])
        crimes = violent if order.offense in violent else related(order.offense or "")
        days_of_order = [
            (report.person, days)
            for report in done
            if not (_ACQUITTED.match(order.words) and says_undone(report.quote))
            and (order.offense is None or any(name in crimes for name, _ in _own(report)))
            and (days := comparing.days(report.date)) is not None
        ]
        said = comparing.days(order.date)
        if said is not None:
            days_of_order = [item for item in days_of_order if not days_between(item[1], said)]
        self._days = _nearest_known(days_of_order)
        """The person of each report of the other thing, and its first and last day."""
        again = order.types <= JUDGMENTS or _ANEW.search(claim.text) is not None
        self._again = not order.before and part.type in ("arrest", "charge") and again
        self._side = "before" if order.before else "after"

    def without_the_other(self, told: Sequence[Finding], apart: set[str | None]) -> list[Finding]:
        """Return findings, near where nothing like the other thing is told of that person, less some."""
        order = self._order
        types = {kind for name in order.types for kind in supporting(name)}
        known = {f.report.person for f in told if f.report.type in types and f.report.modality == "actual"}
        known |= apart
        return turned(
            told,
            lambda finding: (
                finding.side == FOR and finding.report.person not in known | self.denied and not order.agency
            ),
            f"no {' or '.join(sorted(order.types))} is reported",
        )

    def of_what_is_denied(self, told: Sequence[Finding]) -> list[Finding]:
        """Return findings, those that deny the other thing against the claim."""
        return [
            replace(finding, side=AGAINST, reason=f"{finding.report.type} is denied", alone=False)
            if finding.report.type in self._order.types
            and finding.report.modality == "negated"
            and finding.report.person in self.denied
            else finding
            for finding in told
        ]

    def compared(self, told: Sequence[Finding]) -> list[Finding]:
        """Return findings, turned where the days say otherwise, or do not say which came first."""
        part, order = self._part, self._order
        reason = f"it was not {self._side} the {order.words}"
        if order.offense is not None or order.since:
            return turned(told, lambda finding: self._is_wrong(finding) or self._is_untold(finding), reason)
        asked = {
            f.report.person
            for f in told
            if f.report.type == part.type == "detainer_issued" and self._is_wrong(f)
        }
        told = turned(  # what came of a request tells not when it was made
            told,
            lambda finding: (
                finding.side == FOR
                and finding.report.person in asked
                and (finding.report.type != part.type or finding.report.date is None)
            ),
            reason,
        )
        side = NEAR if self._again else AGAINST
        told = turned(told, self._is_otherwise, reason, side, alone=False)
        told = turned(told, self._is_wrong, reason, side, alone=True)
        return turned(told, self._is_untold, f"whether it was {self._side} is not reported")

    def _of_person(self, finding: Finding) -> list[tuple[int, int]]:
        return [days for person, days in self._days if person == finding.report.person]

    def _is_untold(self, finding: Finding) -> bool:
        """Tell whether it is not known which came first, and it is said against the order of such things."""
        order, report = self._order, finding.report
        mine, theirs = self._comparing.days(report.date), self._of_person(finding)
        if finding.side == FOR and order.agency and report.person not in self._done:
            return True  # by others alone
        told_on = self._comparing.days(report.published)
        if finding.side == FOR and self._again and mine is None and told_on is not None and theirs:
            return all(told_on[0] < days[0] for days in theirs)  # its article knew of no verdict yet
        if finding.side != FOR or not _against_nature(self._part, order):
            follows = order.before and order.offense is not None
            follows = follows and self._part.type in table("sequence")["ends"]
            undated = report.date is None and _EARLIER.search(report.quote) is None
            return finding.side == FOR and follows and undated
        return mine is None or not any(
            mine[1] < days[0] if order.before else mine[0] > days[1] for days in theirs
        )

    def _is_otherwise(self, finding: Finding) -> bool:
        """Tell whether a report has another day of the very request that the claim is about."""
        report, part = finding.report, self._part
        mine = self._comparing.days(report.date)
        if report.type != part.type or part.type != "detainer_issued" or mine is None:
            return False
        near = table("dates")["month"]
        others = [
            days
            for other in self._told
            if other.side == FOR
            and other.report.type == report.type
            and other.report.person == report.person
            and other.report.article_id != report.article_id
            and not self._is_wrong(other)
            and (days := self._comparing.days(other.report.date)) is not None
        ]
        return self._is_wrong(finding) and any(0 < days_between(mine, days) <= near for days in others)

    def _is_wrong(self, finding: Finding) -> bool:
        """Tell whether the days say otherwise."""
        mine, theirs = _day_within(finding, self._told, self._comparing), self._of_person(finding)
        if finding.side != FOR or mine is None or not theirs:
            return False
        before = self._order.before
        fits = [mine[0] <= days[1] if before else mine[1] >= days[0] for days in theirs]
        return not (any(fits) if self._order.offense is None else all(fits))


def _ended_otherwise(claim: Claim, order: Order, told: Sequence[Finding]) -> set[str | None]:
    """Return the people whose case ended otherwise than the claim takes it to have: it says so beside.

    Who was deported, and never convicted, was deported all the same.
    """
    if not order.noun or not any(other.aside and other.type in order.types for other in claim.parts):
        return set()
    other = {kind for name in order.types for kind in _OTHER_END.get(name, ())}
    return {f.report.person for f in told if f.report.type in other and f.report.modality == "actual"}


def _day_within(finding: Finding, told: Sequence[Finding], comparing: Comparing) -> tuple[int, int] | None:
    """Return when a report's event was: its own time, or the one that others give of it within that."""
    mine, report = comparing.days(finding.report.date), finding.report
    if mine is None:
        return None
    exact = {
        days
        for other in (item.report for item in told)
        if (other.type, other.person, other.modality) == (report.type, report.person, report.modality)
        and (days := comparing.days(other.date)) is not None
        and days != mine
        and mine[0] <= days[0]
        and days[1] <= mine[1]
    }
    return next(iter(exact)) if len(exact) == 1 else mine


def _nearest_known(
    told: Sequence[tuple[str | None, tuple[int, int]]],
) -> list[tuple[str | None, tuple[int, int]]]:
    """Return times, by person, less those that hold another: of a month and a day of it the day is known."""
    return [
        (person, days)
        for person, days in told
        if not any(
            other != days and days[0] <= other[0] and other[1] <= days[1]
            for whose, other in told
            if whose == person
        )
    ]


def _is_earlier(report: Report, others: Sequence[Report], comparing: Comparing) -> bool:
    """Tell whether an article tells of something as past when it was written, not as its news.

    What is dated must have been before something else that is told of that person; of an article that has no
    day itself, something else must be told.
    """
    mine, told = comparing.days(report.date), comparing.days(report.published)
    if mine is not None and told is None:
        return any(other.person == report.person and other.event != report.event for other in others)
    if mine is None or told is None:
        return _EARLIER.search(report.quote) is not None
    month = table("dates")["month"]
    later = any(
        days is not None and days[0] - mine[1] > month
        for other in others
        if other.person == report.person and other.event != report.event
        for days in [comparing.days(other.date) or comparing.days(other.published)]
    )
    return later and bool(told[0] - mine[1] > month)


def _is_by(order: Order, report: Report, comparing: Comparing) -> bool:
    """Tell whether a report may be of what somebody else was said to do: officers of ICE, or police."""
    mine = comparing.actor(order.agency)
    return mine is None or report.actor in (None, mine)


def _own(report: Report) -> Sequence[tuple[str, str]]:
    """Return the offenses that a report is about: those that its words name, else all of its article."""
    told = offenses_told(report)
    return [item for item in told if item[1] in report.quote] or told


def _against_nature(part: Part, order: Order) -> bool:
    """Tell whether one thing is said to have come before another which it mostly follows, or after a crime.

    Whoever is let out after a crime may have been let out before it: that is to be told.
    """
    if order.offense is not None:
        return part.type == "release" and not order.before
    sequence = table("sequence")["types"]
    places = [sequence.index(kind) for kind in order.types if kind in sequence]
    if part.type not in sequence or not places:
        return False
    mine: int = sequence.index(part.type)
    return bool(mine > max(places) if order.before else mine < min(places))
