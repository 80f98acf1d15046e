import csv
import json

import pytest

from pipeline.errors import OutputError
from pipeline.review.export import whole_file, write_csv, write_jsonl
from pipeline.store.queries import Records


def jsonl(database, **options):
    lines = []
    with Records(database) as records:
        assert write_jsonl(records, lines.append, **options) == 4
    return "".join(lines)


def tables(database, folder, **options):
    with Records(database) as records:
        write_csv(records, folder, **options)
    return {path.stem: list(csv.DictReader(path.open(newline=""))) for path in folder.glob("*.csv")}


def test_json_lines_hold_each_article_by_id(database):
    objects = [json.loads(line) for line in jsonl(database).splitlines()]
    assert [found["id"] for found in objects] == ["alpha", "beta", "gamma", "quiet"]
    event = objects[0]["events"][0]
    evidence = event["evidence"]["quote"]
    assert objects[0]["article"]["text"][evidence["start"] : evidence["end"]] == event["quote"]


def test_csv_holds_each_table(database, tmp_path):
    found = tables(database, tmp_path / "out")
    assert {"articles", "people", "offenses", "facilities", "events", "mentions", "issues"} <= set(found)
    assert [row["id"] for row in found["events"]] == ["alpha:e1", "beta:e1", "gamma:e1"]
    assert found["events"][2]["count"] == "310"
    assert not list((tmp_path / "out").glob("*.part"))


def test_names_of_victims_are_kept_out_unless_asked_for(database, tmp_path):
    assert "Marsh" not in jsonl(database)
    assert "[victim]" in jsonl(database)
    assert "Finn Marsh" in jsonl(database, with_names=True)
    tables(database, tmp_path / "out")
    assert not [path for path in (tmp_path / "out").iterdir() if "Marsh" in path.read_text()]
    named = tables(database, tmp_path / "named", with_names=True)
    assert named["people"][1]["name"] == "Finn Marsh"


def test_a_file_is_there_whole_or_not_at_all(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), whole_file(path) as stream:
        stream.write("half")
        _ = 1 / 0
    assert path.read_text() == "before"
    with whole_file(path) as stream:
        stream.write("after")
    assert path.read_text() == "after"


@pytest.mark.parametrize("name", [".", "nowhere/x.jsonl"])
def test_a_file_that_cannot_be_written_is_named(tmp_path, name):
    with pytest.raises(OutputError, match=str(tmp_path)), whole_file(tmp_path / name):
        pytest.fail("opened")
