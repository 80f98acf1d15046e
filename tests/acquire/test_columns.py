"""The columns of dumps are told apart by their names, unless the user says which is which."""

from __future__ import annotations

import datetime

import pytest

from pipeline.acquire.columns import Columns, parse_map
from pipeline.errors import SettingsError, SourceError
from pipeline.schema import RawPage


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["id", "title", "publication", "author", "date", "year", "url", "content"],
            {
                "id": "id",
                "text": "content",
                "url": "url",
                "title": "title",
                "source": "publication",
                "byline": "author",
                "published": "date",
            },
        ),
        (
            ["Headline", "Full Text", "Pub-Date"],
            {"text": "Full Text", "title": "Headline", "published": "Pub-Date"},
        ),
        (["text", "content", "date_download"], {"text": "text"}),
        (["speaker", "words"], {}),
    ],
    ids=["All the News", "capitals and blanks", "own name first, no other date", "nothing known"],
)
def test_usual_columns_are_known_by_name(names: list[str], expected: dict[str, str]) -> None:
    assert Columns().find(names, "dump.csv") == expected


def test_a_mapping_goes_before_the_names() -> None:
    columns = Columns(parse_map("text=words, published=seen"))

    assert columns.find(["text", "words", "seen", "date"], "dump.csv") == {
        "text": "words",
        "published": "seen",
    }


def test_a_mapped_column_is_no_other_field() -> None:
    assert Columns({"text": "title"}).find(["title"], "dump.csv") == {"text": "title"}


def test_a_mapped_column_that_is_not_there_is_named() -> None:
    with pytest.raises(SourceError, match="expected a column `words` for `text`, found body, date") as caught:
        Columns({"text": "words"}).find(["body", "date"], "dump.csv")

    assert (caught.value.origin, caught.value.kind) == ("dump.csv", "no_column")


@pytest.mark.parametrize("mapping", ["text", "text=", "words=text", "text=a,,url=b", ""])
def test_a_wrong_mapping_is_refused_with_the_fields(mapping: str) -> None:
    with pytest.raises(SettingsError, match="expected field=column pairs.*id, text, html, url"):
        parse_map(mapping)


def test_dates_and_numbers_become_text() -> None:
    row = {
        "id": 7,
        "body": "Words.",
        "date": datetime.datetime(2024, 4, 9, 12, 30),
        "authors": ["A. B.", "C. D."],
    }

    assert Columns().page(row, "dump.parquet:1", "dump-1") == RawPage(
        id="7",
        origin="dump.parquet:1",
        kind="text",
        content="Words.",
        byline="A. B., C. D.",
        published="2024-04-09T12:30:00",
    )
