"""Tells one agency from another of its kind by their names: two police, the Border Patrol and ICE.

in: names of agencies    out: answers    writes: nothing
"""

from __future__ import annotations

import re

from pipeline.review.check.claim import Comparing

_FORCES = frozenset({"deputies", "officers", "troopers", "detectives", "city", "town", "county", "police"})
_FORCES_OF_ICE = {
    "border": re.compile(r"\bCBP\b|(?i:\bborder (?:patrol|agents?|protection|officers?))"),
    "interior": re.compile(
        r"\b(?:ICE|ERO|HSI)\b|(?i:\bimmigration and customs enforcement|removal operations)"
    ),
}
"""Immigration agencies that are told apart by their names."""


def named_force(agency: str | None, comparing: Comparing) -> frozenset[str]:
    """Return the words that tell which police an agency is; none: any may be meant."""
    return comparing.place_words(agency or "") - _FORCES


def _force(agency: str | None) -> str | None:
    """Return which of the immigration agencies a name is of; null: it may be of any."""
    return next((name for name, words in _FORCES_OF_ICE.items() if agency and words.search(agency)), None)


def may_be_other(claimed: str | None, reported: str | None) -> bool:
    """Tell whether a claim is of the Border Patrol, and a report of any immigration officers."""
    return _force(claimed) == "border" and _force(reported) is None


def are_two(claimed: str | None, reported: str | None, comparing: Comparing) -> bool:
    """Tell whether two agencies of a kind are not one by their names.

    Two police have names that share no word ("Salem police", "Polk deputies"); the Border Patrol is not ICE.
    """
    forces = {_force(name) for name in (claimed, reported)}
    if comparing.actor(claimed) == "immigration" and None not in forces:
        return len(forces) > 1
    mine, theirs = (named_force(name, comparing) for name in (claimed, reported))
    return comparing.actor(claimed) == "police" and bool(mine and theirs) and not mine & theirs
