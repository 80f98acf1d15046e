"""Hangs a word of a parse on another.

in: tokens of a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token


def hang(token: Token, head: Token, label: str) -> None:
    """Make a token depend on a head with a label, all that depends on it along."""
    token.head, token.dep_ = head, label


def make_main(verb: Token) -> None:
    """Make a participle the verb of its sentence, in the past, and the noun that it describes its subject."""
    noun = verb.head
    hang(verb, verb, "ROOT")
    verb.tag_ = "VBD"
    hang(noun, verb, "nsubj")
    days = [child for child in noun.rights if child.dep_ == "prep" and child.nbor(1).ent_type_ == "DATE"]
    for child in [*days, *(child for child in noun.rights if child.i > verb.i)]:
        child.head = verb
