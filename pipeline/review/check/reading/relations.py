"""Tells how the words of a claim hang together: voice, what is joined to what, for whom "who" stands.

in: a tagged claim, the children of each word    out: answers by word    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.vocabulary import words_of

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_OUT = frozenset({"out", "go", "free", "loose"})
"""What somebody is let."""
ASIDE = re.compile(
    r"\b((?:P|FAM)\d+) of X\d+(?= \S)|\b(?:group|handful|pair|number|bunch|about) (?=G\d)"
    r"|(?<!\d )\b(?:brother|sister|sibling|cousin|twin) (?=P\d)"
)
"""What tells nothing of what happened: the town that somebody is of, "a group of", "the brothers"."""


class Relations:
    """The relations within one claim."""

    def __init__(self, tagged: Tagged, children: Mapping[int, Sequence[int]]) -> None:
        """Prepare to look at a claim's words, each with the indices of those that hang from it."""
        self._tagged, self._words, self._children = tagged, tagged.words, children

    def passive(self, index: int) -> bool:
        """Tell whether a predicate says what was done to its subject, or is joined to one that does."""
        word = self._words[index]
        deps = {self._words[child].dep for child in self._children[index]}
        if "nsubjpass" in deps or "auxpass" in deps:
            return True
        if self._is_headline(index):
            return True
        if "nsubj" in deps or "aux" in deps:
            return False
        if self.is_done_to(index):
            return True
        if word.tag != "VBN":
            return False
        if (word.dep in ("conj", "dep") or self.is_next(index)) and "dobj" not in deps:
            return self.passive(self.joined_to(index))
        return word.dep in ("xcomp", "ccomp", "oprd", "acomp") and "dobj" not in deps

    def _is_headline(self, index: int) -> bool:
        """Tell whether a passive lacks its "was", as in headlines: "Ann Roe freed in May"."""
        word = self._words[index]
        behind = self._words[index + 1].text.lower() if index + 1 < len(self._words) else "."
        deps = {self._words[child].dep for child in self._children[index]}
        person = any(
            self._words[child].dep == "nsubj" and (self._tagged.tags.get(child) or "").startswith("P")
            for child in self._children[index]
        )
        named = word.dep == "ROOT" and word.tag in ("VBD", "VBN") and person
        done = word.lemma.lower() in words_of("headlined") and behind in words_of("headlining")
        done &= (word.lemma.lower(), behind) != ("charge", "at")
        return named and done and not deps & {"dobj", "aux", "ccomp", "xcomp"}

    def is_done_to(self, index: int) -> bool:
        """Tell whether a participle says what was done to the person in front of it: "a man freed in May"."""
        word = self._words[index]
        person = (self._tagged.tags.get(word.head) or "").startswith("P")
        return word.dep == "acl" and word.tag in ("VBN", "VBD") and word.head < index and person

    def is_untrue(self, index: int) -> bool:
        """Tell whether a word says that something is not so: "false", "a lie"; to lie under oath is none."""
        word = self._words[index]
        return word.lemma.lower() in words_of("untrue") and word.tag not in VERBS

    def joined_done(self, index: int) -> Iterator[int]:
        """Yield what is joined to a predicate and no words of it: "admitted it and was sentenced".

        Passives are, and behind a verdict what has a subject of its own: "found him guilty and he got life".
        """
        guilty = any(
            self._words[child].dep == "ccomp" and self._words[child].tag not in VERBS
            for child in self._children[index]
        )
        for child in self._children[index]:
            passive = any(self._words[item].dep == "auxpass" for item in self._children[child])
            apart = passive or (guilty and self.has_subject(child))
            if self._words[child].dep == "conj" and child > index and apart:
                yield child

    def is_marked(self, index: int) -> bool:
        """Tell whether a predicate is parsed as joined to another that says when it was: "after he left"."""
        below = (self._words[child] for child in self._children[index])
        return self._words[index].dep == "conj" and any(
            word.dep == "mark" and word.text.lower() in words_of("order") for word in below
        )

    def is_next(self, index: int) -> bool:
        """Tell whether a participle is told as what came next: "acquitted, then deported"."""
        word = self._words[index]
        before = self._words[index - 1].text.lower() if index else ""
        return word.tag in ("VBN", "VBD") and word.dep in ("dep", "advcl") and before in ("then", "later")

    def joined_to(self, index: int) -> int:
        """Return the predicate to which one is joined, though it be parsed as joined to a noun below it."""
        head = self._words[index].head
        while self.is_deed(head) or (
            self._words[head].tag not in VERBS and self._words[head].dep in ("pobj", "dobj", "prep")
        ):
            head = self._words[head].head
        let = self._words[head].head
        if self._words[index].tag in _FINITE and self._words[head].tag == "VB":
            return let if self._words[let].lemma == "let" else head  # "let him go and still holds others"
        return head

    def above(self, index: int) -> int:
        """Return the word above a predicate; of "despite being convicted" what that is said of."""
        head = self._words[index].head
        between = self._words[index].dep == "pcomp" and self._words[head].text.lower() in words_of("clausal")
        return self._words[head].head if between else head

    def is_deed(self, index: int) -> bool:
        """Tell whether a verb names an offense of which somebody is guilty: "convicted of stealing a car"."""
        word = self._words[index]
        offenses = (item for item in self._tagged.read.mentions if item.label == "offense")
        inside = any(item.start <= word.start < item.end for item in offenses)
        return inside and word.tag == "VBG" and word.dep == "pcomp"

    def whose(self, index: int) -> str | None:
        """Return the tag of the person for whom a relative pronoun stands: "a man who"."""
        while self._words[index].dep != "relcl" and self._words[index].head != index:
            index = self._words[index].head
        tag = self._tagged.tags.get(self._words[index].head)
        return tag if self._words[index].dep == "relcl" and tag and tag.startswith("P") else None

    def let_out(self, index: int) -> list[int]:
        """Return the words of a "let" that are parsed as a participle's: "let a man charged in May out"."""
        if self._words[index].lemma.lower() != "let":
            return []
        return [
            item
            for child in self._children[index]
            for participle in self._children[child]
            for item in self.lost(participle)
        ]

    def lost(self, index: int) -> list[int]:
        """Return the words parsed as a participle's that are those of the "let" above its noun: "out"."""
        noun = self._words[index].head
        let = self._words[self._words[noun].head].lemma.lower() == "let"
        if self._words[index].dep != "acl" or not let:
            return []
        below = self._children[index]
        out = next((item for item in below if item > index and self._words[item].text.lower() in _OUT), None)
        return [] if out is None else [item for item in below if item >= out]

    def has_subject(self, index: int) -> bool:
        """Tell whether a predicate has a subject of its own."""
        return any(self._words[child].dep in SUBJECTS for child in self._children[index])

    def misjoined(self, index: int) -> list[int]:
        """Return predicates parsed as joined to an offense: "acquitted of murder but convicted of theft"."""
        return [
            item
            for item, word in enumerate(self._words)
            if word.dep == "conj"
            and word.tag in ("VBN", "VBD")
            and ((self._tagged.tags.get(word.head) or "").startswith("OFF") or self.is_deed(word.head))
            and self._tagged.tags.get(item) is None
            and self.joined_to(item) == index
        ]
