"""Gives what somebody sees done its own subject: "saw his partner Luis taken away".

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.labels import SUBJECT

_SEEING = frozenset({"see", "watch", "witness", "hear", "film", "record", "find", "videotape", "notice"})
_SMALL = frozenset({"ccomp", "xcomp", "conj", "dep", "acl", "oprd", "advcl"})
_LINKS = frozenset({"get", "getting", "being", "be"})
_OBJECTS = frozenset({"dobj", "attr", "oprd"})


def part_witnessed(verb: Token) -> None:
    """Make whom somebody saw the subject of what was done: "watched her fiance, Luis Rey, get arrested"."""
    above = verb.head
    if above.lemma_ not in _SEEING or above.i > verb.i or verb.dep_ not in _SMALL:
        return
    labels = {child.dep_ for child in verb.children}
    helping = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    bare = all(word.lower_ in _LINKS for word in helping)
    if not bare or labels & {"mark", "cc", *_OBJECTS} or _is_joined(verb, above):
        return
    subjects = [child for child in verb.children if child.dep_ in SUBJECT and child.i < verb.i]
    if not subjects:
        subjects = [child for child in above.children if child.dep_ == "dobj" and above.i < child.i < verb.i]
        if len(subjects) != 1 or not _stands_in_front(subjects[0], verb):
            return
    _name_behind_noun(above, subjects, verb)
    verb.dep_ = "ccomp"
    for subject in subjects:
        subject.head, subject.dep_ = verb, "nsubjpass"


def _is_joined(verb: Token, above: Token) -> bool:
    """Say whether "and" stands in front of a verb: "saw her case dismissed and was arrested"."""
    first = min((child.i for child in verb.children if child.dep_ in ("aux", "auxpass")), default=verb.i)
    joined = {"and", "or", "but"} & {verb.nbor(-1).lower_, verb.doc[first - 1].lower_}
    return bool(joined) or not any(
        word.pos_ in ("NOUN", "PROPN", "PRON") for word in verb.doc[above.i : verb.i]
    )


def _stands_in_front(noun: Token, verb: Token) -> bool:
    """Say whether a noun's phrase ends where a verb, or its helping word, begins."""
    between = verb.doc[noun.right_edge.i + 1 : verb.i] if noun.right_edge.i < verb.i else ()
    return all(word.is_punct or word.lower_ in _LINKS for word in between)


def _name_behind_noun(above: Token, subjects: list[Token], verb: Token) -> None:
    """Hang a name on the noun in front: "saw his partner Luis taken", parsed as two of them."""
    beside = [child for child in above.children if child.dep_ == "dobj" and above.i < child.i < subjects[0].i]
    nouns = [*beside, *subjects]
    if len(nouns) == 2 and nouns[0].tag_ == "NN" and nouns[1].ent_type_ == "PERSON":
        noun, name = nouns
        if name.left_edge.i == noun.i + 1 and noun.head in (above, verb):
            name.head, name.dep_ = noun, "appos"
            subjects[:] = [noun]
