"""One of several people told of just before, by number alone: "One was charged; the other was released".

in: tokens of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.clauses import is_accused, is_let_out, is_the_other
from pipeline.events.grammar.syntax import children

_ONE = frozenset({"one", "another"})
_OTHER = frozenset({"other", "second", "third", "fourth", "first", "last"})
_NOBODY = frozenset({"no", "any", "every", "each", "some", "not", "only", "single", "this", "that", "which"})
_BARE = frozenset({"nsubj", "nsubjpass", "appos", "conj", "dobj"})
"""How a number stands that counts people by itself."""
_BACK = 2
"""Sentences in front in which the several are told of."""


def is_one_told_apart(token: Token) -> bool:
    """Say whether "one", "another" or "the other" is somebody of a few people told of just before.

    Only of whom it is said that he was arrested, charged, let go or the like: others may be things.
    """
    ordinal = token.lower_ in _OTHER and token.left_edge.lower_ == "the" and token.left_edge.i == token.i - 1
    if not ordinal and (token.lower_ not in _ONE or children(token, "det", "amod", "nummod")):
        return False
    if token.i > token.sent.start and token.nbor(-1).lower_ in _NOBODY:
        return False
    if any(child.lower_ == "of" for child in token.children) or children(token, "compound"):
        return False
    told = is_accused(token) or is_let_out(token)
    if token.dep_ not in ("nsubj", "nsubjpass") and not _is_set_apart(token):
        return False  # "arrested two men convicted of murder and one charged with rape": one more
    return told and _is_in_past(token.sent.root) and not _is_counted_up(token) and _several_before(token)


def _is_set_apart(token: Token) -> bool:
    """Say whether a comma stands in front, or one told apart: "two men, one convicted and one charged"."""
    before = token.doc[token.sent.start : token.i]
    edge = token.left_edge.i - 1
    comma = edge > token.sent.start and token.doc[edge].is_punct
    return comma or any(word.lower_ == "one" and is_one_told_apart(word) for word in before)


def _is_in_past(verb: Token) -> bool:
    """Say whether a sentence tells what was done: not what a novel is about."""
    return verb.tag_ == "VBD" or any(
        child.lower_ in ("has", "have", "had", "was", "were") for child in children(verb, "aux", "auxpass")
    )


def _is_counted_up(token: Token) -> bool:
    """Say whether it is a number among others: "63 pleaded guilty, two were acquitted and one convicted"."""
    return any(
        word.tag_ == "CD" and word.dep_ in _BARE and word.lower_ not in _ONE and not children(word, "prep")
        for word in token.sent
    )


def is_the_next_told_apart(token: Token) -> bool:
    """Say whether it is the other of two, or one behind another: "one charged with theft and one freed"."""
    before = token.doc[token.sent.start : token.i]
    if not is_one_told_apart(token):
        return is_the_other(token) and any(map(is_one_told_apart, before))
    return token.lower_ != "one" or any(map(is_one_told_apart, before))


def is_among_others(noun: Token) -> bool:
    """Say whether somebody is one of others than those told of: "the other two, a clerk and a cook, were"."""
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    many = noun.head
    if noun.dep_ != "appos" or many.i > noun.i:
        return False
    return many.lower_ == "others" or any(child.lower_ in ("other", "others") for child in many.children)


def _several_before(token: Token) -> bool:
    """Say whether people in the plural are told of in front, in the sentence or right before it."""
    doc, sentence = token.doc, token.sent
    if any(map(_is_few, doc[sentence.start : token.i])):
        return True
    for _ in range(_BACK):
        if sentence.start == 0:
            return False
        sentence = doc[sentence.start - 1].sent
        if any(map(_is_few, _without_space(sentence))):
            return True
    return False


def _without_space(sentence: Span) -> list[Token]:
    return [token for token in sentence if not token.is_space]


def _is_few(noun: Token) -> bool:
    """Say whether a noun is for several people whom a story may tell apart; not for those who act."""
    if noun.lower_ in ("both", "pair", "duo", "trio"):
        return True
    national = noun.tag_ == "NNPS" and noun.ent_type_ == "NORP"  # "two Hondurans"
    people = national or (nominals.is_plural(noun) and nominals.is_person_noun(noun))
    return people and noun.lemma_.lower() not in nominals.lexicon().acting
