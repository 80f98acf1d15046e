"""Takes a claim apart into clauses, each in one form whichever voice it is in.

in: a tagged claim    out: `Clause`s    writes: nothing

"The jail let him go" and "He was let go by the jail" both come out as `JAIL1 *let P1 go`: the words in
their order as lemmas, people, places and the rest as tags, the predicate marked by a star, and the subject
of a passive behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.review.check.reading.hedges import NEVER, Hedges
from pipeline.review.check.reading.relations import ASIDE, SUBJECTS, VERBS, Relations
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.vocabulary import words_of

_APART = frozenset({"relcl", "acl", "appos"})
"""What hangs from a noun and tells of another time."""
_KEPT_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "JJ", "RP", *VERBS})
_SILENT = frozenset({"aux", "auxpass", "punct", "cc", "preconj"})
_RELATIVE = frozenset({"who", "whom", "that"})
_YET = frozenset({"have", "be", "remain"})
_FUTURE = frozenset({"will", "shall", "'ll"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that a claim says of somebody or something."""

    verb: int
    """Index of its predicate."""
    form: str
    """Lemmas and tags in order, the predicate marked by a star."""
    other: str
    """The same with a pronoun in place of a subject that stands with another verb; empty: there is none."""
    inside: frozenset[int]
    """Indices of its own words."""
    negated: bool
    planned: bool
    main: bool
    """It is what the claim says, and no clause beside that."""
    shared: bool
    """Its object stands with the next predicate: "tracked down and arrested him"."""
    never: bool = False
    """It is negated by "never"."""
    unsure: bool = False
    """It is not said to be so, nor not to be: it may be, it nearly was, it was not said."""
    turned: str = ""
    """The form as a passive, of a verb joined to one whose form does not tell: "freed and caught again"."""


