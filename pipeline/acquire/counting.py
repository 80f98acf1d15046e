"""How many inputs there are, as far as that can be told without reading them: for the time that is left.

A row of a dump is counted by its line, so that blank lines and rows that repeat another count too. Pages of a
WARC file and of the web, remote files and what comes from standard input are not counted beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from pipeline.acquire.files import STDIN, files_of, kind_of
from pipeline.acquire.remote import ADDRESS
from pipeline.acquire.sources import listed_addresses
from pipeline.acquire.unpack import ENDINGS, unpacked
from pipeline.errors import SourceError

_CHUNK = 1 << 20


def count_inputs(sources: Sequence[str]) -> int | None:
    """Return about how many inputs the sources hold, failures included; null: it cannot be told."""
    files: set[Path] = set()
    number = 0
    for source in dict.fromkeys(sources):
        if source == STDIN or ADDRESS.match(source) or listed_addresses(source) is not None:
            return None
        for found in files_of(source):
            if isinstance(found, SourceError):
                number += 1
            else:
                files.add(Path(found).resolve())
    for file in files:
        inside = _count(file)
        if inside is None:
            return None
        number += inside
    return number


def _count(file: Path) -> int | None:
    """Return how many inputs a file holds; one that cannot be read is one failure."""
    kind, ending = kind_of(file), file.suffix.lower()
    if kind == "warc":
        return None
    if kind in ("text", "html"):
        return 1
    try:
        with file.open("rb") as stream:
            if kind == "parquet":
                return _parquet_rows(stream)
            if ending not in ENDINGS:
                return _rows(stream, kind == "csv")
            with unpacked(stream, ending, str(file)) as plain:
                return _rows(plain, kind == "csv")
    except (OSError, SourceError):
        return 1


def _rows(stream: BinaryIO, csv: bool) -> int:
    """Return how many lines there are; in CSV those within quotes are none, and the first is no row."""
    rows, quoted, last = 0, False, b"\n"
    for chunk in _chunks(stream):
        last = chunk
        if csv:
            for place, piece in enumerate(chunk.split(b'"')):
                quoted ^= place > 0
                rows += 0 if quoted else piece.count(b"\n")
        else:
            rows += chunk.count(b"\n")
    rows += not last.endswith(b"\n")
    return rows - csv


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _parquet_rows(stream: BinaryIO) -> int:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        return int(ParquetFile(stream).metadata.num_rows)
    except ArrowException:
        return 1
