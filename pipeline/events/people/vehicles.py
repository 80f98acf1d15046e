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
_HURT = frozenset({"hit", "strike", "hurt", "injure", "kill", "rescue", "mow", "run", "drag", "carjack"})
_ABOUT = frozenset({"walk", "jog", "stand", "scream", "yell", "cross", "bicycle", "pedal", "cycle", "bike"})
"""What is told of those who are not at the wheel."""
_SEATS = frozenset({"passenger", "back", "rear", "backseat"})
"""What seat somebody has who does not drive."""
_KINDS = (
    {"bus", "coach", "minibus"},
    {"truck", "pickup", "tractor-trailer", "semi", "semitrailer", "rig", "lorry", "van", "minivan"},
    {"car", "sedan", "suv", "taxi", "cab", "jeep", "coupe", "hatchback", "limousine", "cruiser"},
    {"motorcycle", "motorbike", "scooter", "moped"},
    {"train", "tram", "trolley", "streetcar"},
)
"""Vehicles of which one may be called by another's noun: no bus is a pickup."""
_OTHERS = frozenset({"other", "second", "another", "oncoming"})


def is_of_what_was_hit(noun: Token) -> bool:
    """Say whether a noun is for who was in what somebody ran into: "hit a van ... The van's driver"."""
    vehicles = [*children(noun, "poss"), *objects_of(noun, "of", "in")] if noun.lemma_ in _ABOARD else []
    if any(_is_hit_here(vehicle) for vehicle in vehicles):
        return True
    return any(
        (earlier.lemma_ == vehicle.lemma_ and _is_hit(earlier)) or _is_driven(earlier, vehicle)
        for vehicle in vehicles
        for earlier in noun.doc[: noun.sent.start]
    )


def _is_hit_here(vehicle: Token) -> bool:
    """Say whether its own words tell a vehicle from somebody's: "the pickup she struck", "the other car"."""
    struck = any(
        clause.lemma_ in _RAN_INTO and any(item.i > vehicle.i for item in children(clause, "nsubj"))
        for clause in children(vehicle, "relcl")
    )
    return struck or any(child.lower_ in _OTHERS for child in children(vehicle, "amod", "det"))


def _is_driven(driver: Token, vehicle: Token) -> bool:
    """Say whether somebody is told of before as driving another kind of vehicle: "a school bus driver"."""
    if driver.lemma_ != "driver" or vehicle.lemma_.lower() == "vehicle":
        return False
    driven = {child.lemma_.lower() for child in children(driver, "compound")}
    own = next((kind for kind in _KINDS if vehicle.lemma_.lower() in kind), None)
    return own is not None and any(driven & kind for kind in _KINDS if kind is not own) and not driven & own


def _is_hit(vehicle: Token) -> bool:
    """Say whether a vehicle is run into, or runs into others: "crashed into a van", "hit by a van"."""
    if vehicle.dep_ == "dobj":
        return vehicle.head.lemma_ in _RAN_INTO
    verb, word = vehicle.head.head, vehicle.head.lower_
    beside = word in ("into", "against", "by") or verb.lemma_ == "collide"  # "hit a man with his van"
    return vehicle.dep_ == "pobj" and beside and verb.lemma_ in _RAN_INTO


def drives(mention: Token) -> bool:
    """Say whether a mention tells who drives: "a car driven by Al Roe", "Roe drove", "Roe, driving a van"."""
    verb = mention.head.head if mention.dep_ == "pobj" and mention.head.lower_ == "by" else mention.head
    if verb.lemma_ == "drive" and (mention.dep_ == "nsubj" or verb is not mention.head):
        return True
    return any(clause.lemma_ == "drive" for clause in children(mention, "acl") if clause.tag_ == "VBG")


def rides_along(mention: Token) -> bool:
    """Say whether a mention tells who does not drive: "Roe was in the back seat", "his passenger, Al Roe"."""
    first = mention.head if mention.dep_ == "conj" else mention  # "Al Roe and Ed Poe were passengers"
    if any(map(_is_passenger, children(mention, "compound"))):
        return True
    if first.dep_ == "appos" and _is_passenger(first.head):
        return True
    verb = first.head
    if first.dep_ not in ("nsubj", "nsubjpass"):
        return False
    told = [*children(verb, "attr"), *objects_of(verb, "as")]
    if any(map(_is_passenger, [*told, *(noun for one in told for noun in objects_of(one, "of"))])):
        return True
    within = objects_of(verb, "in")
    seats = [noun for noun in within if noun.lower_ in ("seat", "backseat")]
    apart = any(word.lower_ in _SEATS for seat in seats for word in (seat, *seat.children))
    rides = verb.lemma_ == "ride" and any(noun.lower_ in kind for noun in within for kind in _KINDS[1:3])
    return apart or rides


def _is_passenger(noun: Token) -> bool:
    return noun.lemma_.lower() == "passenger"


def is_hurt_on_road(mention: Token) -> bool:
    """Say whether a clause tells of somebody not at the wheel: "a woman was hit by a truck", "was walking".

    Not of whom it tells a vehicle of their own: "a man was hurt when his car hit a tree".
    """
    verb = mention.head
    hurt = mention.dep_ == "nsubjpass" and verb.lemma_ in _HURT
    about = mention.dep_ in ("nsubj", "dobj") and verb.lemma_ in _ABOUT
    about |= mention.dep_ == "dobj" and verb.lemma_ in _HURT
    if not (hurt or about) or drives(mention):
        return False
    kinds = set().union(*_KINDS) | {"vehicle"}
    return not any(
        word.lemma_ == "drive"
        or (word.lemma_.lower() in kinds and any(owner.pos_ == "PRON" for owner in children(word, "poss")))
        for word in verb.subtree
    )
