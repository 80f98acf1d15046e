"""Reads `dictionary.csv`: what each column of an export is; tables are written by it and by nothing else.

in: the dictionary. out: columns with types, the dictionary as rows or as a page; writes nothing.

`part` is a table of CSV and Parquet, or a form (`jsonl`, `gold`, `ftm`), whose columns are paths into its
objects. A `vocabulary` is the name of one of `ontology.toml`, or the words themselves.
"""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pipeline.ontology import ontology

Type = Literal["text", "integer", "number", "boolean", "date", "json"]
_PATH = Path(__file__).with_suffix(".csv")
FORMS = ("jsonl", "gold", "ftm")
"""Parts that are no tables."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export."""

    part: str
    column: str
    type: Type
    unit: str
    vocabulary: str
    """The words that it may hold, with a space between them; empty: any."""
    meaning: str


@cache
def columns() -> tuple[Column, ...]:
    """Return all columns, in the order of the dictionary."""
    with _PATH.open(encoding="utf-8", newline="") as stream:
        return tuple(_column(row) for row in csv.DictReader(stream))


@cache
def tables() -> dict[str, tuple[Column, ...]]:
    """Return the columns of each table, in order."""
    names = dict.fromkeys(column.part for column in columns() if column.part not in FORMS)
    return {name: tuple(column for column in columns() if column.part == name) for name in names}


def as_csv() -> str:
    """Return the dictionary as CSV, a row for each column."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(field.name for field in fields(Column))
    writer.writerows(astuple(column) for column in columns())
    return stream.getvalue()


def _column(row: dict[str, Any]) -> Column:
    return Column(**row | {"vocabulary": _words(row["vocabulary"])})


def _words(vocabulary: str) -> str:
    """Return the words of a vocabulary that is named, or those that are given."""
    named = getattr(ontology(), vocabulary, None) if vocabulary else None
    return vocabulary if named is None else " ".join(named)
