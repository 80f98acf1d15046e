"""Gives what is told of a small group to those whom the story tells apart one by one.

"Three men were arrested ... A, 34, ... B, 41, ... and C, 19, were charged": three arrests, no group.

in: events, lists of people, offenses    out: events and offenses of each one; of a group, where it stays one
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.clauses import is_one_of_several
from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.laid import Laid
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.telling.rosters import Roster
from pipeline.events.telling.sameness import Happening, is_of_other_day
from pipeline.events.telling.tellings import Told
from pipeline.number_words import number_of

_OF_COURTS = frozenset({"conviction", "sentence"})
_HELD = frozenset({"detention", "transfer"})
"""Of these the custodian is where they all are; who let each one go may be another's jail."""
_SOON = 3
"""Sentences, with its own, from a group to the list that names it."""
_SMALL = 12
"""A group of up to so many may be told apart."""
_GIVEN = frozenset({"the", "these", "those", "all"})
_SET_OFF = frozenset({",", ":", "-", "–", "—", "--"})
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_OTHERS = re.compile(r"\s(?:\w+\s)?others?\b")
"""Behind a number: which of those told of, the text does not say."""
_PART = re.compile(r"(?:\s\w+)?\sof\s(?:them|the|those|these|his|her|their)\b")
"""Behind a number: so many of a larger group."""


def told_apart(events: Sequence[Happening], lists: Sequence[Roster]) -> list[Happening]:
    """Give what is told of a small group to its members, where the story tells them apart one by one.

    "Three men were arrested ... A, 34, ... B, 41, ... and C, 19, were charged": three arrests, no group.
    """
    # Of whom all is only claimed or planned is none of those told as arrested.
    sure = [event for event in events if event.telling.modality.value == "actual"]
    people = list(dict.fromkeys(event.owner for event in sure if isinstance(event.owner, Entity)))
    doc = sure[0].telling.token.doc if sure else None
    one = [person for person in people if doc is not None and _is_one_of_them(person, doc)]
    named = [person for person in people if person.described() or person.names or person in one]
    kept: list[Happening] = []
    for event in events:
        group = event.owner
        if not isinstance(group, Group) or group.count.detail or not 2 <= _number(group) <= _SMALL:
            kept.append(event)
            continue
        roster = _roster_of(group, event.telling.token, people, lists)
        whole = any(isinstance(x.owner, Group) and _number(x.owner) > _number(group) for x in events)
        alike = [
            other
            for other in events
            if isinstance(other.owner, Entity) and other.telling.event == event.telling.event
        ]
        text = text_of(event.telling.token.doc)
        others = _OTHERS.match(text, group.count.end) or (whole and _PART.match(text, group.count.end))
        here = {other.owner for other in alike if event.telling.token.sent == other.telling.token.sent}
        if others and (whole or not roster) and len(here) != _number(group):
            kept.append(event)  # "Two others remain in jail": two of those who are named, or not
            continue
        met = {other.owner for other in alike}
        # "charged six guards in the death of Al Roe", whom they had arrested: no Roe
        fit = [person for person in named if person in met or not person.harmed]
        fit = [person for person in fit if not (_is_fellow(group, doc) and _is_before(person, event))]
        members = roster or [person for person in fit if not _is_beyond(person, _number(group), doc)]
        apart = not roster and _are_of_other_days(event, members, alike)
        if (
            apart
            or _stays(event, members, alike, events)
            or (not alike and _is_of_others(event, members, listed=bool(roster)))
        ):
            kept.append(event)
        else:
            kept += _of_the_untold(event, members, alike)
    return kept


def _stays(
    event: Happening, members: Sequence[Entity], alike: Sequence[Happening], events: Sequence[Happening]
) -> bool:
    """Say whether a group is not those told apart: not so many, its owners, or met with something else."""
    if not isinstance(event.owner, Group):
        return True
    count, owners = _number(event.owner), event.owner.others_of
    return (
        (len(members) != count and len({other.owner for other in alike}) < count)
        or (
            len(members) == count
            and not all(_may_be_one(person, event.owner, event.telling.token.doc) for person in members)
        )
        or any(person in owners for person in members)
        or any(_is_opposite(event, other) for other in events if other.owner in members)
        or (
            len(members) == count
            and event.telling.event in _OF_COURTS
            and not _only_cleared(events).isdisjoint(members)
        )
    )


def _may_be_one(person: Entity, group: Group, doc: Doc) -> bool:
    """Say whether a person's age and sex are those of a group's noun: no man of 47 is one of two girls."""
    number = doc.char_span(group.count.start, group.count.end, alignment_mode="expand")
    if number is None:
        return True
    noun = number.root.head if number.root.dep_ == "nummod" else number.root
    return person.may_be(noun) and not person.is_of_other_sex(nominals.sex_of(noun))


