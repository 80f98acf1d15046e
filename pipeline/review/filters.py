"""Options as a person gives them -> filters that are known to make sense."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pipeline.errors import QueryError
from pipeline.ontology import ontology
from pipeline.review.window import parse_window
from pipeline.store.queries import Filters


def build_filters(options: Mapping[str, Any]) -> Filters:
    """Return the filters that options ask for.

    Args:
        options: any of `type`, `modality`, `status`, `offense`, `role` (each a list of declared names),
            `since`, `until`, `facility`, `place`, `agency`, `person`, `source`, `min_confidence`,
            `min_sources`, `with_names`, `copies`, `rejected`; null asks for nothing.

    Raises:
        QueryError: a name is not declared in `ontology.toml`, or a date is none.
    """
    declared = ontology()
    window = parse_window(options.get("since"), options.get("until"))
    return Filters(
        types=_declared("type", options.get("type"), declared.events),
        modalities=_declared("modality", options.get("modality"), declared.modalities),
        statuses=_declared("status", options.get("status"), declared.statuses),
        offenses=_declared("offense", options.get("offense"), declared.offenses),
        roles=_declared("role", options.get("role"), declared.roles),
        facility=options.get("facility"),
        place=options.get("place"),
        agency=options.get("agency"),
        person=options.get("person"),
        source=options.get("source"),
        covers=window.covers if window else None,
        min_confidence=options.get("min_confidence") or 0.0,
        min_sources=options.get("min_sources") or 1,
        with_names=bool(options.get("with_names")),
        copies=bool(options.get("copies")),
        rejected=bool(options.get("rejected")),
    )


def _declared(option: str, names: Sequence[str] | None, known: Collection[str]) -> tuple[str, ...]:
    for name in names or ():
        if name not in known:
            raise QueryError(f"--{option}: expected one of {', '.join(known)}; found {name}")
    return tuple(names or ())
