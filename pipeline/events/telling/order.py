"""What came before what, by the days told: what was done before another deed, stays that ended in a release.

in: what an article tells    out: yes or no    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.events.people.entity import Entity
from pipeline.events.telling.sameness import Happening
from pipeline.events.telling.tellings import Telling
from pipeline.schema import Value

_ORDER = re.compile(r"\b(?:after|before)\b")
_HAVE = frozenset({"has", "have", "had"})


@dataclass(frozen=True, slots=True)
class Order:
    """What the days of a story's deeds say of deeds without a day."""

    followed: Mapping[int, Sequence[str]]
    """By the number of the token of an undated deed, the days of deeds told to have come after it."""
    freed: Mapping[Entity, Sequence[str]]
    """On which days somebody was let out of custody."""


def order_of(tellings: Sequence[tuple[Telling, Value | None]]) -> Order:
    """Return the order of what a story tells.

    Args:
        tellings: what is told, each with its date.
    """
    days = {item.token.i: _last_day(date) for item, date in tellings if date is not None}
    followed = {
        item.token.i: tuple(_followed_by(item.token, days))
        for item, date in tellings
        if days and date is None and _ORDER.search(item.token.sent.text)
    }
    freed: dict[Entity, list[str]] = {}
    for item, date in tellings:
        if item.event == "release" and item.modality.value == "actual" and date is not None:
            for owner in item.people:
                if isinstance(owner, Entity):
                    freed.setdefault(owner, []).append(_last_day(date))
    return Order(followed, freed)


def is_before_or_after(event: Happening, telling: Telling, order: Order) -> bool:
    """Say whether an undated telling cannot be a dated event, since it came before or after it."""
    return event.date is not None and (
        _is_before(event.date, telling, order.followed) or _is_over(event, event.date, telling, order.freed)
    )


def _is_before(date: Value, telling: Telling, followed: Mapping[int, Sequence[str]]) -> bool:
    """Say whether what came before a deed of some day is not an event of a later one.

    "Was booked on Sept. 14 after police arrested him ... came back on Sept. 25, when police arrested him".
    """
    first = str(date.value).partition("/")[0]
    return any(first[: len(day)] > day[: len(first)] for day in followed.get(telling.token.i, ()))


def _is_over(event: Happening, date: Value, telling: Telling, freed: Mapping[Entity, Sequence[str]]) -> bool:
    """Say whether a stay ended in a release, and the other is told as standing now.

    "Is being held without bail ... Roe was booked on June 9. A judge let him go on June 10": two stays.
    """
    if telling.event != "detention" or not isinstance(event.owner, Entity):
        return False
    if not _is_standing(telling.token) or any(map(_is_standing, event.tokens)):
        return False
    begun = str(date.value).partition("/")[0]
    return any(day[: len(begun)] >= begun[: len(day)] for day in freed.get(event.owner, ()))


def _is_standing(word: Token) -> bool:
    """Say whether the verb of a stay is in the present: "is being held", "remains in custody"."""
    verb = next((node for node in (word, *word.ancestors) if node.pos_ in ("VERB", "AUX")), word)
    helping = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    perfect = any(child.lower_ in _HAVE for child in helping)
    return not perfect and any(node.tag_ in ("VBZ", "VBP") for node in (verb, *helping))


def _followed_by(deed: Token, days: Mapping[int, str]) -> Iterator[str]:
    """Yield the days of deeds told in the sentence to have come after one."""
    for node in (deed, *deed.ancestors):
        if "after" in _links_of(node):
            above = node.head if node.dep_ == "advcl" else node.head.head
            yield from [days[verb.i] for verb in (above, *above.conjuncts) if verb.i in days]
    for child in deed.subtree:
        if child.i in days and child.i > deed.i and "before" in _links_of(child):
            yield days[child.i]


def _links_of(verb: Token) -> set[str]:
    """Return what links the clause of a verb to the one above: "after police arrested him"."""
    if verb.dep_ == "pcomp":
        return {verb.head.lower_}
    return (
        {child.lower_ for child in verb.children if child.dep_ == "mark"} if verb.dep_ == "advcl" else set()
    )


def _last_day(date: Value) -> str:
    return str(date.value).rpartition("/")[2]
