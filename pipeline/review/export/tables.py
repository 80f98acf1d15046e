"""The tables of an export as CSV or Parquet, a file for each.

in: what may be told. out: the files; columns and their types are those of the dictionary.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from pipeline.errors import RecordError
from pipeline.review.export import dictionary
from pipeline.review.export.content import Content
from pipeline.review.window import bounds
from pipeline.store.rows import Row

if TYPE_CHECKING:
    import pyarrow

_GROUP = 20_000
"""Rows of one group of a Parquet file, at most."""
_GROUP_CHARACTERS = 8_000_000
"""Characters of one group: texts are long."""


class _Table(Protocol):
    def __enter__(self) -> Self: ...
    def __exit__(self, *ending: object) -> None: ...
    def write(self, row: Row) -> None: ...


def write_csv(content: Content, folder: Path) -> int:
    """Write each table as `<table>.csv` into a folder, and return how many articles there were."""
    return _write(content, folder, _CsvTable)


def write_parquet(content: Content, folder: Path) -> int:
    """Write each table as `<table>.parquet` into a folder, and return how many articles there were."""
    return _write(content, folder, _ParquetTable)


def write_dictionary(folder: Path) -> None:
    """Write the dictionary as `dictionary.csv` into a folder."""
    (folder / "dictionary.csv").write_text(dictionary.as_csv(), encoding="utf-8", newline="")


def _write(content: Content, folder: Path, form: type[_CsvTable] | type[_ParquetTable]) -> int:
    number = 0
    with ExitStack() as stack:
        tables: dict[str, _Table] = {}
        for name in dictionary.tables():
            table: _Table = form(folder, name)
            tables[name] = stack.enter_context(table)
        for exported in content.articles():
            for name, rows in exported.rows.items():
                for row in rows:
                    tables[name].write(row)
            number += 1
        for name, others in (
            ("copies", content.copies()),
            ("linked_people", content.people()),
            ("linked_events", _linked_events(content)),
            ("issues", content.issues()),
        ):
            for row in others:
                tables[name].write(row)
    write_dictionary(folder)
    return number


def _linked_events(content: Content) -> Iterator[Row]:
    for found in content.happenings():
        if found.linked:
            names = ("id", "type", "person", "date", "modality", "agency", "custodian", "state", "conflicts")
            counts = {"reports": len(found.reports), "articles": found.articles, "sources": found.sources}
            yield {name: getattr(found, name) for name in names} | counts


def _typed(name: str, row: Row) -> list[Any]:
    """Return the values of a row in the order and of the types of the dictionary.

    Raises:
        RecordError: a value is of another type.
    """
    if name == "events":
        first, last = bounds(row["date"]) or (None, None)
        row = row | {"date_first": first, "date_last": last}
    try:
        return [_value(column.type, row[column.column]) for column in dictionary.tables()[name]]
    except (TypeError, ValueError) as error:
        where = row.get("id") or row.get("article_id")
        raise RecordError(
            f"{where}: expected values of the types of the dictionary, found {error}"
        ) from error


def _value(kind: dictionary.Type, value: Any) -> Any:
    if value is None:
        return None
    match kind:
        case "integer":
            return int(value)
        case "number":
            return float(value)
        case "boolean":
            return bool(value)
        case "date":
            return value if isinstance(value, date) else date.fromisoformat(value)
        case "json":
            return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        case "text":
            return str(value)


class _CsvTable:
    def __init__(self, folder: Path, name: str) -> None:
        self._name = name
        self._stream = (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._stream, lineterminator="\n")
        self._writer.writerow(column.column for column in dictionary.tables()[name])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ending: object) -> None:
        self._stream.close()

    def write(self, row: Row) -> None:
        values = _typed(self._name, row)
        self._writer.writerow(str(value).lower() if isinstance(value, bool) else value for value in values)


class _ParquetTable:
    def __init__(self, folder: Path, name: str) -> None:
        import pyarrow.parquet

        self._name = name
        self._schema = arrow_schema(name)
        self._writer = pyarrow.parquet.ParquetWriter(
            folder / f"{name}.parquet", self._schema, compression="zstd"
        )
        self._rows: list[list[Any]] = []
        self._characters = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ending: object) -> None:
        if ending[0] is None:
            self._flush()
        self._writer.close()

    def write(self, row: Row) -> None:
        values = _typed(self._name, row)
        self._rows.append(values)
        self._characters += sum(len(value) for value in values if isinstance(value, str))
        if len(self._rows) >= _GROUP or self._characters >= _GROUP_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        import pyarrow

        if self._rows:
            arrays = [
                pyarrow.array(values, type=field.type)
                for values, field in zip(zip(*self._rows, strict=True), self._schema, strict=True)
            ]
            self._writer.write_table(pyarrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows, self._characters = [], 0


def arrow_schema(name: str) -> pyarrow.Schema:
    """Return the types of a table's columns, each with its meaning."""
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "json": pyarrow.string(),
    }
    return pyarrow.schema(
        [
            pyarrow.field(column.column, types[column.type], metadata={"meaning": column.meaning})
            for column in dictionary.tables()[name]
        ]
    )
