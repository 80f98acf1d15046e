"""How far each offense of each person got: one row an offense, at the status that the article tells last.

in: offenses laid sentence by sentence    out: offenses laid, each once    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.events.offenses.laid import Laid
from pipeline.events.people.entity import Entity
from pipeline.ontology import ontology

_ATTACKS = frozenset({"assault", "domestic_violence"})
_CROSSINGS = frozenset({"illegal_entry", "illegal_reentry"})
"""Offenses only where they are charged or laid to somebody in so many words."""
_IN_A_DEATH = "in the death of "
_CHARGE = re.compile(
    r"\b(?:guilty|no contest|convicted|acquitted|cleared|charged|accused|indicted|arraigned)"
    r"(?: [A-Z]?[a-z]+)? (?:of|to|with|on) (?!(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day)[^.;:]{3,60} $"
)
"""In front of it: what somebody is guilty of or charged with."""
_FRONT = 90
_BIAS = re.compile(r"\bhate[\s-]crimes?\b", re.IGNORECASE)
_BARE_DRUGS = re.compile(
    r"(?:illegal\s|illicit\s)?(?:drugs?|narcotics?)(?:\s(?:charges?|offen[sc]es?|crimes?|violations?|counts?|arrests?|case))?",
    re.IGNORECASE,
)
"""What names no kind of drug offense: "drug charges" beside trafficking are these very charges."""
_EVADING = re.compile(
    r"(?:fail\w*|did\snot|didn[’']t|never)\s(?:to\s)?(?:appear|show)|skipp|miss(?:ed|ing)\s|jump|abscond|escap|broke\sout|"
    r"walk(?:ed|ing)\s(?:away|off)|(?:fled|fleeing)\s(?:the\s)?(?:country|state|jurisdiction)|cut(?:ting)?\s|remov",
    re.IGNORECASE,
)
_OF_IMMIGRATION = re.compile(r"\b(?:immigration|removal|removed|asylum|deport\w+|notice\sto\sappear)\b")
"""Around a hearing somebody missed: a civil one."""
_AROUND = 120
_BEYOND_ASSAULT = frozenset({"domestic_violence", "homicide"})
"""What a deed of violence told beside it comes to."""


def furthest(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Keep each (owner, category) once, at the furthest status; what was cleared stays beside.

    A deed alleged of one who is charged or convicted is what the charge is about and stands for no offense of
    its own, but where the charge is of an earlier case or somebody is accused of the deed besides; nor does
    "a predator", "a thief" said of somebody whose offenses are told.
    """
    gravity = ontology().statuses
    kept: dict[tuple[int, str, str], Laid] = {}
    for item in laid:
        apart = item.status if not isinstance(item.owner, Entity) or item.status == "cleared" else ""
        key = (item.owner_key(), str(item.mention.value), apart)
        other = kept.get(key)
        if other is None or gravity[item.status] > gravity[other.status]:
            kept[key] = item
        elif item.status == other.status and item.mention.value in _ATTACKS and _is_deed(other):
            kept[key] = (
                other if _is_deed(item) else item
            )  # the count stands beside a killing, its deed does not
    told = {item.owner_key() for item in kept.values() if item.status != "alleged"}
    accused = {
        item.owner_key()
        for item in kept.values()
        if item.status in ("charged", "convicted") and not item.prior
    }
    groups = {item.mention.value for item in kept.values() if item.owner is None and item.status != "alleged"}
    cleared = {(item.owner_key(), item.mention.value) for item in kept.values() if item.status == "cleared"}
    graver = {item.owner_key() for item in kept.values() if item.mention.value in _BEYOND_ASSAULT}

    def is_told_again(item: Laid) -> bool:
        if not isinstance(item.owner, Entity):
            return item.owner is None and _is_deed(item) and item.mention.value in groups
        return (
            (item.mention.rule.endswith(".person") and item.owner_key() in told)
            or (
                _is_deed(item)
                and not (item.besides or _is_evasion(item, text))
                and item.owner_key() in accused
            )
            or (_is_deed(item) and (item.owner_key(), item.mention.value) in cleared)
            or (
                _is_deed(item)
                and not item.besides
                and item.mention.value == "assault"
                and item.owner_key() in graver
            )
        )

    result = [
        item
        for item in kept.values()
        if not _is_only_crossing(item) and not (item.status == "alleged" and is_told_again(item))
    ]
    return sorted(result, key=lambda item: (item.mention.start, item.owner_key()))


def without_bare_drugs(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Leave out "drug charges" where trafficking is laid to the same one, as far as these have got."""
    gravity = ontology().statuses
    dealt = {
        item.owner_key(): gravity[item.status]
        for item in laid
        if item.mention.value == "drug_trafficking" and not item.prior and item.status != "cleared"
    }
    return [
        item
        for item in laid
        if item.mention.value != "drug_possession"
        or item.prior
        or not _BARE_DRUGS.fullmatch(text, item.mention.start, item.mention.end)
        or gravity[item.status] > dealt.get(item.owner_key(), -1)
    ]


def _is_only_crossing(item: Laid) -> bool:
    """Say whether a crossing is told and charged to nobody: "he illegally reentered the country in May".

    Who is taken for an entry is one whose status is unlawful, until it is charged.
    """
    if item.mention.value == "illegal_entry" and item.status == "arrested":
        return True
    return item.status == "alleged" and item.mention.value in _CROSSINGS and item.cue is None


def _is_evasion(item: Laid, text: str) -> bool:
    """Say whether a deed keeps somebody from court or out of jail, so that no charge told is about it."""
    start, end = item.mention.start, item.mention.end
    around = text[max(0, start - _AROUND) : end + _AROUND]
    evading = item.mention.value == "obstruction" and _EVADING.match(text, start, end)
    return bool(evading) and _OF_IMMIGRATION.search(around) is None


def _is_deed(item: Laid) -> bool:
    return item.mention.detail.startswith("act") and item.mention.value != "gang"


def without_bare_deaths(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Leave out "charged in the death of her son" where the charge is told besides.

    It is told where it is neglect, and where words in front say of what somebody is guilty: "convicted of
    misconduct in the death of an inmate" is no homicide. Nor is "a hate crime" an offense beside the one that
    it makes graver.
    """
    told = {(item.owner_key(), item.status) for item in laid if item.mention.value != "other"}
    laid = [
        item
        for item in laid
        if not (
            isinstance(item.owner, Entity)
            and (item.owner_key(), item.status) in told
            and _BIAS.search(text, item.mention.start, item.mention.end)
        )
    ]
    neglect = {
        item.owner_key()
        for item in laid
        if item.mention.value == "child_abuse" and item.status in ("charged", "convicted") and not item.prior
    }
    return [
        item
        for item in laid
        if not (
            item.mention.value == "homicide"
            and text.startswith(_IN_A_DEATH, item.mention.start)
            and (item.owner_key() in neglect or _is_of_a_charge(item, text))
        )
    ]


def _is_of_a_charge(item: Laid, text: str) -> bool:
    """Say whether the words in front of a death name the charge: "guilty of two counts in the death"."""
    front = text[max(0, item.mention.start - _FRONT) : item.mention.start]
    return _CHARGE.search(front) is not None
