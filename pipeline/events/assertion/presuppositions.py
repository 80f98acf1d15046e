"""Finds where a clause begins that is taken as done, whatever is said of it: "did not say why he was freed".

in: a deed, read off the dependency tree    out: where its clause begins    writes: nothing
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from spacy.tokens import Token

from pipeline.events.assertion.verb_forms import follows_omission, is_past
from pipeline.events.grammar.voice import children
from pipeline.word_lists import words

PATH = Path(__file__).with_name("presuppositions.toml")
_words = partial(words, PATH)


def presupposed_start(deed: Token) -> int:
    """Return the offset at which the clause of a deed begins that is taken as done; 0: it is not."""
    if follows_omission(deed):
        return deed.left_edge.idx
    clause = deed.head if deed.dep_ == "conj" and deed.head.tag_ == deed.tag_ else deed
    if not is_past(deed) and not is_past(clause):
        return 0
    opened = [word for word in children(clause, "advmod") if word.lower_ in _words("asking")]
    if opened:
        return opened[0].idx + len(opened[0])
    above = clause.head
    if clause.dep_ not in ("ccomp", "acl", "relcl") or above.i > clause.i:
        return 0
    return clause.left_edge.idx if _is_taken_as_done(above) else 0


def _is_taken_as_done(above: Token) -> bool:
    if above.lemma_ == "be":
        return any(word.lower_ in _words("attitudes") for word in children(above, "acomp", "attr"))
    if above.lemma_.lower() in _words("attitudes") and above.pos_ != "VERB":
        return True
    could = any(word.lower_ in ("could", "can", "ca") for word in children(above, "aux"))
    denied = bool(children(above, "neg"))
    return above.lemma_ in _words("factive") or (could and denied and above.lemma_ in _words("incredible"))
