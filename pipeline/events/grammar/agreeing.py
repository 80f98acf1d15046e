"""Joins a clause to the verb whose subject has its number: "Roe said bakers hid, but were caught".

The parser joins "were caught" to "said"; a verb that says how many its subject are tells whose it is.

in: a parsed `Doc`    out: nothing    writes: heads of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.labels import SUBJECT

_MANY, _ONE = frozenset({"were", "are", "have"}), frozenset({"was", "is", "has"})
_WITH_HELP = frozenset({"VBN", "VBG"})
_NUMBERS = {"NN": "one", "NNP": "one", "NNS": "many", "NNPS": "many"}
_PRONOUNS = {"he": "one", "she": "one", "it": "one", "they": "many"}
"""Of those that stand for one or many; "we", "you" and "who" say nothing."""
_BODIES = frozenset(
    {"police", "staff", "family", "couple", "pair", "duo", "trio", "team", "group", "crew", "government"}
    | {"majority", "number", "rest", "half", "crowd", "public", "jury", "board", "council"}
)
"""One in form and many in sense, or the other way round."""
_TOLD = frozenset({"ccomp", "advcl"})


def agree(verb: Token) -> None:
    """Hang a joined verb on the clause beside whose subject agrees with it, where its own does not."""
    if verb.dep_ != "conj" or verb.tag_ not in _WITH_HELP and verb.lower_ not in _MANY | _ONE:
        return
    if any(child.dep_ in (*SUBJECT, "expl", "csubj") for child in verb.children):
        return
    number, above = _number_of_verb(verb), verb.head
    if number is None or _number_of_subject(above) in (None, number):
        return
    if not any(child.dep_ == "cc" and child.i < verb.i for child in above.children):
        return  # "because the detainer ICE sent was not signed": joined by no word
    inside = [child for child in above.children if child.dep_ in _TOLD and above.i < child.i < verb.i]
    outside = [above.head] if above.dep_ in _TOLD and above.head.i < above.i else []
    for other in (*reversed(inside), *outside):
        if _number_of_subject(other) == number:
            verb.head = other
            return


def _number_of_verb(verb: Token) -> str | None:
    """Return "one" or "many" where the first helping word, or a form of "be" itself, says which."""
    helping = [child for child in verb.children if child.dep_ in ("aux", "auxpass") and child.i < verb.i]
    first = min([*helping, verb], key=lambda token: token.i).lower_
    return "many" if first in _MANY else "one" if first in _ONE else None


def _number_of_subject(verb: Token) -> str | None:
    """Return whether a verb's subject is one or many; None where it may be either."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECT]
    if len(subjects) != 1:
        return None
    noun = subjects[0]
    if any(child.dep_ == "conj" for child in noun.children):
        return "many"
    if noun.lower_ in _PRONOUNS:
        return _PRONOUNS[noun.lower_]
    return None if noun.lemma_.lower() in _BODIES else _NUMBERS.get(noun.tag_)
