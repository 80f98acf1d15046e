"""Whose death a story tells first without a name and then by name: "A detainee died ... Noel Fry died at".

in: people of a parsed `Doc`    out: which unnamed person is which other one    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar.syntax import children
from pipeline.events.openings.newcomers import LEAD
from pipeline.events.people.entity import Entity

_FAR = 4
"""Sentences from the one without a name to the name."""
_FOUND = frozenset({"pronounce", "declare", "find"})
_ENDING = frozenset({"hang", "kill"})
"""With "himself": how somebody died by their own hand."""
_LIFELESS = frozenset({"dead", "unresponsive", "hanging", "lifeless"})
_NOT_TOLD = frozenset(
    {"not", "n't", "n’t", "also", "would", "could", "may", "might", "will", "nearly", "almost"}
)


def dead_named(doc: Doc, people: Sequence[Entity]) -> dict[Entity, Entity]:
    """Return who of those told of without a name at the opening is the one dead whom the story names.

    Where a story names two dead, neither is anybody's.
    """
    dead = [person for person in people if not (person.official or person.kin) and _dies(doc, person)]
    named = [person for person in dead if person.names]
    if len(named) > 1:
        return {}
    found: dict[Entity, Entity] = {}
    for person in dead:
        opening = not person.names and person.references[0].sentence <= LEAD
        other = named[0] if named else next((item for item in dead if not item.names), person)
        if opening and person is not other and _is_same(person, other):
            found[person] = other
    return found


def _is_same(person: Entity, other: Entity) -> bool:
    """Say whether two who died may be one: no other age, country or sex, and told of close by."""
    values = ((person.age, other.age), (person.nationality, other.nationality))
    apart = any(a is not None and b is not None and a.value != b.value for a, b in values)
    far = abs(_first(other) - person.references[0].sentence) > _FAR
    return not (
        apart
        or far
        or other.is_of_other_sex(person.sex)
        or (person.victim and not (person.died or other.victim))
    )


def _first(person: Entity) -> int:
    """Return the number of the sentence that names somebody, or first tells of one without a name."""
    named = (item.sentence for item in person.references if item.kind == "name")
    return next(named, person.references[0].sentence)


def _dies(doc: Doc, person: Entity) -> bool:
    return any(_is_of_death(doc[item.token]) for item in person.references)


def _is_of_death(noun: Token) -> bool:
    """Say whether somebody's death is told: "died", "was pronounced dead", "the death of a man"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "of":
        return verb.head.lemma_.lower() == "death"
    if noun.dep_ == "poss" and verb.lemma_.lower() == "death":
        return True
    told = not any(child.lower_ in _NOT_TOLD for child in verb.children)
    own = verb.lemma_ in _ENDING and any(child.lower_.endswith("self") for child in children(verb, "dobj"))
    if noun.dep_ == "nsubj" and (verb.lemma_ == "die" or own):
        return told
    dead = any(
        child.lower_ in _LIFELESS for child in children(verb, "oprd", "acomp", "amod", "advmod", "ccomp")
    )
    return told and dead and noun.dep_ == "nsubjpass" and verb.lemma_ in _FOUND