class Clauses:
    """The clauses of one claim."""

    def __init__(self, tagged: Tagged) -> None:
        """Prepare to take a claim apart."""
        self._tagged, self._words = tagged, tagged.words
        self._children: dict[int, list[int]] = {index: [] for index in range(len(self._words))}
        for index, word in enumerate(self._words):
            if word.head != index:
                self._children[word.head].append(index)
        self._hedges = Hedges(self._words, self._children)
        self._relations = Relations(tagged, self._children)

    def all(self) -> list[Clause]:
        """Return the clauses in text order, those that say what is claimed marked."""
        found: dict[int, Clause] = {}
        for index, word in enumerate(self._words):
            if word.head == index:
                for clause in self._said(index, False, False):
                    found.setdefault(clause.verb, clause)
        for index, word in enumerate(self._words):
            if (
                index not in found
                and word.tag in VERBS
                and word.dep not in ("aux", "auxpass")
                and self._tagged.tags.get(index) is None
                and not self._is_needless(index)
            ):
                negated, planned = self._polarity(index)
                unsure = self._hedges.is_unsure(index, negated)
                found[index] = replace(self._clause(index, negated, planned, main=False), unsure=unsure)
        return [found[index] for index in sorted(found)]

    def _said(self, index: int, negated: bool, planned: bool) -> Iterator[Clause]:
        """Yield the clauses that say what is claimed, from a root down."""
        word = self._words[index]
        mine, coming = self._polarity(index)
        negated, planned = negated != mine, planned or coming
        lemma = word.lemma.lower()
        below = self._complements(index)
        if self._hedges.is_unsure(index, mine):
            yield replace(self._clause(index, negated, planned, main=True), unsure=True)
            return
        planned = planned or self._hedges.is_to_come(index, mine)
        wrong = any(map(self._relations.is_untrue, self._children[index]))
        if (lemma in words_of("telling") or wrong) and below:
            flipped = negated != wrong
            yield self._clause(index, negated, planned, main=True)
            for child in (*below, *self._relations.joined_done(index)):
                yield from self._said(child, flipped, planned)
            return
        handed = list(self._handed(index))
        if handed:
            for child, denied in handed:
                yield from self._said(child, negated != (wrong or denied), planned)
            return
        if word.tag not in VERBS and word.dep not in ("ROOT", "conj", "ccomp", "xcomp"):
            return
        if self._is_needless(index):
            return
        yield self._clause(index, negated, planned, main=True)
        plans = lemma in words_of("planning")
        fails = not plans and (lemma in words_of("failing") or self._is_barred(index))
        if word.tag not in VERBS and not (below or plans or fails):
            below = [child for child in self._children[index] if self._is_relative(child)]
        for child in below:
            yield from self._said(child, negated != fails, planned or plans)
        yield from self._joined(index, negated, mine, planned)

    def _joined(self, index: int, negated: bool, mine: bool, planned: bool) -> Iterator[Clause]:
        """Yield the clauses that are joined to a verb; `mine`: the denial is the verb's own."""
        for child in (*self._children[index], *self._relations.misjoined(index)):
            word, other = self._words[index], self._words[child]
            if self._is_offense(child) or self._relations.is_marked(child):
                continue
            if other.dep == "conj" and (other.tag in VERBS or other.tag == word.tag) and child > index:
                apart = self._in_place(index, child)
                bare = not self._relations.has_subject(child)
                shared = mine and bare and self._hedges.is_or(index, child)
                yield from self._said(child, (negated and (shared or not mine)) != apart, planned and bare)
            elif other.dep == "parataxis" or self._relations.is_next(child) or self._is_contrast(child):
                yield from self._said(child, False, planned)

    def _is_relative(self, index: int) -> bool:
        return self._words[index].tag in VERBS and self._words[index].dep in ("acl", "relcl")

    def _is_offense(self, index: int) -> bool:
        """Tell whether a joined verb is the name of an offense: "guilty of robbery and assault"."""
        named = (self._tagged.tags.get(index) or "").startswith("OFF")
        return named and self._words[index].dep == "conj" and self._words[index].tag == "VB"

    def _in_place(self, index: int, child: int) -> bool:
        """Tell whether a predicate is told as what did not happen: "instead of holding him"."""
        return any(
            self._words[item].dep == "cc" and self._words[item].text.lower() in ("of", "than")
            for item in range(index, child)
        )

    def _is_contrast(self, index: int) -> bool:
        """Tell whether a participle is what did not happen: "released, not deported"."""
        first = min([*self._children[index], index])
        apart = self._words[index].dep in ("acl", "advcl", "dep", "appos", "oprd", "xcomp")
        return apart and self._words[index].tag == "VBN" and self._words[first].text.lower() == "not"

    def _handed(self, index: int) -> Iterator[tuple[int, bool]]:
        """Yield the clauses that a noun beside a predicate hands on, and whether there is said to be none.

        "Reports that he was freed are false", "there is no record that he was freed".
        """
        for child in self._children[index]:
            if self._words[child].lemma.lower() in words_of("hearsay"):
                below = self._children[child]
                denied = any(self._words[item].text.lower() == "no" for item in below)
                for item in below:
                    said = self._words[item]
                    marks = {self._words[mark].text.lower() for mark in self._children[item]}
                    if said.dep in ("acl", "ccomp", "relcl") and said.tag in VERBS and "that" in marks:
                        yield item, denied

    def _is_barred(self, index: int) -> bool:
        """Tell whether a predicate keeps somebody from what its complement tells."""
        return self._words[index].lemma.lower() in words_of("barring") and any(
            self._words[child].text.lower() == "from" for child in self._children[index]
        )

    def _complements(self, index: int) -> list[int]:
        return [
            child
            for child in self._children[index]
            if self._words[child].dep in ("ccomp", "xcomp")
            and (self._words[child].tag in VERBS or self._words[child].tag == "JJ")
        ] or [
            item
            for child in self._children[index]
            if self._words[child].dep in ("prep", "acomp", "attr", "oprd")
            and self._words[child].text.lower() not in words_of("before")
            for item in self._children[child]
            if self._words[item].dep in ("pcomp", "ccomp", "xcomp") and not self._relations.is_deed(item)
            if self._words[item].tag in VERBS
        ]

    def _is_needless(self, index: int) -> bool:
        """Tell whether somebody did not have to do what is told, who may have done it all the same."""
        word = self._words[index]
        if word.dep == "xcomp" and word.head != index:
            return self._is_needless(word.head)
        return (
            word.lemma.lower() in ("have", "need")
            and not any(self._words[child].text.lower() == "yet" for child in self._children[index])
            and self._polarity(index)[0]
            and any(self._words[child].dep == "xcomp" for child in self._children[index])
        )

    def _polarity(self, index: int) -> tuple[bool, bool]:
        """Return whether a predicate is negated, and whether it is still to come."""
        negated = planned = False
        for child in self._children[index]:
            word = self._words[child]
            text = word.text.lower()
            none = word.dep in ("dobj", "attr") and (self._tagged.tags.get(child) or "").startswith("DET")
            denied = (word.dep in SUBJECTS or none) and self._denies(child)
            yet = text == "yet" and self._words[index].lemma.lower() in _YET and self._has_infinitive(index)
            if (
                yet
                or word.dep == "neg"
                or text in NEVER
                or denied
                or (text == "neither" and word.dep == "preconj")
            ):
                negated = not negated
            elif word.dep in ("aux",) and text in _FUTURE:
                planned = True
        return negated and not self._hedges.is_until(index), planned

    def _has_infinitive(self, index: int) -> bool:
        """Tell whether an infinitive hangs from a predicate: "has yet to be sentenced"."""
        return any(
            self._words[child].dep in ("xcomp", "ccomp") and self._words[child].tag in VERBS
            for child in self._children[index]
        )

    def _denies(self, index: int) -> bool:
        """Tell whether a subject denies what is said of it: "nobody", "no agent", "none of them"."""
        word = self._words[index]
        first = self._tagged.spans.get(self._tagged.tags.get(index) or "", (index, index))[0]
        begin = {self._words[item].text.lower() for item in (max(first - 1, 0), first)}
        before = {self._words[child].text.lower() for child in self._children[index] if child < index}
        denied = bool(before & {"no", "neither", "not"})  # none is by "a judge, not a jury"
        return word.text.lower() in ("nobody", "none", "neither") or "not" in begin or denied

    # --------------------------------------------------------------------- form
    def _clause(self, index: int, negated: bool, planned: bool, main: bool) -> Clause:
        inside = self._inside(index)
        inside |= {item for told in self._relations.let_out(index) for item in self._inside(told)}
        head = self._words[index]
        subject = self._subject(index)
        passive = self._relations.passive(index)
        before: list[int] = []
        behind: list[int] = []
        agent: list[int] = []
        taken: set[int] = set(subject)
        for child in self._children[index]:
            if self._words[child].dep == "agent" or (
                passive and self._words[child].text.lower() == "by" and child > index
            ):
                below = [i for i in self._inside(child) if i != child]
                agent += sorted(below)
                taken |= {child, *below}
        for i in sorted(inside - taken - {index}):
            (before if i < index else behind).append(i)
        star = f"*{head.lemma.lower()}"
        let = self._letting(index)
        if let is not None:
            star = "*let"
            behind = sorted(i for i in (*before, *behind, *subject, index) if i > let)
            before, subject = [i for i in before if i < let], [i for i in subject if i < let]
        front, back = self._lemmas(before), self._lemmas(behind)

        def form(told: list[str]) -> str:
            said = [*told, *front, star, *back]
            if passive:
                said = [*self._lemmas(agent), *front, star, *told, *back]
            return ASIDE.sub(r"\1", " ".join(said))

        other = form(["P0"]) if subject and not self._relations.has_subject(index) else ""
        words = frozenset(inside | set(subject))
        shared = not passive and self._shares(index)
        told = form(self._lemmas(sorted(subject)))
        turned = ""
        above = self._relations.joined_to(index)
        if head.tag == "VBD" and head.dep == "conj" and self._relations.passive(above) and not passive:
            turned = " ".join([*front, star, *self._lemmas(sorted(subject)), *back])
        never = self._hedges.is_never(index, words, negated) or (negated and self._is_of_none(index, told))
        return Clause(index, told, other, words, negated, planned, main, shared, never, turned=turned)

    def _is_of_none(self, index: int, form: str) -> bool:
        """Tell whether a predicate is denied of all detainers, and of nobody's: "not one detainer was"."""
        return re.search(r"\b(?:P|JAIL|CELL)\d", form) is None and any(
            (self._tagged.tags.get(child) or "").startswith("DET") and self._denies(child)
            for child in self._children[index]
        )

    def _letting(self, index: int) -> int | None:
        """Return the "let" that is parsed as an auxiliary of what it lets happen; null: there is none."""
        return next(
            (
                child
                for child in self._children[index]
                if self._words[child].lemma.lower() == "let" and self._words[child].dep == "aux"
            ),
            None,
        )

    def _shares(self, index: int) -> bool:
        """Tell whether a predicate has its object with another that is joined to it."""
        deps = [(self._words[child].dep, child) for child in self._children[index]]
        joined = [child for dep, child in deps if dep == "conj" and self._words[child].tag in VERBS]
        own = any(dep in ("dobj", "prep", "ccomp", "xcomp") for dep, _ in deps)
        return not own and any(
            self._words[item].dep == "dobj" for child in joined for item in self._children[child]
        )

    def _subject(self, index: int) -> list[int]:
        """Return the words of a predicate's subject; one joined to another has that one's."""
        seen = {index}
        while True:
            own = [i for i in self._children[index] if self._words[i].dep in SUBJECTS]
            if own:
                return sorted(item for child in own for item in self._inside(child))
            word = self._words[index]
            if self._relations.is_done_to(index):
                return [word.head]
            if word.dep not in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "dep") or word.head in seen:
                return []
            index = self._relations.joined_to(index) if word.dep == "conj" else self._relations.above(index)
            seen.add(index)

    def _inside(self, index: int) -> set[int]:
        """Return the words below one that belong to its clause."""
        found = {index}
        lost = self._relations.lost(index)
        for child in self._children[index]:
            word = self._words[child]
            if child in lost:
                continue
            if word.dep in _SILENT or (word.dep == "neg" and self._words[index].tag in VERBS):
                found |= self._inside(child) if word.text.lower() == "of" else set()  # "instead of holding"
                continue
            if self._is_contrast(child) or self._relations.is_next(child):
                continue
            if word.text.lower() in words_of("before") and (word.dep != "advmod" or child < index):
                continue
            if any(
                self._words[item].text.lower() in words_of("before")
                for item in self._children[child]
                if self._words[item].dep in ("mark", "advmod")
            ):
                continue
            if word.dep in _APART and self._tagged.tags.get(index) is not None:
                continue
            tag = self._tagged.tags.get(index) or ""
            if self._is_offense(child):
                found |= self._inside(child)
                continue
            if word.dep == "ccomp" and self._is_parted(index, child):
                continue
            if word.dep == "conj" and (word.tag in VERBS or tag.startswith(("P", "X", "JAIL"))):
                continue
            found |= self._inside(child)
        return found

    def _is_parted(self, index: int, child: int) -> bool:
        """Tell whether a semicolon stands between two predicates."""
        first, last = sorted((index, child))
        return any(word.text == ";" for word in self._words[first:last])

    def _lemmas(self, indices: list[int]) -> list[str]:
        return [form for index in indices if (form := self._lemma(index))]

    def _lemma(self, index: int) -> str:
        tag, word = self._tagged.tags.get(index), self._words[index]
        if tag is not None:  # "Ann Roe's killer, Lee Moe," is Lee Moe
            above = (self._tagged.tags.get(word.head) or "").rstrip("0123456789")
            return "" if word.dep == "poss" and tag.rstrip("0123456789") == above == "P" else tag
        lemma, text = word.lemma.lower(), word.text.lower()
        whose = self._relations.whose(index) if text in _RELATIVE else None
        if whose is not None:
            return whose
        if lemma in words_of("pronouns") or text in words_of("pronouns"):
            return "P0"
        if text == "it" and word.dep in ("dobj", "pobj"):
            return self._tagged.before("DET", index) or text
        if word.tag in _KEPT_TAGS or text in words_of("kept"):
            if text == "no" and (
                self._words[word.head].text.lower() == "one" or self._words[word.head].dep in SUBJECTS
            ):
                return ""  # the predicate is negated by it
            if text in ("nobody", "none", "anybody", "anyone") or (text == "one" and self._denies(index)):
                return "nobody"
            return lemma if word.tag in VERBS or word.tag in ("NN", "NNS") else text
        return ""
