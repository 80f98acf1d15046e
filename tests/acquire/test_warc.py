"""Crawls in WARC, packed and not, with what each broken one gets."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.acquire import warc
from pipeline.acquire.files import read_files
from pipeline.errors import SourceError
from pipeline.schema import RawPage

PAGE = "<html><body><p>The jail let José go on Friday.</p></body></html>"


def record(
    body: bytes = PAGE.encode(),
    url: str = "https://news.example/a",
    status: str = "200 OK",
    kind: WarcRecordType = WarcRecordType.response,
    **headers: str,
) -> bytes:
    """One record, as a crawler writes it; headers: of the response."""
    given = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in given.items()), "", ""]
    made = WarcRecord()
    made.init_headers(kind)
    made.headers["WARC-Target-URI"] = url
    made.headers["Content-Type"] = "application/http; msgtype=response"
    made.set_bytes_content("\r\n".join(lines).encode() + body)
    stream = io.BytesIO()
    made.write(stream)
    return stream.getvalue()


def read(path: Path, data: bytes) -> list[RawPage | SourceError]:
    path.write_bytes(data)
    return list(read_files([str(path)]))


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_a_crawl_can_be_found_again(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    records = [record(url=f"https://news.example/{n}", body=f"<p>{n}</p>".encode()) for n in range(3)]

    pages = read(path, b"".join(gzip.compress(item) if packed else item for item in records))

    assert [(page.url, page.content) for page in pages if isinstance(page, RawPage)] == [
        (f"https://news.example/{n}", f"<p>{n}</p>") for n in range(3)
    ]
    for page in pages:
        assert isinstance(page, RawPage)
        offset = int(page.origin.rpartition(":")[2])
        assert page.id == page.url
        found = next(iter(ArchiveIterator(io.BytesIO(path.read_bytes()[offset:]))))
        assert found.headers["WARC-Target-URI"] == page.url


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    others = [
        record(status="404 Not Found"),
        record(status="301 Moved Permanently", Location="https://news.example/b"),
        record(Content_Type="image/png", body=b"\x89PNG"),
        record(kind=WarcRecordType.request),
        record(kind=WarcRecordType.revisit, body=b""),
    ]

    pages = read(tmp_path / "crawl.warc", b"".join([*others, record()]))

    assert [page.content for page in pages if isinstance(page, RawPage)] == [PAGE]
    assert len(pages) == 1


def test_a_crawl_as_common_crawl_publishes_it_gives_its_pages(tmp_path: Path) -> None:
    info = WarcRecord()
    info.init_headers(WarcRecordType.warcinfo)
    info.set_bytes_content(b"software: a crawler\r\n")
    head = io.BytesIO()
    info.write(head)
    pages = [f"<p>Page {number} of José.</p>" for number in range(4)]
    sent: list[tuple[bytes, dict[str, str]]] = [
        (pages[0].encode(), {}),
        (gzip.compress(pages[1].encode()), {"Content_Encoding": "gzip"}),
        (b"5\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", {"Transfer_Encoding": "chunked"}),
        (pages[3].encode("cp1252"), {"Content_Type": "text/html; charset=windows-1252"}),
    ]
    raw = pages[2].encode()
    sent[2] = (sent[2][0] % (raw[:5], len(raw) - 5, raw[5:]), sent[2][1])
    members = [head.getvalue()]
    for number, (body, headers) in enumerate(sent):
        url = f"https://news.example/{number}"
        members += [record(url=url, kind=WarcRecordType.request), record(body, url, **headers)]
        members += [record(url=url, kind=WarcRecordType.revisit, body=b"")]
        members += [record(url=url, status="304 Not Modified", body=b"")]

    found = read(tmp_path / "CC-NEWS-20240409.warc.gz", b"".join(map(gzip.compress, members)))

    assert [(item.id, item.content) for item in found if isinstance(item, RawPage)] == [
        (f"https://news.example/{number}", page) for number, page in enumerate(pages)
    ]
    assert len(found) == len(pages)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE.encode()), {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE.encode()), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE.encode())[2:-4], {"Content_Encoding": "deflate"}),
        (PAGE.encode("cp1252"), {"Content_Type": "text/html; charset=windows-1252"}),
        (
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode()),
            {"Transfer_Encoding": "chunked"},
        ),
    ],
    ids=["gzip", "deflate", "bare deflate", "old encoding", "chunks"],
)
def test_bodies_are_unpacked(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    (page,) = read(tmp_path / "crawl.warc.gz", gzip.compress(record(body, **headers)))

    assert isinstance(page, RawPage)
    assert page.content == PAGE


@pytest.mark.parametrize(
    ("body", "headers", "kind"),
    [
        (gzip.compress(PAGE.encode())[:-20], {"Content_Encoding": "gzip"}, "broken_body"),
        (PAGE.encode(), {"Content_Encoding": "gzip"}, "broken_body"),
        (PAGE.encode(), {"Content_Encoding": "zebra"}, "encoding"),
        (gzip.compress(b"a" * 5000), {"Content_Encoding": "gzip"}, "too_large"),
        (b"a" * 5000, {}, "too_large"),
        (b"\x00\x01\x02\x03" * 50, {}, "binary"),
        (b"  ", {}, "empty"),
    ],
    ids=["cut gzip", "no gzip", "unknown encoding", "bomb", "long record", "binary", "blank"],
)
def test_a_broken_record_costs_nothing_but_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: bytes, headers: dict[str, str], kind: str
) -> None:
    monkeypatch.setattr(warc, "MAX_RECORD_BYTES", 2000)
    monkeypatch.setattr(warc, "MAX_PAGE_BYTES", 2000)

    items = read(
        tmp_path / "crawl.warc", record() + record(body, **headers) + record(url="https://news.example/b")
    )

    assert [item.url if isinstance(item, RawPage) else item.kind for item in items] == [
        "https://news.example/a",
        kind,
        "https://news.example/b",
    ]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("share", [0.55, 0.7, 0.9, 0.99])
def test_a_file_cut_off_is_named_and_what_is_whole_is_kept(
    tmp_path: Path, packed: bool, share: float
) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    first, second = record(), record(url="https://news.example/b")
    if packed:
        first, second = gzip.compress(first), gzip.compress(second)
    data = first + second

    items = read(path, data[: int(len(data) * share)])

    assert [item.url for item in items if isinstance(item, RawPage)][0] == "https://news.example/a"
    assert {item.kind for item in items if isinstance(item, SourceError)} & {"cut_off", "broken_warc"}


@pytest.mark.parametrize(
    ("data", "kind"), [(b"", "empty"), (b"no crawl at all " * 99, "broken_warc")], ids=["empty", "junk"]
)
def test_what_is_no_crawl_is_named(tmp_path: Path, data: bytes, kind: str) -> None:
    (error,) = read(tmp_path / "crawl.warc", data)

    assert isinstance(error, SourceError)
    assert error.kind == kind
