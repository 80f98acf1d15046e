"""Files, folders and standard input -> raw pages.

Errors are values here: whatever cannot be read is yielded as a `SourceError`, and the reading goes on.

Ids: a row's own id is kept; a file that gives none gets its name without the ending(s), a row
`<name>-<line>`. Where files share a name, each gets as much of its path as tells them apart (`a/story.txt`,
`b/story.txt`), so that it depends on where a file lies and not on the order of reading. Where rows share an
id and differ, those after the first get `~` and a hash of their origin (file and line) behind it; files are
read in the order of their paths, whatever the order they were asked for. A page that repeats another of its
id in everything is passed over.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from pipeline.acquire.columns import Columns, check_length, too_large
from pipeline.acquire.csv_rows import read_csv
from pipeline.acquire.decode import bom_encoding, decode
from pipeline.acquire.lines import MAX_ROW_BYTES
from pipeline.acquire.parquet_rows import read_parquet
from pipeline.acquire.remote import expand, is_remote, opened
from pipeline.acquire.rows import read_rows
from pipeline.acquire.unpack import ENDINGS, unpacked
from pipeline.acquire.warc import read_warc
from pipeline.errors import SourceError
from pipeline.schema import RawPage

STDIN = "-"
_STDIN_ID = "stdin"
_LINE = re.compile(r":\d+\Z")
_KINDS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
}
"""What a file holds, by its ending."""
_READABLE = f"{', '.join(_KINDS)}, each also with {', '.join(ENDINGS)}"
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_files(
    sources: Sequence[str], mapping: Mapping[str, str] | None = None
) -> Iterator[RawPage | SourceError]:
    """Yield every article of the files, and what is wrong with those that cannot be read.

    Args:
        mapping: field to column, for dumps whose columns have other names (`columns.parse_map`).
        sources: paths of files and folders (read with all below them; hidden files and files of other endings
            in a folder are no sources), addresses of such in storage (`acquire.remote`), and `-` for standard
            input, which is read last.
    """
    columns = Columns(mapping)
    files: dict[Path, str] = {}
    for source in dict.fromkeys(sources):
        if source == STDIN:
            continue
        for found in files_of(source):
            if isinstance(found, SourceError):
                yield found
            elif isinstance(found, str):
                files.setdefault(Path(found), found)
            else:
                files.setdefault(found.resolve(), str(found))
    seen: dict[str, bytes] = {}
    ids = _file_ids(sorted(files))
    for path in sorted(files):
        for item in _read_file(path, files[path], ids[path], columns):
            yield from _with_own_id(item, ids[path], seen)
    if STDIN in sources:
        for item in _read_stdin(columns):
            yield from _with_own_id(item, _STDIN_ID, seen)


def files_of(source: str) -> Iterator[Path | str | SourceError]:
    """Yield the files that a source stands for, paths or addresses, or what is wrong with it."""
    if is_remote(source):
        yield from _expand_remote(source)
        return
    path = Path(source)
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        message = "expected a file or folder, found nothing: check the spelling and the folder"
        yield SourceError(source, "missing", message)
        return
    except OSError as error:
        yield _unreadable(source, error)
        return
    if stat.S_ISDIR(mode):
        yield from _expand_folder(path)
    elif kind_of(path) is None:
        message = f"expected a file that ends in {_READABLE}, found {path.name}: rename or convert it"
        yield SourceError(source, "unknown_ending", message)
    elif not stat.S_ISREG(mode):
        yield SourceError(
            source, "unreadable", "expected a file, found a device or pipe: use - for standard input"
        )
    else:
        yield path


def _expand_remote(source: str) -> Iterator[str | SourceError]:
    try:
        found = list(expand(source))
    except SourceError as error:
        yield error
        return
    readable = [address for address in found if kind_of(Path(address)) is not None]
    if not readable:
        message = f"expected files that end in {_READABLE}, found {len(found)} others: rename or convert them"
        yield SourceError(source, "unknown_ending", message)
    yield from readable


def _expand_folder(folder: Path) -> Iterator[Path | SourceError]:
    problems: list[OSError] = []
    found = False
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and kind_of(path) is not None and path.is_file():
                found = True
                yield path
    for problem in problems:
        yield _unreadable(str(problem.filename), problem)
    if not found and not problems:
        message = f"expected a folder with articles, found no file that ends in {_READABLE}: check the folder"
        yield SourceError(str(folder), "empty", message)


def kind_of(path: Path) -> str | None:
    """Return what a file holds, a value of `_KINDS`, as its ending says; null: nothing that can be read."""
    endings = [ending.lower() for ending in path.suffixes]
    if endings and endings[-1] in ENDINGS:
        endings.pop()
    return _KINDS.get(endings[-1]) if endings else None


def _stem(path: Path) -> str:
    """Return the file's name without its ending(s)."""
    return Path(path.stem if path.suffix.lower() in ENDINGS else path.name).stem


