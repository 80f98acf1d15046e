"""Finds date expressions in English news text; `values` says which date they mean.

in: text    out: `DateMention`s with half-open offsets into it    writes: nothing
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.entities.blanks import running
from pipeline.entities.dates.grammar import grammar
from pipeline.entities.dates.values import resolve, resolve_after

__all__ = ["DateMention", "find_dates", "resolve", "resolve_after"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that say when something happened."""

    start: int
    end: int
    kind: str
    """`day`, `weekday`, `month`, `year`, `season`, `quarter`, `decade`, `fiscal_year`, `range`, `since`,
    `week`, `relative` ("last month"), `past_span` ("the past two weeks"), `duration_ago` ("two years ago"),
    `event_relative` ("two days later") and `hour` ("8:05 p.m.", "noon"), both resolved against the other
    event's date, `named_day` ("the Sept. 11 attacks") or `birth` ("DOB: 5-3-1980")."""


def find_dates(text: str) -> list[DateMention]:
    """Return the date expressions of a text, in text order, none overlapping another.

    Of expressions that begin at the same place the longest is taken, so "April 4, 2023" is one. A number of
    four digits is a year only where the words beside it make it one.
    """
    read = grammar()
    return [
        DateMention(match.start(), match.end(), read.forms[int(str(match.lastgroup)[1:])].kind)
        for match in read.finder.finditer(running(text))
    ]
