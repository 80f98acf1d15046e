"""Files in storage that is reached by an address (`s3://bucket/news/`, `gs://...`), through fsspec.

in: an address    out: the addresses of the files that it stands for; a stream of the bytes of each

Pages of the web are no such files: they are fetched with manners (`acquire.web`).
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, cast

from pipeline.errors import SourceError

ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_WEB = ("http", "https", "ftp")
_INSTALL = "install it: python -m pip install 'blotter[fsspec]'"


def is_remote(source: str) -> bool:
    """Tell whether a source is an address of storage."""
    scheme = ADDRESS.match(source)
    return scheme is not None and scheme[1].lower() not in _WEB


def expand(source: str) -> Iterator[str]:
    """Yield the addresses of the files that an address stands for: one, all below a folder, or a pattern's.

    Hidden files and folders of a folder are left out.

    Raises:
        SourceError: `no_fsspec`, `missing`, or `unreadable` with what the storage says.
    """
    with _told(source):
        fs, path = _storage(source)
        if any(char in path for char in "*?["):
            found = fs.glob(path)
        elif fs.isdir(path):
            found = fs.find(path)
        else:
            found = [path] if fs.exists(path) else []
        files = [str(file) for file in found if fs.isfile(file)]
    if not files:
        message = "expected a file or a folder with files, found nothing: check the spelling and the bucket"
        raise SourceError(source, "missing", message)
    for file in sorted(files):
        below = PurePosixPath(file).parts[len(PurePosixPath(path).parts) :]
        if not any(part.startswith(".") for part in below):
            yield str(fs.unstrip_protocol(file))


@contextlib.contextmanager
def opened(address: str) -> Iterator[io.BufferedReader[Any]]:
    """Open a file; it is read in pieces as they are asked for.

    Raises:
        SourceError: `unreadable`, also where that shows only within the context.
    """
    with _told(address):
        fs, path = _storage(address)
        with fs.open(path, "rb") as file:
            yield io.BufferedReader(cast(io.RawIOBase, file))


def _storage(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        message = f"expected fsspec to reach it by, found none: {_INSTALL}"
        raise SourceError(address, "no_fsspec", message) from error
    fs, path = url_to_fs(address)
    return fs, str(path)


@contextlib.contextmanager
def _told(address: str) -> Iterator[None]:
    """Say what a storage raises as what is wrong with the source; each has exceptions of its own."""
    try:
        yield
    except SourceError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever the storage raises, the other sources are read
        reason = f"{type(error).__name__}: {error}".strip()
        message = f"expected storage that can be read, found: {reason}. Check address and credentials"
        raise SourceError(address, "unreadable", message) from error
