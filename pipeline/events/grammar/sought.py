"""Who is told as accused by a warrant, by the words they are identified in, or by a court's deed to come.

in: tokens of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.syntax import children

_IDENTIFYING = frozenset({"identify", "name"})
_NAMED = ("dobj", "nsubjpass")
_ON_TRIAL = frozenset({"defendant", "suspect", "accused"})
_COURT = frozenset({"sentence", "arraign", "try", "extradite", "deport"})
_WARRANT_ABOVE = 4
"""Words from a name to the warrant that it is for: "a warrant is out for the arrest of Al Roe"."""


def is_wanted(name: Token) -> bool:
    """Say whether a warrant is out for somebody: "A warrant for Al Roe was issued"."""
    above = [name.head, *name.head.ancestors][:_WARRANT_ABOVE] if name.dep_ == "pobj" else []
    return any(node.lower_ == "for" for node in above) and any(
        noun.lemma_ == "warrant"
        for node in above
        for noun in (node, *children(node, "nsubj", "nsubjpass", "dobj"))
    )


def is_identified(name: Token) -> bool:
    """Say whether somebody is who the accused is said to be: "identified the defendants as Roe and Poe"."""
    while name.dep_ == "conj" and name.pos_ == name.head.pos_ == "PROPN":
        name = name.head
    if name.dep_ != "pobj" or name.head.lower_ != "as":
        return False
    above = name.head.head  # the verb, or whom it names
    called = [above] if above.dep_ in _NAMED else children(above, *_NAMED)
    return any(noun.lemma_ in _ON_TRIAL and noun.head.lemma_ in _IDENTIFYING for noun in called)


def is_to_be_tried(verb: Token) -> bool:
    """Say whether a court's deed is still before a verb's subject: "is due to be sentenced"."""
    nodes = (verb, *children(verb, "acomp"))
    coming = [node for above in nodes for node in children(above, "xcomp")]
    return any(node.lemma_ in _COURT and children(node, "auxpass") for node in coming)
