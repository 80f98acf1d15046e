import gzip
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.acquire.counting import count_inputs
from pipeline.acquire.files import read_files
from pipeline.acquire.sources import read_sources
from pipeline.schema import Intake

ROWS = [{"id": f"r{n}", "text": f'Story {n},\nwith "quotes" and\r\nlines.'} for n in range(7)]


def csv(rows):
    quoted = ['"' + row["text"].replace('"', '""') + '"' for row in rows]
    return "id,text\n" + "".join(f"{row['id']},{text}\n" for row, text in zip(rows, quoted, strict=True))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a").mkdir()
    jsonl = "\n".join(json.dumps(row) for row in ROWS)
    (tmp_path / "a" / "rows.jsonl").write_text(jsonl)
    (tmp_path / "a" / "more.jsonl.gz").write_bytes(gzip.compress(jsonl.replace("r", "q").encode() + b"\n"))
    (tmp_path / "a" / "rows.csv").write_text(csv([{**row, "id": f"c{row['id']}"} for row in ROWS]))
    pq.write_table(pa.table({"text": [f"Parquet {n}." for n in range(5)]}), tmp_path / "a" / "p.parquet")
    for name in ("one.txt", "two.html", ".hidden.txt", "picture.png"):
        (tmp_path / "a" / name).write_text("<p>A story.</p>")
    return tmp_path


def test_as_many_are_counted_as_are_read(folder):
    sources = [str(folder / "a"), str(folder / "a" / "one.txt"), str(folder / "none.txt")]
    assert count_inputs(sources) == len(list(read_files(sources))) == 7 + 7 + 7 + 5 + 2 + 1


def test_what_cannot_be_read_is_one_failure_as_it_is_when_read(folder):
    broken = [folder / name for name in ("broken.parquet", "broken.jsonl.gz", "empty.txt")]
    for file in broken:
        file.write_bytes(b"no such thing" if file.suffix != ".txt" else b"")
    sources = [str(file) for file in broken]
    assert count_inputs(sources) == len(list(read_sources(Intake(tuple(sources))))) == 3


@pytest.mark.parametrize("source", ["-", "https://news.example/feed.xml", "list.txt", "crawl.warc.gz"])
def test_what_cannot_be_told_beforehand_is_not(folder, monkeypatch, source):
    monkeypatch.chdir(folder)
    (folder / "list.txt").write_text("https://news.example/1\n")
    (folder / "crawl.warc.gz").write_bytes(b"")
    assert count_inputs(["a", source]) is None
