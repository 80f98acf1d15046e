"""JSON Lines -> raw pages, row by row, so that a broken row costs nothing but itself."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from pipeline.acquire.columns import Columns
from pipeline.acquire.decode import decode
from pipeline.acquire.lines import read_lines
from pipeline.errors import SourceError
from pipeline.schema import RawPage


def read_rows(
    stream: io.BufferedReader[Any], origin: str, stem: str, columns: Columns
) -> Iterator[RawPage | SourceError]:
    """Yield a page, or what is wrong, for each row of `stream` that is not blank.

    A row without an id gets `<stem>-<line number>`.
    """
    found = False
    for number, line in read_lines(stream, origin):
        place = f"{origin}:{number}"
        if isinstance(line, SourceError):
            found = True
            yield line
            continue
        if not line.strip():
            continue
        if not found and line.strip() in (b"[", b"{"):
            yield SourceError(
                place,
                "not_jsonl",
                "expected one JSON object per line, found JSON over several lines:"
                " rewrite it with jq -c '.[]' (an array) or jq -c . (objects)",
            )
            return
        found = True
        try:
            yield columns.page(_row(decode(line, place), place), place, f"{stem}-{number}")
        except SourceError as error:
            yield error
    if not found:
        yield SourceError(origin, "empty", "expected JSON Lines, found no row: check how the file was made")


def _row(line: str, place: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = (
            f"expected a JSON object, found a row that cannot be parsed ({error}): mend or remove the row"
        )
        raise SourceError(place, "broken_row", message) from error
    if not isinstance(row, dict):
        message = (
            f"expected a JSON object, found {type(row).__name__}: give each article an object of its own"
        )
        raise SourceError(place, "broken_row", message)
    return row
