"""Tells whether anything is laid to somebody, by what holds now.

in: the open database and its decisions    out: yes or no    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.review.decisions import Decisions
from pipeline.review.standing import standings
from pipeline.store.export import laid, statuses_of
from pipeline.store.linked import LinkedRecords, PersonVersion
from pipeline.store.queries import Hit

_CHARGED = {"charged", "convicted"}
_CLEARED = "cleared"


def is_charged(
    records: LinkedRecords, known: Decisions, report: str, versions: Sequence[PersonVersion]
) -> bool:
    """Tell whether somebody is charged with or convicted of something.

    Args:
        records: the open database.
        known: the decisions on it.
        report: `people.id`.
        versions: what each article says of the linked person; none: the report is not linked.
    """
    statuses = {standing.status for standing in standings(versions)}
    if not versions:
        statuses = statuses_of(records, report)
    if statuses & _CHARGED:
        return True
    if _CLEARED in statuses:
        return False
    types = set()
    for event in laid(records, [version.id for version in versions] or [report]):
        decided = known.of(Hit("events", event.event_id, event.article_id))
        corrections = decided.corrections if decided else {}
        stands = decided is None or decided.verdict != "rejected"
        if stands and corrections.get("modality", "actual") == "actual":
            types.add(corrections.get("type", event.type))
    return "acquittal" not in types and bool(types)
