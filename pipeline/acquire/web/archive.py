"""What was fetched -> WARC (ISO 28500), a gzip member a record: a run can be made again from disk."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from pipeline.acquire.web.client import Answer
from pipeline.errors import OutputError


class Archive:
    """A new WARC file in a folder, made when the first answer is written; may be used by several threads."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not be there yet."""
        self._folder = folder
        self._file: BinaryIO | None = None
        self._lock = threading.Lock()

    def write(self, answer: Answer) -> None:
        """Append an answer.

        Raises:
            OutputError: the file cannot be made or written.
        """
        record = _record(answer)
        with self._lock:
            try:
                if self._file is None:
                    self._folder.mkdir(parents=True, exist_ok=True)
                    name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ.warc.gz")
                    self._file = (self._folder / name).open("xb")
                self._file.write(record)
                self._file.flush()
            except OSError as error:
                message = f"{self._folder}: expected a folder for the pages fetched, found: {error.strerror}"
                raise OutputError(f"{message}; name another with --warc") from error

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._file is not None:
            self._file.close()


def _record(answer: Answer) -> bytes:
    import gzip
    import io

    from fastwarc.warc import WarcRecord, WarcRecordType

    # The body is kept as it was sent but for chunks, which the connection has already put together.
    lines = ["HTTP/1.1 200 OK", *(f"{name}: {value}" for name, value in _kept(answer.headers)), "", ""]
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = answer.url
    record.headers["WARC-Date"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content("\r\n".join(lines).encode("utf-8") + answer.body)
    plain = io.BytesIO()
    record.write(plain, checksum_data=True)
    return gzip.compress(plain.getvalue())


def _kept(headers: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [
        (name, value) for name, value in headers if name.lower() not in ("transfer-encoding", "set-cookie")
    ]
