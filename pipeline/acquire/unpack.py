"""Compressed bytes -> plain bytes, within bounds: files of a dump, and bodies of HTTP responses.

Files are read through gzip, bzip2, xz (standard library) or Zstandard (pyarrow); bodies through zlib, never
to more than a limit, so that a few kilobytes cannot fill the memory.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from pipeline.errors import SourceError

ENDINGS = (".gz", ".bz2", ".xz", ".zst")
"""Endings of files that are unpacked while they are read."""
_BODY_WINDOW = {"gzip": 47, "x-gzip": 47, "deflate": 47}
"""zlib's `wbits`; 47: with a header of gzip or zlib, whichever is there."""


@contextmanager
def unpacked(file: BinaryIO, ending: str, origin: str) -> Iterator[io.BufferedReader[Any]]:
    """Give the plain bytes of a file that is packed as its ending says.

    Raises:
        SourceError: `broken_archive`, at any time while it is read: the packed data is damaged or cut off.
    """
    name = ending.lstrip(".")
    try:
        with _opened(file, ending) as stream:
            yield stream
    except (gzip.BadGzipFile, EOFError, zlib.error, lzma.LZMAError) as error:
        raise _broken(origin, name, error) from error
    except OSError as error:
        if error.errno is not None:
            raise
        # bz2 and pyarrow say with a bare OSError that the data is damaged.
        raise _broken(origin, name, error) from error


def unpack_body(body: bytes, encoding: str, limit: int, origin: str) -> bytes:
    """Return the body of an HTTP response without its content encoding.

    Raises:
        SourceError: `encoding` (none that is known), `broken_body` (damaged or cut off) or `too_large`
            (more than `limit` bytes).
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",")]):
        if name in ("", "identity", "none"):
            continue
        if name not in _BODY_WINDOW:
            known = ", ".join(_BODY_WINDOW)
            raise SourceError(
                origin, "encoding", f"expected a body packed with {known}, found {name}: skip it"
            )
        body = _inflate(body, name, limit, origin)
    return body


def _inflate(body: bytes, name: str, limit: int, origin: str) -> bytes:
    inflate = zlib.decompressobj(_BODY_WINDOW[name])
    try:
        try:
            plain = inflate.decompress(body, limit + 1)
        except zlib.error:
            if name != "deflate":
                raise
            # Some servers send deflate without the header that RFC 9110 asks for.
            inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            plain = inflate.decompress(body, limit + 1)
    except zlib.error as error:
        raise _broken_body(origin, name, str(error)) from error
    if len(plain) > limit:
        raise SourceError(
            origin,
            "too_large",
            f"expected a page of at most {limit:,} bytes, found more when unpacked: skip it",
        )
    if not inflate.eof:
        raise _broken_body(origin, name, "cut off")
    return plain


def _opened(file: BinaryIO, ending: str) -> io.BufferedReader[Any]:
    if ending == ".zst":
        import pyarrow as pa

        return io.BufferedReader(cast("io.RawIOBase", pa.CompressedInputStream(file, "zstd")))
    if ending == ".bz2":
        return io.BufferedReader(cast("io.RawIOBase", bz2.BZ2File(file)))
    if ending == ".xz":
        return io.BufferedReader(cast("io.RawIOBase", lzma.LZMAFile(file)))
    return io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=file)))


def _broken(origin: str, name: str, error: Exception) -> SourceError:
    message = (
        f"expected {name} data, found a broken file ({error}): fetch it again, or name it without .{name}"
    )
    return SourceError(origin, "broken_archive", message)


def _broken_body(origin: str, name: str, found: str) -> SourceError:
    return SourceError(
        origin, "broken_body", f"expected {name} data, found a broken body ({found}): fetch it again"
    )
