"""Tells what a claim says to be so from what it says may be so, nearly was so, or is to come.

in: a claim's words and their children    out: answers by word    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.review.check.reading.vocabulary import words_of
from pipeline.schema import Word

_MAY = frozenset({"may", "might"})
_CAN = frozenset({"can", "could"})
"""Denied, they say that it was not so: "could not post bail"."""
_OPEN = frozenset({"whether", "if"})
NEVER = frozenset({"never", "hardly"})
_ANY = frozenset({"anyone", "anybody", "single"})
"""Words that make a negated clause one of nobody: "not anyone", "not a single one"."""


class Hedges:
    """The hedges of one claim."""

    def __init__(self, words: Sequence[Word], children: Mapping[int, Sequence[int]]) -> None:
        """Prepare to look at a claim's words, each with the indices of those that hang from it."""
        self._words, self._children = words, children

    def is_unsure(self, index: int, negated: bool) -> bool:
        """Tell whether a predicate is said neither to be so nor not to be so.

        "May have been freed", "would have been held", "nearly deported", "whether he was", "did not say so".
        """
        lemma = self._words[index].lemma.lower()
        if negated and (lemma in words_of("saying") or lemma in words_of("planning")):
            return True
        helpers = self._texts(index, ("aux",))
        if helpers & _MAY or (helpers & _CAN and not negated) or {"would", "have"} <= helpers:
            return True
        hedges = self._texts(index, ("advmod", "mark"))
        short = lemma == "stop" and "short" in self._texts(index, ("advmod", "acomp"))
        return bool(hedges & (words_of("nearly") | _OPEN)) or short

    def is_to_come(self, index: int, negated: bool) -> bool:
        """Tell whether a predicate was to come: "would be deported", "was to be deported".

        What somebody would not do was refused, unless somebody says so: "the jail would not hold him".
        """
        word = self._words[index]
        passive = "auxpass" in {self._words[child].dep for child in self._children.get(index, ())}
        if negated and word.dep == "ROOT" and not passive and word.lemma.lower() != "be":
            return False
        to = any(
            self._words[child].dep == "xcomp" and "to" in self._texts(child, ("aux",))
            for child in self._children.get(index, ())
        )
        return "would" in self._texts(index, ("aux",)) or (self._words[index].lemma.lower() == "be" and to)

    def is_until(self, index: int) -> bool:
        """Tell whether a predicate that is denied is denied up to a time only: "not released until May"."""
        return any(
            self._words[item].text.lower() in ("until", "till") and self._words[item].dep in ("prep", "mark")
            for child in self._children.get(index, ())
            for item in (child, *self._children.get(child, ()))
        )

    def is_never(self, index: int, inside: Iterable[int], negated: bool) -> bool:
        """Tell whether a predicate is denied of any time or of anybody: "never", "not a single one"."""
        helpers = {self._words[child].text.lower() for child in self._children.get(index, ())}
        return bool(helpers & NEVER) or (
            negated and any(self._words[item].text.lower() in _ANY for item in inside)
        )

    def is_or(self, index: int, child: int) -> bool:
        """Tell whether a predicate is denied with the one before: "neither charged nor convicted"."""
        return any(
            self._words[item].dep == "cc" and self._words[item].text.lower() in ("or", "nor")
            for item in range(index, child)
        )

    def _texts(self, index: int, deps: Sequence[str]) -> frozenset[str]:
        """Return the words that hang from one by some relations, in small letters; "'ve" is "have"."""
        return frozenset(
            {"'ve": "have", "’ve": "have"}.get(text := self._words[child].text.lower(), text)
            for child in self._children.get(index, ())
            if self._words[child].dep in deps
        )
