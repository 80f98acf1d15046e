"""Tellings of one event made one: headline, lead and body speak of the same arrest.

Two tellings are one event where type, modality and person are the same and nothing speaks against it: no
other date, no other kind of agency. Counted groups are one where the count is the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipeline.events.attributions import Attribution
from pipeline.events.entity import Entity
from pipeline.events.modality import Modality
from pipeline.events.plurals import Group
from pipeline.schema import Mention, Value

_FEDERAL = frozenset({"ice", "ero", "hsi", "dhs"})
_OPENING = 60
"""Tokens of a story's headline and lead."""
_BESIDE = 8
"""Tokens between two deeds of one clause."""
_SMALL = 12
"""A group of up to so many may be told apart."""
_BORDER = frozenset({"border_patrol", "cbp"})


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence's report of an event."""

    token: Token
    event: str
    rule: str
    modality: Modality
    people: tuple[Entity | Group, ...]
    quote: tuple[int, int]
    agency: Mention | None = None
    custodian: Mention | None = None
    attribution: Attribution | None = None
    retold: tuple[tuple[int, int], ...] = ()
    """The quotes of the event's further tellings, in the order in which they were taken in."""
    presupposed: bool = False
    """Not told, but implied by another event: a detainer that was declined was lodged."""

    def renamed(self, joined: Mapping[Entity, Entity]) -> Telling:
        """Return the telling with people replaced by those they turned out to be."""
        people = tuple(
            dict.fromkeys(
                joined.get(item, item) if isinstance(item, Entity) else item for item in self.people
            )
        )
        return replace(self, people=people)


@dataclass(slots=True)
class _Event:
    telling: Telling
    owner: Entity | Group
    date: Value | None
    order: int
    tokens: list[Token]
    """The triggers of all its tellings."""


def merge(
    tellings: Sequence[tuple[Telling, Value | None]],
) -> list[tuple[Telling, Entity | Group, Value | None]]:
    """Return the events, each with the telling that says it best, in text order."""
    events: list[_Event] = []
    # What is dated makes the events; what is not joins one of them.
    for telling, date in sorted(
        tellings, key=lambda item: (item[0].presupposed, item[1] is None, item[0].token.i)
    ):
        for owner in telling.people:
            same = [event for event in events if _is_same(event, telling, owner, date)]
            if not same:
                events.append(_Event(telling, owner, date, telling.token.i, [telling.token]))
            else:
                _take_in(_likeliest(same, telling), telling, date)
    _share_dates(events)
    events = _told_apart(events)
    return [
        (event.telling, event.owner, event.date)
        for event in sorted(events, key=lambda event: (event.order, event.telling.event))
    ]


def _likeliest(events: Sequence[_Event], telling: Telling) -> _Event:
    """Return which of several events of one kind an undated telling means.

    Headline and lead speak of the latest; below them, the telling goes on with the one told of last.
    """
    if telling.token.i < _OPENING or len(events) == 1:
        return max(events, key=lambda event: str(event.date.value) if event.date is not None else "")
    before = [event for event in events if min(token.i for token in event.tokens) < telling.token.i]
    return max(
        before or events,
        key=lambda event: max(token.i for token in event.tokens if token.i < telling.token.i or not before),
    )


def _share_dates(events: Sequence[_Event]) -> None:
    """Date what is coordinated with an event that another telling dates.

    "He was released in 2013 ... He was given a notice to appear and released": the notice is of 2013 too.
    """
    for event in events:
        if event.date is not None or event.telling.presupposed or event.telling.modality.value != "actual":
            continue
        for other in events:
            if other.date is None or other.owner is not event.owner or other.telling.token in event.tokens:
                continue
            if any(_coordinated(event.telling.token, token) for token in other.tokens[1:]):
                event.date = other.date
                break


def _coordinated(a: Token, b: Token) -> bool:
    verbs = [a, a.head] if a.pos_ == "NOUN" else [a]
    beside = b.dep_ == "conj" and abs(a.i - b.i) <= _BESIDE and a.sent == b.sent and b.head in a.head.subtree
    return beside or any(b == other for verb in verbs for other in verb.conjuncts)


