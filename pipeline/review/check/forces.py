"""Tells one agency from another of its kind by their names: two police, the Border Patrol and ICE.

in: names of agencies    out: answers    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.review.check.claim import Comparing

_FORCES = frozenset(
    {"deputies", "deputy", "officers", "officer", "troopers", "trooper", "detectives", "detective", "sheriff",
     "sheriffs", "city", "town", "county", "police", "state", "highway", "patrol", "local"}
)  # fmt: skip
_OF_NO_TOWN = frozenset(
    {"fbi", "dea", "atf", "cbp", "ice", "marshal", "marshals", "agents", "federal", "task", "force", "secret",
     "service", "homeland", "security", "investigations", "bureau"}
)  # fmt: skip
"""Words in names of police that name no town."""
_FORCES_OF_ICE = {
    "border": re.compile(r"\bCBP\b|(?i:\bborder (?:patrol|agents?|protection|officers?))"),
    "interior": re.compile(
        r"\b(?:ICE|ERO|HSI)\b|(?i:\bimmigration and customs enforcement|removal operations)"
    ),
}
"""Immigration agencies that are told apart by their names."""
_LEVELS = {
    "federal": re.compile(r"\b(?:FBI|DEA|ATF)\b|(?i:\b(?:marshals?|secret service)\b)"),
    "state": re.compile(r"\b(?:troopers?|(?:state|highway) (?:police|patrol))\b", re.IGNORECASE),
    "county": re.compile(
        r"\b(?:sheriff|deput(?:y|ies))\b|\bcounty (?:police|detectives?|officers?|investigators?)\b",
        re.IGNORECASE,
    ),
    "city": re.compile(
        r"^(?!.*\b(?:local|state|county|highway|park|transit|campus) (?:police|patrol)\b).*[\w.’'-] police\b"
        r"|\b(?:city|town|village|municipal) (?:police|detectives?|officers?)\b"
        r"|^(?:the )?police (?:officers |detectives )?(?:in|from|of) (?-i:[A-Z])",
        re.IGNORECASE,
    ),
}
"""Police that are told apart by whose they are: "state troopers", "the sheriff", "Salem police"."""


def named_force(agency: str | None, comparing: Comparing) -> frozenset[str]:
    """Return the words that tell which police an agency is; none: any may be meant."""
    return comparing.place_words(agency or "") - _FORCES


def town_of(agency: str | None, comparing: Comparing) -> frozenset[str]:
    """Return the words that tell of which town or county police are; none: of none that is named."""
    return named_force(agency, comparing) - _OF_NO_TOWN


def _named_in(patterns: Mapping[str, re.Pattern[str]], agency: str | None) -> str | None:
    """Return which of some forces a name is of; null: it may be of any."""
    return next((name for name, words in patterns.items() if agency and words.search(agency)), None)


_ANY_FEDERAL = re.compile(
    r"^(?:the |U\.S\. )?federal (?:agents|officers|authorities|officials)$", re.IGNORECASE
)


def are_federal(one: str | None, other: str | None) -> bool:
    """Tell whether one agency is federal agents of whatever kind, and the other federal police: the FBI."""
    names = (one or "", other or "")
    return any(_ANY_FEDERAL.search(name) for name in names) and any(
        _named_in(_LEVELS, name) == "federal" for name in names
    )


def may_be_other(claimed: str | None, reported: str | None) -> bool:
    """Tell whether a claim is of the Border Patrol, and a report of any immigration officers."""
    return _named_in(_FORCES_OF_ICE, claimed) == "border" and _named_in(_FORCES_OF_ICE, reported) is None


def are_two(claimed: str | None, reported: str | None, comparing: Comparing) -> bool:
    """Tell whether two agencies of a kind are not one by their names.

    Two police have names that share no word ("Salem police", "Polk deputies"), or are of two levels
    (troopers, deputies); the Border Patrol is not ICE.
    """
    forces = {_named_in(_FORCES_OF_ICE, name) for name in (claimed, reported)}
    if comparing.actor(claimed) == "immigration" and None not in forces:
        return len(forces) > 1
    if comparing.actor(claimed) != "police":
        return False
    levels = {_named_in(_LEVELS, name) for name in (claimed, reported)}
    if None not in levels and len(levels) > 1:
        return True
    mine, theirs = (named_force(name, comparing) for name in (claimed, reported))
    return bool(mine and theirs) and not mine & theirs
