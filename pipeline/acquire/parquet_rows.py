"""Parquet -> raw pages, in batches, so that a file larger than memory can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.acquire.columns import Columns
from pipeline.errors import SourceError
from pipeline.schema import RawPage

_BATCH = 256
"""Rows in memory at once."""


def read_parquet(file: BinaryIO, origin: str, stem: str, columns: Columns) -> Iterator[RawPage | SourceError]:
    """Yield a page, or what is wrong, for each row; a row's place is its number, from 1.

    Only the columns that hold a field are read. A row without an id gets `<stem>-<row number>`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file)
        wanted = columns.find(table.schema_arrow.names, origin)
        if "text" not in wanted and "html" not in wanted:
            names = ", ".join(table.schema_arrow.names)
            message = f"expected a column of text or html, found {names}: name it with --map text=COLUMN"
            yield SourceError(origin, "no_column", message)
            return
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=sorted(set(wanted.values()))):
            for row in batch.to_pylist():
                number += 1
                try:
                    yield columns.page(row, f"{origin}:{number}", f"{stem}-{number}")
                except SourceError as error:
                    yield error
    except SourceError as error:
        yield error
        return
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0]
        message = f"expected Parquet, found a file that cannot be read ({reason}): fetch or write it again"
        yield SourceError(origin, "broken_parquet", message)
        return
    if not number:
        yield SourceError(origin, "empty", "expected rows, found none: check how the file was made")
