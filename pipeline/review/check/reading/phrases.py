"""Takes the noun phrases of a claim together: their head, and what modifies it.

in: a claim with tags    out: indices of words    writes: nothing
"""

from __future__ import annotations

from pipeline.review.check.reading.tagged import Tagged

ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent"})
_MODIFIES = frozenset(
    {
        "compound",
        "amod",
        "nmod",
        "det",
        "poss",
        "quantmod",
        "case",
        "predet",
        "punct",
        "advmod",
        "nummod",
        "npadvmod",
    }
)


class Phrases:
    """The noun phrases of one claim."""

    def __init__(self, tagged: Tagged) -> None:
        """Prepare to look; a word that has a tag by then ends a phrase."""
        self._tagged, self._words = tagged, tagged.words

    def root(self, first: int, last: int) -> int:
        """Return the head of a span: of several, an argument, else the last."""
        inside = range(first, last + 1)
        roots = [i for i in inside if self._words[i].head not in inside or self._words[i].head == i]
        taken = [index for index in roots if self._words[index].dep in ARGUMENTS]
        lost = bool(roots) and self._words[roots[-1]].dep in ("ROOT", "punct", "dep")
        return taken[-1] if taken and lost else roots[-1] if roots else last

    def phrase(self, head: int) -> tuple[int, int]:
        """Return the noun phrase of a head, from its first modifier to it; a word with a tag ends it."""
        first = head
        while first > 0 and self._tagged.tags.get(first - 1) is None and self.is_below(first - 1, head):
            first -= 1
        return first, head

    def is_below(self, index: int, head: int) -> bool:
        """Tell whether a word modifies a noun, through others or not."""
        while self._words[index].dep in _MODIFIES and self._words[index].head != index:
            index = self._words[index].head
            if index == head:
                return True
        return False
