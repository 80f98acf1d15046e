"""CSV as people make it, with what each broken row gets."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.acquire.columns import Columns
from pipeline.acquire.csv_rows import read_csv
from pipeline.errors import SourceError
from pipeline.schema import RawPage

HEADER = b"id,title,text\n"


def read(data: bytes, **mapping: str) -> list[RawPage | SourceError]:
    stream = io.BufferedReader(io.BytesIO(data))
    return list(read_csv(stream, "dump.csv", "dump", Columns(mapping)))


def shown(items: list[RawPage | SourceError]) -> list[tuple[str, str]]:
    """Id and text of pages, place and kind of errors."""
    return [
        (item.id, item.content) if isinstance(item, RawPage) else (item.origin, item.kind) for item in items
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_cells_keep_line_breaks_quotes_and_delimiters(delimiter: str, line_end: str) -> None:
    text = f'He said: "No{delimiter} never."\n\nThe jail did not answer.'
    made = io.StringIO()
    writer = csv.writer(made, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([["id", "title", "text"], ["a", "One", text], ["b", "Two", "Short."]])

    pages = read(made.getvalue().encode())

    assert pages == [
        RawPage(id="a", origin="dump.csv:2", kind="text", content=text, title="One"),
        RawPage(id="b", origin="dump.csv:5", kind="text", content="Short.", title="Two"),
    ]


def test_a_row_without_an_id_is_named_after_its_first_line() -> None:
    assert shown(read(b'text\n"One\ntwo"\nThree\n')) == [("dump-2", "One\ntwo"), ("dump-4", "Three")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            b'a,One,"It never closes\nb,Two,Second.\nc,Three,Third.\n',
            [("dump.csv:2", "broken_row"), ("b", "Second."), ("c", "Third.")],
        ),
        (
            b'a,One,"Closed" too early\nb,Two,Second.\n',
            [("dump.csv:2", "broken_row"), ("b", "Second.")],
        ),
        (b"a,One\nb,Two,Second.\n", [("dump.csv:2", "broken_row"), ("b", "Second.")]),
        (b"a,One,First,more\nb,Two,Second.\n", [("dump.csv:2", "broken_row"), ("b", "Second.")]),
        (b"a,One,\nb,Two,Second.\n", [("dump.csv:2", "no_text"), ("b", "Second.")]),
        (b"a,One,Fir\0st\nb,Two,Second.\n", [("dump.csv:2", "nul"), ("b", "Second.")]),
        (b"\n,,\nb,Two,Second.\n", [("b", "Second.")]),
    ],
    ids=["open quote", "early quote", "few cells", "many cells", "no text", "NUL", "blank rows"],
)
def test_a_broken_row_costs_nothing_but_itself(rows: bytes, expected: list[tuple[str, str]]) -> None:
    assert shown(read(HEADER + rows)) == expected


def test_encodings_are_found() -> None:
    rows = 'a,Añejo,"Señor Peña, 34."\n'
    expected = [RawPage(id="a", origin="dump.csv:2", kind="text", content="Señor Peña, 34.", title="Añejo")]

    assert read(HEADER + rows.encode("cp1252")) == expected
    assert read(b"\xef\xbb\xbf" + HEADER + rows.encode()) == expected
    assert read((HEADER.decode() + rows).encode("utf-16")) == expected


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"", "empty", "found no row"),
        (HEADER, "empty", "found no row"),
        (b"speaker,words\nA,B\n", "no_column", "found speaker, words: name it with --map text=COLUMN"),
        (b"text,text\nA,B\n", "broken_header", "found `text` twice"),
    ],
)
def test_a_file_that_holds_no_articles_is_one_error_with_advice(data: bytes, kind: str, words: str) -> None:
    (error,) = read(data)

    assert isinstance(error, SourceError)
    assert error.kind == kind
    assert words in str(error)


def test_columns_can_be_named() -> None:
    assert shown(read(b"speaker,words\nA,Hello.\n", text="words", id="speaker")) == [("A", "Hello.")]


@pytest.mark.slow
@given(st.binary(max_size=300))
def test_any_bytes_give_pages_or_errors(data: bytes) -> None:
    assert all(isinstance(item, RawPage | SourceError) for item in read(b"id,text\n" + data))


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1),
            st.text(
                st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n"),
                min_size=1,
            ),
        ).filter(lambda row: all(cell.strip() for cell in row)),
        min_size=1,
    )
)
def test_what_a_writer_wrote_is_what_is_read(rows: list[tuple[str, str]]) -> None:
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows([("title", "text"), *rows])

    pages = read(made.getvalue().encode())

    assert [(page.title, page.content) for page in pages if isinstance(page, RawPage)] == rows
