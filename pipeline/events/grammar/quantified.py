"""Gives people the place that the parser gives to a preposition or a clause beside their number.

"ICE returned over 90,000 people"; "The raids ended, with more than 300 people detained".

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


def people_behind_with(verb: Token) -> None:
    """Hang a participle on the people behind "with": "with 12 people arrested", parsed as what they did."""
    word = verb.head
    if verb.dep_ != "pcomp" or verb.tag_ != "VBN" or word.lower_ != "with":
        return
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    acting = any(child.dep_ in ("dobj", "aux", "auxpass", "neg", "ccomp") for child in verb.children)
    if len(subjects) == 1 and not acting and subjects[0].i < verb.i:
        people = subjects[0]
        people.head, people.dep_ = word, "pobj"
        verb.head, verb.dep_ = people, "acl"
