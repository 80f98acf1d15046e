"""Says on which side of a claim a report stands: for it, against it, or merely near it.

in: a part of a claim, a report of the same subject    out: a `Finding`    writes: nothing

Restraint comes first: a report speaks against a claim only if it is of the same matter by two anchors, of
which the subject is one. What fails that is near, and near is no evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.compare import (
    AGREES,
    DISAGREES,
    SILENT,
    Value,
    days_apart,
    offenses_told,
    values_of,
)
from pipeline.review.check.rules import opposed, related, supporting, table
from pipeline.store.claims import Report

FOR, AGAINST, NEAR = "for", "against", "near"
_ENOUGH = 3
"""Things that must agree about somebody unnamed."""
_DISPUTABLE = frozenset({"detainer_issued", "detainer_declined", "detainer_honored"})
"""Types whose being told at a distance is a dispute: one says so, another denies it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One report beside one part of a claim."""

    report: Report
    side: str
    """`for`, `against` or `near`."""
    reason: str
    values: tuple[Value, ...]
    implied: bool = False
    """The report is of another type, from which what is claimed follows: a sentence, a conviction."""

    def judged(self, field: str) -> str | None:
        """Return how a value compares; null: the claim does not give it."""
        return next((value.judged for value in self.values if value.field == field), None)

    @property
    def agreeing(self) -> int:
        """How many values agree."""
        return sum(value.judged == AGREES for value in self.values)

    @property
    def disagreeing(self) -> int:
        """How many values disagree."""
        return sum(value.judged == DISAGREES for value in self.values)


def of_person(part: Part, report: Report, claim: Claim, comparing: Comparing) -> Finding:
    """Return where a report stands that is about the person whom a claim is about."""
    values = values_of(part, report, claim, comparing)
    judged = {value.field: value.judged for value in values}

    def finding(side: str, reason: str) -> Finding:
        return Finding(report, side, reason, values, report.type != part.type)

    if report.type in supporting(part.type):
        return finding(*_same_kind(part, report, judged, comparing))
    for pair in opposed(part.type):
        if pair.report != report.type or report.modality != "actual" or part.negated:
            continue
        if part.overturned:
            continue
        if pair.offense and part.offense and judged.get("offense") == DISAGREES:
            continue
        if pair.offense and part.offense is None and not _settled(report):
            continue
        if pair.period and not (judged.get("when") == AGREES and judged.get("where") != DISAGREES):
            continue
        if judged.get("where") == DISAGREES or _far(part, report, comparing):
            continue
        return finding(AGAINST, f"{report.type} is reported, not {part.type}")
    return finding(NEAR, f"{report.type} is another matter")


def _settled(report: Report) -> bool:
    """Tell whether an outcome is that of all that the article lays to the person: none is left open."""
    open_still = [status for _, status, _ in report.offenses if status in ("charged", "arrested", "alleged")]
    others = {status for _, status, _ in report.offenses if status in ("convicted", "cleared")}
    return not open_still and len(others) < 2


def _same_kind(part: Part, report: Report, judged: dict[str, str], comparing: Comparing) -> tuple[str, str]:
    """Return side and reason for a report of the type that is claimed."""
    wrong = sorted(field for field, verdict in judged.items() if verdict == DISAGREES)
    if report.modality == "planned" and not part.planned:
        return NEAR, "planned only"
    if "offense" in wrong:
        told = {category for category, _ in offenses_told(report)}
        if part.offense is not None and part.offense[0] in told and report.modality == "actual":
            return AGAINST, "another kind of that offense is reported"
        return NEAR, "another offense"
    if "agency" in wrong:
        return NEAR, "by another agency"
    if wrong and report.type != part.type:
        return NEAR, f"{report.type} is another matter"
    if wrong:
        anchored = any(judged.get(field) == AGREES for field in ("where", "agency", "offense", "when"))
        if "when" in wrong and _far(part, report, comparing):
            return NEAR, "at another time"
        if wrong == ["where"]:
            return NEAR, "elsewhere"
        if anchored and report.modality == "actual" and not part.negated:
            return AGAINST, f"another {' and '.join(wrong)} is reported"
        return NEAR, f"another {' and '.join(wrong)}, and nothing else says that it is the same matter"
    return _polarity(part, report, judged)


def _polarity(part: Part, report: Report, judged: dict[str, str]) -> tuple[str, str]:
    if report.type != part.type and report.modality != "actual":
        return NEAR, f"{report.type} is another matter"
    denied = report.modality == "negated"
    if report.modality == "alleged" and report.type in _DISPUTABLE:
        return AGAINST, "told at a distance: it is disputed"
    if denied != part.negated:
        return AGAINST, "reported as not so" if denied else "reported as having happened"
    if judged.get("when") == SILENT and part.type in table("dates")["repeated"]:
        return NEAR, "when is not reported"
    if judged.get("offense") == SILENT:
        return NEAR, "for what is not reported"
    if judged.get("age") == SILENT:
        return NEAR, "the age is not reported"
    return FOR, "reported"


def _far(part: Part, report: Report, comparing: Comparing) -> bool:
    apart = days_apart(part, report, comparing)
    return apart is not None and apart > table("dates")["never"]


def of_unnamed(part: Part, finding: Finding, states: frozenset[str], named: bool) -> Finding:
    """Return where a report stands about somebody whom a claim describes but does not name.

    The place must agree, and the time if the claim gives one; to contradict, both must. To speak for it,
    three things that agree will do where the state is one of them or the article names the claim's places.

    Args:
        part: of the claim.
        finding: the report beside it.
        states: that the claim names.
        named: the article has all names of places and firms that the claim has.
    """
    judged = {value.field: value.judged for value in finding.values}
    where, when = judged.get("where") == AGREES, judged.get("when") == AGREES
    enough = where and (when or (part.date is None and finding.side == FOR))
    if finding.side == FOR and not enough:
        report, who = finding.report, part.who
        laid = {category for category, _, _ in report.offenses}
        described = who is not None and any(laid & related(category) for category in who.offenses)
        agreeing = [
            when,
            named,
            described or judged.get("offense") == AGREES,
            who is not None and who.nationality is not None and who.nationality == report.nationality,
            judged.get("age") == AGREES,
            bool(states & report.states),
        ]
        enough = (named or agreeing[-1]) and sum(agreeing) >= _ENOUGH
    if finding.side == NEAR or enough:
        return finding
    return replace(finding, side=NEAR, reason="nothing says that it is the same person")


def of_group(part: Part, report: Report, claim: Claim, comparing: Comparing, located: bool) -> Finding:
    """Return where a report stands about a group at the place that a claim is about.

    Args:
        part: of the claim.
        report: of the same type, in an article about the place.
        claim: the whole.
        comparing: takes places apart.
        located: the report is known to be of the state that the claim names, if it names one.
    """
    values = values_of(part, report, claim, comparing)
    judged = {value.field: value.judged for value in values}
    wrong = sorted(field for field, verdict in judged.items() if verdict == DISAGREES)

    def finding(side: str, reason: str) -> Finding:
        return Finding(report, side, reason, values, report.type != part.type)

    if report.modality == "planned" and not part.planned:
        return finding(NEAR, "planned only")
    if part.count is None and not part.custodian and not claim.proper:
        return finding(NEAR, "nothing says that it is the same matter")
    if "where" in wrong or "agency" in wrong:
        return finding(NEAR, "elsewhere or by others")
    if wrong == ["when", "how many"] or wrong == ["how many", "when"] or _far(part, report, comparing):
        return finding(NEAR, "another time and number")
    if wrong and report.type != part.type:
        return finding(NEAR, f"{report.type} is another matter")
    if "how many" in wrong and part.custodian and judged.get("where") != AGREES:
        return finding(NEAR, "another number, of another or a wider place")
    if wrong == ["how many"] and judged.get("when") == SILENT:
        return finding(NEAR, "another number, and when is not reported")
    if wrong:
        word = f"another {' and '.join(wrong)} is reported"
        return finding(AGAINST if located else NEAR, word)
    if report.modality == "alleged" and report.type in _DISPUTABLE:
        agreed = judged.get("how many") == AGREES
        return finding(AGAINST if agreed else NEAR, "told at a distance: it is disputed")
    if (report.modality == "negated") != part.negated:
        return finding(AGAINST, "reported as not so")
    loose = part.qualifier == "at_least" or part.count is None
    if judged.get("when") == SILENT and loose:
        return finding(NEAR, "when is not reported")
    if judged.get("how many") == SILENT:
        return finding(NEAR, "how many is not reported")
    return finding(FOR, "reported")
