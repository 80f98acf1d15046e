"""Who did what the article tells without an actor of its own: said once, for many events.

"Judge Flint also imposed a fine" tells who sentenced; "the indictment" was returned by the grand jury named
above; those on a list headed "arrested by ICE" were arrested by ICE.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.grammar import syntax
from pipeline.events.institutions.custodians import UNNAMED
from pipeline.events.institutions.institutions import IMMIGRATION, Institutions
from pipeline.events.institutions.operations import Operations
from pipeline.events.institutions.words import cue, words
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.telling.tellings import Telling
from pipeline.schema import Mention, Value

Told = tuple[Telling, Entity | Group, Value | None]
"""An event: the telling that says it best, whose it is, and when it was."""

_LETTING_GO = frozenset(
    {"release", "detainer_issued", "detainer_declined", "detainer_honored", "detainer_withdrawn"}
)
_HELD = frozenset(
    {"detention", "transfer", "arrest", "detainer_issued", "detainer_declined", "detainer_honored"}
)
"""Events that say where somebody is; the last before a release counts."""
_HEADING = re.compile(
    r"(?:[•*–-]\s?)?(?P<place>(?:[A-Z][\w.’'-]+\s){1,3}(?:County|Parish|Jail|City))(?:,\s[A-Z][\w.]+)?:\s"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TIMES = 10
_NEAR = 90
"""Tokens within which the place where somebody is held is the one that lets him go."""
_SURE = 0.8
"""An agency of at least this confidence may be the one that speaks."""
_INFERRED = 0.6
"""Confidence of an actor that another sentence names."""
_ABOVE = 160
"""Characters of a heading in front of the agency it names."""
_OWN_WORD = frozenset({"police", "sheriff", "state", "fbi", "dea", "atf", "marshals"})
"""Kinds of agency that report arrests as their own; ICE tells of those by others too."""
_ARRESTING = (IMMIGRATION - {"dhs"}) | {"police", "sheriff", "state", "fbi", "dea", "atf", "marshals"}


def share_actors(operations: Operations, events: Sequence[Told], published: str | None) -> list[Told]:
    """Return the events, with those who acted where another sentence of the article says so.

    Args:
        operations: the raids and sweeps of the article, and its agencies.
        events: in text order.
        published: when the article was, for telling the sentence it reports from earlier ones.
    """
    institutions = operations.institutions
    shared: list[Told] = []
    judge, jury = _sentencing_judge(institutions), _grand_jury(institutions)
    for telling, owner, date in events:
        found: Mention | None = None
        if telling.agency is not None:
            shared.append((telling, owner, date))
            continue
        if telling.event == "sentence" and isinstance(owner, Entity) and _is_recent(telling, date, published):
            found = judge if not _is_of_another_day(owner, date, events) else None
        elif telling.event == "charge" and cue("indicted").search(telling.token.sent.text):
            found = jury
        elif isinstance(owner, Group) and telling.token.pos_ == "NOUN":
            found = _compared(telling, events)
        if found is None and telling.event == "arrest":
            found = _arresting(institutions, telling, owner, events)
            if found is None and isinstance(owner, Group):
                found = operations.behind(telling.token, many=True)
        if found is not None:
            telling = replace(telling, agency=replace(found, confidence=min(found.confidence, _INFERRED)))
        shared.append((telling, owner, date))
    return shared


def share_custodians(text: str, tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, with those who let go or held where the same story names them shortly before.

    "He was booked into the Ashby Jail and released the next day": the jail released him.
    """
    shared: list[Telling] = []
    for telling in tellings:
        told = telling.modality.value in ("actual", "alleged")
        if _is_let_go_by_ice(telling, tellings):
            telling = replace(telling, agency=None, custodian=None)
        unnamed = telling.custodian is None or telling.custodian.confidence <= UNNAMED
        if unnamed and told and telling.event in _LETTING_GO and not _is_let_in(telling, tellings):
            found = _same_deed(text, telling, tellings) or _headed(text, telling)
            found = found or _held_at(telling, tellings) or _group_at(telling, shared)
            if found is not None and not (telling.event.startswith("detainer") and _is_ices(text, found)):
                telling = replace(telling, custodian=replace(found, confidence=_INFERRED))
        shared.append(telling)
    return shared


