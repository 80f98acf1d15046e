"""Gives passives without a tense their subject, and joins what goes on from them.

"The tip led to Roe being held": parsed as if it led to Roe, and was held. "Neighbors recalled Roe being
convicted and deported": as if the neighbors had deported.

in: a parsed `Doc`    out: nothing    writes: heads, labels and tags of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.labels import ANY_SUBJECT
from pipeline.events.grammar.scan import tokens_with

_APART = frozenset({"advcl", "ccomp", "xcomp", "conj", "pcomp"})
_FULL = ANY_SUBJECT | {"aux", "auxpass", "mark", "neg", "prt"} | {"dobj", "dative", "oprd", "xcomp", "ccomp"}
"""What a verb has beside it that is no bare participle."""
_TIMES = frozenset({"after", "before", "upon", "following"})
_OF = frozenset({"to", "in", "with", "of", "about", "from", "for", "on", "into", "without"})


def find_done(doc: Doc) -> None:
    """Give each such passive its subject, and join the participles behind it."""
    for token in tokens_with(doc, words=("being",), labels=("conj",)):
        if token.lower_ == "being" and token.dep_ == "auxpass":
            _give_subject(token)
            _take_time(token.head)
        if token.tag_ in ("VBN", "VBD") and token.dep_ == "conj":
            _join(token)


def _give_subject(being: Token) -> None:
    """Make whom a preposition right in front names the subject: "ended with Roe being deported"."""
    verb = being.head
    if verb.dep_ not in _APART or any(child.dep_ in ANY_SUBJECT for child in verb.children) or being.i == 0:
        return
    noun = being.nbor(-1)
    while noun.dep_ not in ("pobj", "ROOT") and noun.head.right_edge.i == being.i - 1:
        noun = noun.head
    word = noun.head
    if noun.dep_ != "pobj" or word.lower_ not in _OF or noun.left_edge.i != word.i + 1:
        return
    if noun.right_edge.i != being.i - 1 or noun.is_ancestor(verb) or verb.is_ancestor(word):
        return
    hang(noun, verb, "nsubjpass")
    hang(verb, word, "pcomp")


def _take_time(verb: Token) -> None:
    """Hang what came before or after on the passive: "recalled Roe being jailed after pleading guilty"."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if above == verb or above.pos_ != "VERB" or verb.dep_ not in _APART:
        return
    for word in [child for child in above.rights if child.lower_ in _TIMES and child.i > verb.i]:
        gerunds = [child for child in word.rights if child.dep_ == "pcomp"]
        bare = gerunds and not any(child.dep_ in ANY_SUBJECT for child in gerunds[0].children)
        if bare and (gerunds[0].tag_ == "VBG" or any(x.lower_ == "being" for x in gerunds[0].lefts)):
            word.head = verb


def _join(verb: Token) -> None:
    """Join a bare participle to the passive in front of it, not to the active verb above both."""
    above = verb.head
    labels = {child.dep_ for child in verb.children}
    passive = any(child.dep_ == "auxpass" for child in above.children)
    if passive or labels & _FULL or "prep" not in labels or above.pos_ != "VERB":
        return
    inner = [
        token
        for token in above.subtree
        if above.i < token.i < verb.i
        and token.dep_ in _APART - {"conj"}
        and any(child.lower_ == "being" and child.dep_ == "auxpass" for child in token.children)
    ]
    if inner and not inner[-1].is_ancestor(verb):
        hang(verb, inner[-1], "conj")
        verb.tag_ = "VBN"
