import csv
import io
import json

import pytest

from pipeline.review.tables import FIELDS, lines, printable, render, shorten, without_controls

ROW = dict.fromkeys(FIELDS["events"]) | {
    "id": "a:e1",
    "event": "arrest",
    "who": "[bold]Ray Cole[/bold], 30",
    "quote": "he was arrested " * 20,
    "article_id": "a",
    "count": 3,
}


def test_a_table_shows_text_as_it_is_and_long_quotes_cut():
    [_, _, row] = render("events", [ROW], 1000)
    assert "[bold]Ray Cole[/bold], 30" in row
    assert "…" in row
    assert len(row) < 300


@pytest.mark.parametrize("width", [40, 80])
def test_a_table_fits_a_narrow_terminal(width):
    lines = render("events", [ROW], width)
    assert all(len(line) <= width for line in lines)
    assert lines[0] == "a:e1"


def test_no_rows_say_so():
    assert render("people", [], 80) == ["Nothing found."]


@pytest.mark.parametrize("rows", [[], [ROW], [ROW, ROW]])
def test_each_form_holds_all_rows(rows):
    assert json.loads("\n".join(lines("events", "json", rows))) == rows
    assert [json.loads(line) for line in lines("events", "jsonl", rows)] == rows
    read = list(csv.DictReader(io.StringIO("\n".join(lines("events", "csv", rows)))))
    assert [row["id"] for row in read] == [row["id"] for row in rows]
    assert next(lines("events", "csv", rows)).split(",") == list(FIELDS["events"])


def test_no_article_can_steer_the_terminal():
    assert without_controls("a\x1b[31mb\u202ec\n") == "a[31mbc\n"
    assert printable("a\r\n b\x07") == "a b"


def test_a_cut_text_is_marked():
    assert shorten("abcdef", 4) == "abc…"
    assert shorten("abcd", 4) == "abcd"
    assert shorten("one two three", 9) == "one two…"


def test_on_a_middling_terminal_the_quote_gets_the_room():
    row = ROW | {"agency": "the police department of a big town", "custodian": "the jail of the next county"}
    heading, *_ = render("events", [row | {"source": "a paper of that town " * 3}], 160)
    assert heading.index("source") - heading.index("quote") > 30
    assert all(len(line) <= 160 for line in render("events", [row], 160))


def test_without_a_source_the_address_says_whose_it_is():
    assert "paper.example" in render("events", [ROW | {"url": "https://paper.example/a"}], 1000)[2]
