"""How far each offense of a linked person has got, by the latest that is reported, with its history.

in: what articles say of one person, by day    out: `Standing`s    writes: nothing

Later reports lead: charges dropped or a conviction overturned after it are what holds. A later article that
speaks of an earlier step only (a convict "who was charged in May") takes nothing back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.ontology import ontology
from pipeline.store.linked import LinkedEvent, PersonVersion

_CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Standing:
    """One offense of a linked person."""

    category: str
    status: str
    """What holds now."""
    history: tuple[tuple[str | None, str, str], ...]
    """Day, status and article of each report, by day."""


def standings(versions: Sequence[PersonVersion], void: Collection[str] = ()) -> list[Standing]:
    """Return where each offense stands, by category.

    Args:
        versions: what each article says, by day of publication.
        void: articles whose report of a conviction is denied since (`denied`); to them it is a charge.
    """
    told: defaultdict[str, list[tuple[str | None, str, str]]] = defaultdict(list)
    for version in versions:
        for category, status in dict.fromkeys(version.offenses):
            told[category].append((version.published, status, version.article_id))
    return [
        Standing(category, present([_held(*report, void) for report in history]), tuple(history))
        for category, history in sorted(told.items())
    ]


def denied(events: Iterable[LinkedEvent]) -> set[str]:
    """Return the articles that report a conviction which the latest report of it denies.

    Args:
        events: of one person.
    """
    return {
        report.article_id
        for event in events
        if event.type == "conviction" and event.reports[-1].modality == "negated"
        for report in event.reports
    }


def _held(day: str | None, status: str, article: str, void: Collection[str]) -> tuple[str | None, str]:
    return day, "charged" if status == "convicted" and article in void else status


def present(history: Sequence[tuple[str | None, str]]) -> str:
    """Return the status that holds, of those reported one after another.

    The furthest, until `cleared` voids it; after that nothing but a conviction reported on a later day leads,
    since an article that looks back also says that somebody had been charged.

    Args:
        history: day and status of each report, by day.
    """
    gravity = ontology().statuses
    since, now = history[0]
    for day, status in history[1:]:
        if now == _CLEARED:
            leads = status == "convicted" and (day or "") > (since or "")
        else:
            leads = status == _CLEARED or gravity[status] > gravity[now]
        if leads:
            since, now = day, status
    return now
