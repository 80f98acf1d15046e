"""Pairs of alike texts -> for each text the earliest of which it is a copy, or that it mostly quotes.

in: dated texts and the likeness of each pair. out: one `Origin` for each text that is not its own. Pure; the
order of what comes in does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.link.copies.likeness import QUOTE, Likeness, Spans

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

    The earliest first, each text joins the earliest set of copies of which it is like the first and a copy of
    a member, unless it follows a member up; what a third text alone links (two releases and a digest of both)
    stays apart. Else it quotes the earlier text of which it has most words, if they are half of it or more.
    """
    beside: defaultdict[str, dict[str, tuple[Likeness, int]]] = defaultdict(dict)
    for (first, second), likeness in pairs.items():
        beside[first][second] = (likeness, 0)
        beside[second][first] = (likeness, 1)
    found: dict[str, Origin] = {}
    members: dict[str, list[str]] = {}
    for text in sorted(texts, key=lambda text: text.order):
        near = beside[text.id]
        kinds = {
            root: {near[one][0].kind for one in listed if one in near}
            for root, listed in members.items()
            if root in near
        }
        root = next((root for root, told in kinds.items() if "copy" in told and "follow" not in told), None)
        if root is not None:
            found[text.id] = _origin("copy", root, *near[root])
            members[root].append(text.id)
            continue
        quoted = [_origin("quote", root, *near[root]) for root in kinds]
        if quoted and max(quote.share for quote in quoted) >= QUOTE:
            found[text.id] = max(quoted, key=lambda quote: quote.share)
        members[text.id] = [text.id]
    return found


def _origin(kind: str, source: str, likeness: Likeness, side: int) -> Origin:
    return Origin(kind, source, likeness.shares[side], likeness.own[side])
