"""Reads how long, and how often, a clause of a claim says that something was.

in: a tagged claim, one of its clauses    out: a `Term`, a number    writes: nothing
"""

from __future__ import annotations

from pipeline.review.check.reading import manner
from pipeline.review.check.reading.clauses import Clause
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.terms import Term, terms_in


def times_of(tagged: Tagged, clause: Clause) -> int | None:
    """Return how often something is said to have happened, also by an adverb in front of "before"."""
    beside = {
        index
        for index, word in enumerate(tagged.words)
        if word.dep == "advmod" and tagged.words[word.head].head == clause.verb
    }
    words = (tagged.words[index].text for index in sorted(clause.inside | beside))
    return manner.times(" ".join(words).lower(), clause.planned)


def term_of(tagged: Tagged, clause: Clause) -> Term | None:
    """Return how long a sentence, or a stay, is said to be."""
    inside = [tagged.words[index] for index in clause.inside]
    for term in terms_in(tagged.read.text):
        if any(word.start < term.end and word.end > term.start for word in inside):
            return term
    return None
