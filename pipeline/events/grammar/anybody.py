"""Whether a noun is for anybody at all: whom nobody would want, of whom a question asks.

in: a noun of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import children

_WISHING = frozenset({"want", "like", "welcome", "tolerate"})
"""Verbs by which somebody says whom they would have, or would not."""


def is_only_wished(noun: Token) -> bool:
    """Say whether somebody is only whom nobody would want: "would not want a felon convicted of rape"."""
    verb = noun.head
    while verb.dep_ in ("ccomp", "xcomp") and verb.lemma_ not in _WISHING and verb.head != verb:
        verb = verb.head
    if verb.lemma_ not in _WISHING or noun.i < verb.i or nominals.determiner(noun) != "new":
        return False
    nobody = any(who.left_edge.lower_ in ("no", "nobody", "none") for who in children(verb, "nsubj"))
    return nobody or bool(children(verb, "neg")) or any(aux.tag_ == "MD" for aux in children(verb, "aux"))


def is_only_asked(noun: Token) -> bool:
    """Say whether a question is about anybody: "How does a man get deported twice?" tells of nobody."""
    verb = next((node for node in noun.ancestors if node.pos_ == "VERB"), None)
    if verb is None or "?" not in noun.doc[verb.i : noun.sent.end].text:
        return False
    asked = any(child.tag_ in ("WRB", "WP") for child in verb.children)
    general = any(child.lower_ in ("do", "does", "can", "would", "should") for child in children(verb, "aux"))
    return asked and general and nominals.determiner(noun) == "new"
