"""Tellings of one event made one: headline, lead and body speak of the same arrest.

What is dated makes the events, and what is not joins the likeliest of them: merged in text order, the year
of one release went to the words of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.institutions.custodians import UNNAMED
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.telling.encounters import Encounter, lend_encounters
from pipeline.events.telling.recalls import Recall, lend_recalled
from pipeline.events.telling.rosters import Roster, roster_of
from pipeline.events.telling.sameness import (
    OPENING,
    Happening,
    counts_agree,
    is_of_other_day,
    is_old,
    is_same,
)
from pipeline.events.telling.scenes import Crowd, lend_dates
from pipeline.events.telling.tellings import Telling, Told
from pipeline.schema import Mention, Value

_OF_COURTS = frozenset({"conviction", "sentence"})
_SMALL = 12
"""A group of up to so many may be told apart."""


def merge(
    tellings: Sequence[tuple[Telling, Value | None]],
    crowds: Sequence[Crowd] = (),
    encounters: Sequence[tuple[Encounter, Value]] = (),
    lists: Sequence[Roster] = (),
    published: str | None = None,
    recalls: Sequence[tuple[Recall, Value]] = (),
) -> list[Told]:
    """Return the events, each with the telling that says it best, in text order.

    Args:
        tellings: what is told, each with its date.
        crowds: what is told of people without a number.
        encounters: where police came upon somebody, and when.
        lists: those whom the story names one by one.
        published: the day of publication, `YYYY-MM-DD`, if known.
        recalls: deeds named again with their day.
    """
    events: list[Happening] = []
    # What is dated makes the events; what is not joins one of them.
    for telling, date in sorted(
        tellings, key=lambda item: (item[0].presupposed, item[1] is None, item[0].token.i)
    ):
        for owner in telling.people:
            same = [
                event
                for event in events
                if is_same(event, telling, owner, date)
                and not (date is None and is_old(event, telling, published))
            ]
            if not same:
                events.append(Happening(telling, owner, date, telling.token.i, [telling.token]))
            else:
                _take_in(_likeliest(same, telling), telling, date)
    lend_recalled(events, recalls)
    lend_encounters(events, encounters)
    lend_dates(events, crowds)
    events = _told_apart(events, lists)
    return [
        (event.telling, event.owner, event.date)
        for event in sorted(events, key=lambda event: (event.order, event.telling.event))
    ]


def _likeliest(events: Sequence[Happening], telling: Telling) -> Happening:
    """Return which of several events of one kind an undated telling means.

    Headline and lead speak of the latest; below them, the telling goes on with the one told of last.
    """
    if telling.token.i < OPENING or len(events) == 1:
        return max(events, key=lambda event: str(event.date.value) if event.date is not None else "")
    before = [event for event in events if min(token.i for token in event.tokens) < telling.token.i]
    return max(
        before or events,
        key=lambda event: max(token.i for token in event.tokens if token.i < telling.token.i or not before),
    )


def _take_in(event: Happening, telling: Telling, date: Value | None) -> None:
    """Add what a second telling knows and the first does not."""
    kept = event.telling
    if not telling.presupposed:  # its word tells of what became of the detainer, on another day
        event.tokens.append(telling.token)
    for owner in telling.people:
        if (
            isinstance(owner, Group)
            and isinstance(event.owner, Group)
            and event.owner.count.detail
            and not owner.count.detail
            and counts_agree(owner.count, event.owner.count)
        ):
            event.owner = owner
    if event.date is None or (date is not None and _precision(date) > _precision(event.date)):
        event.date = date or event.date
    longer = (
        telling.agency
        if telling.agency is not None and kept.agency is not None and _is_fuller(telling.agency, kept.agency)
        else kept.agency
    )
    fuller = (
        telling.custodian
        if telling.custodian is not None
        and kept.custodian is not None
        and _is_fuller(telling.custodian, kept.custodian)
        # Lodged with the jail that is named for it, whoever ignored it.
        and (kept.presupposed or not telling.presupposed or kept.custodian.confidence <= UNNAMED)
        else kept.custodian
    )
    event.telling = replace(
        kept,
        agency=longer or telling.agency,
        custodian=fuller or telling.custodian,
        attribution=kept.attribution or telling.attribution,
        retold=kept.retold if telling.presupposed else (*kept.retold, telling.quote),
    )


def _precision(date: Value) -> int:
    """Return how precise a date is: a day before a month before a year, all before a span of days."""
    value = str(date.value)
    return 0 if "/" in value else len(value)


def _is_fuller(a: Mention, b: Mention) -> bool:
    return a.confidence > b.confidence + 0.05 or (
        a.confidence >= b.confidence and a.end - a.start > b.end - b.start
    )


def _is_opposite(event: Happening, other: Happening) -> bool:
    """Say whether a detainer was honored and another declined: those are not the same people."""
    kinds = {event.telling.event, other.telling.event}
    return kinds == {"detainer_honored", "detainer_declined"}


def _told_apart(events: Sequence[Happening], lists: Sequence[Roster]) -> list[Happening]:
    """Give what is told of a small group to its members, where the story tells them apart one by one.

    "Three men were arrested ... A, 34, ... B, 41, ... and C, 19, were charged": three arrests, no group.
    """
    kept: list[Happening] = []
    people = list(dict.fromkeys(event.owner for event in events if isinstance(event.owner, Entity)))
    for event in events:
        count = (
            event.owner.count.value
            if isinstance(event.owner, Group) and not event.owner.count.detail
            else None
        )
        if not isinstance(count, int) or not 2 <= count <= _SMALL:
            kept.append(event)
            continue
        single = [
            other.owner
            for other in events
            if isinstance(other.owner, Entity) and other.telling.event == event.telling.event
        ]
        members = [person for person in people if person.described() or person.names]
        roster = roster_of(event.owner, event.order, people, lists) if isinstance(event.owner, Group) else ()
        members = list(roster) or members
        owners = event.owner.others_of if isinstance(event.owner, Group) else ()
        opposite = any(_is_opposite(event, other) for other in events if other.owner in members)
        if opposite or any(person in owners for person in members):
            kept.append(event)
            continue
        first = min((item.token for person in members for item in person.references), default=event.order)
        detainers = event.telling.event.startswith("detainer_")
        aside = event.telling.token.dep_ == "acl" and not roster
        if not single and (first < event.order or aside) and not detainers:
            kept.append(event)  # "the return to prison of two ranchers convicted of" beside two who are named
            continue
        if len(members) == count or len(set(single)) >= count:
            told = single if event.telling.event != "arrest" else _of_that_day(event, events)
            missing = [person for person in members if person not in told] if len(members) == count else []
            kept += [
                Happening(event.telling, person, event.date, event.order, event.tokens) for person in missing
            ]
            if event.telling.event in _OF_COURTS and len(set(single)) == count:
                # "Three men were sentenced Thursday. A got ten years, B and C got five each": all on Thursday
                for other in events:
                    if other.owner in single and other.telling.event == event.telling.event:
                        other.date = other.date or event.date
        else:
            kept.append(event)
    return kept


def _of_that_day(event: Happening, events: Sequence[Happening]) -> list[Entity]:
    """Return those of whom events tell of the same on what may be the same day.

    "The brothers were arrested Sunday ... Al was also arrested in May": of Al, two arrests.
    """
    return [
        other.owner
        for other in events
        if isinstance(other.owner, Entity)
        and other.telling.event == event.telling.event
        and not is_of_other_day(event.date, other.date)
    ]
