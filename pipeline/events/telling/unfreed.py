"""Leaves out, or takes for plans, releases and removals that the article does not tell as done.

"The judge set another hearing, and she was free to go": nobody held her. "He is to be freed on Friday.
Details of his release were not given": the noun tells of what is to come. Who was freed and then "arrived at
the airport" has not come from abroad.

in: the tellings of one article, in text order    out: those that stay    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.telling.tellings import Telling

_FREE_TO_GO = "release.free_to_go"
_LANDED = "entry.landed"
_BEFORE = frozenset({"arrest", "detention", "charge", "acquittal", "conviction", "transfer", "sentence"})
"""What has befallen who is let go."""
_DENIED = frozenset({"release.denied", "release.denied_for"})
_TO_COME = frozenset({"release", "removal"})
_BEHIND = frozenset({"after", "since", "following", "before", "upon", "until"})
"""In front of a deed that dates another."""
_NEAR = 2
"""Sentences from a release to the journey home."""


def without_idle(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, in their order, without journeys home and people free to go whom nobody held.

    Args:
        tellings: of the article.
    """
    return [item for item in tellings if not (_is_unheld(item, tellings) or _goes_home(item, tellings))]


def told_apart(tellings: Sequence[Telling]) -> set[tuple[Entity, Entity]]:
    """Return pairs of whom the one is freed and the other is denied it: no two mentions of one person.

    So are who is acquitted without a name and who is named and is not, where the story names who was.

    Args:
        tellings: of the article.
    """
    releases = [item for item in tellings if item.event == "release"]
    freed = {one for item in releases if item.modality.value == "actual" for one in _persons(item)}
    denied = {one for item in releases if item.rule in _DENIED for one in _persons(item)}
    return _cleared_apart(tellings) | {(one, other) for one in freed - denied for other in denied - freed}


def _cleared_apart(tellings: Sequence[Telling]) -> set[tuple[Entity, Entity]]:
    """Return who is acquitted without a name, each with who is named and is not, where one named is."""
    acquittals = [item for item in tellings if item.token.lemma_ == "acquit"]
    if not acquittals:
        return set()
    named = {one for item in tellings for one in _persons(item) if one.names}
    cleared = {one for item in acquittals for one in _persons(item)}
    unnamed = cleared - named if cleared & named else set()
    return {(one, other) for one in unnamed for other in named - cleared}


def planned_by_noun(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, in their order; what a noun names is a plan where the article has only planned it.

    Args:
        tellings: of the article.
    """
    return [
        replace(item, modality=plan.modality) if (plan := _plan_of(item, tellings)) is not None else item
        for item in tellings
    ]


def _plan_of(item: Telling, tellings: Sequence[Telling]) -> Telling | None:
    """Return the plan that a noun without a day names again: "details of his release"."""
    token = item.token
    if item.event not in _TO_COME or token.pos_ != "NOUN" or item.modality.value != "actual":
        return None
    dated = any(word.ent_type_ == "DATE" for word in token.subtree)
    if dated or token.head.lower_ in _BEHIND or token.dep_ not in ("pobj", "nsubj", "nsubjpass", "dobj"):
        return None
    told = [
        other
        for other in tellings
        if other is not item and other.event == item.event and _shares(item.people, other)
    ]
    plans = [other for other in told if other.modality.value == "planned" and other.token.pos_ == "VERB"]
    done = any(other.modality.value == "actual" and other.token.pos_ != "NOUN" for other in told)
    return plans[0] if plans and not done else None


def _is_unheld(item: Telling, tellings: Sequence[Telling]) -> bool:
    """Say whether somebody is free to go of whom nothing is told that would have held them."""
    if item.rule != _FREE_TO_GO or len(_persons(item)) < len(item.people):
        return False
    return not any(
        other.event in _BEFORE and other.modality.value == "actual" and _shares(item.people, other)
        for other in tellings
    )


def _goes_home(item: Telling, tellings: Sequence[Telling]) -> bool:
    """Say whether somebody lands at an airport who was freed right before."""
    return item.rule == _LANDED and any(
        other.event == "release"
        and other.modality.value == "actual"
        and _shares(item.people, other)
        and 0 <= _sentences_between(other, item) <= _NEAR
        for other in tellings
    )


def _sentences_between(first: Telling, second: Telling) -> int:
    """Return how many sentences end from one telling to a later one; -1 where it is no later one."""
    if second.token.i < first.token.i:
        return -1
    return sum(1 for word in first.token.doc[first.token.i + 1 : second.token.i + 1] if word.is_sent_start)


def _persons(item: Telling) -> list[Entity]:
    return [person for person in item.people if isinstance(person, Entity)]


def _shares(people: Sequence[Entity | Group], other: Telling) -> bool:
    return any(isinstance(person, Entity) and person in other.people for person in people)
