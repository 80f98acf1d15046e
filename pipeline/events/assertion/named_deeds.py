"""Says whether a verb form only names a deed: "the idea of deporting them", "called on the county to honor".

in: a verb form, read off the dependency tree    out: yes or no    writes: nothing
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from spacy.tokens import Token

from pipeline.events.assertion.cues import read_cues
from pipeline.events.assertion.verb_forms import is_gerund, is_past
from pipeline.word_lists import words

PATH = Path(__file__).with_name("named_deeds.toml")
_words = partial(words, PATH)
_SUPPOSING = frozenset({"would", "could", "might", "may", "should", "can"})
_OF = frozenset({"of", "for", "about", "on", "to"})


def is_only_named(gerund: Token) -> bool:
    """Say whether a gerund stands for a deed that nobody is said to have done."""
    head = gerund.head
    if gerund.dep_ == "conj" and is_gerund(head):
        return is_only_named(head)
    if gerund.dep_ in ("pcomp", "pobj") and head.lower_ in _OF:
        return head.head.lemma_.lower() in _words("ideas")
    if gerund.dep_ == "csubj":
        supposed = any(child.tag_ == "MD" and child.lower_ in _SUPPOSING for child in head.children)
        return supposed or head.lemma_ in _words("entailing")
    return gerund.dep_ in ("dobj", "xcomp") and head.lemma_ in _words("entailing")


def is_infinitive(token: Token) -> bool:
    """Say whether a verb only names a deed: "called on the county to honor", "commit to honoring".

    After a verb that carries it out or fails to ("refused to honor", "continued to ignore") it tells one.
    """
    told = any(child.dep_ in ("aux", "auxpass") and child.lower_ != "to" for child in token.children)
    if token.tag_ not in ("VB", "VBG") or token.pos_ != "VERB" or told:
        return False
    head = token.head
    governor = head.head if token.dep_ == "pcomp" else head
    if token.tag_ == "VBG" and token.dep_ in ("advcl", "acl"):
        return False
    carried_out = read_cues().negating_heads | read_cues().carrying_out
    if governor.lemma_ in read_cues().implying and is_past(governor):
        return False  # "state law forced the sheriff to ignore 1,000 detainers"
    return not (token.dep_ in ("xcomp", "pcomp", "acl", "advcl") and governor.lemma_ in carried_out)
