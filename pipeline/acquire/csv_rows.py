"""CSV -> raw pages, row by row, so that a broken row costs nothing but itself.

The dialect is RFC 4180 with the comma, semicolon, tab or bar that the header shows. A quote that never closes
would swallow the rest of the file: the row that opens it is named, and reading goes on with the line after.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import Any

from pipeline.acquire.columns import MAX_CHARACTERS, Columns
from pipeline.acquire.decode import decode
from pipeline.acquire.lines import read_lines
from pipeline.errors import SourceError
from pipeline.schema import RawPage

_DELIMITERS = ",;\t|"
_MAX_LINES = 20_000
"""A field that runs over more lines is no article but a quote that was never closed."""


def read_csv(
    stream: io.BufferedReader[Any], origin: str, stem: str, columns: Columns
) -> Iterator[RawPage | SourceError]:
    """Yield a page, or what is wrong, for each row below the header; a row's place is its first line.

    A row without an id gets `<stem>-<line number>`.
    """
    csv.field_size_limit(max(MAX_CHARACTERS.values()))
    lines = _Lines(stream, origin)
    header: list[str] | None = None
    found = False
    for number, cells in _records(lines, origin):
        place = f"{origin}:{number}"
        if isinstance(cells, SourceError):
            found = True
            yield cells
        elif header is None:
            header = [cell.strip() for cell in cells]
            problem = _wrong_header(header, origin, columns)
            if problem is not None:
                yield problem
                return
        elif any(cell.strip() for cell in cells):
            found = True
            if len(cells) != len(header):
                message = f"expected {len(header)} cells, as the header has, found {len(cells)}: mend the row"
                yield SourceError(place, "broken_row", message)
                continue
            row = {name: cell or None for name, cell in zip(header, cells, strict=True)}
            try:
                yield columns.page(row, place, f"{stem}-{number}")
            except SourceError as error:
                yield error
    if not found:
        message = "expected a header and rows below it, found no row: check how the file was made"
        yield SourceError(origin, "empty", message)


class _Lines:
    """The decoded lines of a stream, of which the last ones can be read again."""

    def __init__(self, stream: io.BufferedReader[Any], origin: str) -> None:
        self._lines = read_lines(stream, origin)
        self._again: deque[tuple[int, str]] = deque()
        self._origin = origin
        self.taken: list[tuple[int, str]] = []
        """Number and text of the lines of the record that is being read."""
        self.problem: SourceError | None = None
        """What is wrong with one of them."""

    def peek(self) -> str:
        """Return the next line, which stays to be read; "" at the end."""
        try:
            self._again.appendleft(self._decoded())
        except StopIteration:
            return ""
        return self._again[0][1]

    def start_record(self) -> None:
        self.taken.clear()
        self.problem = None

    def push_back(self) -> None:
        """Read all taken lines but the first again."""
        self._again.extendleft(reversed(self.taken[1:]))

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _MAX_LINES:
            raise csv.Error(f"a quoted cell of more than {_MAX_LINES:,} lines")
        number, line = self._again.popleft() if self._again else self._decoded()
        self.taken.append((number, line))
        return line

    def _decoded(self) -> tuple[int, str]:
        number, line = next(self._lines)
        try:
            if isinstance(line, SourceError):
                raise line
            return number, decode(line, f"{self._origin}:{number}")
        except SourceError as error:
            self.problem = error
            return number, "\n"


def _records(lines: _Lines, origin: str) -> Iterator[tuple[int, list[str] | SourceError]]:
    """Yield the number of the first line, and the cells or what is wrong, of each record."""
    delimiter = max(_DELIMITERS, key=lines.peek().count)
    while True:
        lines.start_record()
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number = lines.taken[0][0]
            message = f"expected a row of CSV, found a broken one ({error}): mend its quotes"
            yield number, SourceError(f"{origin}:{number}", "broken_row", message)
            lines.push_back()
            continue
        number = lines.taken[0][0]
        yield number, lines.problem or cells


def _wrong_header(header: list[str], origin: str, columns: Columns) -> SourceError | None:
    try:
        known = columns.find(header, origin)
    except SourceError as error:
        return error
    if len(set(header)) < len(header):
        double = next(name for name in header if header.count(name) > 1)
        message = f"expected columns of different names, found `{double}` twice: rename one"
        return SourceError(origin, "broken_header", message)
    if "text" not in known and "html" not in known:
        message = (
            f"expected a column of text or html, found {', '.join(header)}: name it with --map text=COLUMN"
        )
        return SourceError(origin, "no_column", message)
    return None
