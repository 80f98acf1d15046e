"""CSV and Parquet hold the same tables, typed, with what people decided."""

import csv
import json
from datetime import date

import pyarrow.parquet as pq
import pytest

from pipeline.jobs.deciding import Deciding
from pipeline.review.decisions import Added
from pipeline.review.export import dictionary
from pipeline.review.export.content import Content
from pipeline.review.export.gold import gold_record
from pipeline.review.export.tables import arrow_schema, write_csv, write_parquet


@pytest.fixture
def tables(told_of, tmp_path):
    """Return a function from options of the export to its tables as Parquet has them."""

    def call(**options):
        folder = tmp_path / "parquet"
        folder.mkdir()
        with Content(told_of, **options) as content:
            assert write_parquet(content, folder) == 6
        return {path.stem: pq.read_table(path) for path in folder.glob("*.parquet")}

    return call


def by_id(table):
    return {row["id"]: row for row in table.to_pylist()}


def test_each_table_has_the_columns_and_types_of_the_dictionary(tables):
    found = tables()
    assert found.keys() == dictionary.tables().keys()
    for name, table in found.items():
        assert table.schema.equals(arrow_schema(name))
        assert table.column_names == [column.column for column in dictionary.tables()[name]]


def test_csv_says_what_parquet_says(told_of, tmp_path, tables):
    folder = tmp_path / "csv"
    folder.mkdir()
    with Content(told_of) as content:
        write_csv(content, folder)
    for name, table in tables().items():
        with (folder / f"{name}.csv").open(newline="") as stream:
            told = list(csv.DictReader(stream))
        assert told == [
            {
                column: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
                for column, value in row.items()
            }
            for row in table.to_pylist()
        ]


def test_what_people_decided_is_in_the_events(tables):
    events = by_id(tables(profile="full")["events"])
    assert "held:e3" not in events
    assert (events["held:e1"]["decision"], events["held:e1"]["read_as"]) == ("accepted", None)
    corrected = events["crash:e3"]
    assert (corrected["decision"], corrected["custodian"]) == ("corrected", "assault on Ysa Tarn")
    assert json.loads(corrected["read_as"]) == {"custodian": "Polk County Jail"}
    assert (events["held:e2"]["decision"], events["held:e2"]["read_as"]) == (None, None)
    dated = events["held-again:e1"]
    assert (dated["date"], dated["date_first"], dated["date_last"]) == (
        "2023-04-03", date(2023, 4, 3), date(2023, 4, 3),
    )  # fmt: skip
    assert (events["boy-again:e1"]["date_first"], events["boy-again:e1"]["date_last"]) == (
        date(2023, 2, 1), date(2023, 2, 28),
    )  # fmt: skip


def test_an_event_that_a_person_added_is_among_the_others_and_says_so(told_of, tables):
    text = "A jail let Abel Rusk go"
    Deciding(told_of).add(
        "held-again", Added("release", "actual", 0, len(text), "Abel Rusk"), ("Ada", "seen")
    )
    found = tables()
    added = by_id(found["events"])["held-again:e2"]
    assert (added["type"], added["decision"], added["rule"], added["quote"]) == (
        "release", "added", "decision", text,
    )  # fmt: skip
    assert added["linked_event"] in by_id(found["linked_events"])
    with Content(told_of) as content:
        gold = gold_record(content.article("held-again"))
        assert [event["type"] for event in gold["events"]] == ["detainer_declined", "release"]
        happened = [one for one in content.happenings() if one.type == "release"]
    assert [(one.decided, one.person is not None) for one in happened] == [(True, True)]


def test_a_correction_is_what_the_happening_says_and_a_rejected_report_is_none(tables):
    found = tables(profile="full")
    happened = {row["type"]: row for row in found["linked_events"].to_pylist()}
    assert "release" not in happened
    assert happened["detainer_declined"]["date"] == "2023-04-03"
    assert happened["arrest"]["person"] is not None
    assert {row["custodian"] for row in found["linked_events"].to_pylist() if row["type"] == "detention"} == {
        "Polk County Jail", "assault on Ysa Tarn",
    }  # fmt: skip


def test_what_is_less_sure_is_left_out_but_for_what_a_person_decided(told_of):
    with Content(told_of, least=1.0) as content:
        everything = [row["id"] for article in content.articles() for row in article.rows["events"]]
    assert "crash:e1" in everything
    with Content(told_of, least=1.1) as content:
        decided = [row["id"] for article in content.articles() for row in article.rows["events"]]
    assert decided == ["crash:e3", "held:e1", "held-again:e1"]
