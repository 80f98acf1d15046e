"""Says whether a noun is for who was in what somebody ran into: "hit a van ... The van's driver".

in: a noun of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.syntax import children, objects_of

_ABOARD = frozenset({"driver", "passenger", "motorist", "owner", "occupant", "rider", "operator", "trucker"})
_RAN_INTO = frozenset(
    {"hit", "strike", "ram", "clip", "sideswipe", "collide", "crash", "slam", "plow", "smash", "rear-end"}
)
"""Verbs for what one vehicle does to another."""


def is_of_what_was_hit(noun: Token) -> bool:
    """Say whether a noun is for who was in what somebody ran into: "hit a van ... The van's driver"."""
    vehicles = [*children(noun, "poss"), *objects_of(noun, "of", "in")] if noun.lemma_ in _ABOARD else []
    return any(
        earlier.lemma_ == vehicle.lemma_ and _is_hit(earlier)
        for vehicle in vehicles
        for earlier in noun.doc[: noun.sent.start]
    )


def _is_hit(vehicle: Token) -> bool:
    """Say whether a vehicle is run into, or runs into others: "crashed into a van", "hit by a van"."""
    if vehicle.dep_ == "dobj":
        return vehicle.head.lemma_ in _RAN_INTO
    verb, word = vehicle.head.head, vehicle.head.lower_
    beside = word in ("into", "against", "by") or verb.lemma_ == "collide"  # "hit a man with his van"
    return vehicle.dep_ == "pobj" and beside and verb.lemma_ in _RAN_INTO
