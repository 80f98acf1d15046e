"""Whom "against" names behind a charge: who is charged, or whom the deed was done to.

in: a noun of charges in the dependency tree    out: yes or no    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from pipeline.events.grammar.nominals import lexicon
from pipeline.events.grammar.syntax import children, objects_of

_FACING = frozenset({"face", "confront", "beat", "deny", "admit", "fight", "contest", "answer", "dispute"})
"""Verbs whose subject is charged with what their object names."""
_BRINGING = frozenset(
    {"file", "bring", "return", "include", "announce", "lodge", "lay", "press", "pursue", "prefer", "level"}
    | {"drop", "dismiss", "throw", "toss", "withdraw", "vacate", "approve", "proceed", "move", "issue", "go"}
    | {"add", "refile", "reinstate", "hand", "dismissal", "withdrawal", "filing", "prosecution", "indictment"}
)
"""Words of bringing or dropping charges: whom those are against is charged."""
_NAMING = frozenset({"charge", "accuse", "name", "indict"})
"""What a paper does to whom it is against."""
_TRIALS = frozenset({"trial", "retrial", "case", "prosecution"})
"""What is held of the one accused: "a guilty verdict in the trial of Ann Roe"."""
_WRONGS = frozenset({"crime", "offense", "act"})
_DEALS = frozenset({"exchange", "return", "part"})
_STEPS = 6
"""Words above a noun in which one says whose charges they are."""


def is_wronged(noun: Token) -> bool:
    """Say whether a crime is said to be against whom a noun names: "crimes against two pupils"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "against":
        return False
    above = noun.head.head
    words = (above, *children(above, "dobj"))
    done = {form for word in words for form in (word.lemma_.lower(), word.lower_.removesuffix("s"))}
    return not done.isdisjoint(_WRONGS | lexicon().harm_noun)


def is_of_deed(noun: Token) -> bool:
    """Say whether what stands behind charges and "against" is whom the deed was done to.

    "Was convicted of two counts of assault against Roe", "faces a count of assault against Roe"; but "filed
    two counts of assault against Roe", "pleaded not guilty to the charges against Roe".
    """
    if not objects_of(noun, "of", "for"):
        return False
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    if noun.dep_ == "dobj":
        return noun.head.lemma_ in _FACING
    if noun.dep_ != "pobj":
        return False
    above = [node.lemma_.lower() for node, _ in zip(noun.ancestors, range(_STEPS), strict=False)]
    return _BRINGING.isdisjoint(above)


def against_whom(node: Token, is_person: Callable[[Token], bool]) -> list[Token]:
    """Return whom "against" names behind a word, or behind a trial or case who is tried in it."""
    tried = objects_of(node, "of") if node.lemma_ in _TRIALS else []
    return objects_of(node, "against") or [item for item in tried if is_person(item)]


def charged_behind(paper: Token) -> Token | None:
    """Return whom a participle behind a paper says that it is against: "unsealed, charging Ann Roe"."""
    if paper.pos_ != "NOUN":
        return None
    verbs = (verb for verb in paper.doc[paper.i : paper.sent.end] if verb.tag_ == "VBG")
    named = (children(verb, "dobj") for verb in verbs if verb.lemma_ in _NAMING)
    return next((found[0] for found in named if found), None)


def bargaining(dropping: Token) -> Token | None:
    """Return whose plea charges are dropped for: "dropped a charge of theft in exchange for Roe's plea".

    What is dropped "after Roe pleaded guilty" may be another's.
    """
    for node in dropping.subtree:
        deal = node.dep_ == "pobj" and node.head.head.lemma_.lower() in _DEALS
        if node.i > dropping.i and node.lemma_.lower() == "plea" and deal:
            return next(iter(children(node, "poss")), None)
    return None
