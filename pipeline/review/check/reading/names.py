"""Finds the names of people in a claim: runs of capitalised words that the database or the reader knows.

in: a tagged claim, the mentions of names    out: spans of words    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.review.check.claim import plain
from pipeline.review.check.reading.known import Known
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.vocabulary import words_of
from pipeline.schema import Mention

NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
PROPER = frozenset({"NNP", "NNPS"})
_PARTICLES = frozenset({"de", "la", "del", "los", "da", "dos", "van", "von", "bin", "al", "-"})
Span = tuple[int, int]
"""First and last word."""
_WHERE = frozenset({"in", "to", "from", "into"})
"""In front of a country, which somebody may be called like: "a prison in El Salvador"."""
_NO_NAME_TAGS = frozenset({"PRP", "DT", "EX"})
"""Of words that begin a claim and are no name."""


class Names:
    """The names of one claim."""

    def __init__(self, tagged: Tagged, known: Known) -> None:
        """Prepare to look; words that have a tag are no names."""
        self._tagged, self._words, self._known = tagged, tagged.words, known

    def among(
        self, mentions: Iterable[Mention], span: Callable[[Mention], Span]
    ) -> list[tuple[Span, Mention | None]]:
        """Return the spans of people's names: runs of proper nouns that nothing else explains.

        Args:
            mentions: of names, as the reader found them.
            span: the words of a mention.
        """
        sure = {
            index: mention for mention in mentions for index in range(span(mention)[0], span(mention)[1] + 1)
        }
        found: list[tuple[Span, Mention | None]] = []
        index = 0
        while index < len(self._words):
            if not self._may_name(index):
                index += 1
                continue
            last = index
            while last + 1 < len(self._words) and (
                self._may_name(last + 1)
                or (
                    self._words[last + 1].text.lower() in _PARTICLES
                    and last + 2 < len(self._words)
                    and self._may_name(last + 2)
                )
            ):
                last += 1
            found += self._of_run(index, last, sure)
            index = last + 1
        return found

    def _of_run(self, first: int, last: int, sure: dict[int, Mention]) -> list[tuple[Span, Mention | None]]:
        if first == 1 and self._words[0].text[:1].isupper() and self._tagged.tags.get(0) is None:
            first -= self._begins(last)
        while first < last - 1 and self._words[first].text.lower().strip(".") in words_of("titles"):
            first += 1
        text = self._text(first, last)
        behind = self._words[last + 1].text if last + 1 < len(self._words) else ""
        mention = next((sure[i] for i in range(first, last + 1) if i in sure), None)
        abroad = first > 0 and self._words[first - 1].text.lower() in _WHERE and self._known.is_country(text)
        if behind in words_of("no_names") or self._known.is_place(text) or abroad:
            return []
        if mention is not None or self._known.is_person(text):
            return [((first, last), mention)]
        return []

    def _begins(self, last: int) -> bool:
        """Tell whether the first word of a claim, of whatever part of speech, begins the name behind it."""
        if self._words[0].tag in NOUN:
            return self._known.is_person(self._text(0, last))
        word = plain(self._words[0].text)
        return any(word in plain(full).split() for _, full in self._known.family(self._text(1, last)))

    def _text(self, first: int, last: int) -> str:
        return self._tagged.read.text[self._words[first].start : self._words[last].end]

    def _may_name(self, index: int) -> bool:
        word = self._words[index]
        return (
            self._tagged.tags.get(index) is None
            and (
                word.tag in PROPER
                or (word.text[:1].isupper() and index > 0 and word.tag in ("NN", "NNS", "JJ", "FW"))
                or self._is_lone_name(index)
            )
            and word.text[:1].isupper()
            and word.text not in words_of("no_names")
        )

    def _is_lone_name(self, index: int) -> bool:
        """Tell whether the first word, whatever it is taken for, is a known name in front of its verb."""
        word, behind = self._words[index], self._words[index + 1 : index + 2]
        told = bool(behind) and behind[0].tag[:2] in ("VB", "MD", "PO") and word.tag not in _NO_NAME_TAGS
        return index == 0 and told and self._known.is_person(word.text)
