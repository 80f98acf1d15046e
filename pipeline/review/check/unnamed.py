"""Says where a report stands about somebody whom a claim does not name, or about a group.

in: a part of a claim, a report    out: a `Finding`    writes: nothing

Without a name, more must agree: the place, the time, what is told of the person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import Claim, Comparing, Part, Who
from pipeline.review.check.compare import AGREES, DISAGREES, SILENT, values_of
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.review.check.rules import related, says, says_corrected, supporting, table
from pipeline.review.check.sides import DISPUTABLE
from pipeline.review.check.times import at_that_time, far
from pipeline.review.check.whereabouts import is_another_place
from pipeline.store.claims import Report

ALL = re.compile(r"\b(?:all|every|each|any)\b", re.IGNORECASE)
_ENOUGH = 3
"""Things that must agree about somebody unnamed."""
_MANY = 12
"""A number so large that it tells a matter by itself."""


def of_unnamed(
    part: Part, finding: Finding, states: frozenset[str], named: bool, worded: bool = False
) -> Finding:
    """Return where a report stands about somebody whom a claim describes but does not name.

    The place must agree, and the time if the claim gives one; to contradict, both must. To speak for it,
    three things that agree will do where the state is one of them or the article names the claim's places.
    To contradict without a time, two things about the person must agree beside the place of custody.

    Args:
        part: of the claim.
        finding: the report beside it.
        states: that the claim names.
        named: the article has all names of places and firms that the claim has.
        worded: it has all other words, too, that tell the claim's matter.
    """
    judged = {value.field: value.judged for value in finding.values}
    where, when = judged.get("where") == AGREES, judged.get("when") == AGREES
    enough = where and (when or (part.date is None and finding.side == FOR))
    report, who = finding.report, part.who
    laid = report.record | {category for category, _, _ in report.offenses}
    described = who is not None and any(laid & related(category) for category in who.offenses)
    agreeing = [
        described or judged.get("offense") == AGREES,
        judged.get("nationality") == AGREES,
        judged.get("age") == AGREES,
        when,
        worded and named,
        named,
        bool(states & report.states),
    ]
    if finding.side == FOR and not enough:
        enough = any(agreeing[-2:]) and sum(agreeing) >= _ENOUGH
        enough |= _is_any(who) and _all_given(part, agreeing, states)
    elif finding.side == AGAINST and not enough:
        enough = where and part.date is None and sum(agreeing[:3]) >= _ENOUGH - 1
    if finding.side == NEAR or enough:
        return finding
    return replace(finding, side=NEAR, reason="nothing says that it is the same person")


def _is_any(who: Who | None) -> bool:
    """Tell whether a claim is of somebody, whoever it was ("a child abuser"): one of them will do."""
    return who is not None and who.mention.lower().startswith(("a ", "an "))


def _all_given(part: Part, agreeing: Sequence[bool], states: frozenset[str]) -> bool:
    """Tell whether two things at least that a claim says of somebody unnamed agree, and all that it says."""
    who = part.who
    offense, nation, age, when, _, _, state = agreeing
    given = [
        (bool(who and who.offenses) or part.offense is not None, offense),
        (bool(who and who.nationality), nation),
        (bool(who and who.age), age),
        (part.date is not None, when),
        (bool(states), state),
    ]
    told = [so for is_said, so in given if is_said]
    return all(told) and len(told) >= _ENOUGH - 1


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
    told_so = report.type == part.type or says(part.type, report.type, report.quote)
    if report.type not in supporting(part.type) and not told_so:
        return finding(NEAR, f"{report.type} is another matter")
    denied = part.negated and bool(claim.states)
    if part.count is None and not part.custodian and not claim.proper and not denied:
        return finding(NEAR, "nothing says that it is the same matter")
    if "where" in wrong and says_corrected(report.quote) and claim.states & comparing.states(report.quote):
        return finding(AGAINST, "a correction says that it was elsewhere")
    exact = judged.get("how many") == AGREES and part.qualifier is None and report.qualifier is None
    if _is_same_matter(part, report, claim, comparing) and located and told_so and not part.negated:
        bare = part.count is None and part.date is None
        if wrong == ["agency"] and (exact or judged.get("when") == AGREES or bare):
            return finding(AGAINST, "others are reported to have done it")
        elsewhere = any(value.field == "where" and is_another_place(value) for value in values)
        if elsewhere and set(wrong) <= {"where"} and exact:
            return finding(AGAINST, "another place is reported")
        if wrong == ["when"] and exact and (part.count or 0) > _MANY:
            return finding(AGAINST, "another time is reported")
    if "where" in wrong or "agency" in wrong:
        return finding(NEAR, "elsewhere or by others")
    if (
        wrong == ["how many", "when"]
        or far(part, report, comparing)
        or _of_years(part, report, comparing, wrong)
    ):
        return finding(NEAR, "another time and number")
    officers = comparing.actor(part.agency) == "immigration"
    if officers and judged.get("agency") == SILENT and report.agency is not None:
        return finding(NEAR, "by others")
    if wrong and (not told_so or (report.modality == "negated" and "how many" in wrong)):
        return finding(NEAR, f"{report.type} is another matter")
    if wrong == ["how many"] and judged.get("offense") == SILENT:
        return finding(NEAR, "another number, and for what is not reported")
    if "how many" in wrong and part.custodian and judged.get("where") != AGREES:
        return finding(NEAR, "another number, of another or a wider place")
    own = comparing.place_words(report.custodian) if report.custodian else frozenset()
    alone = not part.custodian and bool(own) and not own & (claim.proper | claim.words)
    if alone and "how many" in wrong:
        return finding(NEAR, "another number, of one place alone")
    if alone and judged.get("how many") == AGREES and part.qualifier != "at_least":
        return finding(NEAR, "of one place alone")
    if report.modality == "negated" and part.count is not None and report.count not in (None, part.count):
        return finding(NEAR, "another number is denied")
    if part.whole and part.count is None and not part.negated and not ALL.search(report.quote):
        return finding(NEAR, "that it is so of all is not reported")
    then = bool(claim.proper) and at_that_time(part, report, comparing)
    if wrong == ["how many"] and judged.get("when") == SILENT and not then:
        return finding(NEAR, "another number, and when is not reported")
    if wrong:
        word = f"another {' and '.join(wrong)} is reported"
        return finding(AGAINST if located else NEAR, word)
    if report.modality == "alleged" and report.type in DISPUTABLE:
        agreed = judged.get("how many") == AGREES
        return finding(AGAINST if agreed else NEAR, "told at a distance: it is disputed")
    if (report.modality == "negated") != part.negated:
        return finding(AGAINST, "reported as not so")
    loose = part.qualifier == "at_least" or part.count is None
    if judged.get("when") == SILENT and loose and report.modality != "negated":
        return finding(NEAR, "when is not reported")
    if judged.get("how many") == SILENT:
        return finding(NEAR, "how many is not reported")
    return finding(FOR, "reported")


def _is_same_matter(part: Part, report: Report, claim: Claim, comparing: Comparing) -> bool:
    """Tell whether a report is of a place or firm that a claim names beside the jail."""
    held = comparing.place_words(part.custodian) if part.custodian else frozenset()
    named = claim.proper - held
    return bool(named) and report.modality == "actual" and not part.type.startswith("detainer")


def _of_years(part: Part, report: Report, comparing: Comparing, wrong: Sequence[str]) -> bool:
    """Tell whether a claim and a report count what happened in two different years or quarters."""
    spans = (comparing.days(part.date), comparing.days(report.date))
    return "when" in wrong and all(
        span is not None and span[1] - span[0] >= table("dates")["long"] for span in spans
    )
