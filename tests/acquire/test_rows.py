"""Each row of JSON Lines is an article or an error of its own."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.acquire import lines
from pipeline.acquire.columns import Columns
from pipeline.acquire.rows import read_rows
from pipeline.errors import SourceError
from pipeline.schema import RawPage

GOOD = {"id": "a1", "text": "The jail let him go on Friday."}


def read(data: bytes) -> list[RawPage | SourceError]:
    return list(read_rows(io.BufferedReader(io.BytesIO(data)), "news.jsonl", "news", Columns()))


def row(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def error_of(data: bytes) -> SourceError:
    (item,) = read(data)
    assert isinstance(item, SourceError)
    return item


def test_every_given_field_is_kept() -> None:
    given = {
        "id": "a1",
        "text": "One.\n\nTwo.\n",
        "url": "https://news.example/a1",
        "title": "Jail frees man",
        "source": "The Example",
        "byline": "Jane Roe",
        "published": "2024-04-09",
    }

    (page,) = read(row(**given))

    text = given.pop("text")
    assert page == RawPage(origin="news.jsonl:1", kind="text", content=text, **given)


def test_html_is_taken_where_there_is_no_text() -> None:
    pages = read(row(html="<p>One.</p>") + row(text=" ", html="<p>Two.</p>") + row(text="T", html="<p>H</p>"))

    assert [(page.kind, page.content) for page in pages if isinstance(page, RawPage)] == [
        ("html", "<p>One.</p>"),
        ("html", "<p>Two.</p>"),
        ("text", "T"),
    ]


def test_row_without_id_is_named_after_its_line() -> None:
    pages = read(b"\n" + row(text="One.") + b"  \n" + row(text="Two.", id=None) + row(text="Three.", id=7))

    assert [page.id for page in pages if isinstance(page, RawPage)] == ["news-2", "news-4", "7"]


def test_unknown_and_null_fields_do_no_harm() -> None:
    (page,) = read(row(text="One.", title=None, url="", tags=["x"], published=2024))

    assert isinstance(page, RawPage)
    assert (page.title, page.url, page.published) == (None, None, "2024")


def test_several_bylines_are_one() -> None:
    (page,) = read(row(text="One.", byline=["Jane Roe", "Joe Doe"]))

    assert isinstance(page, RawPage)
    assert page.byline == "Jane Roe, Joe Doe"


@pytest.mark.parametrize(
    ("broken", "kind"),
    [
        pytest.param(b'{"text": "cut off\n', "broken_row", id="cut off"),
        pytest.param(b"not json at all\n", "broken_row", id="no JSON"),
        pytest.param(b'["a list"]\n', "broken_row", id="list"),
        pytest.param(b"null\n", "broken_row", id="null"),
        pytest.param(b'{"text": 5}\n', "broken_row", id="text is a number"),
        pytest.param(b'{"text": "a", "title": {"x": 1}}\n', "broken_row", id="title is an object"),
        pytest.param(b'{"id": "x"}\n', "no_text", id="neither text nor html"),
        pytest.param(b'{"text": "  ", "html": null}\n', "no_text", id="blank text"),
        pytest.param(b'{"text": "The sheriff\\u0000 said no."}\n', "nul", id="escaped NUL"),
        pytest.param(b'{"text": "The sheriff\0 said no."}\n', "nul", id="bare NUL"),
        pytest.param(b'{"text": "half \\ud83d pair"}\n', "surrogate", id="half a surrogate pair"),
        pytest.param(bytes(range(128, 255)) * 3 + b"\n", "encoding", id="undecodable"),
        pytest.param(b"[" * 100_000 + b"\n", "broken_row", id="bottomless nesting"),
    ],
)
def test_broken_row_costs_nothing_but_itself(broken: bytes, kind: str) -> None:
    first, error, last = read(row(**GOOD) + broken + row(**GOOD | {"id": "a2"}))

    assert isinstance(first, RawPage) and first.id == "a1"
    assert isinstance(error, SourceError)
    assert (error.kind, error.origin) == (kind, "news.jsonl:2")
    assert isinstance(last, RawPage) and last.id == "a2"


def test_last_row_needs_no_line_end() -> None:
    (page,) = read(row(**GOOD).rstrip())

    assert isinstance(page, RawPage)
    assert page.content == GOOD["text"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read(encoding: str) -> None:
    text = '{"text": "The café’s owner."}\n{"text": "Two."}\n'

    pages = read(text.encode(encoding))

    assert [page.content for page in pages if isinstance(page, RawPage)] == ["The café’s owner.", "Two."]


@pytest.mark.parametrize("data", [b'[\n{"text": "a"}\n]\n', b'{\n  "text": "a"\n}\n'])
def test_json_over_several_lines_is_one_error_with_advice(data: bytes) -> None:
    error = error_of(data)

    assert error.kind == "not_jsonl"
    assert "jq -c" in error.message


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_no_rows_is_an_error(data: bytes) -> None:
    assert error_of(data).kind == "empty"


def test_text_too_long_for_an_article_is_refused() -> None:
    error, page = read(row(text="word " * 400_000) + row(**GOOD))

    assert isinstance(error, SourceError)
    assert error.kind == "too_large"
    assert "500,000" in error.message and "2,000,000" in error.message
    assert isinstance(page, RawPage)


def test_page_may_be_longer_than_an_article() -> None:
    (page,) = read(row(html="<!-- filler -->" * 40_000 + "<p>One.</p>"))

    assert isinstance(page, RawPage)
    assert page.kind == "html"


def test_endless_row_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_ROW_BYTES", 1000)

    error, page = read(row(text="x" * 5000) + row(**GOOD))

    assert isinstance(error, SourceError)
    assert (error.kind, error.origin) == ("too_large", "news.jsonl:1")
    assert isinstance(page, RawPage)
    assert page.origin == "news.jsonl:2"


def test_row_without_end_stops_the_reading_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_ROW_BYTES", 1000)
    monkeypatch.setattr(lines, "_CHUNK", 1000)
    monkeypatch.setattr(lines, "MAX_SKIPPED_BYTES", 4000)

    errors = read(row(text="x" * 9000) + row(**GOOD))

    assert [error.kind for error in errors if isinstance(error, SourceError)] == ["too_large", "too_large"]
    assert "not read" in str(errors[-1])


@given(st.binary(max_size=300))
def test_any_bytes_give_pages_or_errors(data: bytes) -> None:
    items = read(data)

    assert items
    assert all(isinstance(item, RawPage | SourceError) for item in items)
