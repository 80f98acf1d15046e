"""Arrests or releases that are two though told alike: ICE's behind a detainer, at the border and from jail.

"He was arrested for theft in June. ICE lodged a detainer. He was taken into ICE custody."

in: what an article tells    out: which arrests and releases, or yes or no    writes: nothing
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.events.grammar.syntax import objects_of
from pipeline.events.grammar.voice import is_passive
from pipeline.events.institutions.institutions import IMMIGRATION
from pipeline.events.people.entity import Entity
from pipeline.events.telling.handed_on import is_before
from pipeline.events.telling.sameness import OPENING, Happening
from pipeline.events.telling.tellings import Telling

_COUNTRY = frozenset({"u.s", "u.s.", "us", "states", "country", "america", "interior"})
_FREEING = frozenset({"release", "acquittal"})
_NEAR = 200
"""Tokens that so few sentences take at most."""
_SENTENCES = 3
"""A detainer told within so many sentences of an arrest came after it."""


def arrests_with_detainer(tellings: Sequence[Telling]) -> Mapping[int, int]:
    """Return the arrests that a detainer followed, with where it is told, by their words' numbers."""
    lodged = [item for item in tellings if item.event == "detainer_issued" and not item.presupposed]
    found: dict[int, int] = {}
    for arrest in tellings:
        noun = arrest.token.pos_ in ("NOUN", "PROPN")
        if arrest.event != "arrest" or arrest.agency is not None or not (noun or is_passive(arrest.token)):
            continue
        own = [item for item in lodged if _share_one(arrest, item)]
        after = next((item for item in own if _comes_after(arrest, item)), None)
        if after is not None:
            found[arrest.token.i] = after.token.i
    return found


def let_in(tellings: Sequence[Telling]) -> frozenset[int]:
    """Return the releases at the border: told with an entry or a notice to appear, or "into the country"."""
    beside: dict[int, list[Telling]] = {}
    for item in tellings:
        # "Roe, who entered in 2020, was released": from wherever he was
        aside = item.token.dep_ in ("relcl", "acl", "amod")
        if item.event in ("entry", "notice_to_appear") and not aside:
            beside.setdefault(item.token.sent.start, []).append(item)
    return frozenset(
        item.token.i
        for item in tellings
        if item.event == "release" and _is_at_border(item, beside.get(item.token.sent.start, []))
    )


def _is_at_border(release: Telling, crossings: Sequence[Telling]) -> bool:
    into = [noun.lemma_.lower() for noun in objects_of(release.token, "into")]
    return bool(_COUNTRY & set(into)) or any(_share_one(release, other) for other in crossings)


def is_elsewhere(event: Happening, telling: Telling, border: frozenset[int]) -> bool:
    """Say whether one of two releases was at the border, and the other from somewhere else."""
    if telling.event != "release" or event.telling.event != "release":
        return False
    told = [token.i in border for token in event.tokens]
    return not any(told) if telling.token.i in border else all(told)


def is_of_ice_later(event: Happening, telling: Telling, local: Mapping[int, int]) -> bool:
    """Say whether one of two arrests led to a detainer, and the other is ICE's behind it."""
    if telling.event != "arrest":
        return False
    told = [token.i for token in event.tokens]
    if telling.token.i in local:
        return _is_ices(event.telling) and any(_is_behind(index, telling.token.i, local) for index in told)
    return _is_ices(telling) and any(
        index in local and _is_behind(telling.token.i, index, local) for index in told
    )


def freed_at(tellings: Sequence[Telling]) -> frozenset[int]:
    """Return the words that tell of a release, or of a case that came to nothing."""
    return frozenset(
        item.token.i
        for item in tellings
        if item.event in _FREEING and item.modality.value == "actual" and not item.presupposed
    )


def is_of_ice_after(event: Happening, telling: Telling, freed: frozenset[int]) -> bool:
    """Say whether one of two arrests is ICE's, told behind what ended the case of the other.

    "He was arrested on May 3 for theft. The case was dismissed, and ICE officers arrested him outside".
    """
    if telling.event != "arrest" or not freed:
        return False
    for earlier, later in ((event.telling, telling), (telling, event.telling)):
        first, last = earlier.token, later.token
        if not _is_ices(later) or earlier.agency is not None or first.i > last.i:
            continue
        if any(node.i in freed for node in last.ancestors):
            continue  # "released a man who was arrested by agents": before that
        told = any(child.dep_ in ("prep", "npadvmod") and child.i > first.i for child in first.children)
        if told and any(first.i < index < last.i for index in freed):
            return True
    return False


def _is_behind(ices: int, arrest: int, local: Mapping[int, int]) -> bool:
    """Say whether ICE's arrest is told behind the detainer, or in the lead of the story."""
    return ices > max(local[arrest], arrest) or ices < OPENING <= arrest


def _is_ices(telling: Telling) -> bool:
    return telling.agency is not None and telling.agency.detail in IMMIGRATION


def _share_one(a: Telling, b: Telling) -> bool:
    return any(isinstance(person, Entity) and person in b.people for person in a.people)


def _comes_after(arrest: Telling, detainer: Telling) -> bool:
    """Say whether a detainer is told to have followed an arrest, or shortly behind it."""
    if is_before(arrest.token, detainer.token):
        return True  # "lodged a detainer after he was arrested"
    if not 0 < detainer.token.i - arrest.token.i < _NEAR:
        return False
    between = arrest.token.doc[arrest.token.sent.end : max(detainer.token.sent.end, arrest.token.sent.end)]
    sentences = sum(token.is_sent_start is True for token in between)
    return sentences <= _SENTENCES
