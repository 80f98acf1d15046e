"""Says whether a trigger only says what somebody was, and takes no date of what is told of them.

in: a trigger and the verb that a date hangs on    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import children

_AT_COURT = frozenset({"charge", "indict", "accuse", "convict", "sentence", "acquit"})
_HAVING_DONE = frozenset({"have", "get", "see", "leave", "keep", "want", "find", "report", "announce"})
"""Verbs whose object and participle tell one deed: "On Friday the county had three men charged"."""


def is_of_description(trigger: Token, verb: Token) -> bool:
    """Say whether a trigger only says what somebody was, in a clause or phrase below the verb of a date.

    "The court ruled Thursday that it must return a man deported by mistake"; "shot on May 3 by a man with two
    prior convictions"; "a convicted thief fled on Friday".
    """
    if trigger.dep_ == "amod" and trigger.lemma_ == "convict":
        return True
    if trigger.dep_ == "conj" and trigger.head.dep_ == "acl" and trigger.head.tag_ == "VBN":
        trigger = trigger.head  # "Roe, arrested and charged with theft, spoke on Friday"
    if trigger.dep_ == "acl" and trigger.tag_ == "VBN":
        if trigger.i < verb.i and trigger.head in children(verb, "nsubj", "nsubjpass"):
            return True  # "Roe, charged with theft, made his first appearance on Friday"
        if trigger.head in children(verb, "dobj") and trigger.lemma_ in _AT_COURT:
            return verb.lemma_ not in _HAVING_DONE  # "On Friday the board hired a man convicted of theft"
        return trigger.head.head != verb and any(node.dep_ == "ccomp" for node in trigger.ancestors)
    held = trigger.dep_ == "pobj" and trigger.head.lower_ == "with" and trigger.tag_ == "NNS"
    return held and nominals.is_person_noun(trigger.head.head)
