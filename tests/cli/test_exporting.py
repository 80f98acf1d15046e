"""`blotter export` as it is typed."""

import csv
import json
import sqlite3
from contextlib import closing

import pytest


def test_what_is_wrong_in_the_database_is_not_exported(blotter, stories, tmp_path):
    blotter("run", stories)
    (tmp_path / "kept.jsonl").write_text("before")
    with closing(sqlite3.connect("blotter.db")) as db, db:
        db.execute("UPDATE events SET agency = 'Bend police' WHERE id = 'alpha:e1'")
    for arguments in (
        ["--out", "kept.jsonl"],
        ["--format", "csv", "--out", "tables"],
        ["--format", "parquet", "--out", "tables"],
        [],
    ):
        status, out, err = blotter("export", *arguments)
        assert (status, out) == (1, "")
        assert "events alpha:e1, agency: expected 'Salem police', found 'Bend police'" in err
        assert "Nothing was written" in err
        assert "blotter verify" in err
    assert (tmp_path / "kept.jsonl").read_text() == "before"
    assert not (tmp_path / "tables").exists()


def test_the_dictionary_can_be_had_alone_and_lies_beside_the_tables(blotter, stories, tmp_path):
    shown = blotter("export", "--dictionary")[1]
    assert shown.startswith("part,column,type,unit,vocabulary,meaning\n")
    assert len(list(csv.reader(shown.splitlines()))) > 100
    blotter("run", stories)
    assert blotter("export", "--format", "parquet", "--out", "tables")[0] == 0
    assert (tmp_path / "tables" / "dictionary.csv").read_text() == shown


def test_decided_articles_are_gold_that_agrees_with_itself(blotter, stories):
    blotter("run", stories)
    status, out, err = blotter("export", "--format", "gold", "--out", "gold.jsonl")
    assert (status, out, err) == (0, "0 articles written to gold.jsonl\n", "")
    blotter("decide", "beta:e1", "accept", "--by", "Ada", "--why", "seen")
    assert (
        blotter("export", "--format", "gold", "--out", "gold.jsonl")[1]
        == "1 articles written to gold.jsonl\n"
    )
    status, out, err = blotter("evaluate", "gold.jsonl", "gold.jsonl")
    assert (status, err) == (0, "")
    assert "events         1.000   1.000   1.000      1      1" in out
    assert "people             -       -       -      0      0" in out
    blotter("decide", "alpha:e1", "reject", "--by", "Ada", "--why", "another")
    assert "1 articles left out: a name in them is hidden" in blotter("export", "--format", "gold")[2]
    told = blotter("export", "--format", "gold", "--profile", "full")[1].splitlines()
    assert [json.loads(line)["events"] for line in told][0] == []


def test_entities_are_written_one_a_line(blotter, stories):
    blotter("run", stories)
    schemata = [json.loads(line)["schema"] for line in blotter("export", "--format", "ftm")[1].splitlines()]
    assert schemata.count("Event") == 2
    assert schemata.count("Article") == 4


@pytest.mark.parametrize("arguments", [["--profile", "half"], ["--format", "xml"], ["--format", "parquet"]])
def test_what_makes_no_sense_is_bad_usage(blotter, stories, arguments):
    blotter("run", stories)
    assert blotter("export", *arguments)[0] == 2
