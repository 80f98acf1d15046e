"""Weighs what was found for and against a claim, by independent sources.

in: findings for each part of a claim    out: a `Verdict`    writes: nothing
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.event_types import JUDGMENTS
from pipeline.review.check.claim import Claim, Part
from pipeline.review.check.compare import AGREES, DISAGREES, Value
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.review.check.rules import opposed, related, says_acquitted, says_corrected, table, telling
from pipeline.review.check.sides import DISPUTABLE
from pipeline.review.check.times import says_before, when
from pipeline.review.check.wording import stems
from pipeline.store.claims import Report

_SINGLE = frozenset({"when", "where", "how many", "how long", "age", "nationality"})
"""Values that one event has once; its agencies and offenses may be several."""
SUPPORTED, CONTRADICTED, MIXED, UNKNOWN = "supported", "contradicted", "mixed", "unknown"


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """What is known of one thing that a claim says."""

    part: Part
    verdict: str
    findings: tuple[Finding, ...]
    """Those for and against, the strongest first; then those near."""
    sources_for: int
    """Independent ones."""
    sources_against: int
    sure: float | None
    """0 to 1; null where the verdict is `unknown`."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a claim."""

    claim: Claim
    verdict: str
    reason: str
    parts: tuple[PartVerdict, ...]
    sure: float | None


def judge_part(part: Part, findings: Iterable[Finding], words: frozenset[str] = frozenset()) -> PartVerdict:
    """Return what is known of a part of a claim.

    Args:
        part: of the claim.
        findings: where each report stands that may be about it.
        words: stems of the claim's words (see `wording.stems`): of reports alike, those that share most lead.
    """
    told = _conflicting(list(findings))
    leading, overruled = _led(told)
    leading = _without_one_day(part, leading)
    fors = [finding for finding in leading if finding.side == FOR]
    if part.negated and part.still and fors:  # what was before is no matter
        latest = max(when(finding.report) for finding in fors)
        leading = [f for f in leading if f.side == FOR or when(f.report) >= latest]
    againsts = [finding for finding in leading if finding.side == AGAINST and _holds(part, finding, fors)]
    verdict = _verdict(bool(fors), bool(againsts))
    if verdict == CONTRADICTED and all(finding.report.modality == "alleged" for finding in againsts):
        verdict = MIXED  # one says so, and another denies it
    if verdict == SUPPORTED and not part.denial and all(f.report.modality == "alleged" for f in fors):
        verdict = UNKNOWN  # somebody says so, and nothing reports it
    sure = None
    if verdict != UNKNOWN:
        chances = [_chance(side) for side in (fors, againsts) if side]
        sure = round(min(chances) * table("sure")["read"], 3)
    void = {finding.report.id for finding in overruled}
    near = [finding for finding in told if finding.side == NEAR or finding.report.id in void]
    near = sorted(_ranked(part, near, words), key=lambda it: _kind(part, it.report))
    shown = [*_ranked(part, [*fors, *againsts], words), *near]
    return PartVerdict(part, verdict, tuple(shown), len(_voices(fors)), len(_voices(againsts)), sure)


def _without_one_day(part: Part, leading: list[Finding]) -> list[Finding]:
    """Return the findings that lead, less what is denied of one day alone where another day had it so.

    Who was not arrested on Feb. 15, and was on March 1, was arrested.
    """
    so = {
        finding.report.date
        for finding in leading
        if finding.side == AGAINST
        and finding.report.type == part.type
        and finding.report.modality == "actual"
    }
    if not part.negated or part.date or part.type in DISPUTABLE or not so - {None}:
        return leading
    return [
        finding
        for finding in leading
        if finding.side != FOR or finding.report.modality != "negated" or finding.report.date in {None, *so}
    ]


def judge(claim: Claim, parts: Sequence[PartVerdict]) -> Verdict:
    """Return the answer to a whole claim: all its parts must hold for it to be supported."""
    if claim.kind == "opinion":
        return Verdict(claim, UNKNOWN, "no claim of fact: it says what somebody thinks of it", (), None)
    if not parts:
        reason = "it says nothing of the kinds of events that the database holds"
        if claim.unread:
            reason += f": {', '.join(claim.unread)}"
        return Verdict(claim, UNKNOWN, reason, (), None)
    mains = [part for part in parts if not part.part.aside]
    if claim.denied:
        parts = mains = [_turned(part) for part in mains or parts]
    if mains and len(mains) < len(parts):  # what he is called by the way makes nothing else so
        told = judge(replace(claim, denied=False), mains)
        wrong = any(part.verdict == CONTRADICTED for part in parts if part.part.aside)
        if told.verdict == CONTRADICTED or (told.verdict == UNKNOWN and not wrong):
            return replace(told, claim=claim, parts=tuple(parts))
    verdicts = [part.verdict for part in parts] + [UNKNOWN for _ in claim.unread]
    if claim.denied and CONTRADICTED in verdicts and SUPPORTED in verdicts:
        verdict = MIXED
    elif claim.denied and len(parts) > 1:
        verdict = _of_denied(verdicts)
    elif claim.one_of and len(parts) > 1 and not claim.unread:
        verdict = _of_one_alone(verdicts)
    elif MIXED in verdicts or {SUPPORTED, CONTRADICTED} <= set(verdicts):
        verdict = MIXED
    elif CONTRADICTED in verdicts:
        verdict = CONTRADICTED
    elif SUPPORTED in verdicts and UNKNOWN in verdicts and _is_known(claim, parts):
        verdict = MIXED
    elif UNKNOWN in verdicts:
        verdict = UNKNOWN
    else:
        verdict = SUPPORTED
    sures = [part.sure for part in parts if part.sure is not None]
    sure = min(sures) if sures and verdict != UNKNOWN else None
    return Verdict(claim, verdict, _reason(verdict, claim, parts), tuple(parts), sure)


