"""Compares in which order things are said to have happened with the order that is reported.

in: a part of a claim and the findings about its person    out: the findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import Comparing, Order, Part
from pipeline.review.check.compare import offenses_told
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.kinds import ENDS
from pipeline.review.check.rules import related, says_undone, supporting, table
from pipeline.store.claims import Report

_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|before|prior|once|twice|times|already|had)\b", re.IGNORECASE
)
_ACQUITTED = re.compile(r"acquit|clear", re.IGNORECASE)


def in_order(part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings, those for a claim against it, or near, where the order is another than is said.

    Of a crime only its arrest or charge is told: what was before that may have been after the crime.
    """
    order = part.order
    if part.earlier and not part.negated:
        reports = [finding.report for finding in told if finding.report.modality == "actual"]
        told = turned(
            told,
            lambda finding: (
                (finding.side == AGAINST and finding.report.type != part.type and finding.report.type in ENDS)
                or (finding.side == FOR and not _is_earlier(finding.report, reports, comparing))
            ),
            "that it was earlier is not reported",
        )
    if order is None or part.negated:
        return list(told)
    done = {
        finding.report.person
        for finding in told
        if finding.report.type in order.types
        and finding.report.modality == "actual"
        and _is_by(order, finding.report, comparing)
    }
    denied = {
        finding.report.person
        for finding in told
        if finding.report.type in order.types and finding.report.modality == "negated"
    } - done
    if order.offense is None:
        types = {kind for name in order.types for kind in supporting(name)}
        known = {f.report.person for f in told if f.report.type in types and f.report.modality == "actual"}
        told = turned(
            told,
            lambda finding: (
                finding.side == FOR and finding.report.person not in known | denied and not order.agency
            ),
            f"no {' or '.join(sorted(order.types))} is reported",
        )
    if order.offense is None and denied:
        return [
            replace(finding, side=AGAINST, reason=f"{finding.report.type} is denied", alone=False)
            if finding.report.type in order.types
            and finding.report.modality == "negated"
            and finding.report.person in denied
            else finding
            for finding in told
        ]
    violent = frozenset(table("violence")["categories"])
    crimes = violent if order.offense in violent else related(order.offense or "")
    others = [
        (finding.report.person, days)
        for finding in told
        if finding.report.type in order.types
        and finding.report.modality == "actual"
        and _is_by(order, finding.report, comparing)
        and not (_ACQUITTED.match(order.words) and says_undone(finding.report.quote))
        and (order.offense is None or any(name in crimes for name, _ in _own(finding.report)))
        and (days := comparing.days(finding.report.date)) is not None
    ]

    again = not order.before and part.type in ("arrest", "charge") and order.types <= ENDS

    def untold(finding: Finding) -> bool:
        """Tell whether it is not known which came first, and it is said against the order of such things."""
        mine = comparing.days(finding.report.date)
        theirs = [days for person, days in others if person == finding.report.person]
        if finding.side == FOR and order.agency and finding.report.person not in done:
            return True  # by others alone
        told_on = comparing.days(finding.report.published)
        if finding.side == FOR and again and mine is None and told_on is not None and theirs:
            return all(told_on[0] < days[0] for days in theirs)  # its article knew of no verdict yet
        if finding.side != FOR or not _against_nature(part, order):
            follows = order.before and order.offense is not None and part.type in table("sequence")["ends"]
            undated = finding.report.date is None and _EARLIER.search(finding.report.quote) is None
            return finding.side == FOR and follows and undated
        return not any(
            mine is not None and (mine[1] < days[0] if order.before else mine[0] > days[1]) for days in theirs
        )

    def wrong(finding: Finding) -> bool:
        mine = comparing.days(finding.report.date)
        theirs = [days for person, days in others if person == finding.report.person]
        if finding.side != FOR or mine is None or not theirs:
            return False
        fits = [mine[0] <= days[1] if order.before else mine[1] >= days[0] for days in theirs]
        return not (any(fits) if order.offense is None else all(fits))

    reason = f"it was not {'before' if order.before else 'after'} the {order.words}"
    if order.offense is not None or order.since:
        return turned(told, lambda finding: wrong(finding) or untold(finding), reason)
    asked = {f.report.person for f in told if f.report.type == part.type == "detainer_issued" and wrong(f)}
    told = turned(  # what came of a request tells not when it was made
        told,
        lambda finding: (
            finding.side == FOR
            and finding.report.person in asked
            and (finding.report.type != part.type or finding.report.date is None)
        ),
        reason,
    )
    told = turned(told, wrong, reason, NEAR if again else AGAINST, alone=True)
    return turned(told, untold, f"whether it was {'before' if order.before else 'after'} is not reported")


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
