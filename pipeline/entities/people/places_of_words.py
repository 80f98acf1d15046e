"""Where given words stand in a text: many are sought in one, and a pass over it for each takes too long."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

_RUN = re.compile(r"[\w-]+")


class PlacesOfWords:
    """The runs of letters, digits and hyphens of one text, and where each stands."""

    def __init__(self, text: str) -> None:
        """Find all runs, in one pass."""
        self._text = text
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for match in _RUN.finditer(text):
            self._places[match[0]].append(match.start())

    def find(self, words: Sequence[str], begin: int) -> Iterator[tuple[int, int]]:
        """Yield where any of `words` stands from `begin` on, with no letter, digit or hyphen on either side.

        In text order, not overlapping; where several begin at one place, the longest.

        Args:
            words: words or runs of words; each begins with a letter.
            begin: offset in the text.
        """
        text = self._text
        found: dict[int, int] = {}
        for word in words:
            first = _RUN.match(word)
            for start in self._places.get(first[0], ()) if first is not None else ():
                end = start + len(word)
                if (
                    start >= begin
                    and text.startswith(word, start)
                    and _RUN.match(text, end) is None
                    and end > found.get(start, 0)
                ):
                    found[start] = end
        reached = begin
        for start in sorted(found):
            if start >= reached:
                reached = found[start]
                yield start, reached