def _is_known(claim: Claim, parts: Sequence[PartVerdict]) -> bool:
    """Tell whether all of a claim was understood, and something is reported of whoever each part is about."""
    return not claim.unread and all(part.findings for part in parts)


def _turned(part: PartVerdict) -> PartVerdict:
    """Return what is known of a part of a claim, as it is of its denial."""
    sides = {FOR: AGAINST, AGAINST: FOR, NEAR: NEAR}
    findings = tuple(replace(finding, side=sides[finding.side]) for finding in part.findings)
    verdict = {SUPPORTED: CONTRADICTED, CONTRADICTED: SUPPORTED}.get(part.verdict, part.verdict)
    return replace(
        part,
        verdict=verdict,
        findings=findings,
        sources_for=part.sources_against,
        sources_against=part.sources_for,
    )


def _of_denied(verdicts: Sequence[str]) -> str:
    """Return the answer to a claim that several things are not all so: one that is not will do."""
    if MIXED in verdicts:
        return MIXED
    if SUPPORTED in verdicts:
        return SUPPORTED
    return UNKNOWN if UNKNOWN in verdicts else CONTRADICTED


def _of_one_alone(verdicts: Sequence[str]) -> str:
    """Return the answer to a claim that is so of one of several alone."""
    so = verdicts.count(SUPPORTED)
    if MIXED in verdicts:
        return MIXED
    return SUPPORTED if so == 1 else CONTRADICTED if so > 1 else UNKNOWN


def _verdict(some_for: bool, some_against: bool) -> str:
    if some_for and some_against:
        return MIXED
    return SUPPORTED if some_for else CONTRADICTED if some_against else UNKNOWN


def _reason(verdict: str, claim: Claim, parts: Sequence[PartVerdict]) -> str:
    if verdict == UNKNOWN:
        missing = next((part for part in parts if part.verdict == UNKNOWN), None)
        if missing is None:
            return f"part of it is of no kind of event that the database holds: {', '.join(claim.unread)}"
        near = next((finding for finding in missing.findings), None)
        if near is None:
            return f"the database reports no {missing.part.type} of this subject"
        return f"nothing speaks for or against the {missing.part.type}; nearest: {near.reason}"
    if verdict == MIXED and all(part.verdict in (SUPPORTED, UNKNOWN) for part in parts):
        untold = ", ".join(dict.fromkeys(part.part.type for part in parts if part.verdict == UNKNOWN))
        return f"part of it is reported, and nothing speaks for or against the {untold}"
    sides = (max(part.sources_for for part in parts), max(part.sources_against for part in parts))
    return f"independent sources for it: {sides[0]}, against it: {sides[1]}"


