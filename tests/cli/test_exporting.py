"""`blotter export` as it is typed."""

import csv
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


@pytest.mark.parametrize("arguments", [["--profile", "half"], ["--format", "xml"], ["--format", "parquet"]])
def test_what_makes_no_sense_is_bad_usage(blotter, stories, arguments):
    blotter("run", stories)
    assert blotter("export", *arguments)[0] == 2
