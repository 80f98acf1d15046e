"""Says whether a gerund only names a deed: "the idea of deporting them", "it includes deporting them".

in: a verb form, read off the dependency tree    out: yes or no    writes: nothing
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from spacy.tokens import Token

from pipeline.word_lists import words

PATH = Path(__file__).with_name("named_deeds.toml")
_words = partial(words, PATH)
_SUPPOSING = frozenset({"would", "could", "might", "may", "should", "can"})
_OF = frozenset({"of", "for", "about", "on", "to"})


def is_only_named(gerund: Token) -> bool:
    """Say whether a gerund stands for a deed that nobody is said to have done."""
    head = gerund.head
    if gerund.dep_ == "conj" and head.tag_ == "VBG":
        return is_only_named(head)
    if gerund.dep_ == "pcomp" and head.lower_ in _OF:
        return head.head.lemma_.lower() in _words("ideas")
    if gerund.dep_ == "csubj":
        supposed = any(child.lower_ in _SUPPOSING for child in head.children)
        return supposed or head.lemma_ in _words("entailing")
    return gerund.dep_ in ("dobj", "xcomp") and head.lemma_ in _words("entailing")
