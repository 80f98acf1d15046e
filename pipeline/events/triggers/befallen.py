"""Whom of those a trigger speaks of its event can have befallen: no victim, no office, no one in particular.

in: a `Trigger` and the people its clause speaks of    out: those who stay    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.events.assertion.specific import is_specific
from pipeline.events.grammar.syntax import agent
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.triggers import Trigger

_CUSTODY = frozenset(
    {"arrest", "detention", "release", "conviction", "sentence", "removal", "removal_order", "entry"}
)
"""What befalls no judge or sheriff of whom a story says nothing else of the kind."""
_FOR_OTHERS = frozenset({"judge", "magistrate", "justice", "attorney", "lawyer", "counsel"})
"""Who enters a plea for others."""
_OF_COURT = frozenset({"conviction", "sentence", "release"})
"""What befalls no office without a name: "a judge found he had served his sentence"."""


def befallen(trigger: Trigger, people: Iterable[Entity | Group]) -> tuple[Entity | Group, ...]:
    """Return those of the people whom the trigger's event can have befallen, in their order."""
    return tuple(item for item in people if not isinstance(item, Entity) or _can_befall(trigger, item))


def _can_befall(trigger: Trigger, person: Entity) -> bool:
    event = trigger.frame.event
    if person.victim and event != "entry":
        return False
    if person.generic and not is_specific(trigger.token):
        return False
    if trigger.frame.own:
        return True  # "Sheriff Roe turned himself in"
    if person.only_acts() and (event in _CUSTODY or _is_entered_for_others(trigger)):
        return False
    return not (person.is_office() and event in _OF_COURT)


def _is_entered_for_others(trigger: Trigger) -> bool:
    """Say whether a plea is one that a judge or lawyer enters: "Judge Roe entered a not guilty plea"."""
    who = agent(trigger.token) if trigger.token.lemma_ == "enter" else None
    return who is not None and any(word.lower_ in _FOR_OTHERS for word in who.subtree)


def is_by_accused(trigger: Trigger, by_token: Mapping[int, Entity]) -> bool:
    """Say whether who lets somebody go is accused and holds no office: "he released her and fled"."""
    let_go = trigger.frame.event == "release" and trigger.frame.place == "object"
    who = agent(trigger.token) if let_go else None
    person = by_token.get(who.i) if who is not None else None
    return person is not None and person.accused and not person.official
