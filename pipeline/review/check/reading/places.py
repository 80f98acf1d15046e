"""Reads which place of custody a clause of a claim is about: the jail, the county, those joined to it.

in: a tagged claim    out: the words that name them    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.review.check.claim import Than
from pipeline.review.check.reading import manner
from pipeline.review.check.reading.actions import Told
from pipeline.review.check.reading.clauses import Clause
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.vocabulary import words_of

_HELD_BY = re.compile(r"\b(ICE\d+) (?:custody|detention|hand|lockup)")
_TAKEN_FROM = re.compile(r"\b(ICE\d+) .*\*(?:take|pick|collect|get|fetch|scoop|grab|claim|assume|gain)\b")
_THAN = re.compile(r"\bthan (?:(?:by|in|at|of) )?((?:X|JAIL|CELL)\d+)")
_JOINING = frozenset({"and", ",", "both", "the"})
_GAPPED = frozenset({"and", ",", "while"})
"""In front of a place with a number of its own."""


class Places:
    """The places of custody of one claim."""

    def __init__(
        self, tagged: Tagged, is_place: Callable[[str], bool], is_state: Callable[[str], bool]
    ) -> None:
        """Prepare to read; the callables tell whether words name a state or a large city, or a state."""
        self._tagged, self._words = tagged, tagged.words
        self._is_place, self._is_state = is_place, is_state

    def of(self, clause: Clause, told: Told) -> list[str]:
        """Return the names of who holds, or acts on a detainer, in a clause; empty: it tells of none."""
        said = clause.form.split()
        named = [tag for tag in self._tagged.all("JAIL") if tag in said]
        before = said[: next((i for i, w in enumerate(said) if w.startswith("*")), 0)]
        actor = [tag for tag in before if tag.startswith("X") and not self._is_place(self._tagged.text(tag))]
        if told.event.startswith("detainer") and not actor:
            actor = [
                tag for tag in before if tag.startswith("X") and not self._is_state(self._tagged.text(tag))
            ]
        named.sort(key=lambda tag: not self._tells_which(tag))
        behind = actor and not any(tag in before for tag in named)
        found = [*actor, *named][:1] if behind else [*named, *actor][:1]
        found = [tag for tag in found if not self._is_of_head(tag)]
        taken = _TAKEN_FROM.search(clause.form) if told.event == "transfer" else None
        if taken is not None:  # whoever takes somebody from a jail has him then
            return [self._tagged.text(taken[1])]
        own = _HELD_BY.search(clause.form)
        if own is not None and not found:
            return [self._tagged.text(own[1])]
        return [self._tagged.text(tag) for head in found for tag in (head, *self._joined(head))]

    def than(self, clause: Clause) -> Than | None:
        """Return the place with which a number is compared: "more detainers than Boulder County"."""
        match = _THAN.search(clause.form)
        words = self._tagged.read.text
        more = manner.is_more(words) if manner.is_compared(words) else None
        return None if match is None or more is None else Than(more, self._tagged.text(match[1]))

    def gaps(self, clause: Clause) -> list[tuple[str, int]]:
        """Return places with numbers of their own: "Denver declined 97 detainers and Boulder County 51"."""
        found = []
        for tag, (first, last) in self._tagged.spans.items():
            behind = [word.tag for word in self._words[last + 1 : last + 3]]
            number = self._words[last + 1].text.replace(",", "") if behind[:1] == ["CD"] else ""
            joined = first > 0 and self._words[first - 1].text.lower() in _GAPPED
            place = tag.rstrip("0123456789") in ("JAIL", "X") and last in clause.inside
            if place and joined and number.isdigit() and behind[1:] not in (["NN"], ["NNS"]):
                found.append((self._tagged.text(tag), int(number)))
        return found

    def _is_of_head(self, tag: str) -> bool:
        """Tell whether a place is named by who runs it: "Sheriff Roe's jail" may be any."""
        first, last = self._tagged.spans[tag]
        head = range(max(first - 1, 0), first + 1)
        owned = any(word.tag == "POS" for word in self._words[first : last + 1])
        return owned and any(self._words[index].text.lower() in words_of("heads") for index in head)

    def _tells_which(self, tag: str) -> bool:
        """Tell whether the words for who holds name a place: "the Salem jail", not "deputies"."""
        first, last = self._tagged.spans[tag]
        return any(word.tag in ("NNP", "NNPS") for word in self._words[max(first, 1) : last + 1])

    def _joined(self, tag: str) -> list[str]:
        """Return the tags of the places that are joined to one: "Lorain County and Summit County"."""
        places = sorted(
            (other for other in self._tagged.spans if other.rstrip("0123456789") in ("JAIL", "X")),
            key=lambda other: self._tagged.spans[other],
        )
        chain: list[str] = []
        told: set[str] = set()
        for other in places:
            if self._is_state(self._tagged.text(other)):
                continue
            between = self._tagged.between(chain[-1], other) if chain else []
            if not between or not _JOINING.issuperset(between):
                if tag in chain:
                    break
                chain, told = [], set()
            chain.append(other)
            told.update(between)
        return [other for other in chain if other != tag] if tag in chain and "and" in told else []