def _conflicting(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, those against that tell one event with what speaks for a claim, but otherwise."""
    events = {finding.report.event for finding in findings if finding.side == FOR}
    return [
        replace(finding, side=AGAINST, reason=f"of the same event it says otherwise: {finding.reason}")
        if finding.side == NEAR and _otherwise(finding) and finding.report.event in events
        else finding
        for finding in findings
    ]


def _otherwise(finding: Finding) -> bool:
    """Tell whether a report gives another value of those that one event has once."""
    return not finding.apart and any(
        value.judged == DISAGREES and value.field in _SINGLE and _comparable(value)
        for value in finding.values
    )


def _comparable(value: Value) -> bool:
    """Tell whether two values are not two names for one place: the jail of a county, that of its town."""
    told = (value.claimed or "", value.reported or "")
    return value.field != "where" or all("county" in name.lower() for name in told)


def _holds(part: Part, finding: Finding, fors: Sequence[Finding]) -> bool:
    """Tell whether a report still speaks against a claim, given those that speak for it.

    An outcome that is opposed does not if what is claimed came later (charges dropped, a conviction
    overturned), or if the claim is dated, a report agrees with its date, and the outcome is of another time.
    """
    report = finding.report
    if part.type == "release" and report.type == "detention" and fors and not part.negated:
        return _time(report) >= max(_time(finding.report) for finding in fors)  # he was held until then
    if not fors or report.type == part.type or part.negated or report.type not in JUDGMENTS:
        return True
    if part.date and any(
        value.judged == AGREES for other in fors for value in other.values if value.field == "when"
    ):
        return any(value.judged == AGREES for value in finding.values if value.field == "when")
    latest = max(_time(other.report) for other in fors)
    if part.type == "acquittal" and part.whole and all(says_acquitted(f.report.quote) for f in fors):
        return (report.date or "9") >= latest and not says_before(report.quote)  # no verdict undoes another
    if part.type == "acquittal" and any(other.report.article_id == report.article_id for other in fors):
        return report.date is not None and report.date > latest
    if part.type == "acquittal":
        return _time(report) > latest
    return _time(report) >= min(_time(other.report) for other in fors)


def _time(report: Report) -> str:
    """Return when what is reported was, as far as it is known: else when it was reported."""
    return report.date or report.published or ""


def _led(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that lead, and those that their own source has taken back in a later article."""
    by_voice: defaultdict[tuple[str, object], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.side != NEAR:
            by_voice[finding.report.event, finding.report.voice].append(finding)
            if finding.report.source:
                by_voice["", finding.report.source].append(finding)
    overruled: list[Finding] = []
    for told in by_voice.values():
        if len({finding.side for finding in told}) < 2:
            continue
        latest = max(finding.report.published or "" for finding in told)
        overruled += [finding for finding in told if (finding.report.published or "") < latest]
    overruled += _corrected(findings)
    void = {finding.report.id for finding in overruled}
    leading = [finding for finding in findings if finding.side != NEAR and finding.report.id not in void]
    return leading, overruled


def _corrected(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings for a claim that a later report of the same event, whoever's, corrects."""
    corrections = [
        finding.report
        for finding in findings
        if finding.side == AGAINST and says_corrected(finding.report.quote)
    ]

    def is_corrected(report: Report) -> bool:
        return any(
            (other.event == report.event or (other.type, other.count) == (report.type, report.count))
            and (other.published or "") > (report.published or "")
            for other in corrections
        )

    return [finding for finding in findings if finding.side == FOR and is_corrected(finding.report)]


def _voices(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return findings by independent source: of one voice within an event, one outlet, one article."""
    groups: list[tuple[set[object], list[Finding]]] = []
    for finding in findings:
        report = finding.report
        keys: set[object] = {
            (report.event, report.voice),
            report.article_id,
            report.source or report.article_id,
        }
        joined = [group for group in groups if group[0] & keys]
        groups = [group for group in groups if not group[0] & keys]
        merged = [finding]
        for other_keys, others in joined:
            keys |= other_keys
            merged = [*others, *merged]
        groups.append((keys, merged))
    return [group for _, group in groups]


def _chance(findings: Sequence[Finding]) -> float:
    """Return how likely it is that one source at least was read right, each as sure as its surest report."""
    return 1 - math.prod(
        1 - max(finding.report.confidence for finding in voice) for voice in _voices(findings)
    )


def _kind(part: Part, report: Report) -> int:
    """Return how near to what is claimed a report's type is: the same, one that tells of it, another."""
    if report.type == part.type:
        return 0
    return 1 if report.type in telling(part.type) else 2


def _ranked(part: Part, findings: Iterable[Finding], words: frozenset[str]) -> list[Finding]:
    """Return findings in order of weight.

    Of what somebody is said to be still, the latest leads; of a group, what is told of groups; of copies, the
    first.
    """
    told = sorted(
        findings,
        key=lambda finding: (
            part.who is None and finding.report.subject_id is not None,
            finding.side == AGAINST and finding.implied and finding.judged("offense") != AGREES,
            finding.report.modality == "alleged",
            -round(finding.fit, 1),
            -finding.agreeing,
            finding.disagreeing,
            finding.implied,
            finding.side == AGAINST and _opposition(part, finding.report),
            not _names_offense(part, finding.report),
            -len(words & stems(finding.report.quote)),
            -round(finding.report.confidence, 1),
            finding.report.published or "",
            finding.report.id,
        ),
    )
    if not part.still:
        return told
    return sorted(told, key=lambda finding: when(finding.report), reverse=True)


def _names_offense(part: Part, report: Report) -> bool:
    """Tell whether a report's own words name what a claim says that somebody did, if it says so."""
    if part.offense is None:
        return True
    meant = related(part.offense[0])
    return any(category in meant and words in report.quote for category, _, words in report.offenses)


def _opposition(part: Part, report: Report) -> int:
    """Return the place of a report's type among those that cannot be so if what is claimed is."""
    order = list(dict.fromkeys(pair.report for pair in opposed(part.type)))
    return order.index(report.type) if report.type in order else -1
