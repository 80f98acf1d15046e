"""Says where a claim tells the one happening of its kind otherwise: on another day, elsewhere, by others.

in: a claim, a part of it, findings on its person    out: findings    writes: nothing

One value alone differs, and nothing says that it happened more than once: then it is another version of
what is reported, and no other happening.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.event_types import VERDICTS
from pipeline.review.check.claim import AGE, Claim, Comparing, Part
from pipeline.review.check.compare import AGREES, DISAGREES, SILENT, days_apart
from pipeline.review.check.courts import is_by_judge
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.rules import says_acquitted, says_dropped, says_partly, says_undone, table
from pipeline.store.claims import Report

_ANEW = re.compile(
    r"\b(?:again|another|second|third|twice|times|also|previous\w*|prior|earlier|already|later|since|anew"
    r"|re-?(?:arrest|captur|releas|deport|sentenc|tri)\w*|had (?:\w+ )?been|once)\b",
    re.IGNORECASE,
)
"""Words by which a claim may be of another happening of the kind than what is reported."""
_TOLD_BY_OTHERS = frozenset({"conviction", "charge"})
"""What reports of other types tell of, too: a sentence of a conviction."""
_AT_A_PLACE = frozenset({"detainer_issued", "detainer_declined", "detainer_honored", "release"})
_NAMED = re.compile(r"\b(?:Detention|Processing|Correctional|Penitentiary|Prison|Reformatory|House of)\b")
_COUNTY = re.compile(r"\b(?:County|Parish)\b")


def as_ended(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on charges that are said to have been dropped: against it a verdict of not guilty.

    Not where charges are reported to have been dropped as well, of another count.
    """
    if not part.dropped or part.negated:
        return list(told)
    dropped = {
        finding.report.person
        for finding in told
        if finding.report.type == "acquittal" and says_dropped(finding.report.quote)
    }

    def is_verdict(report: Report) -> bool:
        partly = says_partly(report.quote) or says_dropped(report.quote)
        return report.type == "acquittal" and says_acquitted(report.quote) and not partly

    def side(finding: Finding) -> Finding:
        report = finding.report
        if finding.side == FOR and (is_verdict(report) or says_undone(report.quote)):
            against = is_verdict(report) and report.person not in dropped
            return replace(finding, side=AGAINST if against else NEAR, reason="a verdict ended it")
        if finding.side == NEAR and is_verdict(report) and report.person not in dropped:
            wrong = {value.field for value in finding.values if value.judged == DISAGREES}
            if wrong == {"court"}:
                return replace(finding, side=AGAINST, reason="a verdict ended it")
        return finding

    return [side(finding) for finding in told]


def as_others_tell(part: Part, told: Sequence[Finding], field: str) -> list[Finding]:
    """Return findings, those near that do not give a field which other reports of the event give otherwise.

    Of what happens to a person once, all reports of its type are of one event.

    Args:
        part: of a claim.
        told: where the reports on its person stand.
        field: of the values compared.
    """
    once = part.type in table("dates")["once"]

    def event(finding: Finding) -> tuple[str | None, str]:
        report = finding.report
        told_once = "case" if report.type in ("conviction", "sentence") else report.type
        return report.person, told_once if once else report.event

    said: dict[str | None, set[tuple[str | None, str]]] = {AGREES: set(), DISAGREES: set()}
    for finding in told:
        if finding.report.modality == "actual" and not finding.apart:
            said.setdefault(finding.judged(field), set()).add(event(finding))
    otherwise = said[DISAGREES] - said[AGREES]
    return turned(
        told,
        lambda finding: (
            finding.side == FOR and finding.judged(field) == SILENT and event(finding) in otherwise
        ),
        f"other reports of it tell of another {field}",
    )


