"""Makes verbs of what police do in the present, parsed as a noun: "On March 3, Salem police arrest Ann Roe".

in: a parsed `Doc`    out: nothing    writes: heads, labels, tags, parts of speech and lemmas of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.nominals import is_person_noun
from pipeline.events.grammar.scan import tokens_with

_VERBS = frozenset({"arrest", "charge"})
"""Verbs that are nouns as well."""
_DATED = frozenset({"DATE", "TIME"})


def find_police_acts(doc: Doc) -> None:
    """Make such nouns the verb of their clause, police its subject, and whom they act on its object."""
    for token in tokens_with(doc, words=_VERBS):
        if token.tag_ == "NN" and _is_behind_police(token):
            held = _held(token)
            if held is not None:
                _make_verb(token, held)


def _is_behind_police(noun: Token) -> bool:
    """Say whether "police" stands right in front, with no article or owner that makes both one noun."""
    if noun.is_sent_start or noun.nbor(-1).lower_ != "police":
        return False
    front = [*noun.lefts, *noun.nbor(-1).lefts, *(noun.head.lefts if noun.dep_ == "compound" else ())]
    return not any(word.dep_ in ("det", "poss", "amod") and word.i < noun.i for word in front)


def _held(noun: Token) -> Token | None:
    """Return the person whose name, or what he is called, stands right behind and is parsed with it."""
    if noun.i + 1 >= noun.sent.end:
        return None
    behind = noun.nbor(1)
    whole = behind.head if behind.dep_ == "compound" else behind
    person = behind.ent_type_ == "PERSON" or behind.tag_ == "PRP" or is_person_noun(whole)
    joined = whole.head == noun or noun.head == whole
    return whole if person and joined and whole.i >= behind.i else None


def _make_verb(verb: Token, held: Token) -> None:
    police, above, label = verb.nbor(-1), held.head, held.dep_
    front = [word for node in (held, verb) for word in node.lefts if word.i < police.i]
    if verb.head == held:
        outer = verb if above == held else above
        hang(verb, outer, "ROOT" if outer == verb else label)
        if outer != verb and outer.head == outer and outer.ent_type_ in _DATED and outer.i < verb.i:
            hang(verb, verb, "ROOT")
            hang(outer, verb, "npadvmod")
    hang(held, verb, "dobj")
    hang(police, verb, "nsubj")
    for word in front:
        hang(word, police if word.dep_ == "compound" else verb, word.dep_)
    for word in [word for word in held.rights if word.dep_ == "prep"]:
        hang(word, verb, "prep")
    verb.tag_, verb.pos_, verb.lemma_ = "VBP", "VERB", verb.lower_
    police.tag_, police.pos_, police.lemma_ = "NNS", "NOUN", "police"
