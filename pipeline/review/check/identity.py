"""Finds whom a claim means by what it tells of somebody unnamed: "a man freed by the Salem jail in May".

in: whom a claim may mean, the reports on them    out: those of whom it is so    writes: nothing

What is told to say who it is must be reported of one person, and of nobody else who may be meant.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pipeline.review.check.claim import Claim, Comparing, Part, Who
from pipeline.review.check.compare import AGREES
from pipeline.review.check.finding import FOR, Finding
from pipeline.review.check.rules import table
from pipeline.review.check.sides import of_person
from pipeline.store.claims import Report

_ANCHORS = frozenset({"where", "when", "offense", "how long", "agency"})
_ENOUGH = 2
"""Things that must agree about somebody unnamed who is told by what happened to him."""


def as_told(
    who: Who, reports: Sequence[Report], claim: Claim, comparing: Comparing, named_in: Collection[str]
) -> tuple[set[str | None], bool]:
    """Return the linked people of whom all is reported by which a claim tells whom it means.

    Args:
        who: somebody without a name.
        reports: on all who may be meant.
        claim: the whole.
        comparing: takes names and places apart.
        named_in: articles that hold all names of places and firms of the claim.

    Returns:
        The people, and whether enough agrees that one of them is known to be meant.
    """
    found: list[dict[str | None, list[Finding]]] = []
    for part in who.told:
        fits: dict[str | None, list[Finding]] = {}
        for report in reports:
            finding = of_person(part, report, claim, comparing, sole=False)
            if finding.side == FOR:
                fits.setdefault(report.person, []).append(finding)
        found.append(fits)
    people = set.intersection(*(set(fits) for fits in found))
    if len(people) != 1:
        return people, False
    person = next(iter(people))
    told = [finding for fits in found for finding in fits[person]]
    agreeing = {
        value.field for finding in told for value in finding.values if value.judged == AGREES
    } & _ANCHORS
    described = (who.nationality is not None) + (who.age is not None)
    named = any(finding.report.article_id in named_in for finding in told)
    return people, len(agreeing) + described + named >= _ENOUGH


def is_told_by(part: Part) -> bool:
    """Tell whether a part of a claim is about somebody whom it tells by what happened to him."""
    return part.who is not None and part.who.name is None and bool(part.who.told)


def of_another_age(who: Who, ages: Mapping[str, frozenset[int]]) -> frozenset[str]:
    """Return those of a name who are not meant, since somebody else of that name has the age that is claimed.

    Args:
        who: whom a claim means.
        ages: by linked person of that name, those that articles give.
    """
    if who.age is None or not any(_is_near(told, {who.age}) for told in ages.values()):
        return frozenset()
    return frozenset(person for person, told in ages.items() if told and not _is_near(told, {who.age}))


def of_another_trade(trade: Collection[str], ages: Mapping[str, frozenset[int]]) -> frozenset[str]:
    """Return those of a name who are not meant, since others have the trade that is claimed.

    Who is as old as one of these may be the same, not known again.
    """
    if not trade:
        return frozenset()
    told = {age for person in trade for age in ages.get(person, ())}
    return frozenset(person for person in ages if person not in trade and not _is_near(ages[person], told))


def _is_near(one: Collection[int], other: Collection[int]) -> bool:
    return any(abs(age - told) <= table("ages")["off"] for age in one for told in other)
