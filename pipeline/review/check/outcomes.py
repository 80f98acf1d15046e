"""Says what reports of one person are worth beside one another: what holds still, what is of a part only.

in: a part of a claim and the findings about its person    out: the findings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.event_types import STAYS
from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.compare import DISAGREES
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.rules import (
    says_handed,
    says_kept,
    says_no_bail,
    says_over,
    says_undone,
    table,
)
from pipeline.review.check.terms import times_in
from pipeline.review.check.times import when
from pipeline.store.claims import Report

_FIRST = re.compile(
    r"\bfirst (?:arrest\b|arrested|detained|charged|convicted|deported|removed|released|sentenced|taken)\b",
    re.IGNORECASE,
)
_FIRST_TIME = re.compile(
    r"(?<!\bnot )(?<!n['’]t )\b(?:the|for the|his|her) (?:very )?first time\b|\bfirst-ever\b", re.IGNORECASE
)
_ONCE_BEFORE = re.compile(
    r"\b(?:previously|already|again|second time|third time|repeat\w*)\b"
    r"|\b(?:had|has) (?:\w+ )?(?:been )?\w+ed (?:\w+ ){0,2}before\b"
    r"|\b(?:prior|previous|earlier) (?:arrest|deportation|removal|conviction|charge)s?\b",
    re.IGNORECASE,
)
"""Words by which something happened more than once."""
_HELD = re.compile(
    r"\b(?:is|are|remains?) (?:being |still |now )?(?:held|in (?:jail|custody))\b", re.IGNORECASE
)
_SERVING = re.compile(r"\bserving\b", re.IGNORECASE)
_IS = re.compile(r"(?:[\w.’'-]+ ){0,5}(?:is|are|has|have)\b", re.IGNORECASE)


def once_convicted(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a sentence: no acquittal speaks against that of somebody who had been convicted.

    Whoever's conviction was overturned, and charges dropped in the end, had been sentenced all the same.
    """
    if part.type != "sentence" or part.negated or any(f.judged("how long") == DISAGREES for f in told):
        return list(told)
    convicted = {
        finding.report.person
        for finding in told
        if finding.report.modality == "actual"
        and finding.judged("offense") != DISAGREES
        and (
            finding.report.type in ("conviction", "sentence")
            or (finding.report.type == "acquittal" and says_undone(finding.report.quote))
        )
    }
    return turned(
        told,
        lambda finding: (
            finding.side == AGAINST
            and finding.report.type == "acquittal"
            and finding.report.person in convicted
        ),
        "there had been a conviction",
    )


