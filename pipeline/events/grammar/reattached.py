"""Gives a clause the subject that the parser joined with the object of the clause in front.

"The jail could not honor the detainer and Roe was freed": what the parser reads is a detainer and Roe, freed.

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ONE = frozenset({"was", "is", "has"})
_JOINING = frozenset({"and", "but", "while"})
_SUBJECT = ("nsubj", "nsubjpass")


def reattach(doc: Doc) -> None:
    """Hang such subjects on their own verbs, and such objects on the verb in front."""
    for verb in doc:
        if verb.pos_ == "VERB" and verb.dep_ in ("ccomp", "conj"):
            helping = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
            first = helping[0] if helping else verb
            if first.tag_ in _FINITE and first.i <= verb.i:
                _of_clause(verb, first)
                _of_object(verb, first)


def _of_clause(verb: Token, helping: Token) -> None:
    """Part "honor the detainer and Roe was freed", parsed as "honor that the detainer and Roe was freed"."""
    above = verb.head
    subjects = [child for child in verb.children if child.dep_ in _SUBJECT and child.i < verb.i]
    if verb.dep_ != "ccomp" or len(subjects) != 1 or above.pos_ != "VERB" or helping.lower_ not in _ONE:
        return
    noun = subjects[0]
    own = _joined(noun, helping)
    taken = any(child.dep_ in ("dobj", "mark") for child in above.children)
    if own is None or taken or noun.left_edge.i != above.i + 1 or noun.tag_ not in ("NN", "NNP"):
        return
    label = noun.dep_
    _hang(noun, above, "dobj")
    _hang(own, verb, label)
    verb.dep_ = "conj"


def _of_object(verb: Token, helping: Token) -> None:
    """Part "ignored the detainer and Roe was freed", parsed as "ignored the detainer and Roe, was freed"."""
    above = verb.head
    labels = {child.dep_ for child in verb.children}
    if verb.dep_ != "conj" or labels & {*_SUBJECT, "csubj", "expl"}:
        return
    if helping == verb and "dobj" not in labels:
        return  # "arrested Roe and a man wanted in Ohio"
    for noun in above.children:
        if noun.dep_ == "dobj" and above.i < noun.i < verb.i:
            own = _joined(noun, helping)
            if own is not None:
                _hang(own, verb, "nsubjpass" if "auxpass" in labels else "nsubj")
                return


def _joined(noun: Token, helping: Token) -> Token | None:
    """Return the name or noun behind "and" that stands right in front of a verb's helping word."""
    for own in noun.conjuncts:
        between = own.doc[own.right_edge.i + 1 : helping.i]
        front = own.doc[own.left_edge.i - 1] if own.left_edge.i else own
        near = own.right_edge.i < helping.i and all(word.text == "," for word in between)
        apart = near and noun.i < own.i and front.lower_ in _JOINING
        single = own.tag_ in ("NN", "NNP") or helping.lower_ not in _ONE
        if apart and single and own.head == noun:
            return own
    return None


def _hang(token: Token, head: Token, label: str) -> None:
    token.head = head
    token.dep_ = label
