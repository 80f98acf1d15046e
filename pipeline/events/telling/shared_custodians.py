"""Who lets go, holds or answers a detainer where another sentence of the story names the jail.

"He was booked into the Ashby Jail and released the next day": the jail released him.

in: what an article tells, in text order    out: the same, with custodians    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.grammar import syntax
from pipeline.events.institutions.headed import heading_place
from pipeline.events.institutions.institutions import IMMIGRATION, UNNAMED
from pipeline.events.institutions.words import cue, words
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.telling.custody_apart import let_in
from pipeline.events.telling.tellings import Telling
from pipeline.schema import Mention

_LETTING_GO = frozenset(
    {"release", "detainer_issued", "detainer_declined", "detainer_honored", "detainer_withdrawn"}
)
_ELSEWHERE = frozenset({"release", "arrest", "removal", "entry"})
"""Events behind which somebody is held somewhere else than before."""
_HELD = frozenset(
    {"detention", "transfer", "arrest", "detainer_issued", "detainer_declined", "detainer_honored"}
)
"""Events that say where somebody is; the last before a release counts."""
_TIMES = 10
_NEAR = 90
"""Tokens within which the place where somebody is held is the one that lets him go."""
_SURE = 0.8
"""An office of at least this confidence may be the one that holds."""
_INFERRED = 0.6
"""Confidence of a custodian that another sentence names."""


def share_custodians(text: str, tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, with those who let go or held where the same story names them shortly before.

    "He was booked into the Ashby Jail and released the next day": the jail released him.
    """
    shared: list[Telling] = []
    numbers: dict[Entity, set[int]] = {}
    for number, telling in enumerate(tellings):
        for person in telling.people:
            if isinstance(person, Entity):
                numbers.setdefault(person, set()).add(number)
    border = let_in(tellings)  # no jail of another time let those go
    for telling in tellings:
        told = telling.modality.value in ("actual", "alleged")
        if _is_let_go_by_ice(telling, tellings):
            telling = replace(telling, agency=None, custodian=None)
        elif telling.event == "release" and telling.custodian is None and _is_immigration(telling.agency):
            telling = replace(telling, custodian=telling.agency)  # "The Border Patrol released him"
        unnamed = telling.custodian is None or telling.custodian.confidence <= UNNAMED
        if unnamed and told and telling.event in _LETTING_GO and telling.token.i not in border:
            found = _same_deed(text, telling, tellings) or _headed(text, telling)
            of_them = set[int]().union(*(numbers[x] for x in telling.people if isinstance(x, Entity)))
            found = found or _held_at(telling, [tellings[number] for number in sorted(of_them)])
            found = found or _group_at(telling, shared)
            if found is not None and not (telling.event.startswith("detainer") and _is_ices(text, found)):
                telling = replace(telling, custodian=replace(found, confidence=_INFERRED))
        shared.append(telling)
    return shared


def _is_let_go_by_ice(telling: Telling, tellings: Sequence[Telling]) -> bool:
    """Say whether ICE is taken for who let somebody go from a jail: it lodges detainers, jails let go.

    "They called us and said that they were releasing him", "ICE says that he was released from jail".
    """
    custodian = telling.custodian
    if telling.event != "release" or custodian is None or custodian.detail not in IMMIGRATION:
        return False
    freed = syntax.patient(telling.token)
    left = [
        item
        for node in (telling.token, freed)
        if node is not None
        for item in syntax.objects_of(node, "from")
    ]
    if any(noun.lemma_.lower() in words("holding") for noun in left):
        return True
    joined = telling.token.dep_ == "conj" and not syntax.children(telling.token, "nsubj", "nsubjpass")
    if joined and any(
        other.event == "detainer_declined"
        and other.token.i < telling.token.i
        and other.token.sent == telling.token.sent
        and other.custodian is not None
        and any(person in telling.people for person in other.people)
        for other in tellings
    ):
        return True  # "The prison ignored the detainer that ICE had lodged and released him"
    pointing = any(child.pos_ == "PRON" for child in syntax.children(telling.token, "nsubj"))
    return pointing and any(
        other.event in ("detainer_issued", "detainer_declined")
        and 0 <= telling.token.i - other.token.i <= _NEAR
        and any(person in telling.people for person in other.people)
        for other in tellings
    )


def _is_immigration(agency: Mention | None) -> bool:
    return agency is not None and agency.detail in IMMIGRATION


