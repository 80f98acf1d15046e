"""Reads before or after what something is said to have been: "after his arrest".

in: a tagged claim, its clauses    out: `Order`s    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import Order
from pipeline.review.check.reading.actions import Told, told_by
from pipeline.review.check.reading.clauses import Clause
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.vocabulary import nouns_of_events, words_of
from pipeline.review.check.rules import broad

_OFFICERS = re.compile(r"(?:ICE|POL)\d")
_OF_CRIME = frozenset({"arrest", "charge"})
"""Types of events that tell when a crime was at the latest."""


class Orders:
    """What one claim says of before and after."""

    def __init__(self, tagged: Tagged, clauses: Sequence[Clause]) -> None:
        """Prepare to read."""
        self._tagged, self._words = tagged, tagged.words
        self._by_verb = {clause.verb: clause for clause in clauses}

    def of(self, clause: Clause, told: Told) -> Order | None:
        """Return before or after what a clause says that it was; null: nothing that is known."""
        for index, word in enumerate(self._words):
            text = word.text.lower()
            if text not in words_of("order"):
                continue
            head = word.head
            if word.dep == "prep" and self._above(head) == clause.verb:
                below = [
                    item for item in range(index + 1, len(self._words)) if self._words[item].head == index
                ]
            elif word.dep == "mark" and self._is_above(self._words[head].head, clause.verb):
                below = [head]
            else:
                continue
            for item in below[:1]:
                order = self._other(item, text == "before", told)
                if order is None:
                    return None
                return replace(order, since=text == "since", date=self._date_below(item))
        return None

    def _date_below(self, index: int) -> str | None:
        """Return the date of a noun: "his arrest in May 2024"; null: it has none."""
        for tag in self._tagged.all("DATE"):
            mention = self._tagged.mentions.get(tag)
            above = self._words[self._tagged.spans[tag][0]].head
            while above > index and self._words[above].head != above:
                above = self._words[above].head
            if above == index and mention is not None and mention.value is not None:
                return str(mention.value)
        return None

    def of_others(self) -> bool:
        """Tell whether something is said to have been before or after somebody else had it, too.

        "Ann Roe was arrested after Lee Moe": which of two people came first is not compared.
        """
        return any(
            word.dep == "pobj"
            and self._words[word.head].text.lower() in ("before", "after")
            and self._words[word.head].dep == "prep"
            and (tag := self._tagged.tags.get(index) or "").startswith("P")
            and tag in self._tagged.mentions
            for index, word in enumerate(self._words)
        )

    def _is_above(self, index: int, verb: int) -> bool:
        """Tell whether a clause hangs from a predicate, or from its complement: "ordered removed before"."""
        if self._above(index) == verb:
            return True
        word = self._words[index]
        return word.dep in ("xcomp", "ccomp", "oprd") and word.tag == "VBN" and word.head == verb

    def _above(self, index: int) -> int:
        """Return the predicate above a span of time or a "let go": "let go the day before his arrest"."""
        word = self._words[index]
        if word.lemma.lower() in words_of("spans") and word.dep in ("npadvmod", "dobj", "nmod", "dep"):
            return self._above(word.head)
        above = self._words[word.head]
        return word.head if word.lemma in ("go", "out") and above.lemma == "let" else index

    def _other(self, index: int, before: bool, told: Told) -> Order | None:
        """Return the order by a noun or a verb behind "after"; null: it is of somebody else, or not known."""
        words = self._words[index].text
        tag = self._tagged.tags.get(index)
        noun = nouns_of_events().get(self._words[index].lemma.lower())
        named = self._words[index].tag.startswith("NN")
        if tag is not None and tag.startswith("OFF") and not (noun and named):
            return Order(before, _OF_CRIME, str(self._tagged.mentions[tag].value), words)
        crimes = broad(words)
        if crimes:
            return Order(before, _OF_CRIME, min(crimes), words)
        if noun is not None and named and not self._of_another(index):
            offense = self._tagged.mentions[tag] if tag and tag in self._tagged.mentions else None
            laid = None if offense is None else (str(offense.value), self._tagged.text(tag or ""))
            return Order(before, frozenset({noun}), None, words, noun=True, laid=laid)
        other = self._by_verb.get(index)
        if other is None:
            return None
        found = told_by(other.form, other.negated) or told_by(other.other, other.negated)
        same = [item for item in found if not item.negated and item.who in (None, "P0", told.who)]
        agency = next((self._tagged.text(tag) for tag in other.form.split() if _OFFICERS.match(tag)), None)
        return Order(before, frozenset({same[0].event}), None, words, agency) if same else None

    def _of_another(self, index: int) -> bool:
        """Tell whether a noun is of somebody named: "after Kopp's arrest"."""
        return any(
            word.head == index and (self._tagged.tags.get(item) or "").startswith(("P", "X", "FAM"))
            for item, word in enumerate(self._words)
        )
