"""Makes people called by their age the subjects they are: "The 44-year-old pleaded guilty", "left jail".

Behind an age without a noun the parser often takes "old" for what the verb is like, or the verb for what a
noun behind it is like; and of two verbs it makes the first the subject of the second.

in: a parsed `Doc`    out: nothing    writes: heads, labels, tags and parts of speech of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.labels import FINITE, SUBJECT
from pipeline.events.grammar.scan import tokens_with

_FORMS = FINITE | {"VBN"}
_LEAVING = frozenset({"left"})
"""Verbs that are also said of things: "the 44-year-old left jail"."""
_PLACES = frozenset({"jail", "prison", "custody", "court", "detention"})
_MAIN = frozenset({"ROOT", "conj", "ccomp", "parataxis", "advcl"})
_CLAUSES = frozenset({*SUBJECT, "csubj", "csubjpass"})


def find_aged(doc: Doc) -> None:
    """Make each age that stands in front of a verb its subject."""
    for token in tokens_with(doc, words=("old",)):
        if not _is_age(token) or token.i + 1 == len(doc):
            continue
        verb = token.nbor()
        if verb.lower_ in _LEAVING and verb.dep_ == "amod":
            _make_verb(verb)
        while verb.tag_ == "RB" and verb.i + 1 < len(doc) and verb.head.i > verb.i:
            verb = verb.nbor()  # "the 44-year-old later pleaded guilty"
        if token.dep_ == "amod" and token.head == verb and _is_main(verb):
            _make_subject(token, verb)
        if token.dep_ == "nsubj" and token.head.dep_ in _CLAUSES:
            _part_verbs(token.head)


def of_ages(ages: Token) -> None:
    """Let people take the place that the parser gives to their ages: "Two men ages 22 and 25 were held"."""
    before = ages.nbor(-1) if ages.i > ages.sent.start else None
    if before is None or before.tag_ != "NNS" or before.head != ages:
        return
    if ages.i + 1 < len(ages.doc) and ages.nbor(1).like_num:
        hang(before, ages.head, ages.dep_)
        hang(ages, before, "appos")


def _is_age(old: Token) -> bool:
    """Say whether the word ends an age: "44-year-old"."""
    front = old.doc[max(0, old.i - 4) : old.i]
    return len(front) == 4 and front[0].like_num and front[2].lower_ in ("year", "month")  # noqa: PLR2004


def _is_main(verb: Token) -> bool:
    """Say whether a verb tells something: not "arrested a 15-year-old suspected of theft"."""
    labels = {child.dep_ for child in verb.children}
    active = verb.tag_ in FINITE or bool(labels & {"dobj", "xcomp", "ccomp", "acomp"})
    told = verb.dep_ in _MAIN and verb.tag_ in _FORMS
    return told and active and not labels & {"aux", "auxpass"}


def _make_subject(old: Token, verb: Token) -> None:
    for child in [item for item in verb.lefts if item.i < old.i and item.dep_ in ("det", "amod", "poss")]:
        child.head = old
    hang(old, verb, "nsubj")
    if verb.tag_ == "VBN":
        verb.tag_ = "VBD"


def _make_verb(verb: Token) -> None:
    """Make "left" the verb of the noun behind it, which is then what was left: "left jail on bond"."""
    noun = verb.head
    if noun.lemma_.lower() not in _PLACES or verb.i + 1 != noun.i:
        return
    above, label = noun.head, noun.dep_
    hang(verb, verb if above == noun else above, label)
    front = [child for child in noun.lefts if child.i < verb.i]
    for child in (*front, *[item for item in noun.rights if item.dep_ in ("prep", "punct", "npadvmod")]):
        child.head = verb
    hang(noun, verb, "dobj")
    verb.tag_, verb.pos_, verb.lemma_ = "VBD", "VERB", "leave"


def _part_verbs(verb: Token) -> None:
    """Join two verbs of which the first is parsed as the second's subject: "pleaded guilty, was jailed"."""
    second = verb.head
    helping = [child for child in second.lefts if child.dep_ in ("aux", "auxpass")]
    begin = helping[0] if helping else second
    if verb.tag_ not in _FORMS or begin.i <= verb.i or begin.tag_ not in FINITE:
        return
    label, above = second.dep_, second.head
    hang(verb, verb if above == second else above, label)
    hang(second, verb, "conj")
    if verb.tag_ == "VBN":
        verb.tag_ = "VBD"