def _are_of_other_days(event: Happening, members: Sequence[Entity], alike: Sequence[Happening]) -> bool:
    """Say whether most members met with the same on other days, and none on the group's: they are others.

    "Four cooks were arrested on Feb. 24. On Feb. 25, Al and Ann Roe were arrested. On May 3, Ed Poe was".
    """
    own = [other for other in alike if other.owner in members and other.date is not None]
    other_days = {other.owner for other in own if is_of_other_day(event.date, other.date)}
    same = {other.owner for other in own} - other_days
    return not same and len(other_days) > 1 and 2 * len(other_days) >= len(members)


def _is_of_others(event: Happening, members: Sequence[Entity], *, listed: bool) -> bool:
    """Say whether a group is told of beside, or behind, those who are named, as others than they.

    "The return to prison of two ranchers convicted of arson" beside two who are named.
    """
    first = min((item.token for person in members for item in person.references), default=event.order)
    aside = event.telling.token.dep_ == "acl" and not listed and not _is_whole(event.telling.token.head)
    return (first < event.order or aside) and not event.telling.event.startswith("detainer_")


def _is_fellow(group: Group, doc: Doc | None) -> bool:
    """Say whether a group is of others than the one whose fellows they are: "Six co-defendants confessed"."""
    number = doc.char_span(group.count.start, group.count.end, alignment_mode="expand") if doc else None
    return number is not None and number.root.head.lemma_.lower() in nominals.lexicon().fellow


def _is_before(person: Entity, event: Happening) -> bool:
    """Say whether somebody was told of before a group was."""
    return min(item.token for item in person.references) < event.order


def _is_whole(noun: Token) -> bool:
    """Say whether the sentence goes on to tell apart those of a noun: "Of the four arrested, only Roe"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.i == noun.sent.start


def _of_the_untold(
    event: Happening, members: Sequence[Entity], alike: Sequence[Happening]
) -> list[Happening]:
    """Return a group's event for each member of whom it is not told yet; the others may take its day."""
    count = _number(event.owner) if isinstance(event.owner, Group) else 0
    if event.telling.event in _OF_COURTS and len({other.owner for other in alike}) == count:
        # "Three men were sentenced Thursday. A got ten years, B and C got five each": all on Thursday
        for other in alike:
            other.date = other.date or event.date
    if len(members) != count:
        return []
    country = event.owner.country if isinstance(event.owner, Group) else None
    if country and all(
        item.nationality is None or item.nationality.value == country.value for item in members
    ):
        for person in members:
            person.nationality = person.nationality or country  # "Three Hondurans were held ... Al Roe, 34,"
    for person in members:
        own = [other for other in alike if other.owner is person]
        if len(own) == 1 and not is_of_other_day(event.date, own[0].date):
            _complete(own[0], event)
    # "The brothers were arrested Sunday ... Al was also arrested in May": of Al, two arrests.
    arrest = event.telling.event == "arrest"
    told = {other.owner for other in alike if not (arrest and is_of_other_day(event.date, other.date))}
    untold = [person for person in members if person not in told]
    return [Happening(event.telling, person, event.date, event.order, event.tokens) for person in untold]


def _complete(own: Happening, event: Happening) -> None:
    """Give what is told of a group, and of one of it less fully, to that one: the day, who did it, where."""
    told, whole = own.telling, event.telling
    own.date = own.date or event.date
    kept = told.custodian or (whole.custodian if told.event in _HELD else None)
    own.telling = replace(told, agency=told.agency or whole.agency, custodian=kept)


def _roster_of(
    group: Group, saying: Token, told: Sequence[Entity], lists: Sequence[Roster]
) -> tuple[Entity, ...]:
    """Return those whom the one list of a group's number names behind it; nobody where the story has others.

    Args:
        group: the counted group.
        saying: the word that tells of it.
        told: the people of whom the story reports an event.
        lists: the article's rosters.
    """
    rows = [row for row in lists if row[0] > saying.i and len(row[1]) == group.count.value]
    called = {people for start, people in rows if _are_counted(saying.doc[start], len(people))}
    fitting = called or {people for _, people in rows}
    fellows = _is_fellow(group, saying.doc)
    named = () if fellows else _named_soon(saying, rows, told)
    if named and not called:
        return named
    if len(fitting) != 1:
        return ()
    if called:
        return called.pop()
    people = fitting.pop()
    if any(_is_next(saying, saying.doc[start]) for start, row in lists if row == people):
        return people  # "dropped the case of two students. Al Roe, 20, and Ed Poe, 21, were accused of"
    return people if {item for item in told if not _is_one_more(item, saying.doc)} <= set(people) else ()


