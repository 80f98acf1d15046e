"""Whether a noun is for anybody at all: whom nobody would want, of whom a question asks, "many residents".

in: a noun of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import children

_WISHING = frozenset({"want", "like", "welcome", "tolerate"})
"""Verbs by which somebody says whom they would have, or would not."""
_SOME = frozenset({"many", "most", "some", "several", "few", "dozens", "hundreds", "scores"})


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


def is_anybody(noun: Token) -> bool:
    """Say whether a plural without number or article is of people that nobody told of: "migrants"."""
    return (
        nominals.is_plural(noun)
        and noun.lemma_.lower() in nominals.lexicon().generic
        and noun.dep_ in ("dobj", "pobj")
        and not any(child.dep_ in ("det", "poss", "nummod") for child in noun.children)
    )


def is_some(noun: Token) -> bool:
    """Say whether a word stands for an unknown number: "many of those charged", "several dozen residents"."""
    subject = noun.dep_ in ("nsubj", "nsubjpass")
    if noun.lower_ in _SOME and subject:
        return any(child.lower_ == "of" for child in noun.children)
    front = noun.left_edge
    several = subject and front.lower_ in _SOME and front.i < noun.i and nominals.is_plural(noun)
    return several and nominals.is_person_noun(noun) and not nominals.speaks(noun)
