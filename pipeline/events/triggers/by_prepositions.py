"""Who stands behind a preposition of a deed: "charges against Ann Roe", "issued a notice to her".

in: a trigger's word, read off the dependency tree    out: a token    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.against import against_whom, bargaining, charged_behind
from pipeline.events.grammar.labels import TIMES
from pipeline.events.grammar.voice import objects
from pipeline.events.triggers.of_nouns import of_noun

PREPOSITIONS = {
    "given_to": ("on", "to", "with", "for", "against"),
    "custody": ("of",),
    "against": ("against", "for"),
    "charges": ("against", "for"),
    "on": ("against", "for"),
    "for": ("for", "on"),
    "from": ("by", "from", "of"),
}
"""Where the person stands, and the prepositions in front."""
_ISSUING = frozenset({"issue", "serve", "file", "give", "hand", "sign", "enter"})
_ISSUERS = frozenset({"judge", "magistrate", "official", "officer", "agent"})
_HEARINGS = frozenset({"trial", "appearance", "hearing", "court", "arraignment", "judge", "magistrate"})
"""Nouns of what somebody is heard at, or by whom: their charges are told beside it."""
_CASES = frozenset({"conviction", "indictment", "prosecution"})


def by_preposition(token: Token, place: str, is_person: Callable[[Token], bool]) -> Token | None:
    """Return who stands behind one of the prepositions of a place, or where the place has them else.

    Args:
        token: the trigger's word.
        place: one of `PREPOSITIONS`.
        is_person: says whether a token stands for somebody the article tells of.
    """
    found = _behind(token, place, is_person)
    if found is None and place in ("against", "charges"):
        found = _against(token, is_person)
    if found is not None:
        return found
    if place == "given_to":
        return _given_to(token, is_person)
    if place == "on":
        return _on_charge(token, is_person)
    return _whose_charges(token, is_person) if place == "charges" else None


def _behind(token: Token, place: str, is_person: Callable[[Token], bool]) -> Token | None:
    """Return who stands behind a preposition of the word itself, its object or its subject."""
    for node in _with_prepositions(token, place):
        held = [_behalf(item) for item in syntax.objects_of(node, *PREPOSITIONS[place])]
        if held and held[0].ent_type_ in TIMES:
            continue  # "Sentencing is set for June 9"
        of_whom = [*held[:1], *(item for noun in held[:1] for item in syntax.objects_of(noun, "of"))]
        of_people = any(is_person(item) or nominals.is_people(item) for item in of_whom)
        against = held and held[0].tag_ == "CD" and held[0].head.lower_ == "against"  # "the other three"
        if held and (place == "against" or of_people or against):
            return held[0]
    return None


def _with_prepositions(token: Token, place: str) -> list[Token]:
    """Return the words on which the preposition may hang, in the order in which they are asked."""
    nodes = [token, *syntax.children(token, "dobj", "nsubjpass")]
    nodes += syntax.children(token, "nsubj") if place == "custody" else []  # "Custody of Roe passed to"
    if token.pos_ == "VERB":
        # "dropped trespassing charges against Roe": the charges, and the deed they hang on
        nodes += [node for item in objects(token) for node in (item, item.head) if node not in nodes]
    if token.pos_ == "NOUN":
        nodes.append(token.head)
    if place == "against":
        # "returned an indictment against Roe for his part in it": whom it is against, before for what
        nodes.sort(key=lambda node: not syntax.objects_of(node, "against"))
    return nodes


def _against(token: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return whom a clause has "against", whatever that hangs on: "filed a count of theft against Roe"."""
    told = token.head if token.dep_ == "amod" else token  # "unsealed charges", parsed as what they are
    found = next((item for node in told.subtree for item in against_whom(node, is_person)), None)
    if found is not None and (is_person(found) or found.tag_ in ("NN", "NNP")):
        return found  # who that is may be known to nobody: "filed charges against his partner"
    named = charged_behind(token)  # "an indictment was returned, accusing four brokers of fraud"
    return named if named is not None and named.head.lemma_ in ("accuse", "name") else None


def _given_to(token: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return to whom a notice is given, where no preposition of the notice or its verb says it."""
    # "issued a notice to appear to Ann Roe": the parser hangs "to" on the appearing
    acts = syntax.children(token, "acl", "relcl")
    prepositions = PREPOSITIONS["given_to"]
    whom = [item for act in acts for item in syntax.objects_of(act, *prepositions) if is_person(item)]
    if whom:
        return whom[0]
    verb = token.head.head if token.dep_ == "pobj" else token.head
    people = [noun for noun in syntax.children(verb, "dative", "dobj") if noun != token]
    if people:
        return people[0]
    first = syntax.subject(verb)
    # "The agency issued a notice", "freed him after being served one": to whom, the passage says.
    # "After he ignored one, a judge ordered him removed", "A judge issued one"
    acting = first is not None and first.lemma_.lower() in _ISSUERS
    unsaid = verb.lemma_ in _ISSUING and first is not None and not is_person(first)
    return None if acting or unsaid else first


def _on_charge(token: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return to whom something is done on a charge: "was arraigned on a charge of theft"."""
    noun = nominals.with_its_sort(token)
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    while verb.lemma_ in _HEARINGS and verb.dep_ in ("dobj", "pobj"):
        verb = verb.head.head if verb.dep_ == "pobj" else verb.head  # "bound over for trial on a charge"
    arrest = verb.head.head if verb.dep_ == "pobj" else verb
    if arrest.lemma_ == "arrest" and arrest.pos_ == "NOUN":
        return of_noun(arrest, is_person)  # "the arrest of Ann Roe, 30, on a theft charge"
    said = syntax.patient(verb)
    if said is not None and said.lemma_ in _HEARINGS:
        said = None  # "made his first appearance on a charge"
    return said or syntax.subject(verb)


def _whose_charges(token: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return whose charges or conviction it was that somebody did something about."""
    things = syntax.children(token, "dobj", "nsubjpass")
    of_whom = [
        held[0]
        for thing in things
        if thing.lemma_ in _CASES and (held := syntax.objects_of(thing, "of")) and is_person(held[0])
    ]
    if of_whom:
        return of_whom[0]
    owners = [
        syntax.antecedent(owner) if syntax.is_relative(owner) else owner
        for thing in things
        for owner in syntax.children(thing, "poss")
    ]
    whose = owners[0] if owners else bargaining(token)
    if whose is None or is_person(whose):
        return whose
    return whose if re.fullmatch(r"[A-Za-z’']+", whose.text) else None


def _behalf(noun: Token) -> Token:
    """Return for whom "on behalf of Ann Roe" and "on her behalf" say that something is done."""
    if noun.lower_ != "behalf":
        return noun
    held = syntax.objects_of(noun, "of") or syntax.children(noun, "poss")
    return held[0] if held else noun
