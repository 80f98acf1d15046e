"""Finds what a clause of a claim says that somebody did, in words for an offense or others.

in: a tagged claim, its clauses    out: categories and words    writes: nothing
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.review.check.claim import OF_OFFENSES, UNREAD, Part
from pipeline.review.check.reading.clauses import Clause
from pipeline.review.check.reading.people import Described
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.vocabulary import words_of

_OBJECTS = frozenset({"pobj", "pcomp"})
_TAGGED = frozenset(
    {"P", "G", "FAM", "JAIL", "CELL", "ICE", "POL", "COURT", "PROS", "DATE", "DET", "USA", "ARR"}
)

_NOT_OF = re.compile(r"\bnot (?:of |for |in |on |with |to )?(OFF\d+)")
_IN_DEED = re.compile(r"\bOFF\d+ (?:in|for|over) (?:DATE\d+ )?(OFF\d+) (?:of |P|G)")
_SAME = re.compile(r"\b(?:that|this|the) (?:\w+ )?(?:charge|count|case|conviction)\b(?! (?:of|for)\b)")
"""In a clause: what another clause tells of."""


class Offenses:
    """What the clauses of one claim say that somebody did."""

    def __init__(self, tagged: Tagged, described: Described) -> None:
        """Prepare to read."""
        self._tagged, self._words, self._described = tagged, tagged.words, described

    def _surface(self, clause: Clause) -> str:
        return " ".join(self._words[index].text for index in sorted(clause.inside)).lower()

    def _is_of_mishap(self, tag: str) -> bool:
        """Tell whether a deed is told of what happened, and laid to nobody: "the crash that killed her"."""
        word = self._words[self._described.head(tag)]
        above = self._words[word.head]
        return word.dep in ("relcl", "acl") and above.lemma.lower() in words_of("mishaps")

    def denied(self, clause: Clause) -> frozenset[str]:
        """Return the words of offenses of which it is said not to be so: "of robbery but not of arson"."""
        return frozenset(self._tagged.text(match[1]) for match in _NOT_OF.finditer(clause.form))

    def of(self, clause: Clause) -> list[tuple[str, str]]:
        """Return categories and words of what a clause says that somebody did; `unread`: words not known."""
        told = clause.form.split()
        own = [tag for tag in self._tagged.all("OFF") if tag in told]
        found = [
            (str(self._tagged.mentions[tag].value), self._tagged.text(tag))
            for tag in own or self._tagged.all("OFF")
            if not self._is_of_mishap(tag)
            and any(
                index in clause.inside
                for index in range(self._tagged.spans[tag][0], self._tagged.spans[tag][1] + 1)
            )
        ]
        manner_of = {match[1] for match in _IN_DEED.finditer(clause.form)} if len(found) > 1 else set()
        if manner_of:  # "guilty of murder in the strangling of Ann Roe": one deed
            found = [item for item in found if item[1] not in {self._tagged.text(tag) for tag in manner_of}]
        if not found and _SAME.search(self._surface(clause)):  # "theft, but that charge was dropped"
            before = [tag for tag in self._tagged.all("OFF") if self._tagged.spans[tag][1] < clause.verb]
            return [(str(self._tagged.mentions[tag].value), self._tagged.text(tag)) for tag in before[-1:]]
        behind = None if found else offense_behind(self._tagged, clause.verb)
        return found if behind is None else [behind]


def offense_behind(tagged: Tagged, verb: int) -> tuple[str, str] | None:
    """Return what stands behind "for", "of", "with", category and words; null: nothing does.

    Of words that are of no category known it is `UNREAD`.

    Args:
        tagged: the claim.
        verb: index of "arrested", "charged", "convicted", "sentenced", "cleared".
    """
    words = tagged.words
    for child, preposition in enumerate(words):
        above = (
            preposition.head if words[preposition.head].tag.startswith("VB") else words[preposition.head].head
        )
        pleading = preposition.text.lower() == "to" and words[verb].lemma.lower() in words_of("pleading")
        charging = preposition.head == verb and preposition.text.lower() in words_of("charging")
        if not charging and not (pleading and verb in (above, preposition.head)):
            continue
        for index, word in enumerate(words):
            if word.head != child or word.dep not in _OBJECTS or index <= child:
                continue
            tag = tagged.tags.get(index)
            plain = word.lemma.lower() in words_of("no_offense") | words_of("kin") or word.tag == "CD"
            if plain or (tag is not None and tag.rstrip("0123456789") in (*_TAGGED, "")):
                continue
            below = [item for item in range(child + 1, index + 1) if _is_below(tagged, item, index)]
            objects = [
                item
                for item, other in enumerate(words)
                if other.head == index and word.tag == "VBG" and other.dep not in ("conj", "cc")
            ]
            first, last = min([*below, index]), max([*objects, index])
            for item in tagged.read.mentions:
                if item.label == "offense" and item.value and item.start <= word.start < item.end:
                    return str(item.value), tagged.read.text[item.start : item.end]
            return UNREAD, tagged.read.text[words[first].start : words[last].end]
    return None


def with_offense(part: Part, tagged: Tagged) -> Part:
    """Return what was not done with what it was not done for: "failed to win a murder conviction"."""
    named = [item for item in tagged.read.mentions if item.label == "offense" and item.value]
    if not part.negated or part.offense or part.type not in OF_OFFENSES or len(named) != 1:
        return part
    return replace(part, offense=(str(named[0].value), tagged.read.text[named[0].start : named[0].end]))


def _is_below(tagged: Tagged, index: int, head: int) -> bool:
    """Tell whether a word hangs from another, through others or not."""
    words = tagged.words
    while words[index].head != index:
        index = words[index].head
        if index == head:
            return True
    return False
