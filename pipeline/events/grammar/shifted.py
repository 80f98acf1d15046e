"""Finds a long object that stands behind a phrase: "Deputies released from jail a man wanted by ICE".

English moves a heavy object behind what is short (Ross 1967). The parser then often leaves the sentence
without a verb: deputies, who were released from jail, and a man beside them; or takes the man for a time.

in: a parsed `Doc`    out: nothing    writes: heads, labels and tags of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.hanging import make_main
from pipeline.events.grammar.nominals import is_person_noun, lexicon
from pipeline.events.grammar.scan import tokens_with

_AS_PARSED = frozenset({"dobj", "npadvmod", "appos", "attr", "oprd", "dep"})
"""What the parser takes such an object for."""
_NEW = frozenset({"a", "an", "another"})
_HELPING = frozenset({"aux", "auxpass", "mark"})


def find_shifted(doc: Doc) -> None:
    """Give such verbs their object, and the sentence its verb."""
    for verb in tokens_with(doc, tags=("VBN", "VBD")):
        lost = _is_lost(verb)
        if not lost and not _is_active(verb):
            continue
        patient = _behind_phrase(verb, lost)
        if patient is None:
            continue
        if lost:
            make_main(verb)
        patient.head, patient.dep_ = verb, "dobj"


def _is_lost(verb: Token) -> bool:
    """Say whether a sentence is left without a verb by what its subject seems to have suffered."""
    noun, words = verb.head, lexicon()
    if verb.dep_ != "acl" or noun.dep_ != "ROOT" or noun.pos_ not in ("NOUN", "PROPN") or noun.i > verb.i:
        return False
    suffering = words.man | words.woman | words.young | words.generic | words.victim | words.locked_up
    bare = not any(child.dep_ in _HELPING for child in verb.children)
    return bare and noun.lemma_.lower() not in suffering and noun.ent_type_ != "PERSON"


def _is_active(verb: Token) -> bool:
    """Say whether a verb has a subject that does it, and no object yet."""
    labels = {child.dep_ for child in verb.children}
    return "nsubj" in labels and not labels & {"dobj", "auxpass", "ccomp", "xcomp", "nsubjpass"}


def _behind_phrase(verb: Token, lost: bool) -> Token | None:
    """Return the noun for somebody new right behind a phrase that hangs on a verb."""
    phrases = [child for child in verb.rights if child.dep_ in ("prep", "prt", "npadvmod")]
    for owner in (verb, verb.head) if lost else (verb,):
        for noun in owner.rights:
            first = noun.left_edge
            new = first.lower_ in _NEW or (first.like_num and noun.tag_ == "NNS")
            if noun.dep_ in _AS_PARSED and new and is_person_noun(noun):
                before = [phrase.right_edge.i for phrase in phrases if phrase != noun]
                return noun if first.i - 1 in before else None
    return None
