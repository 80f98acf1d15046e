"""Whom the verb above an offense is told of: "the prosecutor who convicted Roe was convicted of fraud".

in: an offense in the dependency tree    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group

_TRYING = frozenset({"convict", "sentence", "charge", "indict", "acquit", "accuse", "arraign"})

_OF_SEVERAL = frozenset({"each", "every", "either", "neither", "no", "one"})


def accused_between(offense: Token, verb: Token) -> Token | None:
    """Return the participle of a court, with a noun of its own, between an offense and a verb above it.

    "An offender convicted of theft and other people charged with rape", parsed as one phrase.
    """
    for node in offense.ancestors:
        if node == verb:
            return None
        if node.dep_ == "acl" and node.tag_ == "VBN" and node.lemma_ in _TRYING:
            return node if verb in node.ancestors else None
    return None


def is_told_of_another(offense: Token, owner: Entity | Group | None, entities: Entities) -> bool:
    """Say whether the nearest verb of a court above an offense has somebody else, alone, for its object."""
    verb = next((node for node in offense.ancestors if node.lemma_ in _TRYING and node.pos_ == "VERB"), None)
    held = syntax.patient(verb) if verb is not None else None
    if held is None or not isinstance(owner, Entity) or held.tag_ != "NN" or nominals.is_plural(held):
        return False
    if any(child.lower_ in _OF_SEVERAL for child in held.children):
        return False  # "each man is charged with theft"
    known = entities.by_token.get(held.i)
    person = nominals.is_person_noun(held) or held.lemma_.lower() in nominals.lexicon().acting
    return person and known is not owner and (known is None or not known.names)
