"""Tells which charges were reduced to others: "charged with murder, later reduced to manslaughter".

in: offenses laid sentence by sentence    out: those of them that were reduced    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.events.offenses.laid import Laid

_DOWN = r"(?:reduced|downgraded|lowered|amended|knocked\sdown|bargained\sdown|pleaded\sdown|pled\sdown)"
_BEHIND = re.compile(
    rf"(?:\s(?:charges?|counts?))?[^.;]{{0,40}}?(?:[.;]\s(?:The|That|His|Her)\s(?:[\w-]+\s)?(?:charge|count)s?\s)?"
    rf"[^.;]{{0,40}}?\b{_DOWN}\s(?:[\w’'-]+\s){{0,6}}?to\b"
)
_BEFORE = re.compile(rf"\b{_DOWN}\s(?:the|a|an|his|her|their)\s(?:[\w’'-]+\s){{0,3}}?$")
_REACH = 60
"""Characters in front of a charge in which the verb that reduces it stands."""


def reduced(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Return the charges that the text says were reduced to others: no bare plea or term is for them."""
    return [
        item
        for item in laid
        if item.status in ("charged", "arrested")
        and (
            _BEHIND.match(text, item.mention.end)
            or _BEFORE.search(text[max(0, item.mention.start - _REACH) : item.mention.start])
        )
    ]
