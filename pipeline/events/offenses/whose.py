"""Whose a record, a conviction or a crime is: "his record", "men with arrests for".

in: a noun in the dependency tree    out: the noun of who has it    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity

_LISTING = frozenset({"include", "range"})
RECORDS = frozenset({"history", "record", "background", "sheet", "crime", "offense", "offence", "misdeed"})
"""Nouns for what is known of somebody: "criminal histories that include", "the crimes of these men"."""
_CRIMES = frozenset({"crime", "offense", "offence"})
_ON_LEAVE = frozenset({"probation", "parole", "bail", "bond"})
_STEPS = 6


def holder(noun: Token) -> Token | None:
    """Return who has what a noun names: "men with convictions", "his record", "he has two arrests for"."""
    node = noun
    whose = [
        item
        for item in syntax.objects_of(noun, "of")
        if item.pos_ == "PROPN" or item.lower_ in ("those", "people", "men")
    ]
    if whose and noun.lemma_.lower() in RECORDS:
        return whose[0]  # "criminal histories of those arrested", "the criminal record of Ed Poe"
    for _ in range(_STEPS):
        owner = syntax.children(node, "poss")
        if owner:
            return _before_whose(owner[0]) or owner[0]
        head = node.head
        if node.dep_ == "pobj" and head.lower_ in ("with", "of", "on", "for", "by", "including", "under"):
            node = head.head
            if head.lower_ == "with" and node.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
                return node
            if node.pos_ in ("VERB", "AUX"):
                held, acting = syntax.patient(node), syntax.subject(node)
                return (acting or held) if is_on_leave(noun) and not is_officer(acting) else held or acting
        elif node.dep_ in ("conj", "compound", "nmod", "appos"):
            node = head
        elif head.pos_ in ("VERB", "AUX") and node.dep_ in ("dobj", "attr", "oprd"):
            subject = syntax.subject(head)
            if subject is None or subject.lemma_.lower() not in RECORDS:
                return subject
            node = subject  # "Ann Roe's record includes arrests for"
        else:
            return None
    return None


def is_on_leave(noun: Token) -> bool:
    """Say whether a clause without a subject tells of who acts: "beat a clerk while on parole for rape"."""
    front = noun.doc[max(noun.sent.start, noun.i - 4) : noun.i]
    return noun.lemma_.lower() in _ON_LEAVE and any(word.lower_ == "while" for word in front)


def is_officer(noun: Token | None) -> bool:
    """Say whether a subject takes others up: "police arrested him while on parole"."""
    words = nominals.lexicon()
    return noun is not None and noun.lemma_.lower() in words.acting | words.bodies


def _before_whose(word: Token) -> Token | None:
    """Return the noun that "whose" stands behind: "a citizen of Peru whose record includes"."""
    clause = next((node for node in word.ancestors if node.dep_ == "relcl"), None)
    return clause.head if word.lower_ == "whose" and clause is not None else None


def doer_of_crimes(noun: Token) -> Token | None:
    """Return whose "the crimes of these men" and "the crimes committed by these men" are."""
    if noun.lemma_.lower() not in _CRIMES:
        return None
    done = [child for clause in syntax.children(noun, "acl") for child in syntax.objects_of(clause, "by")]
    return next(iter([*syntax.objects_of(noun, "of"), *done]), None)


def named_in_front(verb: Token, entities: Entities) -> Entity | None:
    """Return who is named right in front of a participle that the parser hung elsewhere in a list.

    "Arrested Roe, 30, wanted for theft, Poe, 40, wanted for arson, and Luna, 22, wanted for rape".
    """
    if verb.tag_ not in ("VBN", "VBD") or syntax.children(verb, "nsubjpass", "aux", "auxpass"):
        return None
    index = verb.i - 1
    while index > verb.sent.start and (verb.doc[index].is_punct or verb.doc[index].like_num):
        index -= 1
    person, noun = entities.by_token.get(index), syntax.patient(verb) or syntax.subject(verb)
    if person is None or not person.names or noun is None or index == verb.i - 1 or person.suffers():
        return None
    name = verb.doc[index]
    elsewhere = noun.i < index and name not in syntax.with_conjuncts(noun) and name.ent_type_ == "PERSON"
    return person if elsewhere else None


def is_of_anybody(convictions: Token) -> bool:
    """Say whether convictions are told of in general: "Convictions for fraud were counted as terrorism"."""
    bare = convictions.tag_ == "NNS" and not any(
        word.dep_ in ("poss", "det", "nummod", "amod") for word in convictions.children
    )
    return bare and convictions.dep_ in ("nsubj", "nsubjpass") and convictions.head.tag_ != "VBG"


def is_listed(noun: Token) -> bool:
    """Say whether what a noun counts is listed behind it, of nobody in particular."""
    return noun.dep_ == "nsubj" and noun.head.lemma_ in _LISTING and not syntax.children(noun, "poss", "prep")
