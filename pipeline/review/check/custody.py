"""Tells who holds somebody, and from whom he was taken, apart from whom a claim says.

in: a part of a claim, a report    out: answers    writes: nothing
"""

from __future__ import annotations

import re

from pipeline.review.check.claim import Comparing, Part
from pipeline.store.claims import Report

_FROM_COUNTY = re.compile(r"\bfrom (?:the )?(?P<place>(?:[A-Z][\w.’'-]+ )+County\b)")
_OFFICERS = re.compile(r"\b(?:ICE|ERO|DHS|[Ii]mmigration|[Ff]ederal)\b")


def is_from_another(part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether a report's words have ICE take somebody from another county's jail than is claimed."""
    if not part.type == report.type == "transfer":
        return False
    own = comparing.place_words(part.custodian) if part.custodian else frozenset()
    giver = _FROM_COUNTY.search(report.quote)
    theirs = comparing.place_words(giver["place"]) if giver else frozenset()
    to_officers = "immigration" in (report.actor, comparing.actor(report.custodian))
    county = part.custodian is not None and "county" in part.custodian.lower()
    return bool(to_officers and county and own and theirs and not own & theirs)


def is_in_jail(part: Part, report: Report, comparing: Comparing) -> bool:
    """Tell whether somebody who is said to be held by ICE is reported in a jail, ICE not named."""
    if not part.type == report.type == "detention" or comparing.actor(part.custodian) != "immigration":
        return False
    told = report.custodian is not None and comparing.actor(report.custodian) != "immigration"
    return told and _OFFICERS.search(report.quote) is None
