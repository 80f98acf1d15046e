"""What an operation, or a deed in front, led to happened when that did.

"A raid in April that rounded up more than 900 people"; "the inquiry culminated in May with a sweep that
resulted in 100 arrests".
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from spacy.tokens import Token

from pipeline.events.dating.asides import comes_later
from pipeline.events.grammar.syntax import children
from pipeline.word_lists import word_lists

_PATH = Path(__file__).with_name("dating.toml")
_OPERATIONS, _LEADING, _CONDUCTING = word_lists(_PATH, "operations", "leading", "conducting")


def led_to(noun: Token, events: Container[int]) -> Iterator[int]:
    """Yield the triggers that the clause behind an operation tells of, in text order.

    Args:
        noun: any noun.
        events: indices of the triggers.
    """
    if noun.lemma_.lower() not in _OPERATIONS:
        return
    for clause in noun.children:
        if clause.dep_ not in ("relcl", "acl") or clause.i < noun.i:
            continue
        done = clause.tag_ in ("VBD", "VBG") or any(aux.tag_ == "VBD" for aux in children(clause, "auxpass"))
        if clause.i in events and done:  # "the May 3 raid in which Roe was arrested"
            yield clause.i
        elif clause.lemma_ in _LEADING:
            yield from (token.i for token in clause.subtree if token.i in events)


def conducted(verb: Token, events: Container[int]) -> Iterator[int]:
    """Yield the triggers of what operations led to that a verb tells to have been made.

    Args:
        verb: any verb.
        events: indices of the triggers.
    """
    if verb.lemma_ in _CONDUCTING:
        for noun in verb.subtree:
            yield from led_to(noun, events)


def arrested_in(date: Token, noun: Token, events: Container[int]) -> int | None:
    """Return the arrest of an operation that a year stands in front of: "arrested in a 2016 crackdown".

    Args:
        date: the date's root.
        noun: the noun above it.
        events: indices of the triggers.
    """
    of_noun = date.head == noun and date.i < noun.i and noun.lemma_.lower() in _OPERATIONS
    if not of_noun or noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "during"):
        return None
    verb = noun.head.head
    return verb.i if verb.i in events and verb.lemma_ in ("arrest", "apprehend", "catch", "capture") else None


def made_in(verb: Token, events: Container[int]) -> int | None:
    """Return what was done in an operation whose time a clause tells: "arrested 19 in a sweep that ran from".

    Args:
        verb: the verb of the clause.
        events: indices of the triggers.
    """
    noun = verb.head
    if verb.dep_ not in ("relcl", "acl") or verb.lemma_ not in _CONDUCTING or verb.i < noun.i:
        return None
    if noun.lemma_.lower() not in _OPERATIONS or noun.dep_ != "pobj":
        return None
    for node in noun.ancestors:
        if node.i in events:
            return node.i
        if node.pos_ == "VERB":
            return None
    return None


def made_next(verb: Token, events: Container[int]) -> int | None:
    """Return the deed of a verb coordinated with one that a date stands in front of, or with its clause.

    "On Monday agents found that he had overstayed and, after a call, issued a detainer".
    """
    clauses = [*verb.conjuncts, *(item for told in children(verb, "ccomp") for item in told.conjuncts)]
    made = (
        noun.i
        for clause in clauses
        if clause.i > verb.i and clause.tag_ == "VBD" and not comes_later(clause)
        if not children(clause, "nsubj", "nsubjpass")
        for noun in (clause, *children(clause, "dobj"))
        if noun.i in events
    )
    return next(made, None)
