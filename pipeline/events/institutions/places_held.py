"""Which of an article's facilities are its places of custody and courts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.schema import Mention

_OFFICES = frozenset({"police", "sheriff"})
_NAMED_OFFICE = re.compile(r"\b[A-Z][\w’'-]+\s.*\b(?:[Ss]heriff|[Pp]olice|[Mm]arshal)")


def places_held(text: str, facilities: Sequence[Mention], custodians: Sequence[Mention]) -> list[Mention]:
    """Return the places of custody and courts that are named, in text order.

    A police department or sheriff's office is one only where it is an event's custodian: it holds somebody,
    or a detainer is lodged with it. Each such office comes once, in the fullest form.

    Args:
        text: the article's.
        facilities: all mentions of them.
        custodians: of the article's events.
    """
    named = [item for item in facilities if item.value == "named" and item.detail not in _OFFICES]
    offices = [
        item
        for item in custodians
        if item.detail in _OFFICES and _NAMED_OFFICE.match(text[item.start : item.end])
    ]
    kept: list[Mention] = []
    for item in sorted(offices, key=lambda item: (item.start - item.end, item.start)):
        words = _words_of(text, item)
        if not any(words <= _words_of(text, other) for other in kept):
            kept.append(item)
    return sorted([*named, *kept], key=lambda item: item.start)


def _words_of(text: str, mention: Mention) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text[mention.start : mention.end].lower()))
