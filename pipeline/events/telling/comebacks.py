"""Who was removed from the country and is back in it: "within a year she was back in Ohio".

"Sneaked back to Tulsa" and "came back in 2015" tell of an entry of who was sent away before, and of no other.

in: the tellings of one article, in text order    out: those that stay    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.people.entity import Entity
from pipeline.events.telling.tellings import Telling
from pipeline.events.triggers.frame import comebacks


def without_mere_returns(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, in their order, without returns of people of whom no removal is told before.

    Args:
        tellings: those of one article, in text order.
    """
    kept: list[Telling] = []
    for item in tellings:
        if item.rule not in comebacks():
            kept.append(item)
        elif people := tuple(one for one in item.people if _was_removed(one, item, tellings)):
            kept.append(replace(item, people=people))
    return kept


def _was_removed(person: object, item: Telling, tellings: Sequence[Telling]) -> bool:
    return isinstance(person, Entity) and any(
        other.event == "removal"
        and other.modality.value in ("actual", "alleged")
        and other.token.i < item.token.i
        and person in other.people
        for other in tellings
    )
