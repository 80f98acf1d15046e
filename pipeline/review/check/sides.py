"""Says on which side of a claim a report stands: for it, against it, or merely near it.

in: a part of a claim, a report of the same subject    out: a `Finding`    writes: nothing

Restraint comes first: a report speaks against a claim only if it is of the same matter by two anchors, of
which the subject is one. What fails that is near, and near is no evidence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from pipeline.review.check.acquittals import is_without_verdict, of_another_outcome
from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.compare import (
    AGREES,
    DISAGREES,
    SILENT,
    offenses_told,
    shares_words,
    values_of,
)
from pipeline.review.check.courts import court_of
from pipeline.review.check.custody import is_from_another, is_in_jail
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.review.check.forces import named_force
from pipeline.review.check.opposites import ended_otherwise, speaks_against
from pipeline.review.check.passages import found_by_judge, is_of_killing
from pipeline.review.check.rules import (
    broad,
    kind_of,
    opposed,
    related,
    says,
    says_bail,
    says_handed,
    says_no_bail,
    says_put_off,
    says_uncharged,
    says_without_bail,
    stand_beside,
    supporting,
    table,
)
from pipeline.review.check.terms import terms_in
from pipeline.review.check.times import (
    at_that_time,
    far,
    is_nearly_then,
    is_past,
    is_yet_to_come,
    long_ago,
    says_before,
)
from pipeline.store.claims import Report

_SO_FAR = re.compile(r"\b(?:since|yet to|so far|(?:has|have)(?: not| never|n['’]t))\b", re.IGNORECASE)
"""Words by which something is denied of the time up to the article, not of one time before."""
_SERVED = re.compile(r"\bserv(?:ed|ing)\b", re.IGNORECASE)
DISPUTABLE = frozenset({"detainer_issued", "detainer_declined", "detainer_honored"})
"""Types whose being told at a distance is a dispute: one says so, another denies it."""


class _Side(NamedTuple):
    side: str
    reason: str
    alone: bool = False
    loose: bool = False


def of_person(part: Part, report: Report, claim: Claim, comparing: Comparing, sole: bool) -> Finding:
    """Return where a report stands that is about the person whom a claim is about.

    Args:
        part: of the claim.
        report: about the person.
        claim: the whole.
        comparing: takes names and places apart.
        sole: the database has nobody else whom the claim may mean.
    """
    values = values_of(part, report, claim, comparing)
    judged = {value.field: value.judged for value in values}

    def finding(side: str, reason: str, alone: bool = False, loose: bool = False) -> Finding:
        return Finding(report, side, reason, values, report.type != part.type, alone, loose=loose)

    if is_wanted(report):
        return finding(*_at_large(part, report, judged, comparing))
    if part.type == "charge" and report.type == "acquittal" and says_uncharged(report.quote):
        same = report.modality == "actual" and not part.negated and judged.get("when") != DISAGREES
        return finding(AGAINST if same else NEAR, "no charge was brought", alone=True)
    if part.type == "acquittal" and part.court == "jury" and is_without_verdict(report) and not part.negated:
        same = sole and judged.get("offense") in (AGREES, None) and judged.get("when") != DISAGREES
        return finding(
            AGAINST if same else NEAR, "charges were dropped, and there was no verdict", alone=True
        )
    if (other := of_another_outcome(part, report, claim)) is not None:
        return replace(finding(NEAR, other), apart=True)
    if report.type in supporting(part.type) or says(part.type, report.type, report.quote):
        return finding(*_same_kind(part, report, judged, comparing, sole))
    if part.negated and ended_otherwise(part, report, judged, comparing):
        return finding(FOR, f"{report.type} is reported")
    if part.no_bail and report.type == "release" and report.modality == "actual" and says_bail(report.quote):
        return finding(AGAINST, "it was on bail", alone=True)
    for pair in opposed(part.type):
        if speaks_against(pair, part, report, judged, comparing):
            reason = f"no {report.type} is reported" if pair.negated else f"{report.type} is reported"
            return finding(AGAINST, f"{reason}, not {part.type}", pair.alone)
    return finding(NEAR, f"{report.type} is another matter")


def is_wanted(report: Report) -> bool:
    """Tell whether a report is that somebody is wanted: no arrest, and no event of its own."""
    return (
        report.type == "arrest"
        and any(status == "wanted" for _, status, _ in report.offenses[:1])
        and (report.event == report.id)
    )


def _at_large(part: Part, report: Report, judged: dict[str, str], comparing: Comparing) -> _Side:
    """Return where a report stands that somebody is wanted, who may have been caught since."""
    plain = part.date is None and not part.planned and not part.times and part.order is None
    same = judged.get("offense") in (AGREES, None)
    if part.type == "release" and part.still and same and at_that_time(part, report, comparing):
        return _Side(FOR, "wanted then")
    if part.type in ("arrest", "detention") and part.negated and plain and same:
        return _Side(FOR, "wanted, and no arrest is reported")
    return _Side(NEAR, "wanted, and no arrest is reported")


def _same_kind(part: Part, report: Report, judged: dict[str, str], comparing: Comparing, sole: bool) -> _Side:
    """Return where a report of the type that is claimed stands."""
    wrong = sorted(field for field, verdict in judged.items() if verdict == DISAGREES)
    if report.modality == "planned" and not part.planned:
        open_still = (
            part.negated and part.still and report.type == part.type and DISAGREES not in judged.values()
        )
        if not part.negated and report.type == part.type and is_yet_to_come(part, report, comparing):
            return _Side(AGAINST, "it is reported as still to come after that", alone=True)
        return _Side(FOR, "it is to come") if open_still else _Side(NEAR, "planned only")
    repeated = part.type in table("dates")["repeated"]
    if part.planned and repeated and report.modality == "actual" and judged.get("when") != AGREES:
        return _Side(NEAR, "it was so once; what is to come is not reported")
    if "offense" in wrong and _for_another(part, report, judged, comparing):
        return _Side(AGAINST, "another offense is reported of that time", alone=True)
    if "offense" in wrong:
        told = {category for category, _ in offenses_told(report)}
        meant = (
            part.offense is not None
            and not stand_beside(part.offense[0])
            and (part.offense[0] in told or (kind_of(*part.offense) and related(part.offense[0]) & told))
        )
        if meant and report.modality == "actual":
            return _Side(FOR if part.negated else AGAINST, "another kind of that offense is reported")
        return _Side(NEAR, "another offense")
    if wrong == ["when"] and part.type == "acquittal" and judged.get("court") == SILENT:
        return _Side(NEAR, "whose verdict it was is not reported")
    pleaded = wrong == ["court"] and "plea" in (part.court, court_of(report.quote))
    so = report.modality == "actual" and not part.negated
    if pleaded and so and (sole or judged.get("offense") == AGREES):
        return _Side(AGAINST, "by a plea, not a verdict, or the other way round", alone=True)
    if wrong == ["court"] and so and sole and found_by_judge(part, report):
        return _Side(AGAINST, "a judge is reported to have decided it, and no jury", alone=True)
    if "agency" in wrong or "court" in wrong:
        return _Side(NEAR, f"by another {'agency' if 'agency' in wrong else 'part of the court'}")
    if part.negated and wrong == ["how long"] and part.type == report.type and report.modality == "actual":
        return _Side(FOR, "it was otherwise")
    named = part.offense is not None and shares_words(part.offense[1], report.quote)
    served = wrong == ["how long"] and named and says(part.type, report.type, report.quote)
    if wrong and report.type != part.type and not served:
        return _Side(NEAR, f"{report.type} is another matter")
    if wrong:
        near = sole and is_nearly_then(part, report, comparing)
        return _otherwise(part, report, judged, far(part, report, comparing), sole, near)
    return _polarity(part, report, judged, comparing)


def _for_another(part: Part, report: Report, judged: dict[str, str], comparing: Comparing) -> bool:
    """Tell whether a report of that very time says for what it was, and that is not what is claimed."""
    days = comparing.days(part.date)
    yearless = part.date is not None and part.date.startswith("XXXX-")
    short = yearless or (days is not None and days[1] - days[0] <= table("dates")["month"])
    if part.negated or report.modality != "actual" or judged.get("when") != AGREES or not short:
        return False
    own = {category for category, _, words in report.offenses if words in report.quote} or report.record
    meant = set() if part.offense is None else related(part.offense[0]) | broad(part.offense[1])
    return bool(own) and not own & meant


def _otherwise(
    part: Part, report: Report, judged: dict[str, str], far: bool, sole: bool, near: bool
) -> _Side:
    """Return where a report stands that gives another value than is claimed.

    Args:
        part: of the claim.
        report: of the type that is claimed.
        judged: how its values compare.
        far: it is of another time.
        sole: it is of the only one whom the claim may mean.
        near: likewise, and of a day so near that there was hardly another in between.
    """
    wrong = sorted(field for field, verdict in judged.items() if verdict == DISAGREES)
    if "when" in wrong and far:
        return _Side(NEAR, "at another time")
    if wrong == ["where"]:
        return _Side(NEAR, "elsewhere")
    reason = f"another {' and '.join(wrong)} is reported"
    if "how long" in wrong and _of_several(part, report) and not _is_beyond(part, report):
        return _Side(NEAR, f"{reason}, for one of several offenses")
    if report.modality == "actual" and not part.negated:
        if any(judged.get(field) == AGREES for field in ("where", "agency", "offense", "when")):
            return _Side(AGAINST, reason, alone=True)
        if sole and (
            wrong in (["how long"], ["where to"], ["nationality", "where to"])
            or (wrong == ["when"] and (near or part.type in table("dates")["once"]))
        ):
            return _Side(AGAINST, reason, alone=True)
        return _Side(NEAR, f"{reason}, and nothing else says that it is the same matter", loose=True)
    return _Side(NEAR, f"{reason}, and nothing else says that it is the same matter")


def _is_beyond(part: Part, report: Report) -> bool:
    """Tell whether a claimed term is longer than all that a report has: it can be no part of that."""
    longest = max((term.most for term in terms_in(report.quote)), default=None)
    own = any(words in report.quote for _, _, words in report.offenses)  # it says for what it was
    return part.term is not None and longest is not None and part.term.least > longest and not own


def _of_several(part: Part, report: Report) -> bool:
    """Tell whether a claim names one offense, and the article has the person convicted of others, too."""
    if part.offense is None or shares_words(part.offense[1], report.quote) or is_of_killing(part, report):
        return False
    meant = related(part.offense[0])
    if any(category in meant and words in report.quote for category, _, words in report.offenses):
        return False  # "sentenced to 21 months for illegally re-entering"
    return not {category for category, status, _ in report.offenses if status == "convicted"} <= meant


def _polarity(part: Part, report: Report, judged: dict[str, str], comparing: Comparing) -> _Side:
    """Return where a report stands of which nothing disagrees with what is claimed."""
    found = (question(part, report, judged, comparing) for question in _QUESTIONS)
    return next((side for side in found if side is not None), _Side(FOR, "reported"))


def _of_another_kind(part: Part, report: Report, *_: object) -> _Side | None:
    if report.type == part.type:
        return None
    if report.modality != "actual":
        return _Side(NEAR, f"{report.type} is another matter")
    if part.court and not part.negated:
        return _Side(NEAR, f"{report.type} is reported, and whose verdict it was is not")
    return None


def _with_others(part: Part, report: Report, judged: dict[str, str], comparing: Comparing) -> _Side | None:
    """Return that whose act it was, or from whom or to whom somebody went, is another or not reported."""
    if part.negated:
        return None
    if part.court == "plea" and judged.get("court") == SILENT:
        return _Side(NEAR, "that it was by a plea is not reported")
    to_officers = part.type == report.type == "transfer" and comparing.actor(part.custodian) == "immigration"
    if to_officers and judged.get("where") == SILENT and report.actor != "immigration":
        return _Side(NEAR, "that it was to ICE is not reported")
    if is_from_another(part, report, comparing):
        return _Side(AGAINST, "it was from another place", alone=True)
    if is_in_jail(part, report, comparing):
        return _Side(NEAR, "that ICE holds them is not reported")
    unsaid = [field for field in ("agency", "where", "how long") if judged.get(field) == SILENT]
    if report.type != part.type and unsaid:
        return _Side(NEAR, f"{report.type} is reported, and {unsaid[0]} is not")
    return None


def _denied(part: Part, report: Report, _: dict[str, str], comparing: Comparing) -> _Side | None:
    denied = report.modality == "negated"
    if report.modality == "alleged" and report.type in DISPUTABLE:
        return _Side(AGAINST, "told at a distance: it is disputed")
    if denied == part.negated:
        return None
    if denied and part.type == "removal" and says_put_off(report.quote):
        return _Side(NEAR, "it was put off")
    if denied and _SO_FAR.search(report.quote) and long_ago(part, report, comparing):
        return _Side(NEAR, "it is denied of the time since")
    return _Side(AGAINST, "reported as not so" if denied else "reported as having happened")


def _on_other_terms(part: Part, report: Report, judged: dict[str, str], comparing: Comparing) -> _Side | None:
    """Return that it was in another case, or on other terms: into the hands of ICE, on bail."""
    if part.type == report.type == "release" and not part.negated and says_handed(report.quote):
        return _Side(NEAR, "it was into the hands of ICE")
    if part.case and part.date is None and not part.negated and is_past(report, comparing):
        return _Side(NEAR, "it was in an earlier case")
    if part.no_bail and not part.negated:
        kept = says_without_bail(part.type, report.quote)
        if kept is not True:
            side = NEAR if kept is None else AGAINST
            return _Side(side, "on what terms is not reported" if kept is None else "it was on bail", True)
    if part.type == report.type == "release" and part.bail and says_no_bail(report.quote):
        then = judged.get("when") == AGREES and DISAGREES not in judged.values()
        return _Side(AGAINST if then else NEAR, "it was not on bail")
    return None


def _when_unsaid(part: Part, report: Report, judged: dict[str, str], comparing: Comparing) -> _Side | None:
    if judged.get("when") != SILENT:
        return None
    repeated = part.type in table("dates")["repeated"]
    over = _SERVED.search(report.quote) or (not repeated and says_before(report.quote))
    if part.date and over:
        return _Side(NEAR, "it tells of a time that is over")
    if repeated and not at_that_time(part, report, comparing):
        return _Side(NEAR, "when is not reported")
    if long_ago(part, report, comparing):
        return _Side(NEAR, "when is not reported, and its article is of another time")
    return None


def _else_unsaid(part: Part, report: Report, judged: dict[str, str], comparing: Comparing) -> _Side | None:
    never = part.negated and report.type == part.type and not offenses_told(report)
    by_term = judged.get("how long") == AGREES and part.offense and related(part.offense[0]) & report.record
    if judged.get("offense") == SILENT and not never and not by_term:
        return _Side(NEAR, "for what is not reported")
    by_name = comparing.actor(part.agency) == "immigration" or bool(named_force(part.agency, comparing))
    if judged.get("agency") == SILENT and by_name:
        return _Side(NEAR, "by whom is not reported")
    if judged.get("how long") == SILENT:
        return _Side(NEAR, "how long is not reported")
    if judged.get("age") == SILENT:
        return _Side(NEAR, "the age is not reported")
    return None


_QUESTIONS = (_of_another_kind, _with_others, _denied, _on_other_terms, _when_unsaid, _else_unsaid)
"""What is asked of a report that agrees, in order; the first that has an answer settles where it stands."""
