"""Says where a report stands about somebody whom a claim does not name.

in: a part of a claim, a report    out: a `Finding`    writes: nothing

Without a name, more must agree: the place, the time, what is told of the person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import Part, Who
from pipeline.review.check.compare import AGREES
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.review.check.rules import related

_ENOUGH = 3
"""Things that must agree about somebody unnamed."""


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
