"""Tellings of one event made one: headline, lead and body speak of the same arrest.

What is dated makes the events, and what is not joins the likeliest of them: merged in text order, the year
of one release went to the words of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.institutions.institutions import UNNAMED
from pipeline.events.people.plurals import Group
from pipeline.events.telling.campaigns import Campaign, lend_campaigns
from pipeline.events.telling.custody_apart import (
    arrests_with_detainer,
    freed_at,
    is_elsewhere,
    is_of_ice_after,
    is_of_ice_later,
    let_in,
)
from pipeline.events.telling.encounters import Encounter, lend_encounters
from pipeline.events.telling.log_days import Entry, lend_entries
from pipeline.events.telling.members import told_apart
from pipeline.events.telling.other_offenses import OtherOffenses
from pipeline.events.telling.recalls import Recall, lend_recalled
from pipeline.events.telling.rosters import Roster
from pipeline.events.telling.rounds import course_of, is_of_another_round, is_of_record
from pipeline.events.telling.sameness import (
    OPENING,
    Happening,
    counts_agree,
    is_same,
)
from pipeline.events.telling.scenes import Crowd, lend_dates
from pipeline.events.telling.tellings import Telling, Told
from pipeline.schema import Mention, Value

_NOT_GUILTY = "charge.plead_not_guilty"


def merge(
    tellings: Sequence[tuple[Telling, Value | None]],
    crowds: Sequence[Crowd] = (),
    encounters: Sequence[tuple[Encounter, Value]] = (),
    lists: Sequence[Roster] = (),
    published: str | None = None,
    recalls: Sequence[tuple[Recall, Value]] = (),
    entries: Sequence[tuple[Entry, Value]] = (),
    campaigns: Sequence[tuple[Campaign, Value]] = (),
    offenses: Sequence[Mention] = (),
) -> list[Told]:
    """Return the events, each with the telling that says it best, in text order.

    Args:
        tellings: what is told, each with its date.
        crowds: what is told of people without a number.
        encounters: where police came upon somebody, and when.
        lists: those whom the story names one by one.
        published: the day of publication, `YYYY-MM-DD`, if known.
        recalls: deeds named again with their day.
        entries: those of a log, each with its day.
        campaigns: operations, each with its time.
        offenses: what the story names, in text order.
    """
    events: list[Happening] = []
    told = [telling for telling, _ in tellings]
    local, border, freed = arrests_with_detainer(told), let_in(told), freed_at(told)
    course, others = course_of(tellings, published), OtherOffenses(offenses, published)
    # What is dated makes the events; what is not joins one of them.
    for telling, date in sorted(
        tellings, key=lambda item: (item[0].presupposed, item[1] is None, item[0].token.i)
    ):
        for owner in telling.people:
            same = [
                event
                for event in events
                if is_same(event, telling, owner, date)
                and not is_of_ice_later(event, telling, local)
                and not is_of_ice_after(event, telling, freed)
                and not is_elsewhere(event, telling, border)
                and not is_of_record(event, telling)
                and not (date is None and event.date and others.tell_apart(event, telling))
                and not (date is None and is_of_another_round(event, telling, course))
            ]
            if not same:
                events.append(Happening(telling, owner, date, telling.token.i, [telling.token]))
            else:
                _take_in(_likeliest(same, telling), telling, date)
    lend_recalled(events, recalls)
    lend_entries(events, entries)
    lend_encounters(events, encounters)
    lend_campaigns(events, campaigns)
    lend_dates(events, crowds)
    events = told_apart(events, lists)
    return [
        (event.telling, event.owner, event.date)
        for event in sorted(events, key=lambda event: (event.order, event.telling.event))
        if not _is_answer(event, events)
    ]


def _is_answer(event: Happening, events: Sequence[Happening]) -> bool:
    """Say whether a plea of not guilty, on no day, answers a charge told: "had pleaded not guilty to it"."""
    return (
        event.telling.rule == _NOT_GUILTY
        and event.date is None
        and any(
            other is not event
            and other.owner is event.owner
            and other.telling.event == event.telling.event
            and other.telling.modality.value == "actual"
            for other in events
        )
    )


def _likeliest(events: Sequence[Happening], telling: Telling) -> Happening:
    """Return which of several events of one kind an undated telling means.

    Headline and lead speak of the latest; below them, the telling goes on with the one told of last.
    """
    if telling.token.i < OPENING or len(events) == 1:
        return max(events, key=lambda event: str(event.date.value) if event.date is not None else "")
    before = [event for event in events if event.first() < telling.token.i]
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
        if telling.agency is not None
        and kept.agency is not None
        and _is_fuller(telling.agency, kept.agency)
        # "ERO Boston lodged a detainer ... ignored the ICE detainer": the office that lodged it.
        and (kept.presupposed or not telling.presupposed)
        else kept.agency
    )
    fuller = (
        telling.custodian
        if telling.custodian is not None
        and kept.custodian is not None
        and not _is_place_of(kept.custodian, telling.custodian)
        and (_is_fuller(telling.custodian, kept.custodian) or _is_place_of(telling.custodian, kept.custodian))
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


def _is_place_of(a: Mention, b: Mention) -> bool:
    """Say whether one names the jail of which the other only says whose it is: "ICE", "an Ohio jail"."""
    named = a.label == "facility" and a.value == "named"
    return named and (b.label == "agency" or (b.label == "facility" and b.value != "named"))


def _is_fuller(a: Mention, b: Mention) -> bool:
    return a.confidence > b.confidence + 0.05 or (
        a.confidence >= b.confidence and a.end - a.start > b.end - b.start
    )
