"""Parquet files, real ones, with what each broken one gets."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.acquire.files import read_files
from pipeline.errors import SourceError
from pipeline.schema import RawPage


def write(path: Path, **columns: list[Any]) -> Path:
    pq.write_table(pa.table(columns), path, row_group_size=2)
    return path


def test_rows_are_pages_in_order(tmp_path: Path) -> None:
    days = [datetime.date(2024, 4, day) for day in (9, 10, 11)]
    path = write(tmp_path / "news.parquet", content=["One.", "Two.", "Three."], date=days, n=[1, 2, 3])

    assert list(read_files([str(path)])) == [
        RawPage(f"news-{n}", f"{path}:{n}", "text", text, published=day.isoformat())
        for n, (text, day) in enumerate(zip(["One.", "Two.", "Three."], days, strict=True), 1)
    ]


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "news.parquet", words=["One."], key=[5])

    (page,) = read_files([str(path)], {"text": "words", "id": "key"})

    assert page == RawPage("5", f"{path}:1", "text", "One.")


def test_a_row_without_text_costs_nothing_but_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "news.parquet", text=["One.", None, " ", "Four."])

    items = list(read_files([str(path)]))

    assert [item.id if isinstance(item, RawPage) else (item.origin, item.kind) for item in items] == [
        "news-1",
        (f"{path}:2", "no_text"),
        (f"{path}:3", "no_text"),
        "news-4",
    ]


@pytest.mark.parametrize(
    ("columns", "kind", "words"),
    [
        ({"text": [1, 2]}, "broken_row", "expected `text` to be a string, found int"),
        ({"text": [["a"], ["b"]]}, "broken_row", "expected `text` to be a string, found list"),
        ({"words": ["a", "b"]}, "no_column", "found words: name it with --map"),
        ({"text": pa.nulls(0, pa.string())}, "empty", "expected rows, found none"),
    ],
    ids=["numbers", "lists", "no text column", "no rows"],
)
def test_wrong_types_are_named(tmp_path: Path, columns: dict[str, Any], kind: str, words: str) -> None:
    path = write(tmp_path / "news.parquet", **columns)

    errors = list(read_files([str(path)]))

    assert {error.kind for error in errors if isinstance(error, SourceError)} == {kind}
    assert all(words in str(error) for error in errors)


@pytest.mark.parametrize("cut", [0, 10, 200])
def test_a_file_cut_off_is_named(tmp_path: Path, cut: int) -> None:
    path = write(tmp_path / "news.parquet", text=["One."] * 50)
    path.write_bytes(path.read_bytes()[:cut])

    (error,) = read_files([str(path)])

    assert isinstance(error, SourceError)
    assert error.kind == "broken_parquet"
