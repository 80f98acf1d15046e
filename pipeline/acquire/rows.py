"""JSON Lines -> raw pages, row by row, so that a broken row costs nothing but itself."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.acquire.decode import bom_encoding, decode, refuse_unusable
from pipeline.errors import SourceError
from pipeline.schema import RawPage

MAX_ROW_BYTES = 64_000_000
"""Longest line that is read; the rest of a longer one is passed over."""
MAX_SKIPPED_BYTES = 640_000_000
"""So much of an overlong line is passed over; what comes after it is not read."""
MAX_CHARACTERS = {"text": 500_000, "html": 20_000_000}
"""Longest article, and longest page around one: beyond this it is a dump of many, or no prose at all."""
_CHUNK = 1 << 20
_FIELDS = ("url", "title", "source", "byline", "published")


def read_rows(stream: io.BufferedReader[Any], origin: str, stem: str) -> Iterator[RawPage | SourceError]:
    """Yield a page, or what is wrong, for each row of `stream` that is not blank.

    A row without an id gets `<stem>-<line number>`.
    """
    found = False
    for number, line in _lines(stream, origin):
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
            yield _page(decode(line, place), place, f"{stem}-{number}")
        except SourceError as error:
            yield error
    if not found:
        yield SourceError(origin, "empty", "expected JSON Lines, found no row: check how the file was made")


def check_length(content: str, kind: str, origin: str) -> str:
    """Return `content`, no longer than an article (kind `text`) or a page (`html`) may be.

    Raises:
        SourceError: `too_large`.
    """
    if len(content) > MAX_CHARACTERS[kind]:
        raise too_large(origin, f"{len(content):,} characters", kind)
    return content


def too_large(origin: str, found: str, kind: str = "text") -> SourceError:
    """Return the error for an article or a page of more than `MAX_CHARACTERS`."""
    what = "one article" if kind == "text" else "a page"
    expected = f"expected {what} of at most {MAX_CHARACTERS[kind]:,} characters"
    return SourceError(origin, "too_large", f"{expected}, found {found}: split it into articles")


def _lines(stream: io.BufferedReader[Any], origin: str) -> Iterator[tuple[int, bytes | SourceError]]:
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


def _page(line: str, place: str, fallback_id: str) -> RawPage:
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
    kind = "text" if _string(row, "text", place) else "html"
    content = _string(row, kind, place)
    if content is None:
        message = "expected a row with `text` or `html`, found neither: add one, or leave the row out"
        raise SourceError(place, "no_text", message)
    fields = {name: _string(row, name, place) for name in _FIELDS}
    page_id = _string(row, "id", place) or fallback_id
    return RawPage(id=page_id, origin=place, kind=kind, content=check_length(content, kind, place), **fields)


def _string(row: dict[str, object], name: str, place: str) -> str | None:
    """Return a field as text: null if it is missing, null or blank; numbers as they are written."""
    value = row.get(name)
    if name == "byline" and isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and name not in ("text", "html"):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        message = f"expected `{name}` to be a string, found {type(value).__name__}: mend the row"
        raise SourceError(place, "broken_row", message)
    return refuse_unusable(value, place) if value.strip() else None
