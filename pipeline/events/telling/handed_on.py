"""Whether one arrest is told as before another by ICE: "was arrested and charged. ICE later arrested him".

in: two tellings of an arrest    out: yes or no    writes: nothing
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from pipeline.events.institutions.institutions import BORDER
from pipeline.events.people.plurals import Group
from pipeline.events.telling.tellings import Telling
from pipeline.schema import Mention

ONWARD = re.compile(r"\b(?:then|later|finally|eventually|subsequently|after\sthat|next)\b")
"""In front of what comes after another."""
_AFTER = frozenset({"after", "following", "since"})
_FEDERAL = frozenset({"ice", "ero", "hsi", "dhs"})


def kind_of(agency: Mention) -> str:
    """Return whose an agency is: `federal` (immigration), `border` or `other`."""
    if agency.detail in _FEDERAL or agency.detail == "federal":
        return "federal"
    return "border" if agency.detail in BORDER else "other"


def is_handed_on(a: Telling, b: Telling) -> bool:
    """Say whether one arrest is told as before another by ICE: "ICE caught him after he was arrested"."""
    if a.event != "arrest" or any(isinstance(person, Group) for person in a.people):
        return False
    return any(
        later.agency is not None
        and kind_of(later.agency) == "federal"
        and earlier.agency is None
        and (
            is_before(earlier.token, later.token)
            or _is_of_old_crime(earlier.token, later.token)
            or _is_after_charge(earlier.token, later.token)
        )
        for later, earlier in ((a, b), (b, a))
    )


def _is_of_old_crime(earlier: Token, later: Token) -> bool:
    """Say whether one had been arrested for a crime when ICE came: "who had been arrested for theft"."""
    had, has = (any(child.lower_ == "had" for child in token.children) for token in (earlier, later))
    crime = any(child.dep_ == "prep" and child.lower_ == "for" for child in earlier.children)
    return had and not has and crime


def _is_after_charge(earlier: Token, later: Token) -> bool:
    """Say whether ICE came later: "was arrested and charged. ICE eventually arrested him"."""
    charged = any(child.dep_ == "conj" and child.lemma_ == "charge" for child in earlier.children)
    onward = any(ONWARD.fullmatch(child.lower_) for child in later.children)
    return charged and onward and earlier.i < later.i


def is_before(word: Token, verb: Token) -> bool:
    """Say whether a word stands in a phrase or clause of "after" that hangs on a verb."""
    for node in (word, *word.ancestors):
        if node == verb:
            return False
        after = node.lower_ in _AFTER or any(
            child.lower_ in _AFTER and child.dep_ in ("mark", "prep") for child in node.children
        )
        if after and verb in node.ancestors:
            return True
    return False
