"""Says whether a clause about "a person" tells of one case or of anybody."""

from __future__ import annotations

import re

from spacy.tokens import Token

from pipeline.doc_text import text_of

_NAMED_OFFICE = re.compile(
    r"\b[A-Z][\w’'-]+\s(?:County|City|Parish|Police|Sheriff|Jail|Prison|Court|Department)\b"
)
"""A place or office by name that the model for names may have missed."""
_REFUSING = frozenset({"refuse", "decline", "fail"})
"""Verbs that tell of a deed left undone: "refused to detain a man"."""
_GENERAL = frozenset({"once", "when", "whenever", "if", "after", "until", "already", "ever", "never"})
"""Beside a perfect that tells of anybody: "Once a defendant has been indicted"."""
_IN_JAIL = re.compile(
    r"is\s(?:still\s|now\s|back\s)?(?:in\s(?:[\w’'-]+\s){0,2}?(?:jail|custody)|behind\sbars|being\sheld)\s"
    r"(?:in\sconnection|after|following|on\s)"
)
"""The lead of a story: "An immigrant is in jail after a crash"."""


def is_specific(token: Token) -> bool:
    """Say whether a clause about "a person" tells of one case: in the past, with a place, day or office."""
    clause = [
        token,
        *token.children,
        *(child for child in token.head.children if token.dep_ in ("acl", "relcl", "conj", "xcomp")),
        *([token.head] if token.dep_ == "xcomp" and token.head.lemma_ in _REFUSING else []),
    ]
    if token.lower_ == "is" and _IN_JAIL.match(text_of(token.doc)[token.idx : token.sent.end_char]):
        return True
    told = {child.lower_ for child in token.children if child.i < token.i}
    if token.dep_ == "ROOT" and {"has", "been"} <= told and not told & _GENERAL:
        return True  # "A student has been arrested after a fight": news
    past = any(item.tag_ == "VBD" or item.lower_ in ("was", "were", "had") for item in clause)
    # "A man has been arrested in Salem": of anybody it would be "when a man has been arrested"
    past |= token.dep_ == "ROOT" and any(
        child.lower_ in ("has", "’s", "'s") and child.dep_ == "aux" for child in token.children
    )
    placed = any(ent.label_ in ("DATE", "GPE", "FAC", "TIME", "PERSON") for ent in token.sent.ents)
    placed = placed or (token.dep_ == "ROOT" and _NAMED_OFFICE.search(token.sent.text) is not None)
    by_office = token.tag_ == "VBD" and any(
        child.dep_ == "nsubj" and child.ent_type_ == "ORG" for child in token.children
    )
    return past and (placed or by_office)
