"""Finds people whose names the recogniser took for organizations or places, by what is said of them.

in: the parsed text    out: half-open character offsets of names    writes: nothing

"Ivo Brandt-Luna, a citizen of Peru, was arrested" is a person whatever the label; so is one of several
who are sentenced together, "Ann Roe, Ed Poe and Sterling Marsh, all 22".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from pipeline.doc_text import text_of

_LABELS = frozenset({"ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "LOC"})
_PEOPLE = frozenset(
    {"man", "woman", "alien", "national", "citizen", "immigrant", "migrant", "native", "resident", "fugitive"}
    | {"boy", "girl", "teen", "teenager", "felon", "noncitizen", "refugee", "father", "mother"}
)
_ONES = frozenset({"a", "an"})
_BEFALLS = frozenset({"arrest", "sentence", "deport", "convict", "apprehend", "extradite", "jail"})
"""Verbs whose object is a person wherever other people are beside it."""
_TERMS = frozenset({"years", "months", "days", "life", "prison", "jail", "death"})
_LINK = re.compile(r",\s(?:\d\d,\s)?(?:and\s)?|\sand\s")
_MOST_WORDS = 4


def misread_names(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield what was labelled an organization or a place and is a person by its apposition or companions."""
    for index, ent in enumerate(doc.ents):
        if ent.label_ in _LABELS and _is_like_name(ent):
            around = doc.ents[max(0, index - 1) : index + 2]
            if _is_person(ent) or (len(around) == 3 and _is_between(*around)):
                yield ent.start_char, ent.end_char


def _is_person(ent: Span) -> bool:
    return _is_described(ent.root) or _is_told_of(ent.root) or _is_beside(ent)


def _is_like_name(ent: Span) -> bool:
    words = [token for token in ent if token.text != "-"]
    if any(child.dep_ == "det" for child in ent.root.children):
        return False
    return 2 <= len(words) <= _MOST_WORDS and all(
        token.tag_ == "NNP" and token.text[:1].isupper() and not token.is_upper for token in words
    )


def _is_described(name: Token) -> bool:
    """Say whether a noun for a person stands in apposition: "Roe Marsh, a citizen of Peru"."""
    return any(
        child.dep_ == "appos"
        and child.lemma_.lower() in _PEOPLE
        and child.i > name.i
        and any(det.lower_ in _ONES for det in child.children)
        for child in name.children
    )


def _is_told_of(name: Token) -> bool:
    """Say whether "who" stands behind the name, or it is given a term: "Roe was sentenced to life"."""
    who = any(
        token.lower_ in ("who", "whom", "whose")
        for child in name.children
        if child.dep_ == "relcl"
        for token in child.lefts
    )
    verb = name.head
    sentenced = verb.lemma_ == "sentence" and name.dep_ == "nsubjpass"
    return who or (sentenced and any(token.lower_ in _TERMS for token in verb.subtree if token.i > verb.i))


def _is_between(front: Span, ent: Span, behind: Span) -> bool:
    """Say whether a list has people right in front and right behind: "Al Roe, Sterling Marsh and Ed Poe"."""
    text = text_of(ent.doc)
    links = (text[front.end_char : ent.start_char], text[ent.end_char : behind.start_char])
    people = front.label_ == behind.label_ == "PERSON"
    return people and _LINK.fullmatch(links[0]) is not None and _LINK.fullmatch(links[1]) is not None


def _is_beside(ent: Span) -> bool:
    """Say whether a name is coordinated with people only, and what befalls people befalls them."""
    if ent.root.dep_ != "conj":
        return False
    first = ent.root
    while first.dep_ == "conj":
        first = first.head
    others = [token for token in (first, *first.conjuncts) if token != ent.root]
    told = first.head.lemma_ in _BEFALLS and first.dep_ in ("nsubjpass", "dobj")
    aged = any(
        child.like_num and any(word.lower_ in ("all", "both") for word in child.children)
        for child in first.children
    )
    return (told or aged) and all(token.ent_type_ == "PERSON" for token in others)
