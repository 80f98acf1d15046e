"""Says whose trial a noun tells of: "the trial of Officer Roe", "Roe's retrial".

in: a token of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

_TRIALS = frozenset({"trial", "retrial", "arraignment", "indictment", "prosecution", "sentencing"})
"""What is somebody's who is accused."""


def is_whose_trial(name: Token) -> bool:
    """Say whether a trial is somebody's, who is accused then."""
    of = name.dep_ == "pobj" and name.head.lower_ == "of"
    tried = name.head.head if of else name.head
    return (of or name.dep_ == "poss") and name.ent_type_ == "PERSON" and tried.lemma_.lower() in _TRIALS