def _is_same(event: _Event, telling: Telling, owner: Entity | Group, date: Value | None) -> bool:
    other = event.telling
    if other.event != telling.event or _group_of(other.modality) != _group_of(telling.modality):
        return False
    if isinstance(owner, Group) != isinstance(event.owner, Group):
        return False
    if isinstance(owner, Group) and isinstance(event.owner, Group):
        if not _counts_agree(owner.count, event.owner.count):
            return False
    elif owner is not event.owner:
        return False
    if telling.presupposed:
        return True
    if (
        date is not None
        and event.date is not None
        and not _dates_agree(str(date.value), str(event.date.value))
    ):
        return False
    return _agencies_agree(telling, other)


def _counts_agree(a: Mention, b: Mention) -> bool:
    """Say whether two counts are of one group: equal, or one rounds the other ("more than 200" and 206)."""
    for one, other in ((a, b), (b, a)):
        low, exact = int(one.value or 0), int(other.value or 0)
        if low == exact or (
            one.detail in ("at_least", "about") and not other.detail and low < exact <= low * 1.1
        ):
            return True
    return False


def _group_of(modality: Modality) -> str:
    return "actual" if modality.value in ("actual", "alleged") else str(modality.value)


def _dates_agree(a: str, b: str) -> bool:
    """Say whether two dates may be one: the same, or one the other's month or year."""
    a, b = a.replace("XXXX", "0000"), b.replace("XXXX", "0000")
    if a.startswith("0000") or b.startswith("0000"):
        return a[4:] == b[4:]
    if a.startswith(b) or b.startswith(a):
        return True
    for span, other in ((a, b), (b, a)):
        first, slash, last = span.partition("/")
        if slash and first[: len(other)] <= other <= last[: len(other)] + "~":
            return True
    return False


def _agencies_agree(a: Telling, b: Telling) -> bool:
    if a.event not in ("arrest", "detention", "removal"):
        return True
    one, two = a.agency or a.custodian, b.agency or b.custodian
    if one is None or two is None:
        return True
    return _kind(one) == _kind(two)


def _kind(agency: Mention) -> str:
    if agency.detail in _FEDERAL:
        return "federal"
    return "border" if agency.detail in _BORDER else "other"


def _take_in(event: _Event, telling: Telling, date: Value | None) -> None:
    """Add what a second telling knows and the first does not."""
    kept = event.telling
    event.tokens.append(telling.token)
    for owner in telling.people:
        if (
            isinstance(owner, Group)
            and isinstance(event.owner, Group)
            and event.owner.count.detail
            and not owner.count.detail
            and _counts_agree(owner.count, event.owner.count)
        ):
            event.owner = owner
    if event.date is None or (
        date is not None and len(str(date.value)) > len(str(event.date.value)) and "/" not in str(date.value)
    ):
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
        else kept.custodian
    )
    event.telling = replace(
        kept,
        agency=longer or telling.agency,
        custodian=fuller or telling.custodian,
        attribution=kept.attribution or telling.attribution,
        retold=kept.retold if telling.presupposed else (*kept.retold, telling.quote),
    )


def _is_fuller(a: Mention, b: Mention) -> bool:
    return a.confidence > b.confidence + 0.05 or (
        a.confidence >= b.confidence and a.end - a.start > b.end - b.start
    )


def _told_apart(events: Sequence[_Event]) -> list[_Event]:
    """Give what is told of a small group to its members, where the story tells them apart one by one.

    "Three men were arrested ... A, 34, ... B, 41, ... and C, 19, were charged": three arrests, no group.
    """
    kept: list[_Event] = []
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
        if len(members) == count or len(set(single)) >= count:
            missing = [person for person in members if person not in single] if len(members) == count else []
            kept += [
                _Event(event.telling, person, event.date, event.order, event.tokens) for person in missing
            ]
        else:
            kept.append(event)
    return kept
