"""Says where a report stands about a group at the place that a claim is about.

in: a part of a claim, a report of the same type of event    out: a `Finding`    writes: nothing

The number tells of which group it is: place, time and who did it must agree before another speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.compare import AGREES, DISAGREES, SILENT, values_of
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.review.check.rules import says, says_corrected, supporting, table
from pipeline.review.check.sides import DISPUTABLE
from pipeline.review.check.times import at_that_time, far
from pipeline.review.check.whereabouts import is_another_place
from pipeline.store.claims import Report

ALL = re.compile(r"\b(?:all|every|each|any)\b", re.IGNORECASE)
_MANY = 12
"""A number so large that it tells a matter by itself."""

type _Side = tuple[str, str]
"""The side, and the reason."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A claimed group and a reported one."""

    part: Part
    report: Report
    claim: Claim
    comparing: Comparing
    located: bool
    """The report is known to be of the state that the claim names, if it names one."""
    judged: dict[str, str]
    """Field of a value to `agrees`, `disagrees` or `not reported`."""
    wrong: list[str]
    """Fields that disagree, in order."""
    elsewhere: bool
    """The report is of another place of custody."""
    told_so: bool
    """The report says what is claimed, and not only what goes with it."""


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
    pair = _Pair(
        part,
        report,
        claim,
        comparing,
        located,
        judged,
        wrong=sorted(field for field, verdict in judged.items() if verdict == DISAGREES),
        elsewhere=any(value.field == "where" and is_another_place(value) for value in values),
        told_so=report.type == part.type or says(part.type, report.type, report.quote),
    )
    found = (question(pair) for question in _QUESTIONS)
    side, reason = next((side for side in found if side is not None), (FOR, "reported"))
    return Finding(report, side, reason, values, report.type != part.type)


def _of_another_matter(pair: _Pair) -> _Side | None:
    part, report, claim = pair.part, pair.report, pair.claim
    if report.modality == "planned" and not part.planned:
        return NEAR, "planned only"
    if report.type not in supporting(part.type) and not pair.told_so:
        return NEAR, f"{report.type} is another matter"
    denied = part.negated and bool(claim.states)
    if part.count is None and not part.custodian and not claim.proper and not denied:
        return NEAR, "nothing says that it is the same matter"
    return None


def _told_otherwise(pair: _Pair) -> _Side | None:
    """Return that it was elsewhere, by others or at another time, where it is surely the same matter."""
    part, report, wrong = pair.part, pair.report, pair.wrong
    states = pair.claim.states & pair.comparing.states(report.quote)
    if "where" in wrong and says_corrected(report.quote) and states:
        return AGAINST, "a correction says that it was elsewhere"
    if not _is_same_matter(pair) or not pair.located or not pair.told_so or part.negated:
        return None
    exact = pair.judged.get("how many") == AGREES and part.qualifier is None and report.qualifier is None
    bare = part.count is None and part.date is None
    if wrong == ["agency"] and (exact or pair.judged.get("when") == AGREES or bare):
        return AGAINST, "others are reported to have done it"
    if pair.elsewhere and set(wrong) <= {"where"} and exact:
        return AGAINST, "another place is reported"
    if wrong == ["when"] and exact and (part.count or 0) > _MANY:
        return AGAINST, "another time is reported"
    return None


def _apart(pair: _Pair) -> _Side | None:
    """Return that place, time or who did it are others, or not known to be the same."""
    part, report, wrong = pair.part, pair.report, pair.wrong
    if "where" in wrong or "agency" in wrong:
        return NEAR, "elsewhere or by others"
    if wrong == ["how many", "when"] or far(part, report, pair.comparing) or _of_years(pair):
        return NEAR, "another time and number"
    officers = pair.comparing.actor(part.agency) == "immigration"
    if officers and pair.judged.get("agency") == SILENT and report.agency is not None:
        return NEAR, "by others"
    if wrong and (not pair.told_so or (report.modality == "negated" and "how many" in wrong)):
        return NEAR, f"{report.type} is another matter"
    return None


def _of_others(pair: _Pair) -> _Side | None:
    """Return that a number is of other people than those claimed: of one place alone, or not of all."""
    part, report, wrong = pair.part, pair.report, pair.wrong
    if wrong == ["how many"] and pair.judged.get("offense") == SILENT:
        return NEAR, "another number, and for what is not reported"
    if "how many" in wrong and part.custodian and pair.judged.get("where") != AGREES:
        return NEAR, "another number, of another or a wider place"
    own = pair.comparing.place_words(report.custodian) if report.custodian else frozenset()
    alone = not part.custodian and bool(own) and not own & (pair.claim.proper | pair.claim.words)
    if alone and "how many" in wrong:
        return NEAR, "another number, of one place alone"
    if alone and pair.judged.get("how many") == AGREES and part.qualifier != "at_least":
        return NEAR, "of one place alone"
    if report.modality == "negated" and part.count is not None and report.count not in (None, part.count):
        return NEAR, "another number is denied"
    if part.whole and part.count is None and not part.negated and not ALL.search(report.quote):
        return NEAR, "that it is so of all is not reported"
    return None


def _otherwise(pair: _Pair) -> _Side | None:
    """Return that another value is reported."""
    wrong = pair.wrong
    then = bool(pair.claim.proper) and at_that_time(pair.part, pair.report, pair.comparing)
    if wrong == ["how many"] and pair.judged.get("when") == SILENT and not then:
        return NEAR, "another number, and when is not reported"
    if wrong:
        return AGAINST if pair.located else NEAR, f"another {' and '.join(wrong)} is reported"
    return None


def _denied(pair: _Pair) -> _Side | None:
    part, report = pair.part, pair.report
    if report.modality == "alleged" and report.type in DISPUTABLE:
        agreed = pair.judged.get("how many") == AGREES
        return AGAINST if agreed else NEAR, "told at a distance: it is disputed"
    if (report.modality == "negated") != part.negated:
        return AGAINST, "reported as not so"
    return None


def _unsaid(pair: _Pair) -> _Side | None:
    loose = pair.part.qualifier == "at_least" or pair.part.count is None
    if pair.judged.get("when") == SILENT and loose and pair.report.modality != "negated":
        return NEAR, "when is not reported"
    if pair.judged.get("how many") == SILENT:
        return NEAR, "how many is not reported"
    return None


_QUESTIONS: tuple[Callable[[_Pair], _Side | None], ...] = (
    _of_another_matter,
    _told_otherwise,
    _apart,
    _of_others,
    _otherwise,
    _denied,
    _unsaid,
)
"""What is asked of a report, in order; the first that has an answer settles where it stands."""


def _is_same_matter(pair: _Pair) -> bool:
    """Tell whether a report is of a place or firm that a claim names beside the jail."""
    part = pair.part
    held = pair.comparing.place_words(part.custodian) if part.custodian else frozenset()
    named = pair.claim.proper - held
    return bool(named) and pair.report.modality == "actual" and not part.type.startswith("detainer")


def _of_years(pair: _Pair) -> bool:
    """Tell whether a claim and a report count what happened in two different years or quarters."""
    spans = (pair.comparing.days(pair.part.date), pair.comparing.days(pair.report.date))
    return "when" in pair.wrong and all(
        span is not None and span[1] - span[0] >= table("dates")["long"] for span in spans
    )
