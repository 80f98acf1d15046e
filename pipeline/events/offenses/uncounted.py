"""Nouns for people without a number, of whom an offense may be told as of a group: "others", "those held".

in: a noun of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax

_OTHERS = frozenset({"other", "those", "some", "many", "several", "most", "others"})
_PARTS = frozenset(
    {"half", "majority", "percent", "third", "quarter", "handful", "dozen", "hundred", "number"}
)
"""Nouns for some of many."""
_POLICY = re.compile(
    r"\b(?:issues?|places?|lodges?|files?|puts?|sends?)\s(?:\w+\s){0,2}(?:detainers|detainer\srequests|holds)\s"
    r"(?:against|on|for|upon|with)\s(?:[\w-]+\s){0,3}$|"
    r"\b(?:focus(?:es)?\son|prioriti[sz]es?|goes\safter)\s(?:[\w-]+\s){0,3}$"
)
"""In front of people without a number: what an agency does as a rule, however the parser takes its verb."""


def is_many(noun: Token) -> bool:
    """Say whether a noun stands for people without a number: "others", "men", "those"."""
    if _are_those_taken(noun):
        return True
    if noun.lemma_.lower() in _PARTS:
        return True  # "nearly half had convictions for"
    if noun.lower_ in _OTHERS and noun.dep_ in ("nsubj", "nsubjpass"):
        return True
    other = any(child.lower_ == "other" for child in noun.children)
    if other and nominals.is_plural(noun) and nominals.is_person_noun(noun):
        return True  # "the other suspects": none of those told of
    if noun.lemma_.lower() in nominals.lexicon().acting or nominals.determiner(noun) == "given":
        return False
    return noun.lower_ in _OTHERS - {"those"} or (nominals.is_plural(noun) and nominals.is_person_noun(noun))


def _are_those_taken(noun: Token) -> bool:
    """Say whether a noun is "those" in "those arrested"."""
    clauses = {child.lemma_ for child in syntax.children(noun, "acl")}
    return noun.lower_ == "those" and bool(clauses & {"arrest", "deport", "remove", "apprehend", "detain"})


def are_told_of(noun: Token) -> bool:
    """Say whether the clause around tells what happened, and no rule or habit."""
    if _are_those_taken(noun):
        return True
    text = syntax.text_of(noun.doc)[noun.sent.start_char : noun.idx].replace("\n", " ")
    if _POLICY.search(text):
        return False
    verb = next((node for node in noun.ancestors if node.pos_ in ("VERB", "AUX")), None)
    return verb is None or (
        verb.tag_ in ("VBD", "VBN", "VBG") and not any(child.tag_ == "MD" for child in verb.children)
    )