def _file_ids(paths: Sequence[Path]) -> dict[Path, str]:
    """Return an id for each file: its stem, or as much of its path as tells it from others of that stem."""
    groups: defaultdict[str, list[Path]] = defaultdict(list)
    for path in paths:
        groups[_stem(path)].append(path)
    ids: dict[Path, str] = {}
    for stem, group in groups.items():
        depth = 0
        names = [stem]
        while len(group) > 1 and len(set(names)) < len(group):
            depth += 1
            names = ["/".join(path.parts[-depth:]) for path in group]
        ids.update(zip(group, names, strict=True))
    return ids


def _with_own_id(
    item: RawPage | SourceError, file_id: str, seen: dict[str, bytes]
) -> Iterator[RawPage | SourceError]:
    """Yield a page under an id that no other page of the run has; nothing if the page came before."""
    if isinstance(item, SourceError):
        yield item
        return
    digest = hashlib.sha256(repr(replace(item, origin="")).encode()).digest()
    if seen.get(item.id) == digest:
        return
    line = _LINE.search(item.origin)
    place = file_id + (line[0] if line else "")
    given = item.id
    while item.id in seen:
        place = hashlib.sha256(place.encode()).hexdigest()
        item = replace(item, id=f"{given}~{place[:8]}")
    seen[item.id] = digest
    yield item


def _read_file(path: Path, origin: str, file_id: str, columns: Columns) -> Iterator[RawPage | SourceError]:
    kind, ending = kind_of(path), path.suffix.lower()
    try:
        with opened(origin) if is_remote(origin) else path.open("rb") as file:
            # fastwarc unpacks by itself: only so it can say where in the packed file a record begins.
            if ending in ENDINGS and kind != "warc":
                yield from _read_packed(file, ending, kind, (origin, file_id), columns)
            else:
                yield from _read_stream(file, kind, origin, file_id, columns)
    except SourceError as error:
        yield error
    except OSError as error:
        yield _unreadable(origin, error)


def _read_stdin(columns: Columns) -> Iterator[RawPage | SourceError]:
    """Read standard input; what it holds shows in how it begins."""
    stream = cast("io.BufferedReader[Any]", sys.stdin.buffer)
    try:
        if stream.peek(2)[:2] == b"\x1f\x8b":
            yield from _read_packed(stream, ".gz", None, (STDIN, _STDIN_ID), columns)
        else:
            yield from _read_stream(stream, None, STDIN, _STDIN_ID, columns)
    except OSError as error:
        yield _unreadable(STDIN, error)


def _read_packed(
    file: BinaryIO, ending: str, kind: str | None, names: tuple[str, str], columns: Columns
) -> Iterator[RawPage | SourceError]:
    try:
        with unpacked(file, ending, names[0]) as stream:
            yield from _read_stream(stream, kind, *names, columns)
    except SourceError as error:
        yield error


def _read_stream(
    stream: io.BufferedReader[Any], kind: str | None, origin: str, file_id: str, columns: Columns
) -> Iterator[RawPage | SourceError]:
    """Yield what a stream holds: a kind of `_KINDS`; null: find out which."""
    if kind == "rows" or (kind is None and _holds_rows(stream.peek(1024))):
        yield from read_rows(stream, origin, file_id, columns)
    elif kind == "csv":
        yield from read_csv(stream, origin, file_id, columns)
    elif kind == "parquet":
        yield from read_parquet(stream, origin, file_id, columns)
    elif kind == "warc":
        yield from read_warc(stream, origin, file_id)
    else:
        yield _read_one(stream, kind, origin, file_id)


def _read_one(
    stream: io.BufferedReader[Any], kind: str | None, origin: str, file_id: str
) -> RawPage | SourceError:
    """Return the one article that a stream of text or HTML holds; kind null: find out which."""
    data = stream.read(MAX_ROW_BYTES + 1)
    if len(data) > MAX_ROW_BYTES:
        return too_large(origin, f"more than {MAX_ROW_BYTES:,} bytes")
    try:
        text = decode(data, origin, html=kind != "text")
        kind = kind or _text_kind(text)
        check_length(text, kind, origin)
    except SourceError as error:
        return error
    if not text.strip():
        return SourceError(origin, "empty", "expected an article, found nothing: check how the file was made")
    return RawPage(id=file_id, origin=origin, kind=kind, content=text)


def _holds_rows(head: bytes) -> bool:
    return head.decode(bom_encoding(head) or "latin-1", "ignore").lstrip().startswith("{")


def _text_kind(text: str) -> str:
    return "html" if _HTML_START.match(text) else "text"


def _unreadable(origin: str, error: OSError) -> SourceError:
    reason = error.strerror or str(error)
    return SourceError(
        origin, "unreadable", f"expected a readable file, found: {reason}. Check its permissions"
    )
