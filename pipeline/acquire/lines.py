"""A stream of bytes -> its lines, in bounded memory: what tables and JSON Lines are read from."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.acquire.columns import too_large
from pipeline.acquire.decode import bom_encoding
from pipeline.errors import SourceError

MAX_ROW_BYTES = 64_000_000
"""Longest line that is read; the rest of a longer one is passed over."""
MAX_SKIPPED_BYTES = 640_000_000
"""So much of an overlong line is passed over; what comes after it is not read."""
_CHUNK = 1 << 20


def read_lines(stream: io.BufferedReader[Any], origin: str) -> Iterator[tuple[int, bytes | SourceError]]:
    """Yield number and bytes (UTF-8 or nearly) of each line; memory stays below `MAX_ROW_BYTES`."""
    encoding = bom_encoding(stream.peek(4)[:4])
    if encoding == "utf-8-sig":
        stream.read(3)
    elif encoding is not None:
        yield from _wide_lines(stream, encoding, origin)
        return
    number = 0
    while line := stream.readline(MAX_ROW_BYTES):
        number += 1
        if len(line) < MAX_ROW_BYTES or line.endswith(b"\n"):
            yield number, line
            continue
        yield number, too_large(f"{origin}:{number}", f"a row of more than {MAX_ROW_BYTES:,} bytes")
        if not _skip_line(stream):
            message = f"the row is longer than {MAX_SKIPPED_BYTES:,} bytes: what follows it was not read"
            yield number, SourceError(f"{origin}:{number}", "too_large", message)
            return


def _wide_lines(stream: BinaryIO, encoding: str, origin: str) -> Iterator[tuple[int, bytes | SourceError]]:
    """Yield the lines of a file in UTF-16 or UTF-32, turned into UTF-8."""
    number = 0
    with io.TextIOWrapper(stream, encoding=encoding, newline="\n") as lines:
        try:
            while line := lines.readline(MAX_ROW_BYTES // 4):
                number += 1
                yield number, line.encode("utf-8", "surrogatepass")
        except UnicodeError:
            message = f"expected {encoding}, as the file begins, but the next row is not: save it as UTF-8"
            yield number + 1, SourceError(f"{origin}:{number + 1}", "encoding", message)


def _skip_line(stream: BinaryIO) -> bool:
    """Read to the end of the line; say whether it was reached."""
    skipped = 0
    while chunk := stream.readline(_CHUNK):
        skipped += len(chunk)
        if chunk.endswith(b"\n"):
            return True
        if skipped > MAX_SKIPPED_BYTES:
            return False
    return True
