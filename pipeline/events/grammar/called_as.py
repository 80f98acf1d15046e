"""Parts a name behind "as" from the verb behind its comma: "The woman, identified only as Rosa, was held".

Parsed as "identified as Rosa was held": whoever is called so is whom the verb is said of.

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.labels import SUBJECT

_CALLING = frozenset({"identify", "name", "know", "call", "list", "describe"})


def part_called(as_: Token) -> None:
    """Give the verb that the parser hangs behind "as" the subject of the verb in front."""
    verb, calling = as_.head, as_.head.head
    names = [child for child in verb.children if child.dep_ in SUBJECT and child.left_edge.i == as_.i + 1]
    if as_.dep_ != "mark" or calling.lemma_ not in _CALLING or not names or verb.dep_ != "advcl":
        return
    name = names[0]
    behind = name.doc[name.i + 1]
    noun = _called(calling)
    if behind.text != "," or name.pos_ != "PROPN" or noun is None or noun.i > calling.i:
        return
    top = noun if noun.dep_ == "ROOT" else calling
    label, above = name.dep_, top.head
    hang(as_, calling, "prep")
    hang(name, as_, "pobj")
    verb.head, verb.dep_ = (verb if top.dep_ == "ROOT" else above), top.dep_
    if top == calling:
        hang(calling, noun, "acl")
    hang(noun, verb, label)


def _called(calling: Token) -> Token | None:
    """Return the noun that is called so, at the head of its phrase."""
    own = [child for child in calling.children if child.dep_ in SUBJECT and child.i < calling.i]
    if own:
        return own[0] if calling.dep_ == "ROOT" else None
    noun = next((node for node in calling.ancestors if node.pos_ in ("NOUN", "PROPN")), None)
    while noun is not None and noun.dep_ == "appos":
        noun = noun.head
    return noun if noun is not None and noun.dep_ == "ROOT" else None