def _same_deed(text: str, telling: Telling, tellings: Sequence[Telling]) -> Mention | None:
    """Return who broke a detainer by a release, or the other way round: one word tells both."""
    if telling.event.startswith("detainer") or telling.event == "release":
        told = [other for other in tellings if other.event in ("release", "detention")]
        if telling.event == "release":  # "was in Polk County custody, but was released"
            told = [x for x in told if x.event == "detention" and x.token.i < telling.token.i]
        beside = [
            other.custodian
            for other in told
            if other.token.sent == telling.token.sent
            and other.custodian is not None
            and other.custodian.detail not in {*IMMIGRATION, "described"}
            and _is_named(text[other.custodian.start : other.custodian.end], other.custodian)
            and any(person in telling.people for person in other.people)
        ]
        if beside:
            return beside[0]  # "was released from Polk County custody after a detainer was ignored"
    if telling.event not in ("release", "detainer_declined"):
        return None
    return next(
        (
            other.custodian
            for other in tellings
            if other.event in ("release", "detainer_declined")
            and other.custodian is not None
            and other.token == telling.token
            and other.custodian.detail not in IMMIGRATION
        ),
        None,
    )


def _is_named(name: str, custodian: Mention) -> bool:
    """Say whether the words for a custodian name one: "NYPD", "Polk County jailers", and not "Deputies"."""
    return custodian.label == "place" or " " in name or name.isupper()


def _headed(text: str, telling: Telling) -> Mention | None:
    """Return the place that heads the telling's paragraph: "Ashby County: ... Released anyway"."""
    place = heading_place(text, telling.token.idx)
    return None if place is None else Mention("place", *place, "place.heading", _INFERRED)


def _group_at(telling: Telling, tellings: Sequence[Telling]) -> Mention | None:
    """Return the custodian of the total of detainers that a number just behind it is part of."""
    if not telling.event.startswith("detainer") or any(isinstance(item, Entity) for item in telling.people):
        return None
    before = [
        other
        for other in tellings
        if other.event.startswith("detainer")
        and 0 < telling.token.i - other.token.i <= _NEAR
        and all(isinstance(item, Group) for item in other.people)
        and _is_part(telling, other)
    ]
    last = max(before, key=lambda item: item.token.i, default=None)
    return last.custodian if last is not None and last.rule != "detainer.breakdown" else None


def _is_part(telling: Telling, other: Telling) -> bool:
    """Say whether a number may be of the same place as another: it is not many times as great."""
    counts = [
        [int(item.count.value or 0) for item in one.people if isinstance(item, Group)]
        for one in (telling, other)
    ]
    return not all(counts) or min(counts[0]) <= _TIMES * max(counts[1])


def _is_ices(text: str, place: Mention) -> bool:
    """Say whether immigration agencies run a place: they lodge no detainer with themselves."""
    return cue("immigration_place").search(text[place.start : place.end]) is not None


def _held_at(telling: Telling, same: Sequence[Telling]) -> Mention | None:
    """Return where the same person was held, or a detainer lodged, last before the telling.

    Args:
        telling: the telling.
        same: all tellings of the same person.
    """
    before = [
        other
        for other in same
        if (other.event in _HELD or other.event == "release") and 0 < telling.token.i - other.token.i <= _NEAR
    ]
    if telling.event.startswith("detainer"):
        # Those who arrested him since, and hold him nowhere that is named, say nothing of where it was.
        before = [other for other in before if other.custodian is not None or other.event != "arrest"]
    last = max(before, key=lambda item: item.token.i, default=None)
    if last is None and telling.event.startswith("detainer"):
        lodged = [
            other for other in same if other.custodian is not None and not _is_later(other, telling, same)
        ]
        last = min(lodged, key=lambda item: abs(item.token.i - telling.token.i), default=None)
    if last is not None and last.event == "release" and telling.event == "release":
        return None
    custodian = last.custodian if last is not None else None
    if custodian is not None and last is not None and last.event.startswith("detainer"):
        return custodian  # "Polk County ignored the detainer": it was lodged there
    keeps = custodian is not None and (
        custodian.label == "facility"
        or (
            telling.event.startswith("detainer")
            and custodian.detail in ("sheriff", "corrections")
            and custodian.confidence >= _SURE
        )
    )
    return custodian if keeps else None


def _is_later(other: Telling, telling: Telling, same: Sequence[Telling]) -> bool:
    """Say whether another time is told of: let go or caught between, or another detainer."""
    between = [item for item in same if telling.token.i < item.token.i < other.token.i]
    again = other.event == telling.event and other.token.i > telling.token.i
    return again or any(item.event in _ELSEWHERE for item in between)
