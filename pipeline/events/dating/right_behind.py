"""Nouns of events that a date stands right behind: "after his arrest Tuesday, he was taken to jail".

in: the date's word and the triggers    out: the index of the trigger whose date it is
"""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from spacy.tokens import Token

from pipeline.word_lists import word_lists

(_LODGING,) = word_lists(Path(__file__).with_name("dating.toml"), "lodging")
BEHIND = frozenset({"after", "since", "following", "before", "until", "despite"})
"""Prepositions of a phrase whose event has a day of its own."""
COMPARING = frozenset({"from", "than", "to", "with", "over"})
"""Prepositions of a number that another is set beside."""


def noun_beside(root: Token, events: Container[int]) -> int | None:
    """Return the noun of an event right in front of a date, however the parser hung the date.

    "After his arrest Tuesday, he was taken to jail"; "The arrest Tuesday of Ann Roe"; "up from the 460
    arrests in 2016"; "was freed despite the filing of a detainer on May 3".

    Args:
        root: the date's word.
        events: indices of the triggers.
    """
    doc = root.doc
    prep = root.head
    if root.dep_ == "pobj" and prep.i - 1 in events:
        noun = doc[prep.i - 1]
        compared = noun.head.lower_ in COMPARING and root.i == noun.i + 2
        if noun.dep_ == "pobj" and prep.lower_ == "in" and compared:
            return noun.i
        if prep.lower_ == "on" and is_lodged(noun):
            return noun.i
    start = root.left_edge.i
    if root.dep_ != "npadvmod" or start == 0 or start - 1 not in events:
        return None
    noun = doc[start - 1]
    behind = noun.dep_ == "pobj" and noun.head.lower_ in BEHIND
    return noun.i if noun.pos_ == "NOUN" and (behind or noun.dep_ in ("nsubj", "nsubjpass")) else None


def is_lodged(noun: Token) -> bool:
    """Say whether a noun tells that a detainer was lodged: "despite the filing of a detainer"."""
    return (noun.dep_, noun.head.lower_) == ("pobj", "of") and noun.head.head.lemma_ in _LODGING


def is_behind(noun: Token) -> bool:
    """Say whether a noun of an event only tells what a verb's deed came after: "spoke after his release"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("after", "following")
