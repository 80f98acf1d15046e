"""Says which clauses beside the main ones of a claim say something to be so as well.

in: a tagged claim, its clauses    out: `Clause`s    writes: nothing

"Ann Roe, who was convicted of arson, was freed" and "Ann Roe was freed after a jury convicted her of arson"
say both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.review.check.reading.clauses import Clause
from pipeline.review.check.reading.relations import SUBJECTS, VERBS
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.vocabulary import words_of

_OF_NOUN = frozenset({"relcl", "acl"})
_MARKS = frozenset({"mark", "advmod"})
_REASONS = ("because ", "although ", "though ", "while ", "as ")


class Beside:
    """The clauses of one claim that stand beside its main ones."""

    def __init__(self, tagged: Tagged, clauses: Sequence[Clause]) -> None:
        """Prepare to look at a claim's clauses."""
        self._tagged, self._words, self._clauses = tagged, tagged.words, clauses

    def reasons(self, main: Clause) -> Iterator[Clause]:
        """Yield the clauses that say why a main one is so ("because it would not honor it")."""
        for clause in self._clauses:
            if not clause.main and clause.verb in main.inside and clause.form.startswith(_REASONS):
                yield clause

    def said(self) -> Iterator[Clause]:
        """Yield the clauses that say something else to be so: of somebody named, or of what came before.

        Not what may have been, or was to be prevented: "before he could be deported".
        """
        for clause in self._clauses:
            if clause.main or clause.unsure or clause.planned:
                continue
            if self._is_of_name(clause.verb) or self._is_of_time(clause.verb):
                yield clause

    def _is_of_name(self, verb: int) -> bool:
        """Tell whether a clause hangs from a name: "Ann Roe, who was convicted of arson"."""
        word = self._words[verb]
        noun = self._words[word.head]
        of = noun.head if noun.dep == "appos" else word.head  # "Ann Roe, a Peruvian who was convicted"
        tag = self._tagged.tags.get(of) or ""
        named = tag.startswith("P") and tag in self._tagged.mentions
        done = word.dep == "relcl" or word.tag in ("VBN", "VBD")
        return named and word.dep in _OF_NOUN and done and verb > word.head

    def _is_of_time(self, verb: int) -> bool:
        """Tell whether a clause says what was before or behind: "after a jury convicted her"."""
        word = self._words[verb]
        below = [item for item in self._words if self._words[item.head] is word and item is not word]
        if any(item.text.lower() in words_of("helping") for item in below if item.dep == "aux"):
            return False
        before = [tag for tag in self._tagged.all("P") if self._tagged.spans[tag][1] < verb]
        if len([tag for tag in before if tag in self._tagged.mentions]) != 1:
            return False  # whom a pronoun means is not told
        if word.dep in ("advcl", "conj"):
            marked = any(item.text.lower() in words_of("clausal") for item in below if item.dep in _MARKS)
            return marked and word.tag in VERBS and any(item.dep in SUBJECTS for item in below)
        above = self._words[word.head]
        being = any(item.dep == "auxpass" for item in below)
        return word.dep == "pcomp" and above.text.lower() in words_of("clausal") and being