def without_weak(part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings, those that speak against a claim only if nothing speaks for it near if it does.

    A stay speaks against a release or a handover only where none is reported, and no later article is on that
    person, who may have been let go since.
    """
    latest: dict[str | None, str] = {}
    for finding in told:
        person, day = finding.report.person, finding.report.published or ""
        latest[person] = max(latest.get(person, ""), day)
    people = {finding.report.person for finding in told if finding.side == FOR}
    done = {
        finding.report.person
        for finding in told
        if finding.report.type == part.type
        and finding.report.modality == "actual"
        and not (part.bail and says_no_bail(finding.report.quote))
        and not (part.type == "release" and says_handed(finding.report.quote))
        and (part.order is None or part.order.offense is None)
    }

    taken = {finding.report.person for finding in told if _has_been_taken(finding.report, comparing)}

    def is_weak(finding: Finding) -> bool:
        if not finding.alone or finding.side != AGAINST:
            return False
        if finding.report.type == "transfer" and part.type == "removal" and finding.report.person in taken:
            return True  # not handed over by the jail, and caught by ICE all the same
        stays = finding.report.type in STAYS and part.type in ("release", "transfer")
        person = finding.report.person
        past = person in done or (finding.report.published or "") < latest[person]
        return person in people or (stays and past)

    return turned(told, is_weak, "what is claimed is reported beside it")


def not_yet(part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings, a denial near where the same is reported to have been done later.

    Who had not posted bail by January, and was let go in April, was let go; a denial without a day is of the
    day of its article. Who was not arrested by some officers is in custody all the same if others have taken
    him.
    """
    if part.negated or part.date is not None:
        return list(told)
    actual = [finding.report for finding in told if finding.report.modality == "actual"]

    def came_later(report: Report) -> bool:
        mine = comparing.days(report.date or report.published)
        return mine is not None and any(
            other.person == report.person
            and other.type == report.type == part.type
            and (days := comparing.days(other.date)) is not None
            and days[0] > mine[1]
            for other in actual
        )

    def is_held_by_others(report: Report) -> bool:
        return part.type == "detention" and any(
            other.person == report.person and other.type in ("arrest", "detention") for other in actual
        )

    return turned(
        told,
        lambda finding: (
            finding.side == AGAINST
            and finding.report.modality == "negated"
            and finding.report.type in (part.type, "arrest")
            and (came_later(finding.report) or is_held_by_others(finding.report))
        ),
        "it is denied of another time, or of others",
    )


def _has_been_taken(report: Report, comparing: Comparing) -> bool:
    """Tell whether ICE is reported to have somebody: arrested, or in its custody."""
    by = comparing.actor(report.custodian) if report.type in STAYS else report.actor
    return report.type in (*STAYS, "arrest") and report.modality == "actual" and by == "immigration"


def as_it_stands(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on what is said to be so still: what ended it later speaks against it."""
    rules = [rule for rule in table("state") if rule["claim"] == part.type]
    if part.still and part.negated and part.type == "detention":
        return _let_go_since(told, rules[0])
    if not part.still or part.negated or not rules:
        return list(told)
    told = turned(
        told,
        lambda finding: finding.side == FOR and says_over(finding.report.quote),
        "it tells of a time that is over",
    )
    freed = [f.report for f in told if f.report.type == "release" and f.report.modality == "actual"]
    actual = [
        finding.report
        for finding in told
        if finding.report.modality == "actual"
        and not says_over(finding.report.quote)
        and not (part.bail and _is_loose_stay(finding.report) and not _is_anew(finding.report, freed))
    ]
    ended = {report.id for report in actual if _ends(report, actual, rules[0])}
    if not ended:
        unknown = {report.person for report in actual if report.type in rules[0]["ends"] and not when(report)}
        return turned(
            told,
            lambda finding: finding.side == FOR and finding.report.person in unknown,
            "how it ended is reported, and when is not",
        )
    people = {report.person for report in actual if report.id in ended}
    told = turned(told, lambda finding: finding.side == FOR and finding.report.person in people, "so no more")
    return [
        replace(finding, side=AGAINST, reason=f"{finding.report.type} is reported since", alone=False)
        if finding.report.id in ended
        else finding
        for finding in told
    ]


def _let_go_since(told: Sequence[Finding], rule: Mapping[str, Any]) -> list[Finding]:
    """Return findings on what is said to be so no longer: for it what ended it, after all else of it."""
    actual = [finding.report for finding in told if finding.report.modality == "actual"]
    ended = {report.id for report in actual if _ends(report, actual, rule)}
    people = {report.person for report in actual if report.id in ended}
    told = turned(
        told, lambda finding: finding.side == AGAINST and finding.report.person in people, "it is over"
    )
    return turned(told, lambda finding: finding.report.id in ended, "it ended so", FOR)


def _is_loose_stay(report: Report) -> bool:
    """Tell whether a stay has no day, and no word for its going on: who posts bail may do so later."""
    return report.type == "detention" and report.date is None and not says_kept(report.quote)


def _is_anew(report: Report, freed: Sequence[Report]) -> bool:
    """Tell whether somebody is held as an article is printed, in a later month than all releases told."""
    if report.published is None or not freed or _HELD.search(report.quote) is None:
        return False
    month = report.published[: len("2024-05")]
    return all(other.date is not None and other.date[: len(month)] < month for other in freed)


def _ends(report: Report, told: Sequence[Report], rule: Mapping[str, Any]) -> bool:
    """Tell whether a report is of an end that came later than all that is told of the state itself.

    A state without a date is of the day when it was reported, unless the same article tells of its end.
    """
    state, so, ends = rule["claim"], rule["so"], rule["ends"]
    if report.type not in ends:
        return False
    mine = [other for other in told if other.person == report.person and other.type in (*so, *ends)]
    if not any(other.type in so for other in mine):  # nothing tells of the state: the last of all decides
        return _last(report) == max(_last(other) for other in mine)
    same = [other for other in mine if other.type in so and other.article_id == report.article_id]
    unknown = not (report.date and any(other.date for other in same)) and not _is_anew(report, same)
    if state == "release" and same and unknown:
        return False  # "was released ... had been moved from Vermont": which came last, no day says
    beside = [other for other in mine if other.article_id == report.article_id and other.date is None]
    undated = [other for other in beside if other.type == state]
    if undated and (report.date is None or any(_IS.match(other.quote) for other in undated)):
        return False  # which of the two came last is not told, or it is so in the article
    ending = {other.article_id for other in mine if other.type in ends}
    told_so = [
        other
        for other in mine
        if other.type in so
        and (other.date or other.article_id not in ending or _IS.match(other.quote) is not None)
        and not (other.type == "sentence" and state == "detention" and _is_of_old(other))
    ]
    last = max(map(when, told_so), default="")
    if any(other.date or (report.published or "") <= when(other) for other in told_so if when(other) == last):
        return when(report) > last
    return when(report) >= last  # an article of that day has it so, and one of a later day does not


def _is_of_old(report: Report) -> bool:
    """Tell whether an article tells of a sentence without a day, and not as one that is being served."""
    return report.date is None and _SERVING.search(report.quote) is None


def _last(report: Report) -> str:
    """Return when it was, for which is the last: what has no date at all is so now."""
    return when(report) or "9"


def as_often(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on what is said to have happened several times: fewer that are told are no evidence."""
    if part.times is None or part.negated:
        return list(told)
    if part.times == 1:
        return _only_once(told)
    kept = []
    for finding in told:
        said = times_in(finding.report.quote) if finding.side == FOR else None
        if said is not None and said != part.times:
            finding = replace(finding, side=AGAINST, reason=f"{said} times are reported", alone=True)
        kept.append(finding)
    if any(finding.side == FOR and times_in(finding.report.quote) for finding in kept):
        return kept
    events = {
        (finding.report.person, finding.report.event)
        for finding in kept
        if finding.side == FOR and finding.report.type == part.type
    }
    many = {person for person, _ in events if sum(other == person for other, _ in events) >= part.times}
    return turned(
        kept,
        lambda finding: finding.side == FOR and finding.report.person not in many,
        "so often is not reported",
    )


def as_first(claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on what is said to have been the first: of several, which was is not told."""
    if not part.negated and len(claim.parts) == 1 and _FIRST_TIME.search(claim.text):
        return _for_the_first_time(part, told)
    if part.negated or not _FIRST.search(claim.text):
        return list(told)
    fors = [finding for finding in told if finding.side == FOR]
    times = {(f.report.event, f.report.date) for f in fors}
    return turned(
        told,
        lambda finding: finding.side == FOR and len(times) > 1,
        "of several, which was the first is not reported",
    )


def _for_the_first_time(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on what is said to have been the first time: against it that it was so before."""
    fors = [finding for finding in told if finding.side == FOR]
    dates = {(finding.report.person, finding.report.event, finding.report.date) for finding in fors}
    people = [person for person, _, _ in dates]

    def side(finding: Finding) -> Finding:
        report = finding.report
        if finding.side == AGAINST or (finding.side == NEAR and report.type != part.type):
            return finding
        once = finding.side == NEAR and report.person not in people
        if not once and (times_in(report.quote) not in (None, 1) or _ONCE_BEFORE.search(report.quote)):
            return replace(finding, side=AGAINST, reason="that it was so before is reported", alone=False)
        if finding.side == NEAR:
            return finding
        many = people.count(report.person) > 1
        reason = "of several" if many else "that it was the first is not reported"
        return replace(finding, side=NEAR, reason=reason)

    return [side(finding) for finding in told]


def _only_once(told: Sequence[Finding]) -> list[Finding]:
    """Return findings on what is said to have been only once: against it where more are told, else near."""
    fors = [finding for finding in told if finding.side == FOR]
    years = {(f.report.person, (f.report.date or "X")[:4]) for f in fors if (f.report.date or "X")[:1] != "X"}
    people = [person for person, _ in years]

    def side(finding: Finding) -> Finding:
        said = times_in(finding.report.quote)
        if finding.side != FOR or said == 1:
            return finding
        if said or people.count(finding.report.person) > 1:
            return replace(finding, side=AGAINST, reason="more than once is reported", alone=False)
        return replace(finding, side=NEAR, reason="that it was only once is not reported")

    return [side(finding) for finding in told]
