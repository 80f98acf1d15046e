"""Says whether a report of another type of event speaks against a claim, or shows that it was otherwise.

in: a part of a claim, a report of the same person    out: yes or no    writes: nothing

The pairs of types, and what each asks for, stand in `rules.toml`.
"""

from __future__ import annotations

import re

from pipeline.review.check.acquittals import leaves_standing
from pipeline.review.check.claim import UNREAD, Comparing, Part, plain
from pipeline.review.check.compare import AGREES, DISAGREES, EVERY, SILENT
from pipeline.review.check.rules import Opposed, opposed, related, says, says_dropped, says_kept, says_partly
from pipeline.review.check.times import far, had_been, is_of_another_time, is_open, is_past
from pipeline.store.claims import Report

_OF_OFFICERS = re.compile(r"\b(?:ICE|[Ii]mmigration) (?:custody|detention|lockup|jail|facility|center)\b")
_PLAIN = re.compile(r"\w+")


def speaks_against(
    pair: Opposed, part: Part, report: Report, judged: dict[str, str], comparing: Comparing
) -> bool:
    """Tell whether a report meets all that a pair of types asks for.

    Args:
        pair: one of those that are opposed to the claimed type.
        part: of the claim.
        report: about the person.
        judged: how their values compare.
        comparing: takes names and places apart.
    """
    return (
        _is_told(pair, part, report)
        and not (part.overturned or DISAGREES in (judged.get("nationality"), judged.get("age")))
        and _is_by_whom(pair, part, report, comparing)
        and _is_of_offense(pair, part, report, judged, comparing)
        and _is_then(pair, part, report, judged, comparing)
        and _is_kept(pair, part, report, comparing)
        and not (pair.place and judged.get("where") != AGREES)
        and judged.get("where") != DISAGREES
        and not far(part, report, comparing)
    )


def ended_otherwise(part: Part, report: Report, judged: dict[str, str], comparing: Comparing) -> bool:
    """Tell whether what is said not to have ended so ended in the other way: not convicted, but acquitted."""
    ends = [pair for pair in opposed(part.type) if pair.offense and not pair.open]
    pairs = [pair for pair in ends if pair.report == report.type]
    same = judged.get("offense") == AGREES or (part.offense is None and _settled(part, report, comparing))
    return bool(pairs) and report.modality == "actual" and same and judged.get("when") != DISAGREES


def _is_told(pair: Opposed, part: Part, report: Report) -> bool:
    told = "negated" if pair.negated else "actual"
    if pair.report != report.type or report.modality != told or part.negated:
        return False
    return not pair.says or says(pair.says, report.type, report.quote, against=pair.negated)


def _is_by_whom(pair: Opposed, part: Part, report: Report, comparing: Comparing) -> bool:
    officers = "immigration" in (report.actor, comparing.actor(report.custodian))
    if pair.immigration and not officers and not _OF_OFFICERS.search(report.quote):
        return False
    return not pair.giver or _names_custodian(part, report, comparing)


def _is_of_offense(
    pair: Opposed, part: Part, report: Report, judged: dict[str, str], comparing: Comparing
) -> bool:
    if report.type == "acquittal" and leaves_standing(part, report):
        return False
    if not pair.offense:
        return True
    if part.offense and judged.get("offense") == DISAGREES:
        return False
    if part.date and report.date is None and is_of_another_time(part, report, comparing):
        return False
    unsaid = part.offense is None or part.offense[0] == UNREAD
    unsaid |= judged.get("offense") == SILENT and judged.get("when") != AGREES
    return not unsaid or part.whole or _settled(part, report, comparing)


def _is_then(pair: Opposed, part: Part, report: Report, judged: dict[str, str], comparing: Comparing) -> bool:
    if pair.alone and (part.planned or judged.get("when") == DISAGREES):
        return False
    if pair.period and not (judged.get("when") == AGREES and judged.get("where") != DISAGREES):
        return False
    if pair.undated and part.date is not None:
        return False
    return not pair.open or is_open(part, report, comparing)


def _is_kept(pair: Opposed, part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether who was to be kept was so then; whoever ICE holds may have been let out by a jail."""
    if not pair.kept:
        return True
    if comparing.actor(report.custodian) == "immigration" and not part.still:
        return False
    return says_kept(report.quote) and had_been(part, report, comparing)


def _names_custodian(part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether a report's words name the custodian that is claimed: "handed over by the Polk jail"."""
    own = comparing.place_words(part.custodian) if part.custodian else frozenset()
    return bool(own & set(_PLAIN.findall(plain(f"{report.agency or ''} {report.quote}"))))


def _settled(part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether an outcome is that of all that the article lays to the person: none is left open.

    Nobody is acquitted of what he was only arrested for, or is only said to have done.
    """
    if EVERY.search(report.quote):
        return True
    unsettled = ("charged",) if part.type == "acquittal" else ("charged", "arrested", "alleged")
    open_still = [status for _, status, _ in report.offenses if status in unsettled]
    others = {status for _, status, _ in report.offenses if status in ("convicted", "cleared")}
    if part.offense and says_dropped(report.quote) and not says_partly(report.quote):
        left = {category for category, status, _ in report.offenses if status in unsettled}
        return left <= related(part.offense[0]) and not others
    return not (open_still or len(others) > 1 or (part.type == "acquittal" and is_past(report, comparing)))
