"""Whose a counted group's offenses are, where the article names its members.

in: offenses laid to groups and people    out: offenses laid    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.laid import STATUS_OF_EVENT, Laid, TriggerReport
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group

_SOME = re.compile(r"\b(?:including|include|ranging|variety|various|such\sas)\b")
"""Between a group and its offenses: not each is everybody's."""
_BEHIND = len(" investigation")
_CASE = re.compile(r"\s(?:case|investigation|probe|trial)\b", re.IGNORECASE)
_AMONG = re.compile(
    r"\bamong\s(?:those|them)\b|\balso\s(?:was|were)?\s?(?:charged|indicted)\b", re.IGNORECASE
)
"""Beside somebody named: one of a group told of before."""


def told_apart(laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Lay a counted group's offenses to its members, where the article names just so many of them.

    "Two men were charged with burglary. Ivo Brandt, 40, and Karl Moe, 33, were arraigned on Monday." Those to
    whom the same offense is laid by name are members only where the number needs them; where they are as
    many as the group, it says nothing new.
    """
    members: dict[str, list[Entity]] = {}
    for report in reports:
        if report.modality in ("actual", "alleged"):
            found = members.setdefault(STATUS_OF_EVENT[report.event], [])
            found += [item for item in report.people if isinstance(item, Entity) and item not in found]
    result: list[Laid] = []
    text = text_of(reports[0].token.doc) if reports else ""
    for item in laid:
        if not isinstance(item.owner, Group) or _SOME.search(_between(item, reports)):
            result.append(item)
            continue
        named = [
            other.owner
            for other in laid
            if other.mention.value == item.mention.value and other.status == item.status
        ]
        member = item.mention.value == "gang" and item.status == "alleged"
        every = next(
            (people for people in members.values() if member and len(people) == item.owner.count.value),
            members.get(item.status, []),
        )
        own = next(
            (
                people
                for people in (every, [person for person in every if person not in named])
                if len(people) == item.owner.count.value
            ),
            None,
        )
        if own is not None and any(person in item.owner.others_of for person in own):
            own = None  # "three of Roe's friends"
        if own is not None and _are_of_other_sex(own, item.owner, reports[0].token.doc):
            own = None  # "Two men charged with murder are in jail. Al Roe ... Kim Poe, his wife, is charged"
        alone = own is not None and all(not person.names and _has_own(person, item, laid) for person in own)
        if own is not None and not alone:
            result += [
                replace(item, owner=person)
                for person in own
                if not _has_another_in_case(person, item, laid, text)
            ]
        elif not 0 < int(item.owner.count.value or 0) <= sum(person in named for person in every):
            result.append(item)
            result += _of_the_named(item, laid, reports)
    return result


def _are_of_other_sex(people: Sequence[Entity], group: Group, doc: Doc) -> bool:
    """Say whether one of some people is no man, or no woman, as a group's noun says."""
    number = doc.char_span(group.count.start, group.count.end, alignment_mode="expand")
    noun = number.root.head if number is not None and number.root.dep_ == "nummod" else None
    sex = nominals.sex_of(noun) if noun is not None else None
    sign = {"m": 1, "f": -1}.get(sex or "", 0)
    return any(person.is_of_other_sex(sex) or person.leaning * sign < 0 for person in people)


def _has_another_in_case(person: Entity, item: Laid, laid: Sequence[Laid], text: str) -> bool:
    """Say whether a group's offense only names its case, and one of it was convicted of something else.

    "Three plead guilty in murder case. Al Roe admitted murder. Ed Poe pleaded guilty to perjury."
    """
    if (
        item.status != "convicted"
        or _CASE.search(text, item.mention.start, item.mention.end + _BEHIND) is None
    ):
        return False
    own = [other for other in laid if other.owner is person and other.status == item.status]
    return bool(own) and all(other.mention.value != item.mention.value for other in own)


def _of_the_named(item: Laid, laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Lay a large group's one offense to those named as among it: "Among those charged were Roe and Poe"."""
    own = {other.owner for other in laid}
    if len({other.mention.value for other in laid if other.owner == item.owner}) != 1:
        return []
    people = [
        person
        for report in reports
        if STATUS_OF_EVENT[report.event] == item.status
        and report.modality == "actual"
        and report.token.idx > item.mention.end
        and _AMONG.search(report.token.sent.text)
        for person in report.people
        if isinstance(person, Entity) and person.names and person not in own
    ]
    return [replace(item, owner=person) for person in dict.fromkeys(people)]


def _has_own(person: Entity, item: Laid, laid: Sequence[Laid]) -> bool:
    """Say whether an own offense of somebody without a name is told: then others are the group."""
    return any(
        other.owner is person and other.status == item.status and other.mention.value != item.mention.value
        for other in laid
    )


def _between(item: Laid, reports: Sequence[TriggerReport]) -> str:
    """Return the words between a group's number and its offense."""
    if not isinstance(item.owner, Group) or not reports:
        return ""
    return text_of(reports[0].token.doc)[item.owner.count.end : item.mention.start]
