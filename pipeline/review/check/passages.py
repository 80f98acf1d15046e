"""Reads the sentence that the words of a report stand in.

in: a report with the passage around its words    out: a sentence, the lengths told in it    writes: nothing
"""

from __future__ import annotations

import re

from pipeline.review.check.claim import Part
from pipeline.review.check.courts import is_by_judge
from pipeline.review.check.rules import related
from pipeline.review.check.terms import FOREVER, Term, terms_in
from pipeline.store.claims import Report

_SHORT = (
    r"(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Sgt|Det|Cpl|Gov|Rep|Sen|Gen|Rev|Mrs)\.)"
    r"(?<!\bSept\.)(?<!\b(?:Mr|Ms|Dr|Lt|St|Jr|Sr|No)\.)(?<!\b[A-Z]\.)"
)
"""Behind a dot that ends no sentence."""
BETWEEN_SENTENCES = re.compile(rf"(?<=[.!?]){_SHORT}[\"”’']*\s+(?=[\"“‘']?[A-Z\d])|\n")
"""What an article's text is split at."""
_SENTENCE_ENDS = re.compile(rf"[.!?]{_SHORT}[\"”’']*\s|\n")


def lengths_told(report: Report) -> list[Term]:
    """Return how long a sentence is by the words of its report, else by the sentence that they stand in."""
    quoted = list(terms_in(report.quote))
    return quoted or list(terms_in(sentence_of(report)))


def is_of_killing(part: Part, report: Report) -> bool:
    """Tell whether a sentence is for the killing that is claimed, of several crimes: one of life or death."""
    longest = any(term.least >= FOREVER for term in lengths_told(report))
    return part.offense is not None and part.offense[0] == "homicide" and longest


def found_by_judge(part: Part, report: Report) -> bool:
    """Tell whether a report's own words have a judge find somebody guilty of what is claimed."""
    meant = related(part.offense[0]) if part.offense else frozenset()
    named = any(category in meant and words in report.quote for category, _, words in report.offenses)
    return named and is_by_judge(report.quote)


def sentence_of(report: Report) -> str:
    """Return the sentence that the words of a report stand in; empty: its article's words are not given."""
    return sentence_around(report.passage or "", report.quote)


def sentence_around(text: str, quote: str) -> str:
    """Return the sentence of a text in which a quote stands first; empty: it does not stand there."""
    start = text.find(quote)
    if start < 0:
        return ""
    end = start + len(quote)
    before = [match.end() for match in _SENTENCE_ENDS.finditer(text, 0, start)]
    behind = _SENTENCE_ENDS.search(text, end)
    first, last = before[-1] if before else 0, behind.start() if behind else len(text)
    return text[first:last]
