"""Gives verbs back the helping words from which something inserted parts them.

"Roe was not, records show, convicted": what the parser reads is that Roe was not, and records convicted.

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.labels import FINITE, SUBJECT

_FORMS = {
    "be": frozenset({"VBN", "VBD", "VBG"}),
    "have": frozenset({"VBN", "VBD"}),
    "do": frozenset({"VB"}),
}
"""Tags of the verbs that a helping word goes with; the past stands for a participle."""
_SIGNS = {",": ",", "—": "—", "–": "–", "(": ")"}
_MOST_INSIDE = 14
_MOST_BETWEEN = 5
"""Words between a helping word and its verb: "was on Monday jailed"."""


def join_interrupted(helping: Token) -> None:
    """Hang a helping word, and all that hangs on it, on the verb behind what is inserted."""
    forms = _FORMS.get(helping.lemma_)
    subjects = [child for child in helping.lefts if child.dep_ in SUBJECT]
    if forms is None or helping.tag_ not in FINITE or not subjects:
        return
    verb = _verb_behind(helping, forms)
    if verb is None or any(child.dep_ in SUBJECT for child in verb.children):
        return
    if verb.dep_ != "ROOT":
        inside = verb.dep_ == "acl" and verb.head.i > helping.i
        if not (inside or helping.is_ancestor(verb)):
            return
        hang(verb, verb if helping.dep_ == "ROOT" else helping.head, helping.dep_)
    passive = helping.lemma_ == "be" and verb.tag_ != "VBG"
    for child in list(helping.children):
        if child == verb:
            continue
        for denial in [word for word in child.children if word.dep_ == "neg"]:
            hang(denial, verb, "neg")
        hang(child, verb, "nsubjpass" if passive and child in subjects else child.dep_)
    hang(helping, verb, "auxpass" if passive else "aux")


def join_helping(helping: Token) -> None:
    """Hang what the parser hangs on a helping word on its verb: "Roe was on Monday jailed"."""
    verb = helping.head
    for child in list(helping.children):
        if child.dep_ == "neg":
            hang(child, verb, "neg")
        elif child.dep_ == "advmod" and child.i > helping.i:
            for denial in [word for word in child.children if word.dep_ == "neg"]:
                hang(denial, verb, "neg")
    subjects = [child for child in helping.children if child.dep_ in SUBJECT]
    inserted = [child for item in (helping, verb) for child in item.children if child.dep_ == "parataxis"]
    aside = {word.i for child in inserted for word in child.subtree}
    between = [token for token in verb.doc[helping.i + 1 : verb.i] if token.i not in aside]
    joined = any(token.is_punct or token.pos_ == "CCONJ" for token in between)
    if (
        not subjects
        or joined
        or len(between) > _MOST_BETWEEN
        or any(child.dep_ in SUBJECT for child in verb.children)
    ):
        return
    for child in list(helping.children):
        label = child.dep_
        if child in subjects and helping.dep_ == "auxpass":
            label = "nsubjpass"
        hang(child, verb, label)


def _verb_behind(helping: Token, forms: frozenset[str]) -> Token | None:
    """Return the verb behind signs that open and close right between it and its helping word."""
    doc, end = helping.doc, min(helping.sent.end, helping.i + _MOST_INSIDE)
    opening = _past_adverbs(doc, helping.i + 1, end)
    if opening >= end or doc[opening].text not in _SIGNS:
        return None
    for index in range(opening + 2, end):
        if doc[index].text == _SIGNS[doc[opening].text]:
            behind = _past_adverbs(doc, index + 1, end)
            return doc[behind] if behind < end and doc[behind].tag_ in forms else None
    return None


def _past_adverbs(doc: Doc, index: int, end: int) -> int:
    while index < end and (doc[index].dep_ == "neg" or doc[index].pos_ == "ADV"):
        index += 1
    return index
