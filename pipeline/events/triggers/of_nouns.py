"""Whom a noun of a deed is of: its possessor, the object of "of", who a participle is said of.

in: a noun, read off the dependency tree    out: a token    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.labels import TIMES
from pipeline.events.triggers.having import possessors_of
from pipeline.events.triggers.tallies import counted_as

_HAPPENING = frozenset(
    {"after", "since", "following", "before", "upon", "despite", "until", "during", "pending", "at"}
)
"""Prepositions that tie what happened to somebody to what the clause says of him."""
_AWAITING = frozenset({"schedule", "set", "appear", "return", "await", "waive", "fight"})
_FREEING = frozenset(
    {
        "free",
        "release",
        "exonerate",
        "pardon",
        "clear",
        "acquit",
        "vindicate",
        "absolve",
        "parole",
        "rearrest",
    }
)
"""What judges and governors do to whom something was done before."""
_WHERE_AND_WHEN = TIMES | {"GPE", "LOC", "FAC"}


def of_noun(noun: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return the possessor, the object of "of", or the noun or name that a participle modifies."""
    if noun.dep_ == "amod" or (noun.tag_ in ("VBN", "JJ") and noun.pos_ in ("ADJ", "VERB")):
        return _of_participle(noun, is_person)
    possessor = owner_of(noun)
    if possessor is not None:
        return _beaten_during(noun) or _of_owned(noun, possessor, is_person)
    for node in (noun, *noun.conjuncts):
        # "the arrest and deportation of Ann Roe" shares its complement.
        held = syntax.objects_of(node, "of")
        held += [item for item in syntax.objects_of(node, "for") if not _is_reason(item, is_person)]
        held = held or _of_whom_behind(node, is_person)
        if held:
            return held[0]
    return _of_clause(noun, is_person)


def _of_participle(word: Token, is_person: Callable[[Token], bool]) -> Token:
    named = word.head.head
    if word.head.dep_ == "compound" and named.pos_ == "PROPN" and is_person(named):
        return named  # "convicted rapist Ed Poe"
    return counted_as(word) or word.head


def _of_owned(noun: Token, possessor: Token, is_person: Callable[[Token], bool]) -> Token | None:
    # "ICE’s arrest of Ann Roe", "Prosecutor Poe’s indictment of 13 men": whose deed it is stands first.
    done_to = [
        item
        for item in syntax.objects_of(noun, "of")
        if is_person(item) or nominals.is_person_noun(item) or item.ent_type_ == "NORP"
    ]
    found = done_to[0] if done_to else possessor
    # "Their removal" takes time: of a group it tells only in a phrase that says when.
    timed = noun.dep_ == "pobj" and noun.head.lower_ in _HAPPENING
    return found if timed or not nominals.is_plural_pronoun(found) else None


def _of_clause(noun: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return of whom the clause around a noun tells: "She was free after an arrest", "awaits a trial"."""
    head = noun.head
    if noun.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass") and head.dep_ == "prep":
        if head.head.lemma_ in nominals.lexicon().say:
            return None  # "Roe told reporters after the arraignment": whose, is not said
        waiting = head.lower_ == "for" and head.head.lemma_ in _AWAITING
        if waiting or head.lower_ in _HAPPENING:
            acting = syntax.subject(head.head)
            suffering = None if waiting else syntax.patient(head.head)
            if suffering is not None and head.head.lemma_ in _FREEING:
                return suffering  # "A judge freed her after 20 years in prison"
            # "After an arrest for theft, officers met him at the jail": it was his.
            return acting if suffering is None or (acting and is_person(acting)) else suffering
    if noun.dep_ == "dobj" and head.lemma_ in _AWAITING:
        return syntax.subject(head)
    return None


def owner_of(noun: Token) -> Token | None:
    """Return the possessor of a noun, "whose" read as whom it stands for; "last week's" owns nothing."""
    owner = possessors_of(noun)
    if not owner or any(
        word.lower_ in ("office", "department") for word in noun.doc[owner[0].i + 1 : noun.i]
    ):
        return None  # "Sheriff's office releases"
    if syntax.is_relative(owner[0]):
        return syntax.antecedent(owner[0])  # and "the 34-year-old's release" is no day's
    return None if owner[0].ent_type_ in ("DATE", "TIME") and owner[0].lower_ != "old" else owner[0]


def _beaten_during(noun: Token) -> Token | None:
    """Return who was beaten during "his" arrest: "Officer Roe kicked the boy during his arrest"."""
    verb = noun.head.head
    timed = (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("during", "after")
        and verb.lemma_ in nominals.lexicon().beating
    )
    held = syntax.children(verb, "dobj") if timed else []
    return held[0] if held and held[0].i < noun.i and nominals.is_person_noun(held[0]) else None


def _of_whom_behind(noun: Token, is_person: Callable[[Token], bool]) -> list[Token]:
    """Return whom "of" names behind the place or the day: "the deportation to Mexico of a cook"."""
    between = [*syntax.objects_of(noun, "from", "to", "in", "at", "on"), *syntax.children(noun, "npadvmod")]
    return [
        item
        for place in between
        if place.ent_type_ in _WHERE_AND_WHEN
        for item in syntax.objects_of(place, "of")
        if is_person(item) or nominals.is_person_noun(item)
    ]


def _is_reason(noun: Token, is_person: Callable[[Token], bool]) -> bool:
    """Say whether a noun behind "for" tells why, and not of whom: "an arrest for drunk driving"."""
    return noun.tag_ in ("NN", "NNS", "VBG") and not is_person(noun) and not nominals.is_person_noun(noun)
