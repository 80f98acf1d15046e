"""Leaves out the attack that a killing is about: "sentenced for shooting his wife", who is told to be dead.

in: offenses laid    out: those that are charged themselves    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.events.offenses.laid import Laid

_ATTACKS = frozenset({"assault", "domestic_violence"})
_KILLINGS = frozenset({"homicide", "vehicular_homicide"})
_NOUN = re.compile(r"(?:[\w-]+\s){0,2}(?:shooting|stabbing|torture)s?(?!\s(?:at|into)\b)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][a-z]+")
_OTHER = re.compile(r"\b(?:an)?other\b")
_ALSO = re.compile(r"\b(?:also|in\saddition|additionally)\s[^.;]*$", re.IGNORECASE)
_LISTED = re.compile(r"[,;]|\band\b")
_FULL_STOP = re.compile(r"[.!?]\s|\n")


def without_attacks(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Leave out the attack that a killing at the same status is about: "sentenced for shooting his wife".

    So is "the shooting of Roe" beside a killing at any status but one that is only alleged. "Convicted of
    murder and of shooting her brother" are two offenses.
    """
    killings = [item for item in laid if item.mention.value in _KILLINGS]

    def is_about(item: Laid) -> bool:
        noun = _is_noun(item, text)
        own = [
            kill
            for kill in killings
            if kill.owner is item.owner and (kill.status != "alleged" if noun else kill.status == item.status)
        ]
        return bool(own) and not any(_is_beside(kill, item, text) for kill in own)

    return [
        item
        for item in laid
        if item.mention.value not in _ATTACKS
        or not (item.mention.detail.startswith("act") or _is_noun(item, text))
        or not is_about(item)
    ]


def _is_noun(item: Laid, text: str) -> bool:
    """Say whether an attack is told by a noun that no statute has: "the shooting", "a stabbing"."""
    return _NOUN.match(text, item.mention.start, item.mention.end) is not None


def _is_beside(kill: Laid, attack: Laid, text: str) -> bool:
    """Say whether an attack is another deed than the killing: in one list with it, or on somebody else."""
    killed, attacked = (text[item.mention.start : item.mention.end] for item in (kill, attack))
    names = [_NAME.findall(words)[-1:] for words in (killed, attacked)]
    between = text[kill.mention.end : attack.mention.start]
    return (
        (all(names) and names[0] != names[1])
        or _ALSO.search(between) is not None
        or _OTHER.search(attacked) is not None
        or (_LISTED.search(between) is not None and not _FULL_STOP.search(between))
    )
