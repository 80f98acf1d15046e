"""What the clause around a mention of somebody says of them: accused, or one whom a story is about.

in: tokens of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.syntax import children

_ACCUSING = frozenset(
    {"arrest", "charge", "indict", "arraign", "convict", "sentence", "accuse", "apprehend", "deport", "book"}
)
_ANYBODY = frozenset({"individual", "noncitizen", "person", "immigrant", "migrant", "alien", "offender"})
"""Nouns of rules ("the person is released") that stories use of the one they are about, in the past."""


def is_accused(token: Token) -> bool:
    """Say whether the clause has the token arrested, charged, tried or the like."""
    held = token.dep_ in ("nsubjpass", "dobj") and token.head.lemma_ in _ACCUSING
    return held or (token.dep_ == "nsubj" and token.head.lemma_ == "plead")


def is_of_story(token: Token) -> bool:
    """Say whether "the individual" is one the story told of: a past clause, no rule or condition."""
    if token.lemma_.lower() not in _ANYBODY:
        return False
    verb = next((node for node in token.ancestors if node.pos_ in ("VERB", "AUX")), None)
    if verb is None or children(verb, "mark"):
        return False
    forms = [verb, *children(verb, "aux", "auxpass")]
    return any(form.tag_ == "VBD" for form in forms) and all(form.tag_ != "MD" for form in forms)
