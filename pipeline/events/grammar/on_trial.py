"""Whose trial a noun tells of: "the trial of Officer Roe", "Roe's retrial", "Roe is on trial".

in: a token of a parsed `Doc`    out: names and nouns; yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.happenings import happenings
from pipeline.events.grammar.syntax import children, objects_of, subject

_STANDING = frozenset({"stand", "face", "await"})


def tried(trial: Token) -> list[Token]:
    """Return the words for those whose trial a noun tells of; none: it is none, or does not say."""
    if trial.lemma_.lower() not in happenings("tried"):
        return []
    on = trial.dep_ == "pobj" and trial.head.lower_ == "on"
    verb = trial.head.head if on else trial.head
    if on or (trial.dep_ == "dobj" and verb.lemma_ in _STANDING):
        who = subject(verb)
        return [] if who is None else [who]
    return [*objects_of(trial, "of", "for"), *children(trial, "poss")]


def is_whose_trial(name: Token) -> bool:
    """Say whether a trial is somebody's by name, who is accused then."""
    nouns = (name.head, name.head.head) if name.dep_ in ("pobj", "poss") else ()
    return name.ent_type_ == "PERSON" and any(name in tried(noun) for noun in nouns)