def _named_soon(saying: Token, rows: Sequence[Roster], told: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return whom a list names soon behind a word, if the text tells of nobody else in between."""
    end = saying.sent.end
    for _ in range(_SOON - 1):
        end = saying.doc[end].sent.end if end < len(saying.doc) else end
    start, people = min(rows, default=(end, ()), key=lambda row: row[0])
    between = range(saying.i, start)
    others = [person for person in told if person not in people]
    near = start < end and not any(item.token in between for person in others for item in person.references)
    return people if near else ()


def _are_counted(first: Token, number: int) -> bool:
    """Say whether a list stands behind its number and noun: "The two cooks, Ann Roe and Ed Poe, deny"."""
    front = [word.lower_ for word in first.doc[first.sent.start : first.left_edge.i]][-4:]
    behind = len(front) == 4 and front[3] in _SET_OFF
    return behind and front[0] in _GIVEN and number_of(front[1]) == number and front[2].endswith("s")


def _is_next(saying: Token, name: Token) -> bool:
    """Say whether the sentence behind a word begins with a name."""
    sentence = name.sent
    front = saying.doc[sentence.start : name.left_edge.i]
    return sentence.start == saying.sent.end and all(token.is_space for token in front)


def _is_one_of_them(person: Entity, doc: Doc) -> bool:
    """Say whether somebody is brought in as one of those told of: "One of the detained men was"."""
    return any(is_one_of_several(doc[item.token]) for item in person.references[:1])


def _is_one_more(person: Entity, doc: Doc) -> bool:
    """Say whether somebody is brought in beside those told of: "agents arrested another Honduran"."""
    heads = [doc[item.token] for item in person.references[:1] if item.kind == "nominal"]
    return any(child.lower_ == "another" for head in heads for child in head.children)


def _is_beyond(person: Entity, count: int, doc: Doc | None) -> bool:
    """Say whether somebody is brought in behind so many: "sentenced three men ... A fourth, Roe, was"."""
    heads = [doc[item.token] for item in person.references[:1]] if doc is not None else []
    nouns = [node for head in heads for node in (head, head.head if head.dep_ == "appos" else head)]
    words = [child.lower_ for noun in nouns for child in noun.children if child.i < noun.i]
    return any(word in _ORDINALS and _ORDINALS.index(word) >= count for word in words)


def _is_opposite(event: Happening, other: Happening) -> bool:
    """Say whether a detainer was honored and another declined: those are not the same people."""
    kinds = {event.telling.event, other.telling.event}
    return kinds == {"detainer_honored", "detainer_declined"}


def _only_cleared(events: Sequence[Happening]) -> set[Entity | Group]:
    """Return who was cleared, and of whom no verdict or sentence is told: none of "three men convicted"."""
    cleared = {event.owner for event in events if event.telling.event == "acquittal"}
    return cleared - {event.owner for event in events if event.telling.event in _OF_COURTS}


def shared_out(laid: Sequence[Laid], events: Sequence[Told]) -> list[Laid]:
    """Lay a group's offenses to each of those whom the story tells apart, by what became of its events."""
    members: dict[int, list[Entity]] = {}
    for telling, owner, _ in events:
        for group in telling.people:
            if isinstance(group, Group) and isinstance(owner, Entity) and owner not in telling.people:
                members.setdefault(_number(group), []).append(owner)
    for telling, _, _ in events:
        for count in {_number(group) for group in telling.people if isinstance(group, Group)} & set(members):
            members[count] += _of_their_own(telling.event, count, members[count], laid, events)
    groups = {owner for _, owner, _ in events if isinstance(owner, Group)}
    shares = [share for item in laid for share in _shares(item, members)]
    return [item for item in shares if item.owner in groups or not _is_of_each(item, shares)]


def _is_of_each(item: Laid, laid: Sequence[Laid]) -> bool:
    """Say whether a group's offense is laid to so many by name: "Two owners convicted of fraud", A and B."""
    if not isinstance(item.owner, Group) or not 2 <= _number(item.owner) <= _SMALL:
        return False
    own = {
        other.owner
        for other in laid
        if isinstance(other.owner, Entity) and other.mention.value == item.mention.value
    }
    return len(own) == _number(item.owner)


def _of_their_own(
    event: str, count: int, members: Sequence[Entity], laid: Sequence[Laid], events: Sequence[Told]
) -> list[Entity]:
    """Return the members of a group of whom its event is told in words of their own, without an offense.

    "Three aides were indicted for fraud. Al Roe and Ed Poe are due in court; Ann Lee pleaded not guilty".
    """
    own = dict.fromkeys(
        owner
        for telling, owner, _ in events
        if telling.event == event
        and telling.modality.value == "actual"
        and isinstance(owner, Entity)
        and owner not in members
    )
    bare = [person for person in own if all(item.owner is not person for item in laid)]
    return bare if len(own) + len(set(members)) == count else []


def _shares(item: Laid, members: Mapping[int, Sequence[Entity]]) -> list[Laid]:
    people = members.get(_number(item.owner), ()) if isinstance(item.owner, Group) else ()
    return [replace(item, owner=person) for person in dict.fromkeys(people)] or [item]


def _number(group: Group) -> int:
    return group.count.value if isinstance(group.count.value, int) else 0