def met_at_border(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, with arrests by the Border Patrol of those who had just come in as their entry.

    "Border Patrol arrested him near Laredo in May 2019 after he entered the country": one meeting.
    """
    entries = [item for item in tellings if item.event == "entry"]
    return [
        replace(item, event="entry")
        if _is_meeting_of_many(item)
        or item.event == "arrest"
        and item.agency is not None
        and item.agency.detail == "border_patrol"
        and item.modality.value == "actual"
        and any(
            entry.token.head == item.token and entry.token.dep_ == "advcl" and entry.people == item.people
            for entry in entries
        )
        else item
        for item in tellings
    ]


def _is_meeting_of_many(telling: Telling) -> bool:
    """Say whether the Border Patrol apprehended a number of migrants: they were met as they came in."""
    if telling.event != "arrest" or telling.token.lemma_ not in ("apprehend", "apprehension", "intercept"):
        return False
    border = telling.agency is not None and telling.agency.detail in ("border_patrol", "cbp")
    doc, many = telling.token.doc, [item.count for item in telling.people if isinstance(item, Group)]
    behind = [doc.text[count.end : count.end + 60] for count in many]
    return border and bool(behind) and all(cue("coming_in").search(words) for words in behind)


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


def _is_let_in(telling: Telling, tellings: Sequence[Telling]) -> bool:
    """Say whether somebody who came in was let go at the border: no jail of another time did it."""
    return telling.event == "release" and any(
        other.event in ("entry", "notice_to_appear")
        and other.token.sent == telling.token.sent
        and any(person in telling.people for person in other.people)
        for other in tellings
    )


def _same_deed(text: str, telling: Telling, tellings: Sequence[Telling]) -> Mention | None:
    """Return who broke a detainer by a release, or the other way round: one word tells both."""
    if telling.event.startswith("detainer"):
        told = [other for other in tellings if other.event in ("release", "detention")]
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
    start = text.rfind("\n", 0, telling.token.idx) + 1
    match = _HEADING.match(text, start, telling.token.idx)
    if match is None:
        return None
    return Mention("place", match.start("place"), match.end("place"), "place.heading", _INFERRED)


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


def _held_at(telling: Telling, tellings: Sequence[Telling]) -> Mention | None:
    """Return where the same person was held, or a detainer lodged, last before the telling."""
    same = [
        other
        for other in tellings
        if any(person in telling.people for person in other.people if isinstance(person, Entity))
    ]
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
        lodged = [other for other in same if other.custodian is not None]
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


def _is_recent(telling: Telling, date: Value | None, published: str | None) -> bool:
    """Say whether an event may be the article's own: of its year, or undated beside no earlier one."""
    if published is None:
        return True
    told = telling.token.sent.text if date is None else str(date.value)[:4]
    years = [int(year) for year in _YEAR.findall(told)]
    return not years or max(years) >= int(published[:4])


def _is_of_another_day(owner: Entity, date: Value | None, events: Sequence[Told]) -> bool:
    """Say whether a judge is told to have sentenced somebody else, and on another day."""
    judged = [
        other_date.value
        for telling, other, other_date in events
        if telling.event == "sentence" and telling.agency is not None and other is not owner and other_date
    ]
    return date is not None and bool(judged) and date.value not in judged


def _sentencing_judge(institutions: Institutions) -> Mention | None:
    """Return the only judge that the article names, where it tells of a sentence beside the name."""
    judges: dict[tuple[int, int], bool] = {}
    for item in institutions.agencies:
        words = institutions.text[item.start : item.end]
        named = words[:1].isupper() and words.split()[-1][:1].isupper()
        if item.detail == "judge" and named and "Immigration" not in words:
            fullest = institutions.fullest_judge(item)
            sentences = cue("sentencing").search(institutions.sentence_of(item)) is not None
            judges[fullest.start, fullest.end] = judges.get((fullest.start, fullest.end), False) or sentences
    if len(judges) != 1 or not any(judges.values()):
        return None
    return next(item for item in institutions.agencies if (item.start, item.end) in judges)


def _grand_jury(institutions: Institutions) -> Mention | None:
    """Return the fullest form of the grand jury."""
    juries = [item for item in institutions.agencies if item.detail == "grand_jury"]
    return max(juries, key=lambda item: item.end - item.start, default=None)


def _compared(telling: Telling, events: Sequence[Told]) -> Mention | None:
    """Return who did what a number is set beside: "ICE arrested 570, up from the 460 arrests in 2016"."""
    token = telling.token
    if token.dep_ != "pobj" or token.head.lower_ not in ("from", "than", "with", "to"):
        return None
    return next(
        (
            other.agency
            for other, owner, _ in events
            if other.event == telling.event
            and isinstance(owner, Group)
            and other.token.sent == token.sent
            and other.token.i < token.i
        ),
        None,
    )


def _arresting(
    institutions: Institutions, telling: Telling, owner: Entity | Group, events: Sequence[Told]
) -> Mention | None:
    heading = _heading(institutions, telling)
    if heading is not None:
        return heading
    if cue("listed").search(telling.token.sent.text):
        before = [
            other.agency
            for other, owner, _ in events
            if isinstance(owner, Group) and other.event == "arrest" and other.agency is not None
            and other.token.i < telling.token.i
        ]  # fmt: skip
        if before:
            return before[-1]
    return _speaking(institutions, telling, isinstance(owner, Group))


def _heading(institutions: Institutions, telling: Telling) -> Mention | None:
    """Return whose arrests a list before the telling is headed with: "arrests were made by ..."."""
    for item in institutions.agencies:
        before = institutions.text[max(0, item.start - _ABOVE) : item.start]
        if item.end <= telling.token.idx and item.detail in _ARRESTING and cue("heading").search(before):
            return item
    return None


def _speaking(institutions: Institutions, telling: Telling, many: bool) -> Mention | None:
    """Return the police or agency that reports the arrest as its own: "the sheriff's office said".

    ICE tells of arrests by others, too; many that it announces, and those of a raid, are its own.
    """
    if telling.attribution is None:
        return None
    start, end = telling.attribution.source
    if cue("opponent").search(institutions.text[start:end]):
        return None
    announced = many and "announc" in institutions.text[slice(*telling.attribution.words)]
    raided = announced or cue("raid").search(telling.token.sent.text)
    own = _OWN_WORD | IMMIGRATION if raided else _OWN_WORD
    return next(
        (
            item
            for item in institutions.agencies
            if start <= item.start < end and item.detail in own and item.confidence >= _SURE
        ),
        None,
    )
