"""WARC (ISO 28500) -> raw pages: the HTML that a crawl was answered with.

A page's place is `FILE:OFFSET`, the offset being where its record begins in the file as it lies on disk
(in the packed file, where it is packed): the page can be found again with any WARC tool.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

from pipeline.acquire.columns import check_length, too_large
from pipeline.acquire.decode import decode
from pipeline.acquire.unpack import unpack_body
from pipeline.errors import SourceError
from pipeline.schema import RawPage

MAX_RECORD_BYTES = 64_000_000
MAX_PAGE_BYTES = 64_000_000
"""Longest page when it is unpacked."""
_PAGES = ("text/html", "application/xhtml+xml")
_OK = 200
_RECORD_END = b"\r\n\r\n"
_GZIP = 31
"""zlib's `wbits` for gzip."""
_OTHER_PACKERS = (b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18")
"""How Zstandard and LZ4 begin; fastwarc itself says where these are cut off."""
_CHUNK = 1 << 16


def read_warc(stream: io.BufferedReader[Any], origin: str, stem: str) -> Iterator[RawPage | SourceError]:
    """Yield a page, or what is wrong, for each response of HTML with status 200; other records are no pages.

    A page's id is the address that was asked for, as it is when it is fetched; `<stem>-<offset>` without one.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    records = ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False)
    found = False
    last = 0
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            found = True
            last = record.stream_pos
            place = f"{origin}:{last}"
            if record.record_type != WarcRecordType.response or not record.is_http:
                continue
            page = _page(record, place, f"{stem}-{last}")
        except SourceError as error:
            yield error
            continue
        except OSError as error:
            message = (
                f"expected a WARC record, found broken data ({error}): the rest of the file was not read"
            )
            yield SourceError(origin, "broken_warc", message)
            return
        if page is not None:
            yield page
    if not found:
        yield SourceError(origin, "empty", "expected WARC records, found none: check how the file was made")
    elif not _ends_with_a_record(stream, last):
        message = (
            f"expected the end of a record, found the middle of one after byte {last:,}: fetch the file again"
        )
        yield SourceError(origin, "cut_off", message)


def _ends_with_a_record(stream: io.BufferedReader[Any], last: int) -> bool:
    """Tell whether the file is whole behind the record at `last`: fastwarc passes over a cut in silence."""
    stream.seek(last)
    if stream.peek(4)[:4] in _OTHER_PACKERS:
        return True
    unpack = zlib.decompressobj(_GZIP) if stream.peek(2)[:2] == b"\x1f\x8b" else None
    tail = b""
    while chunk := stream.read(_CHUNK):
        while chunk:
            if unpack is None:
                plain, chunk = chunk, b""
            else:
                plain, chunk = unpack.decompress(chunk, _CHUNK), unpack.unconsumed_tail or unpack.unused_data
                if unpack.eof and chunk:
                    unpack = zlib.decompressobj(_GZIP)
            tail = (tail + plain)[-len(_RECORD_END) :]
    return tail == _RECORD_END and (unpack is None or unpack.eof)


def _page(record: Any, place: str, page_id: str) -> RawPage | None:
    """Return the page of a response, null where it holds none.

    Raises:
        SourceError: `too_large`, `cut_off`, or what is wrong with the body.
        OSError: the record's HTTP headers are broken.
    """
    length = record.content_length
    if length > MAX_RECORD_BYTES:
        raise too_large(place, f"a record of {length:,} bytes", "html")
    record.parse_http(auto_decode="transfer")
    if record.http_headers.status_code != _OK or record.http_content_type not in _PAGES:
        return None
    headers = {name.lower(): value for name, value in record.http_headers}
    expected = record.content_length
    body = record.reader.read(MAX_RECORD_BYTES)
    if len(body) < expected and "transfer-encoding" not in headers:
        message = (
            f"expected a page of {expected:,} bytes, found {len(body):,}: the file is cut off, fetch it again"
        )
        raise SourceError(place, "cut_off", message)
    body = unpack_body(body, headers.get("content-encoding", ""), MAX_PAGE_BYTES, place)
    text = check_length(decode(body, place, html=True, charset=record.http_charset), "html", place)
    if not text.strip():
        raise SourceError(place, "empty", "expected a page, found nothing: check how it was fetched")
    url = record.headers.get("WARC-Target-URI")
    return RawPage(id=url or page_id, origin=place, kind="html", content=text, url=url)
