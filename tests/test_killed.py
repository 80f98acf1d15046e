"""A run that is killed, at any moment, and run again ends with the database of one that nobody disturbed."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import pipeline
from pipeline.review.export.content import Content
from pipeline.review.export.lines import write_jsonl
from pipeline.review.export.tables import write_csv
from pipeline.review.verify import verify
from pipeline.store.queries import Records

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the runs are forked"),
]
KILLED = (-signal.SIGKILL, -signal.SIGXFSZ)
UNEQUAL = {"run", "resolved", "replaced_by", "started", "ended", "applied_at"}
"""Columns that say which run did it, or when."""


@pytest.fixture(scope="module")
def disturbed(tmp_path_factory):
    """Return a function that runs `blotter run` in a process of its own: a job -> its answer."""
    folder = tmp_path_factory.mktemp("warm")
    # Names and a jail, so that the lists of surnames and of facilities are loaded before the forks.
    (folder / "story.txt").write_text(
        "Ada Quill, 41, was arrested by Salem police on March 4, 2024. She is at Polk County Jail."
    )
    (folder / "again.txt").write_text("Ada Quill, 41, was not arrested by Dallas police.")
    environment = {**os.environ, "PYTHONPATH": str(Path(pipeline.__file__).parents[1])}
    program = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("disturbed_run.py")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment,
    )  # fmt: skip

    def run(db, sources, **moment):
        job = {"db": str(db), "sources": [str(source) for source in sources], **moment}
        program.stdin.write(json.dumps(job) + "\n")
        program.stdin.flush()
        return json.loads(program.stdout.readline())

    first = {"db": str(folder / "warm.db"), "sources": [str(folder)]}
    program.stdin.write(json.dumps(first) + "\n")
    yield run
    program.stdin.close()
    program.wait()
    program.stdout.close()


@pytest.fixture
def sources(stories):
    """Add a dump with rows that repeat, clash and fail to the stories, and an input that is not there."""
    rows = [{"id": f"r{n}", "text": f"Ivo Brandt, {20 + n}, was arrested by Salem police."} for n in range(6)]
    rows += [rows[0], {"id": "r1", "text": "They deported 12 people."}, {"text": ""}, {"text": "No id."}]
    (stories / "dump.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
    return [stories, stories / "missing.txt"]


@pytest.fixture
def earlier(disturbed, sources):
    """Return a database from when two articles read otherwise, and one input that is there now was not."""
    folder = sources[0]
    path = folder.with_name("earlier.db")
    now = {name: (folder / name).read_text() for name in ("alpha.txt", "gamma.txt", "quiet.txt")}
    (folder / "alpha.txt").write_text("Ada Quill, 40, was arrested by Salem police.")
    (folder / "gamma.txt").write_text("The agency deported 7 people.")
    (folder / "quiet.txt").write_text(" ")
    disturbed(path, [folder])
    for name, text in now.items():
        (folder / name).write_text(text)
    return path


def test_killed_at_50_moments_and_run_again_it_ends_as_if_undisturbed(
    disturbed, sources, earlier, tmp_path, derive
):
    chance = random.Random(4)
    ends = {}
    for number in range(50):
        start = (None, earlier)[number % 2]
        if start not in ends:
            whole = _copy(start, tmp_path / f"whole{len(ends)}.db")
            undisturbed = disturbed(whole, sources, count=True)
            ends[start] = (undisturbed["moments"], _contents(whole, tmp_path))
            assert undisturbed["status"] == 1, undisturbed
        moments, contents = ends[start]
        path = _copy(start, tmp_path / "killed.db")
        killed = [disturbed(path, sources, **_moment(chance, number, moments))]
        if number % 3 == 0:
            killed.append(disturbed(path, sources, at=chance.randrange(1, moments["all"] // 2)))
        assert killed[0]["status"] in KILLED, killed
        again = disturbed(path, sources)
        assert again["status"] == 1, (number, again)
        assert _contents(path, tmp_path) == contents, number
        with Records(path) as records:
            assert records.damage() == [], number
    with Records(path) as records:
        assert [fault for fault in verify(records, derive) if fault is not None] == []


def _moment(chance, number, moments):
    """Return a moment of the opening, of the work, of the end, or the byte of the write-ahead log."""
    first, last = moments["inputs"][0], moments["inputs"][-1]
    return (
        lambda: {"at": chance.randint(1, first)},
        lambda: {"at": chance.randint(first, last)},
        lambda: {"at": chance.randint(first, last)},
        lambda: {"at": chance.randint(last, moments["all"])},
        lambda: {"byte": chance.randrange(2000, 200_000)},
    )[number // 2 % 5]()


def _copy(start, path):
    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    if start is not None:
        shutil.copy(start, path)
    return path


def _contents(path, tmp_path):
    """Return all that a database holds: both exports, and each row but for which run did it and when."""
    lines, folder = [], tmp_path / "tables"
    folder.mkdir(exist_ok=True)
    with Content(path, "full") as content:
        write_jsonl(content, lines.append)
        write_csv(content, folder)
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        schema = db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        rows = {
            table: [_equal(row) for row in db.execute(f"SELECT * FROM {table}")]
            for kind, table, _ in map(tuple, schema)
            if kind == "table" and table != "runs" and "_fts_" not in table
        }
    return "".join(lines), files, [tuple(row) for row in schema], rows


def _equal(row):
    return {
        name: row[name] is None if name == "resolved" else row[name]
        for name in row.keys()  # noqa: SIM118 - a row has no iterator over its names
        if name not in UNEQUAL - {"resolved"}
    }
