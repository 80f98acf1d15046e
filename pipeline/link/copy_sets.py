"""Pairs of alike texts -> for each text the earliest of which it is a copy, or that it mostly quotes.

in: dated texts and the likeness of each pair. out: one `Origin` for each text that is not its own. Pure; the
order of what comes in does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.link.likeness import QUOTE, Likeness, Spans

_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Dated:
    """A text as far as the order of texts goes."""

    id: str
    published: str | None
    words: int

    @property
    def order(self) -> tuple[str, int, str]:
        """By day, those without one last; of one day the longer first: what is cut is not the original."""
        return (self.published or _UNDATED, -self.words, self.id)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text is from."""

    kind: str
    """`copy` or `quote`."""
    source: str
    """Id of the text that it copies or quotes; that of a copy is itself no copy."""
    share: float
    """Of its words, those that are the other's."""
    own: Spans
    """Passages that the other has not got."""


def find_origins(texts: Iterable[Dated], pairs: Mapping[tuple[str, str], Likeness]) -> dict[str, Origin]:
    """Return the origin of each text that has one.

    Each text, the earliest first, is a copy of the earliest that is like it and is no copy itself: what is
    only linked by a third text (two releases and a digest of both) stays apart. Else it quotes the earlier
    text of which it has most words, if they are half of it or more.
    """
    beside: defaultdict[str, dict[str, tuple[Likeness, int]]] = defaultdict(dict)
    for (first, second), likeness in pairs.items():
        beside[first][second] = (likeness, 0)
        beside[second][first] = (likeness, 1)
    found: dict[str, Origin] = {}
    earlier: dict[str, int] = {}
    for text in sorted(texts, key=lambda text: text.order):
        near = sorted((earlier[other], other) for other in beside[text.id] if other in earlier)
        earlier[text.id] = len(earlier)
        quoted = []
        for place, other in near:
            likeness, side = beside[text.id][other]
            copied_already = other in found and found[other].kind == "copy"
            root = found[other].source if copied_already else other
            origin = Origin(likeness.kind, root, likeness.shares[side], likeness.own[side])
            if likeness.kind == "copy" and not copied_already:
                found[text.id] = origin
                break
            if likeness.kind == "quote" and origin.share >= QUOTE:
                quoted.append((-origin.share, place, origin))
        else:
            if quoted:
                found[text.id] = min(quoted, key=lambda item: item[:2])[2]
    return found
