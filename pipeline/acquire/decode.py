"""Bytes -> text: the encoding is found, not assumed.

Order: a byte order mark, UTF-8, what an HTML page declares, and last the one of the older encodings of
English news that makes sense of the bytes (`legacy_encodings`). Bytes that none of these explains are refused
rather than garbled.
"""

from __future__ import annotations

import codecs
import re

from pipeline.acquire.legacy_encodings import legacy_encoding
from pipeline.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The UTF-32 marks begin with a UTF-16 mark, so they are tried first."""
_MAGIC = (
    (b"%PDF-", "a PDF file: turn it into text first, e.g. with pdftotext"),
    (b"\x1f\x8b", "gzip data: give the file the ending .gz"),
    (b"PK\x03\x04", "a zip archive or an office document: unpack it or save it as text"),
    (b"\xd0\xcf\x11\xe0", "an old office document: save it as text"),
    (b"{\\rtf", "a rich text document: save it as plain text"),
    (b"\x89PNG", "a picture: leave it out"),
    (b"\xff\xd8\xff", "a picture: leave it out"),
    (b"GIF8", "a picture: leave it out"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_CONTROL_SHARE = 0.01
_STRAY_CONTROLS = 2
"""So few are an accident in a text, however short."""
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_DECLARED_WITHIN = 4096
_CHARACTER_SET = re.compile(r"windows-|cp\d|iso-|mac|koi8|big5|gb|shift|euc-")
"""Python knows codecs that are no character sets; and what says UTF-16 in ASCII letters is not UTF-16."""
_NON_ASCII = re.compile(rb"[\x00-\x7f]{0,60}[\x80-\xff]+[\x00-\x7f]{0,60}")
_SAMPLE = 65_536


def bom_encoding(head: bytes) -> str | None:
    """Return the encoding that a byte order mark at the start of `head` names."""
    return next((name for bom, name in _BOMS if head.startswith(bom)), None)


def decode(data: bytes, origin: str, html: bool = False, charset: str | None = None) -> str:
    """Return the text of `data`, without a byte order mark and otherwise untouched.

    Raises:
        SourceError: `binary` (no text at all), `encoding` (no encoding explains the bytes) or `nul`.
    """
    encoding = bom_encoding(data) or _wide(data)
    if encoding is not None:
        try:
            return refuse_unusable(data.decode(encoding), origin)
        except UnicodeDecodeError as error:
            raise _undecodable(
                origin, f"the file begins as {encoding}, but byte {error.start} is not"
            ) from error
    _refuse_binary(data, origin)
    try:
        return refuse_unusable(data.decode("utf-8"), origin)
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, origin, error.start)
    declared = _known(charset) if charset else _declared(data) if html else None
    text = _try(data, declared) if declared else None
    if text is None:
        found = _found(data)
        text = _try(data, found) if found else None
    if text is None:
        raise _undecodable(origin, "the bytes are neither UTF-8 nor another encoding of English text")
    return refuse_unusable(text, origin)


def refuse_unusable(text: str, origin: str) -> str:
    """Return `text`, which holds no NUL and no lone surrogate.

    Both would be lost or garbled on the way through the database and the model, and with them every offset.

    Raises:
        SourceError: `nul` or `surrogate`.
    """
    position = text.find("\0")
    if position >= 0:
        raise SourceError(
            origin, "nul", f"expected text, found a NUL at character {position}: remove it and run again"
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = (
            f"expected text, found half a surrogate pair at character {error.start}: remove it and run again"
        )
        raise SourceError(origin, "surrogate", message) from error
    return text


def _wide(data: bytes) -> str | None:
    """Return UTF-16 without a mark: mostly ASCII, so that every second byte is NUL."""
    head = data[:4096]
    if len(head) < 8:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes, origin: str) -> None:
    what = next((what for magic, what in _MAGIC if data.startswith(magic)), None)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if what is None and controls > max(_STRAY_CONTROLS, _CONTROL_SHARE * len(data)):
        what = "binary data: turn it into text first, or leave it out"
    if what is not None:
        raise SourceError(origin, "binary", f"expected text, found {what}")


def _refuse_damaged_utf8(data: bytes, origin: str, position: int) -> None:
    """Refuse UTF-8 with a broken place: any other encoding would garble all the rest of it."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if sum(not char.isascii() for char in text) - broken > broken:
        raise _undecodable(origin, f"the text is UTF-8, but byte {position} is not")


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    if match is None:
        return None
    return _known(match[1].decode("ascii"))


def _known(name: str) -> str | None:
    """Return a declared character set by the name that Python has for it; null: it is none that is used."""
    name = name.strip().lower()
    # Browsers read these labels as Windows-1252, and so do the people who write them.
    if name in {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"}:
        return "cp1252"
    return name if _CHARACTER_SET.match(name) else None


def _found(data: bytes) -> str | None:
    sample = b" ".join(match[0] for match in _NON_ASCII.finditer(data[: 16 * _SAMPLE]))[:_SAMPLE]
    if not sample:
        sample = b" ".join(match[0] for match in _NON_ASCII.finditer(data))[:_SAMPLE]
    return legacy_encoding(sample)


def _try(data: bytes, encoding: str) -> str | None:
    """Return the text if `encoding` exists and explains every byte."""
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return None


def _undecodable(origin: str, found: str) -> SourceError:
    return SourceError(origin, "encoding", f"expected text, but {found}: save it as UTF-8 and run again")
