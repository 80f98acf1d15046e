"""Takes arrests for what the rest of the article makes them: a transfer, or an entry to the country.

"The jail honored the detainer. ICE officers took custody of him on Monday": a transfer. "Border Patrol
arrested him near Laredo in May 2019 after he entered the country": one meeting.

in: tellings with their people, in text order    out: the same, some arrests recast    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.doc_text import text_of
from pipeline.events.institutions.words import cue
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.telling.tellings import Telling

_TAKING = frozenset({"arrest.custody_of", "arrest.pick_up"})
"""Rules by which a body takes somebody over, from wherever he is."""
_HOLDING = frozenset({"detainer.held_for", "detainer.kept"})
_BY_MISTAKE = re.compile(
    r"\b(?:mistak\w+|erroneous(?:ly)?|in\serror|inadvertent(?:ly)?|accidental(?:ly)?|clerical)\b"
)
_AT_ONCE = frozenset({"immediately", "directly", "promptly", "straight"})
_ELSEWHERE = re.compile(r"\b(?:home|house|court|courthouse|street|outside|work|workplace|traffic)\b")
_FOR_CRIME = re.compile(r"\b(?:charges?|charged|warrants?|wanted|smuggl\w+|convict\w+|drugs?)\b")
_ICE = ("ICE", "ERO", "Immigration", "immigration", "DHS")
_NAMED = 0.6
"""Confidence from which an agency is one by name: "agents" is none."""
_SOON = 80
"""Tokens from a meeting at the border to its being told again."""
_OUT = frozenset({"release", "detainer_declined", "detainer_withdrawn", "removal", "arrest"})
"""What was told of somebody since who is in that jail no more."""


def taken_over(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, in their order; an arrest by ICE of somebody it had a detainer on is a transfer.

    Args:
        tellings: of the article.
    """
    return [
        replace(item, event="transfer", custodian=item.agency, agency=None)
        if _is_of_ice(item) and (_is_taken(item, tellings[:index]) or _is_straight_from_jail(item))
        else item
        for index, item in enumerate(tellings)
    ]


def held_in_vain(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, with a holding for ICE of somebody whom a jail let go by mistake as a mere stay.

    "Roe, who was being held for ICE on a detainer, was mistakenly released": the detainer was not honored.
    """
    freed = [
        person
        for item in tellings
        if item.event == "release" and item.modality.value == "actual"
        if _BY_MISTAKE.search(item.token.sent.text)
        for person in item.people
    ]
    return [
        replace(item, event="detention", rule="detention.held")
        if item.rule in _HOLDING and item.event == "detainer_honored" and set(item.people) <= set(freed)
        else item
        for item in tellings
    ]


def _is_taken(item: Telling, told: Sequence[Telling]) -> bool:
    return item.rule in _TAKING and bool(item.people) and _are_held(item, told)


def _is_straight_from_jail(item: Telling) -> bool:
    """Say whether somebody is taken as he is let go: "released and taken directly into ICE custody"."""
    verb = item.token
    at_once = any(token.lower_ in _AT_ONCE for token in verb.doc[verb.i - 1 : verb.i + 2])
    return item.rule == "arrest.custody" and at_once and verb.dep_ == "conj" and verb.head.lemma_ == "release"


def _is_of_ice(item: Telling) -> bool:
    text = text_of(item.token.doc)
    named = text[item.agency.start : item.agency.end] if item.agency is not None else ""
    return item.modality.value == "actual" and any(word in named for word in _ICE)


def _are_held(item: Telling, told: Sequence[Telling]) -> bool:
    """Say whether each was told of as one with a detainer, and not as let go since, or taken elsewhere."""
    return _ELSEWHERE.search(item.token.sent.text) is None and all(
        isinstance(person, Entity) and _is_held(person, told, item.rule) for person in item.people
    )


def _is_held(person: Entity, told: Sequence[Telling], taking: str) -> bool:
    mine = [item for item in told if person in item.people and item.modality.value == "actual"]
    lodged = [index for index, item in enumerate(mine) if item.event == "detainer_issued"]
    if not lodged or any(item.event in _OUT for item in mine[lodged[0] :]):
        return False
    return taking != "arrest.pick_up" or any(item.event == "detainer_honored" for item in mine)


def met_at_border(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, with arrests by the Border Patrol of those who had just come in as their entry.

    "Border Patrol arrested him near Laredo in May 2019 after he entered the country": one meeting.
    """
    met = [_is_meeting_of_many(item) for item in tellings]
    entries = [item for item, many in zip(tellings, met, strict=True) if many or item.event == "entry"]
    return [
        replace(item, event="entry")
        if many
        or _is_told_again(item, entries)
        or item.event == "arrest"
        and item.agency is not None
        and item.agency.detail == "border_patrol"
        and item.modality.value == "actual"
        and any(entry.people == item.people and _is_one_meeting(entry.token, item.token) for entry in entries)
        else item
        for item, many in zip(tellings, met, strict=True)
    ]


def _is_one_meeting(entry: Token, arrest: Token) -> bool:
    """Say whether the one is told in a clause of the other: "entered in June, when agents caught him"."""
    when = any(child.lower_ == "when" for child in arrest.children)
    caught = arrest.head == entry and arrest.dep_ == "advcl" and when
    return caught or (entry.head == arrest and entry.dep_ == "advcl")


def _is_meeting_of_many(telling: Telling) -> bool:
    """Say whether many migrants were apprehended by the Border Patrol, or caught right at the border."""
    if telling.event != "arrest":
        return False
    deed, agency = telling.token, telling.agency
    if agency is None and _is_of_migrants(deed):
        return True
    border = agency is not None and agency.detail in ("border_patrol", "cbp")
    text = text_of(deed.doc)
    if not border and "border" not in text:
        return False
    many = [item.count for item in telling.people if isinstance(item, Group)]
    if not many or len(many) < len(telling.people):
        return False
    behind = [text[count.end : count.end + 60] for count in many]
    coming_in = all(cue("coming_in").search(words) for words in behind)
    if border and coming_in and deed.lemma_ in ("apprehend", "apprehension", "intercept"):
        return True
    there = (border or agency is None) and cue("at_border").search(deed.sent.text) is not None
    crossers = any(cue("crossers").search(words) for words in behind)
    told = coming_in or deed.pos_ == "NOUN"
    return told and (there or crossers) and _FOR_CRIME.search(deed.sent.text) is None


def _is_of_migrants(deed: Token) -> bool:
    """Say whether a noun is for those met at the border, whoever met them: "48,000 migrant apprehensions"."""
    whom = [child for child in deed.children if child.dep_ in ("compound", "amod")]
    return deed.lemma_ == "apprehension" and any(child.lemma_.lower() == "migrant" for child in whom)


def _is_told_again(item: Telling, entries: Sequence[Telling]) -> bool:
    """Say whether the Border Patrol takes in the very number of people that it was told to have met.

    "Border Patrol agents met 90 migrants by the river. They took custody of the migrants": one meeting;
    so is "agents took 90 migrants into custody who crossed the river".
    """
    if item.event != "arrest" or item.agency is None or not item.people:
        return False
    same = [
        entry
        for entry in entries
        if entry.people == item.people and abs(item.token.i - entry.token.i) < _SOON
    ]
    unnamed = item.agency.confidence < _NAMED
    told = any(entry.token.dep_ == "relcl" for entry in same) if unnamed else bool(same)
    border = unnamed or item.agency.detail in ("border_patrol", "cbp")
    return border and told and all(isinstance(person, Group) for person in item.people)
