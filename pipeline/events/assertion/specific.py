"""Says whether a clause about "a person" tells of one case or of anybody."""

from __future__ import annotations

from spacy.tokens import Token


def is_specific(token: Token) -> bool:
    """Say whether a clause about "a person" tells of one case: in the past, with a place, day or office."""
    clause = [
        token,
        *token.children,
        *(child for child in token.head.children if token.dep_ in ("acl", "relcl", "conj", "xcomp")),
    ]
    past = any(item.tag_ == "VBD" or item.lower_ in ("was", "were", "had") for item in clause)
    placed = any(ent.label_ in ("DATE", "GPE", "FAC", "TIME", "PERSON") for ent in token.sent.ents)
    by_office = token.tag_ == "VBD" and any(
        child.dep_ == "nsubj" and child.ent_type_ == "ORG" for child in token.children
    )
    return past and (placed or by_office)
