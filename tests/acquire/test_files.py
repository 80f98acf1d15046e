"""Files, folders and standard input are read; what cannot be read is named, and the rest goes on."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest

from pipeline.acquire.files import read_files
from pipeline.errors import SourceError
from pipeline.schema import RawPage

TEXT = "The jail let him go on Friday."
PAGE = f"<!doctype html><html><body><p>{TEXT}</p></body></html>"
ROWS = json.dumps({"id": "r1", "text": TEXT}) + "\n"


def zstandard(data: bytes) -> bytes:
    return pa.compress(data, codec="zstd", asbytes=True)


def pages(*sources: Path | str) -> list[RawPage]:
    items = list(read_files([str(source) for source in sources]))
    assert all(isinstance(item, RawPage) for item in items), items
    return [item for item in items if isinstance(item, RawPage)]


def error_of(*sources: Path | str) -> SourceError:
    (error,) = (item for item in read_files([str(s) for s in sources]) if isinstance(item, SourceError))
    return error


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize(
    ("name", "data", "page_id", "kind"),
    [
        ("story.txt", TEXT, "story", "text"),
        ("story.html", PAGE, "story", "html"),
        ("story.htm", PAGE, "story", "html"),
        ("STORY.HTML", PAGE, "STORY", "html"),
        ("v1.2.txt", TEXT, "v1.2", "text"),
        ("news.jsonl", ROWS, "r1", "text"),
    ],
)
def test_each_kind_of_file_is_read(
    tmp_path: Path, name: str, data: str, page_id: str, kind: str, packed: bool
) -> None:
    path = write(tmp_path / name, data)
    if packed:
        path = write(tmp_path / f"{name}.gz", gzip.compress(data.encode()))

    (page,) = pages(path)

    assert (page.id, page.kind) == (page_id, kind)
    assert page.content == (TEXT if name.endswith("jsonl") else data)
    assert page.origin == str(path) + (":1" if name.endswith("jsonl") else "")


def test_folder_is_read_with_all_below_it(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", TEXT)
    write(tmp_path / "deep" / "deeper" / "a.html", PAGE)
    write(tmp_path / "deep" / "news.jsonl.gz", gzip.compress(ROWS.encode()))
    write(tmp_path / "picture.png", b"\x89PNG")
    write(tmp_path / ".hidden.txt", TEXT)
    write(tmp_path / ".git" / "c.txt", TEXT)

    assert [page.id for page in pages(tmp_path)] == ["b", "a", "r1"]


def test_order_and_repetition_of_sources_change_nothing(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1.txt", "One."), write(tmp_path / "2.txt", "Two.")

    assert pages(two, one, tmp_path, two) == pages(one, two)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        pytest.param("missing.txt", None, "missing", id="missing"),
        pytest.param("empty.txt", b"", "empty", id="empty"),
        pytest.param("blank.txt", b" \n\n", "empty", id="blank"),
        pytest.param("empty.html", b"", "empty", id="empty page"),
        pytest.param("empty.jsonl", b"", "empty", id="no rows"),
        pytest.param("binary.txt", bytes(range(256)) * 30, "binary", id="binary named .txt"),
        pytest.param("paper.txt", b"%PDF-1.4 ...", "binary", id="PDF named .txt"),
        pytest.param("packed.txt", gzip.compress(b"text"), "binary", id="gzip without .gz"),
        pytest.param("cut.txt", "The café’s owner".encode() + b" \xe2\x80", "encoding", id="undecodable"),
        pytest.param("nul.txt", b"The sheriff\0 said no.", "nul", id="NUL"),
        pytest.param("broken.txt.gz", gzip.compress(b"text" * 100)[:-9], "broken_archive", id="cut gzip"),
        pytest.param("false.txt.gz", b"not gzip at all", "broken_archive", id="no gzip"),
        pytest.param("story.docx", b"PK\x03\x04", "unknown_ending", id="unknown ending"),
        pytest.param("README", b"text", "unknown_ending", id="no ending"),
        pytest.param("long.txt", b"word " * 400_000, "too_large", id="two million characters"),
        pytest.param("dump.txt", b"word " * 10_000_000, "too_large", id="50 MB"),
    ],
)
def test_unreadable_file_is_named_and_the_rest_goes_on(
    tmp_path: Path, name: str, data: bytes | None, kind: str
) -> None:
    good = write(tmp_path / "zz-good.txt", TEXT)
    bad = tmp_path / name
    if data is not None:
        write(bad, data)

    items = list(read_files([str(bad), str(good)]))

    assert [item.id for item in items if isinstance(item, RawPage)] == ["zz-good"]
    (error,) = (item for item in items if isinstance(item, SourceError))
    assert (error.kind, error.origin) == (kind, str(bad))
    assert error.message.startswith("expected") and ": " in error.message


def test_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    assert error_of(tmp_path).kind == "empty"


def test_impossible_path_is_an_error() -> None:
    assert error_of("a\0b.txt").kind == "missing"
    assert error_of("x" * 5000 + ".txt").kind == "unreadable"


def test_broken_rows_in_the_middle_of_a_file(tmp_path: Path) -> None:
    path = write(tmp_path / "news.jsonl", ROWS + "{broken\n" + '{"id": "r2"}\n' + ROWS.replace("r1", "r3"))

    items = list(read_files([str(path)]))

    assert [item.id if isinstance(item, RawPage) else item.kind for item in items] == [
        "r1",
        "broken_row",
        "no_text",
        "r3",
    ]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    write(tmp_path / "a" / "story.txt", "One.")
    write(tmp_path / "b" / "story.txt", "Two.")
    write(tmp_path / "b" / "other.txt", "Three.")

    assert sorted(page.id for page in pages(tmp_path)) == ["a/story.txt", "b/story.txt", "other"]


def test_differing_rows_of_one_id_both_stay(tmp_path: Path) -> None:
    path = write(tmp_path / "news.jsonl", ROWS + ROWS.replace("Friday", "Monday"))

    first, second = pages(path)

    assert first.id == "r1"
    assert second.id.startswith("r1~")
    assert [first, second] == pages(path)


def test_repeated_row_is_read_once(tmp_path: Path) -> None:
    assert len(pages(write(tmp_path / "news.jsonl", ROWS * 3))) == 1


@pytest.mark.parametrize(
    ("data", "kind", "page_id"),
    [
        (TEXT.encode(), "text", "stdin"),
        (PAGE.encode(), "html", "stdin"),
        (b"\xef\xbb\xbf" + PAGE.encode(), "html", "stdin"),
        (ROWS.encode(), "text", "r1"),
        (b'{"text": "One."}', "text", "stdin-1"),
        (gzip.compress(ROWS.encode(), mtime=0), "text", "r1"),
        (gzip.compress(TEXT.encode(), mtime=0), "text", "stdin"),
    ],
)
def test_standard_input_is_known_by_how_it_begins(
    monkeypatch: pytest.MonkeyPatch, data: bytes, kind: str, page_id: str
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(data))))

    (page,) = pages("-")

    assert (page.kind, page.id) == (kind, page_id)
    assert page.origin.split(":")[0] == "-"


def test_empty_standard_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(b""))))

    assert (error_of("-").kind, error_of("-").origin) == ("empty", "-")


@pytest.mark.parametrize(
    ("ending", "pack"),
    [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstandard)],
)
def test_packed_dumps_are_read_and_a_cut_one_is_named(
    tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    packed = pack(b"id,text\n" + b"".join(b"%d,The jail let %d men go.\n" % (n, n) for n in range(500)))
    whole = write(tmp_path / f"whole.csv.{ending}", packed)
    cut = write(tmp_path / f"cut.csv.{ending}", packed[: len(packed) // 2])

    assert [page.id for page in read_files([str(whole)]) if isinstance(page, RawPage)] == [
        str(n) for n in range(500)
    ]
    assert [item.kind for item in read_files([str(cut)]) if isinstance(item, SourceError)] == [
        "broken_archive"
    ]
