"""Reads how many a claim tells of: of a group, of detainers, of arrests.

in: a tagged claim    out: numbers with their qualifiers    writes: nothing
"""

from __future__ import annotations

import re

from pipeline.review.check.reading import manner
from pipeline.review.check.reading.clauses import Clause
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.vocabulary import words_of

ONE = re.compile(r"(?:only|just) one of|one of", re.IGNORECASE)
_EACH = re.compile(r"\b(?:every|each|any)(?: single)?\s$", re.IGNORECASE)
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}
"""Words for numbers of people, and how many they are at least."""


class Counts:
    """The numbers of one claim."""

    def __init__(self, tagged: Tagged) -> None:
        """Prepare to read."""
        self._tagged, self._words = tagged, tagged.words

    def of_span(self, span: tuple[int, int]) -> tuple[int | None, str | None]:
        """Return how many a phrase tells of, and the qualifier; null: it gives no number."""
        start, end = self._words[span[0]].start, self._words[span[1]].end
        if any(word.text.lower() == "single" for word in self._words[max(span[0] - 1, 0) : span[1] + 1]):
            return None, None  # "not a single one"
        if manner.is_all_but(self._tagged.read.text[:end]):
            return None, None
        if _EACH.search(self._tagged.read.text, 0, start):
            return None, None  # "every one of ICE's detainers"
        if ONE.match(self._tagged.read.text, start) is not None:
            return 1, None
        for item in self._tagged.read.mentions:
            if item.label == "count" and start <= item.start < end and item.value is not None:
                return int(item.value), None if self._handed_over(span) else item.detail or None
        for index in range(max(0, span[0] - 2), span[1] + 1):
            least = _VAGUE.get(self._words[index].text.lower())
            if least is not None:
                return least, "at_least"
        return None, None

    def _handed_over(self, span: tuple[int, int]) -> bool:
        """Tell whether an "over" in front of a number belongs to the verb: "handed over 14 people"."""
        near = range(max(span[0] - 2, 1), span[0] + 2)
        return any(
            self._words[index].text.lower() == "over"
            and self._words[index - 1].lemma.lower() in words_of("handing")
            for index in near
            if index < len(self._words)
        )

    def of_clause(self, clause: Clause) -> tuple[int | None, str | None]:
        """Return how many detainers, or others that are counted, a clause tells of."""
        for tag, span in self._tagged.spans.items():
            if tag.startswith(("DET", "ARR")) and span[1] in clause.inside:
                return self.of_span(span)
        return None, None
