"""What may be asked of the commands that list what is in a database."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.cli.options import (
    DEFAULT_DB,
    Agency,
    Copies,
    Db,
    Facility,
    Format,
    Limit,
    MinConfidence,
    Offense,
    PersonOption,
    Place,
    Since,
    Source,
    Status,
    Type,
    Until,
    WithNames,
)


@dataclass(frozen=True, kw_only=True)
class _ToldOptions:
    """What is to be told; each field is an option of its own on the command line."""

    type: Type = None
    status: Status = None
    offense: Offense = None
    facility: Facility = None
    place: Place = None
    agency: Agency = None
    person: PersonOption = None


@dataclass(frozen=True, kw_only=True)
class ListingOptions:
    """From which articles, how much of it, and how it is printed."""

    since: Since = None
    until: Until = None
    source: Source = None
    min_confidence: MinConfidence = 0.0
    limit: Limit = None
    form: Format = "table"
    copies: Copies = False
    with_names: WithNames = False
    db: Db = DEFAULT_DB


@dataclass(frozen=True, kw_only=True)
class FilterOptions(ListingOptions, _ToldOptions):
    """Both; those of what is told come first."""
