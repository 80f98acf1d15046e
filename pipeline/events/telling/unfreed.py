"""Leaves out bonds that freed nobody: "he made bail, but was not released because of the ICE hold".

in: tellings with their people, in text order    out: those of releases that came about    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.events.people.entity import Entity
from pipeline.events.telling.tellings import Telling

_PAYING = frozenset({"release.bond", "release.bailed_by", "release.granted"})
"""Rules by which what is paid or granted for a release stands for the release."""


def without_unfreed(tellings: Sequence[Telling]) -> Iterator[Telling]:
    """Yield the tellings, in their order, without bonds paid for somebody who is told to have stayed in jail.

    Args:
        tellings: of the article.
    """
    for item in tellings:
        paid = item.rule in _PAYING and item.modality.value == "actual"
        if not paid or not any(_stayed(item, other) for other in tellings if other is not item):
            yield item


def _stayed(paid: Telling, other: Telling) -> bool:
    """Say whether a telling, of the same sentence or the next, has the same person stay."""
    if not any(isinstance(person, Entity) and person in other.people for person in paid.people):
        return False
    here = paid.token.sent
    follows = here.end < len(here.doc) and other.token.sent == here.doc[here.end].sent
    if other.token.sent != here and not follows:
        return False
    if other.event == "detainer_honored" and other.modality.value == "actual":
        return True
    if other.event == "release":
        return other.modality.value == "negated" and other.token.i > paid.token.i
    later = other.event == "detention" and other.token.i > paid.token.i
    return later and other.token.sent == here and other.modality.value == "actual"
