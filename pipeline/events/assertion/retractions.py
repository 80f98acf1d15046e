"""Finds what is taken back: "An earlier version of this story said that Roe was convicted."

"The agency withdrew a table showing that Polk County declined 57 detainers" tells of none.

in: a parsed `Doc`    out: character spans of sentences, in text order    writes: nothing
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from pipeline.doc_text import text_of
from pipeline.events.grammar.voice import children
from pipeline.small_letters import AnyCase

_DOCUMENT = r"(?:table|report|list|figures?|statement|tally|count|release)s?"
_HOLDING = r"(?:showing|saying|listing|claiming|that\s(?:said|showed|listed|claimed|had))\b"
_TAKEN_BACK = re.compile(
    rf"\b(?:withdrew|withdrawn|retracted|took\sback|taken\sback|corrected|disowned)\s(?:an?|the|its|their)\s"
    rf"(?:[\w-]+\s){{0,2}}?{_DOCUMENT}\s{_HOLDING}|"
    rf"\b{_DOCUMENT}\s{_HOLDING}[^.;]{{0,140}}\s(?:is|was|are|were)\s"
    r"(?:simply\s|flatly\s)?(?:wrong|false|incorrect|mistaken|inaccurate|untrue|in\serror)\b|"
    r"\b(?:An?|The|Our|Earlier|Previous)\s(?:(?:earlier|previous|prior|initial|original|first)\s)?versions?\s"
    r"of\s(?:this|the|our|an?)\s(?:\w+\s)?"
    r"(?:story|article|report|release|post|headline|column|item|dispatch)\b|"
    r"\b(?:This|The)\s(?:story|article|report|headline|post)\s(?:\w+\s)?"
    r"(?:originally|initially|previously|incorrectly|erroneously|mistakenly|wrongly)\s"
    r"(?:said|stated|reported|gave|identified|misidentified|misstated|listed)\b|"
    r"\b(?:Because\sof|Due\sto|Through)\san?\s"
    r"(?:editing|editor[’']s|reporting|reporter[’']s|production|typing)\s"
    r"error\b|"
    r"\b(?:This|The|An?)\s(?:\w+\s)?(?:story|article|report)\s(?:on\s\w+\s)?"
    r"(?:misstated|misidentified|misreported)\b"
)


def taken_back(doc: Doc) -> list[tuple[int, int]]:
    """Return the sentences that say what an earlier version said: none of it is told any more."""
    text = text_of(doc)
    if _TAKEN_BACK.search(text) is None:
        return []
    places = ((sent.start_char, sent.end_char) for sent in doc.sents)
    return [(start, end) for start, end in places if _TAKEN_BACK.search(text[start:end])]


def denied_next(sentence: Span, denial: AnyCase) -> tuple[int, int] | None:
    """Return where the next sentence takes a sentence back: "It was said he was charged. He was not."

    One that denies it of somebody else does not: "Her sons were charged. She was not."
    """
    doc = sentence.doc
    if sentence.end >= len(doc):
        return None
    following = doc[sentence.end].sent
    match = denial.match(text_of(doc)[following.start_char : following.end_char])
    if match is None or not _is_said_of_same(following, sentence):
        return None
    return following.start_char + match.start(), following.start_char + match.end()


def _is_said_of_same(denial: Span, sentence: Span) -> bool:
    """Say whether a denial's pronoun has the number and sex of a sentence's subject; "that" has neither."""
    pronoun = next((word.lower_ for word in denial if word.lower_ in ("he", "she", "they")), None)
    subjects = children(sentence.root, "nsubj", "nsubjpass")
    if pronoun is None or not subjects:
        return True
    subject = subjects[-1]
    if subject.lower_ in ("he", "she", "they"):
        return subject.lower_ == pronoun
    many = subject.tag_ in ("NNS", "NNPS") or bool(children(subject, "conj"))
    return subject.dep_ == "nsubj" or many == (pronoun == "they")  # "The paper said they were. They were not"