def as_itself_told(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a conviction or a charge, what only tells of it near where its own day is another.

    Who was sentenced in July, and found guilty in May, was not convicted in July.
    """
    if part.type not in _TOLD_BY_OTHERS or part.negated or part.date is None:
        return list(told)
    own = [f for f in told if f.report.type == part.type and f.report.modality == "actual" and not f.apart]
    days = {
        person: {f.judged("when") for f in own if f.report.person == person}
        for person in {f.report.person for f in own}
    }
    return turned(
        told,
        lambda finding: (
            finding.side == FOR
            and finding.report.type != part.type
            and DISAGREES in days.get(finding.report.person, ())
            and AGREES not in days[finding.report.person]
        ),
        "it is reported of another day",
    )


def sent_elsewhere(claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings on a removal to a country of which its report is silent, against it or near.

    Who was ordered removed to one country was hardly sent to another; who comes from another may have been.
    """
    mine = comparing.country_to(claim.text) if part.type == "removal" and not part.negated else None
    if mine is None:
        return list(told)
    ordered = {
        f.report.person: country
        for f in told
        if f.report.type == "removal_order" and (country := comparing.country_to(f.report.quote)) is not None
    }

    def judged(finding: Finding) -> Finding:
        report = finding.report
        if finding.side != FOR or finding.judged("where to") != SILENT:
            return finding
        if ordered.get(report.person, mine) != mine:
            reason = "a removal to another country was ordered"
            return replace(finding, side=AGAINST, reason=reason, alone=True)
        if report.nationality not in (None, mine):
            return replace(finding, side=NEAR, reason="where to is not reported")
        return finding

    return [judged(finding) for finding in told]


def by_others(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on an arrest, those against a claim that have others make it on that day or month."""
    plain = part.type == "arrest" and not (part.negated or part.planned) and part.agency is not None
    then = [f for f in told if f.report.type == "arrest" and f.judged("when") == AGREES and _is_short(part)]
    if not plain or not then or any(finding.side == FOR for finding in told):
        return list(told)
    wrong = {f.report.id for f in then if [v.field for v in f.values if v.judged == DISAGREES] == ["agency"]}
    if len({finding.report.event for finding in then}) != 1 or len(wrong) < len(then):
        return list(told)
    return turned(
        told,
        lambda finding: finding.report.id in wrong and finding.report.modality == "actual",
        "others are reported to have done it",
        AGAINST,
        alone=True,
    )


def _is_short(part: Part) -> bool:
    """Tell whether a claim gives a day or a month."""
    return part.date is not None and "/" not in part.date and len(part.date) >= len("2024-05")


def other_version(
    claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing, sole: str | None
) -> list[Finding]:
    """Return findings, those against a claim that tell the only happening of its kind otherwise.

    Args:
        claim: the whole.
        part: of it.
        told: where the reports on the people stand whom it may mean.
        comparing: takes names and places apart.
        sole: whom alone it may mean; null: several.
    """
    plain = not (part.negated or part.planned or part.earlier or part.times or part.order)
    named = part.who is not None and part.who.name is not None
    if sole is None or not plain or not named or _ANEW.search(claim.text):
        return list(told)
    mine = [f for f in told if f.report.person == sole and f.report.modality == "actual"]
    same = [finding for finding in mine if finding.report.type == part.type and not finding.apart]
    told_for = any(finding.side == FOR for finding in told)
    if told_for or len({finding.report.event for finding in same}) != 1:
        return list(told)
    known_until = max(finding.report.published or "" for finding in mine)
    gone = any(finding.report.type == "removal" for finding in mine)

    def reason(finding: Finding) -> str | None:
        wrong = [value.field for value in finding.values if value.judged == DISAGREES]
        if wrong == ["when"] and (part.date or "") <= known_until:
            near = _is_then(part, finding, comparing) or (part.type == "entry" and not gone)
            unsaid = SILENT in (finding.judged("court"), part.custodian and finding.judged("where"))
            return "another day is reported of it" if near and not unsaid else None
        if wrong == ["where"] and part.type in _AT_A_PLACE:
            return "another place is reported of it" if _are_two_places(part, finding.report) else None
        if wrong == ["agency"]:
            there = AGREES in (finding.judged("when"), finding.judged("offense"))
            return "others are reported to have done it" if there else None
        if wrong == ["offense"] and part.type == "arrest" and finding.judged("when") == AGREES:
            return "another offense is reported of it"
        if wrong == ["court"] and part.type in VERDICTS and is_by_judge(claim.text):
            return "another part of the court is reported to have decided it"
        return None

    return [
        replace(finding, side=AGAINST, reason=why, alone=True)
        if finding.side == NEAR and any(finding is other for other in same) and (why := reason(finding))
        else finding
        for finding in told
    ]


def of_that_age(claim: Claim, part: Part, told: Sequence[Finding], sole: str | None) -> list[Finding]:
    """Return findings on how old somebody is said to have been then: against it who was of another age.

    An age beside a name may tell one of that name from another; "was 43 when" says how old the one known was.
    """
    if sole is None or part.negated or AGE.search(claim.text) is None or any(f.side == FOR for f in told):
        return list(told)

    def is_of_another(finding: Finding) -> bool:
        wrong = [value.field for value in finding.values if value.judged == DISAGREES]
        same = finding.report.type == part.type and finding.report.person == sole
        return finding.side == NEAR and same and wrong == ["age"] and finding.report.modality == "actual"

    return turned(told, is_of_another, "another age is reported", AGAINST, alone=True)


def _is_then(part: Part, finding: Finding, comparing: Comparing) -> bool:
    """Tell whether a report of another day is of what is claimed: by how near it is, or what else agrees."""
    apart = days_apart(part, finding.report, comparing)
    if apart is None:
        return False
    anchored = AGREES in (finding.judged("offense"), finding.judged("where")) or part.overturned
    if apart <= table("dates")["never"]:
        return anchored or (part.offense is None and apart <= table("dates")["bare"])
    once = part.type in table("dates")["once"] and part.type not in table("dates")["repeated"]
    if once and part.type not in ("conviction", "sentence", "acquittal"):
        return True
    if part.offense is None or (part.date or "") > (finding.report.date or ""):
        return anchored
    ended = part.type in ("conviction", "sentence", "acquittal")
    return (
        anchored and ended and part.offense[0] in table("dates")["once_only"]
    )  # of others one may have a record


def _are_two_places(part: Part, report: Report) -> bool:
    """Tell whether two places of custody are not two names of one: the jail of a county, that of its town."""
    names = (part.custodian or "", report.custodian or "")
    return all(map(_COUNTY.search, names)) or all(map(_NAMED.search, names))
