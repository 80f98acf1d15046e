"""Who did what the article tells without an actor of its own: said once, for many events.

"Judge Flint also imposed a fine" tells who sentenced; "the indictment" was returned by the grand jury named
above; those on a list headed "arrested by ICE" were arrested by ICE.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.institutions.institutions import ARRESTING, IMMIGRATION, POLICE, Institutions
from pipeline.events.institutions.operations import Operations
from pipeline.events.institutions.words import cue
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.telling.tellings import Telling, Told
from pipeline.schema import Mention, Value

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TITLE = re.compile(r"\b(?:Judge|Justice|Magistrate)\b")
_SURE = 0.8
"""An agency of at least this confidence may be the one that speaks."""
_INFERRED = 0.6
"""Confidence of an actor that another sentence names."""
_ABOVE = 160
"""Characters of a heading in front of the agency it names."""
_PRESUPPOSING = frozenset({"acl", "relcl", "amod"})
"""How an arrest hangs on a noun of whom something else is told: "those arrested in May were sentenced"."""


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
    headline = _of_headline(institutions)
    for telling, owner, date in events:
        found: Mention | None = None
        if _is_own(telling.agency, owner, institutions.text):
            shared.append((replace(telling, agency=None), owner, date))
            continue
        if telling.agency is not None:
            headed = headline if telling.event == "arrest" and _is_generic(telling.agency) else None
            headed = headed or (judge if _is_told_of_all(telling, owner, date, events) else None)
            if headed is not None:
                telling = replace(telling, agency=replace(headed, confidence=_INFERRED))
            shared.append((telling, owner, date))
            continue
        if telling.event == "sentence" and (court := _same_court(telling, owner, events)) is not None:
            found = court
        elif (
            telling.event == "sentence" and isinstance(owner, Entity) and _is_recent(telling, date, published)
        ):
            found = judge if not _is_of_another_day(owner, date, events) else None
        elif telling.event == "charge" and _is_indicted(telling, institutions):
            found = jury
        elif isinstance(owner, Group) and telling.token.pos_ == "NOUN":
            found = _compared(telling, events)
        elif telling.event == "charge" and cue("charged_listed").search(telling.token.sent.text):
            found = _of_total(telling, events)
        if found is None and telling.event == "arrest":
            found = _arresting(institutions, telling, owner, events)
            if found is None and isinstance(owner, Group):
                found = operations.behind(telling.token, many=True)
        if found is not None:
            telling = replace(telling, agency=replace(found, confidence=min(found.confidence, _INFERRED)))
        shared.append((telling, owner, date))
    return shared


def _is_own(agency: Mention | None, owner: Entity | Group, text: str) -> bool:
    """Say whether a judge is the very one who is charged: "Dugan pleaded not guilty"."""
    if agency is None or agency.detail != "judge" or isinstance(owner, Group):
        return False
    judge = _TITLE.split(text[agency.start : agency.end])[-1].split()
    named = {word for name in owner.names for word in text[name.start : name.end].split()}
    return len(judge) > 1 and named.issuperset(judge)  # "Judge Ann Roe sentenced Adam Roe"


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


def _is_indicted(telling: Telling, institutions: Institutions) -> bool:
    """Say whether a sentence that tells of a charge tells of an indictment."""
    told = (telling.token.idx, *(start for start, _ in telling.retold))
    return any(
        cue("indicted").search(institutions.text, *institutions.sentence_at(offset)) is not None
        for offset in told
    )


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


def _of_total(telling: Telling, events: Sequence[Told]) -> Mention | None:
    """Return who arrested or charged the number of people that a list in front of the telling goes into."""
    before = [
        other.agency
        for other, owner, _ in events
        if isinstance(owner, Group) and other.event == telling.event and other.token.i < telling.token.i
    ]
    named = [agency for agency in before if agency is not None]
    return named[-1] if named else None


def _is_told_of_all(
    telling: Telling, owner: Entity | Group, date: Value | None, events: Sequence[Told]
) -> bool:
    """Say whether a court is told of where several are sentenced together, and each of them again below.

    "Three men were sentenced Thursday in district court. Judge Roe gave Poe six years; Luna got three."
    """
    agency = telling.agency
    lent = agency is not None and agency.end <= telling.token.sent.start_char
    court = telling.event == "sentence" and agency is not None and agency.detail == "court" and lent
    return court and isinstance(owner, Entity) and not _is_of_another_day(owner, date, events)


def _same_court(telling: Telling, owner: Entity | Group, events: Sequence[Told]) -> Mention | None:
    """Return the court of a conviction in front of a sentence, in one sentence of the text.

    "Was convicted of theft in Salem District Court and sentenced to a year".
    """
    return next(
        (
            other.agency
            for other, convicted, _ in events
            if other.event == "conviction"
            and convicted is owner
            and other.token in telling.token.conjuncts
            and other.token.i < telling.token.i
            and other.agency is not None
            and other.agency.detail == "court"
        ),
        None,
    )


def _of_headline(institutions: Institutions) -> Mention | None:
    """Return the immigration agency whose arrests the headline tells of: "ICE arrests 16 in Salem"."""
    text = institutions.text
    end = text.find("\n")
    return next(
        (
            item
            for item in institutions.agencies
            if item.end <= end and item.detail in IMMIGRATION
            and cue("headline_arrest").search(text[item.end : end])
        ),
        None,
    )  # fmt: skip


def _is_generic(agency: Mention) -> bool:
    """Say whether words for an agency name none: "federal immigration agents"."""
    return agency.detail in IMMIGRATION | {"federal"} and agency.confidence < _SURE


def _arresting(
    institutions: Institutions, telling: Telling, owner: Entity | Group, events: Sequence[Told]
) -> Mention | None:
    heading = _heading(institutions, telling)
    if heading is not None:
        return heading
    if cue("listed").search(telling.token.sent.text):
        total = _of_total(telling, events)
        if total is not None:
            return total
    return _speaking(institutions, telling, isinstance(owner, Group))


def _heading(institutions: Institutions, telling: Telling) -> Mention | None:
    """Return whose arrests a list before the telling is headed with: "arrests were made by ..."."""
    for item in institutions.agencies:
        before = institutions.text[max(0, item.start - _ABOVE) : item.start]
        if item.end <= telling.token.idx and item.detail in ARRESTING and cue("heading").search(before):
            return item
    return None


def _speaking(institutions: Institutions, telling: Telling, many: bool) -> Mention | None:
    """Return the police or agency that reports the arrest as its own: "the sheriff's office said".

    ICE tells of arrests by others, too; many that it announces, and those of a raid, are its own.
    """
    if telling.attribution is None or telling.token.dep_ in _PRESUPPOSING:
        return None
    start, end = telling.attribution.source
    if cue("goes_by").match(institutions.text, telling.attribution.words[0]):
        return None  # "according to state police": whoever arrested him
    if cue("opponent").search(institutions.text[start:end]):
        return None
    announced = many and "announc" in institutions.text[slice(*telling.attribution.words)]
    raided = announced or cue("raid").search(telling.token.sent.text)
    own = POLICE | IMMIGRATION if raided else POLICE
    return next(
        (
            item
            for item in institutions.agencies
            if start <= item.start < end and item.detail in own and item.confidence >= _SURE
        ),
        None,
    )
