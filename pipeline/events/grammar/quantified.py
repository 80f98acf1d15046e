"""Makes people an object whose number the parser takes for a preposition's: "returned over 90,000 people".

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

_QUANTIFIERS = frozenset({"over", "under", "around", "about"})
_TAKEN = frozenset({"dobj", "nsubjpass", "auxpass", "prt", "ccomp"})


def object_behind(word: Token) -> None:
    """Hang a plural with its number on the verb in front of "over" or "under", where it has no object.

    What is turned or handed over has one as well.
    """
    verb = word.head
    if word.lower_ not in _QUANTIFIERS or word.dep_ != "prep" or verb.pos_ != "VERB" or verb.i > word.i:
        return
    nouns = [child for child in word.children if child.dep_ == "pobj"]
    if len(nouns) != 1 or nouns[0].tag_ != "NNS" or any(child.dep_ in _TAKEN for child in verb.children):
        return
    number = word.doc[word.i + 1]
    if number.like_num and number.head == nouns[0] and number.dep_ == "nummod":
        nouns[0].head, nouns[0].dep_ = verb, "dobj"
        word.dep_ = "advmod"
