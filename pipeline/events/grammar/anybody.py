"""Whether a noun is for anybody at all: whom nobody would want, of whom a question asks, "many residents".

in: a noun of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import children, objects_of

_WISHING = frozenset({"want", "like", "welcome", "tolerate"})
"""Verbs by which somebody says whom they would have, or would not."""
_SOME = frozenset({"many", "most", "some", "several", "few", "dozens", "hundreds", "scores"})


_CAUSES = frozenset({"reason", "cause", "ground", "outcome", "scenario", "situation", "case", "way"})
_DONE_TO_SUBJECTS = frozenset(
    {"release", "free", "detain", "remove", "transfer", "transport", "charge", "book", "take", "hold"}
)
_OF_SUBJECTS = frozenset({"custody", "detention", "jail", "conviction", "arrest", "record"})
"""What police reports tell of "the subject", who is somebody there."""
_USUAL = frozenset({"common", "frequent", "usual", "typical", "main", "likely", "normal", "ordinary"})
"""Beside a cause: it is one of many cases, in which somebody is anybody."""


def is_nobody_known(noun: Token) -> bool:
    """Say whether a noun that brings somebody in stands for nobody in particular."""
    return is_only_wished(noun) or is_only_asked(noun) or is_only_usual(noun)


def is_extreme(noun: Token) -> bool:
    """Say whether it is the one at either end of a range: "The oldest person arrested was 70"."""
    extreme = any(child.tag_ == "JJS" for child in children(noun, "amod"))
    return extreme and noun.dep_ == "nsubj" and noun.head.lemma_ in ("be", "range")


def is_the_subject(noun: Token) -> bool:
    """Say whether "the subject" of a police report is somebody: "The subject is now in ICE custody"."""
    if noun.lower_ != "subject" or nominals.determiner(noun) != "given" or children(noun, "prep"):
        return False
    verb = noun.head
    if noun.dep_ in ("nsubjpass", "dobj"):
        return verb.lemma_ in _DONE_TO_SUBJECTS
    told = {word.lemma_.lower() for word in (*children(verb, "dobj"), *objects_of(verb, "in"))}
    return noun.dep_ == "nsubj" and bool(told & _OF_SUBJECTS)


def is_only_usual(noun: Token) -> bool:
    """Say whether it is told what commonly happens: "The most common reason was that an inmate was moved"."""
    if nominals.determiner(noun) != "new":
        return False
    clauses = [node for node in noun.ancestors if node.dep_ in ("ccomp", "advcl", "attr")]
    causes = [cause for clause in clauses for cause in children(clause.head, "nsubj")]
    return any(
        cause.lemma_.lower() in _CAUSES and any(child.lower_ in _USUAL for child in children(cause, "amod"))
        for cause in causes
    )


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
