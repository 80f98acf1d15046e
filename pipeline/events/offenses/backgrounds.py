"""Leaves out what a charge came of: "guilty of gun possession in connection with the killing of a clerk".

in: offenses laid sentence by sentence    out: offenses laid    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.events.offenses.laid import Laid

_CAME_OF = re.compile(
    r"(?:\s(?!and\b|or\b|in\b)[\w’'-]+){0,4}?,?\s"
    r"(?:in|over|after|amid|following|(?:related|connected|tied|linked)\sto|(?:stemming|arising)\sfrom)\s"
    r"(?:(?:connection|relation)\s(?:with|to)\s)?"
    r"(?:the|an?|his|her|their|that|this|last|[\w.’'-]+['’]s)\s(?:(?!and\b|or\b|to\b|with\b)[\w’'-]+\s){0,5}?"
)
"""Between a charge and the deed behind it that it came of."""
_JOINED = re.compile(r",?\s(?:(?:and|or)\s)?(?:(?:the|an?|subsequent|attempted)\s)?")
_ATTACKS = frozenset({"assault", "domestic_violence"})
_KILLINGS = frozenset({"homicide", "vehicular_homicide"})
_NAME = re.compile(r"\b[A-Z][a-z]+")
_OTHER = re.compile(r"\b(?:an)?other\b")
_LISTED = re.compile(r"[,;]|\band\b")
_FULL_STOP = re.compile(r"[.!?]\s|\n")
_WORD = re.compile(r"\S+\s")
_OPENING = 2
"""Words with which a deed may begin that say how it belongs: "in the death of a clerk"."""


def without_backgrounds(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Leave out the deed behind "in the", "over the" right after another offense of one person and status.

    A charge that is of no kind of its own ("a felony in the killing of a clerk") is of that deed.
    """
    ordered = sorted(laid, key=lambda item: (item.mention.start, item.mention.end))
    backgrounds: set[int] = set()
    for index, item in enumerate(ordered):
        for before in range(index):
            other = ordered[before]
            if other.owner != item.owner or other.status != item.status:
                continue
            came_of = other.mention.value != "other" and _comes_of(other, item, text)
            joined = before in backgrounds and _JOINED.fullmatch(text, other.mention.end, item.mention.start)
            if came_of and before not in backgrounds or joined:
                backgrounds.add(index)
    return [item for index, item in enumerate(ordered) if index not in backgrounds]


def _comes_of(charge: Laid, deed: Laid, text: str) -> bool:
    ends = [deed.mention.start]
    for _ in range(_OPENING):
        word = _WORD.match(text, ends[-1], deed.mention.end)
        ends += [word.end()] if word else []
    return any(_CAME_OF.fullmatch(text, charge.mention.end, end) for end in ends)


def without_attacks(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Leave out the attack that a killing at the same status is about: "sentenced for shooting his wife".

    "Convicted of murder and of shooting her brother" are two offenses.
    """
    killings = [item for item in laid if item.mention.value in _KILLINGS]

    def is_about(item: Laid) -> bool:
        own = [kill for kill in killings if kill.owner is item.owner and kill.status == item.status]
        return bool(own) and not any(_is_beside(kill, item, text) for kill in own)

    return [
        item
        for item in laid
        if item.mention.value not in _ATTACKS
        or not item.mention.detail.startswith("act")
        or not is_about(item)
    ]


def _is_beside(kill: Laid, attack: Laid, text: str) -> bool:
    """Say whether an attack is another deed than the killing: in one list with it, or on somebody else."""
    killed, attacked = (text[item.mention.start : item.mention.end] for item in (kill, attack))
    names = [_NAME.findall(words)[-1:] for words in (killed, attacked)]
    between = text[kill.mention.end : attack.mention.start]
    return (
        (all(names) and names[0] != names[1])
        or _OTHER.search(attacked) is not None
        or (_LISTED.search(between) is not None and not _FULL_STOP.search(between))
    )
