"""Periods that figures are for, and days on which officers did what they are called by.

"According to its report for fiscal year 2019, ICE removed 267,000 people"; "Agents assigned to Deming on
Saturday arrested six".

in: a date's root in a parsed `Doc`, triggers    out: the trigger that it dates, or None    writes: nothing
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from spacy.tokens import Token

from pipeline.events.grammar.syntax import children
from pipeline.schema import Mention
from pipeline.word_lists import word_lists

_PATH = Path(__file__).with_name("dating.toml")
_FIGURES, _POSTED = word_lists(_PATH, "figures", "posted")
LATEST = frozenset({"recent", "latest", "last", "first", "newest", "earliest"})
"""Beside a noun: which of several."""
_COMPARED = frozenset({"up", "down"})
_DAYS = frozenset({"weekday", "day", "relative"})


def figures_for(noun: Token, below: Token, events: Container[int]) -> int | None:
    """Return the deed of a number of people that figures "for" a period tell of.

    Args:
        noun: the noun above a date.
        below: what hangs on it with the date.
        events: indices of the triggers.
    """
    told = below.dep_ == "prep" and below.lower_ == "for" and below.i > noun.i
    if not told or noun.lemma_.lower() not in _FIGURES:
        return None
    return next((verb.i for verb in _clauses(noun) if verb.i in events and _is_counted(verb)), None)


def is_of_another(root: Token) -> bool:
    """Say whether a day is of one of several deeds, or of what a number is compared with.

    "200 arrests, with the latest taking place in May"; "180,000 migrants, up 35 percent from July".
    """
    prep = root.head
    if root.dep_ == "pobj" and prep.lower_ in ("from", "over") and prep.head.lower_ in _COMPARED:
        return True
    clause = next((node for node in root.ancestors if node.pos_ == "VERB"), None)
    if clause is None or clause.dep_ != "pcomp" or clause.head.lower_ != "with":
        return False
    own = [word for noun in children(clause, "nsubj") for word in (noun, *noun.children)]
    return any(word.lower_ in LATEST for word in own)


def posted_on(root: Token, date: Mention, events: Container[int]) -> int | None:
    """Return what officers did on a day that stands behind where they are posted.

    Args:
        root: the date's root.
        date: the date.
        events: indices of the triggers.
    """
    node = root
    while node.dep_ in ("pobj", "prep", "npadvmod", "tmod") and node.pos_ != "VERB":
        node = node.head
    officers = node.head
    posted = node.dep_ == "acl" and node.lemma_ in _POSTED and officers.dep_ == "nsubj"
    return officers.head.i if date.detail in _DAYS and posted and officers.head.i in events else None


def _clauses(noun: Token) -> Iterator[Token]:
    """Yield the verbs that figures are told with: the one above, and those of what they show."""
    for node in noun.ancestors:
        if node.pos_ == "VERB" and node.dep_ != "prep":
            yield node
            yield from children(node, "ccomp")
            yield from (told for clause in children(node, "ccomp") for told in children(clause, "ccomp"))
            return


def _is_counted(verb: Token) -> bool:
    """Say whether a number of people is said to have met a deed."""
    people = children(verb, "dobj", "nsubjpass")
    return any(noun.like_num or any(child.like_num for child in noun.children) for noun in people)
