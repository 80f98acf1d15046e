"""Who stands in front of a day is the object: "released him the same day", parsed as "gave him the day".

in: a dative of a parsed `Doc`    out: nothing    writes: labels of the `Doc`
"""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Token

from pipeline.word_lists import words

_TIMES = words(Path(__file__).parents[1] / "dating" / "dating.toml", "times") | {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "minute",
}  # fmt: skip
_CLAUSES = frozenset({"ccomp", "xcomp", "dobj"})


def make_object(dative: Token) -> None:
    """Make a dative the object, and the day behind it the time, where nothing else is the object."""
    verb = dative.head
    if verb.pos_ != "VERB" or dative.i < verb.i or dative.pos_ not in ("PRON", "PROPN", "NOUN"):
        return
    days = [child for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() in _TIMES]
    others = [child for child in verb.children if child.dep_ in _CLAUSES and child not in days]
    behind = dative.right_edge.i + 1
    if others or behind >= verb.sent.end or not _is_time(dative.doc[behind], verb):
        return
    dative.dep_ = "dobj"
    for day in days:
        day.dep_ = "npadvmod"


def _is_time(first: Token, verb: Token) -> bool:
    """Say whether a time that a verb has begins with a word: "the same day", "ten days later"."""
    node = first
    while node.head not in (verb, node):
        node = node.head
    told = [node, *(child for child in node.children if child.dep_ == "npadvmod")]
    return node.left_edge == first and any(word.lemma_.lower() in _TIMES for word in told)
