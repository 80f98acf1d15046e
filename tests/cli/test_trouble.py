"""The disk is full, or another program holds the database: one clear line, and nothing is half-written."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess

import pytest

from pipeline.cli import models
from pipeline.settings import Settings
from pipeline.store.opening import open_writer
from pipeline.store.queries import Records

ROWS = [
    {"id": f"n{n:03}", "text": f"They deported {n} people. " + " ".join(f"Word {n}x{i}." for i in range(80))}
    for n in range(150)
]
"""Texts of which none is nearly another's copy: those would be compared with each other."""


@pytest.fixture
def dump(tmp_path):
    file = tmp_path / "dump.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return file


@pytest.fixture
def impatient(blotter, monkeypatch, reader):
    """Return the command, waiting for no other writer."""
    settings = Settings(lock_wait=0.0)
    monkeypatch.setattr(models, "load_reader", lambda **_: (settings, reader))
    return blotter


@pytest.fixture
def small_disk(tmp_path):
    """Return a function that mounts a disk of so many kilobytes, and its folder."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(kilobytes):
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(folder)]
        if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode != 0:
            pytest.skip("mounting a small disk needs root")
        return folder

    yield mount
    subprocess.run(["umount", str(folder)], capture_output=True, check=False)


def whole_articles(path):
    """Return how many articles there are; each must have all that was read from it."""
    with Records(path) as records:
        assert records.damage() == []
        found = list(records.articles())
    assert [len(rows["events"]) for _, rows in found] == [1] * len(found)
    return len(found)


@pytest.mark.parametrize("kilobytes", [200, 1000])
def test_a_full_disk_stops_the_run_and_leaves_whole_articles(blotter, dump, small_disk, tmp_path, kilobytes):
    db = small_disk(kilobytes) / "x.db"
    status, out, err = blotter("run", dump, "--db", db)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(
        f"blotter: {db}: expected a database that can be used, found: database or disk is full"
    )
    assert "make room on the disk, then run the same again" in err
    shutil.copytree(db.parent, tmp_path / "roomy")
    before = whole_articles(tmp_path / "roomy" / "x.db")
    assert before < len(ROWS) and (before > 0 or kilobytes == 200)
    assert blotter("verify", "--db", tmp_path / "roomy" / "x.db")[0] == 0
    assert blotter("run", dump, "--db", tmp_path / "roomy" / "x.db")[0] == 0
    assert whole_articles(tmp_path / "roomy" / "x.db") == len(ROWS)


def test_a_database_without_room_is_whole_whichever_page_is_one_too_many(
    blotter, dump, tmp_path, monkeypatch
):
    import pipeline.store.writer

    reached = set()
    for pages in range(65, 156, 10):
        db = tmp_path / f"{pages}.db"

        def small(path, wait, pages=pages):
            opened = open_writer(path, wait)
            opened.execute(f"PRAGMA max_page_count = {pages}")
            return opened

        with monkeypatch.context() as patched:
            patched.setattr(pipeline.store.writer, "open_writer", small)
            status, _, err = blotter("run", dump, "--db", db)
        assert (status, "disk is full: make room on the disk" in err) == (1, True), pages
        reached.add(whole_articles(db))
    assert len(reached) > 5


@contextlib.contextmanager
def held(path):
    """Hold the right to write, as another program does in the middle of its work."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


def test_a_database_that_another_program_writes_to_stops_the_run_at_once(impatient, dump, tmp_path, reader):
    with open_writer(tmp_path / "blotter.db"), held(tmp_path / "blotter.db"):
        status, out, err = impatient("run", dump)
    assert (status, out, err.count("\n"), reader.read_ids) == (1, "", 1, [])
    assert err.startswith(
        "blotter: blotter.db: expected a database that can be used, found: database is locked"
    )
    assert "another program is writing there; wait until it is done, then run the same again" in err
    assert impatient("run", dump)[0] == 0


def test_a_database_that_is_taken_in_the_middle_keeps_what_was_read(
    impatient, dump, tmp_path, reader, monkeypatch
):
    with contextlib.ExitStack() as stack:

        def read(articles):
            for number, extraction in enumerate(type(reader).read(reader, articles)):
                if number == 20:
                    stack.enter_context(held(tmp_path / "blotter.db"))
                yield extraction

        with monkeypatch.context() as patched:
            patched.setattr(reader, "read", read, raising=False)
            status, _, err = impatient("run", dump)
        assert (status, err.count("\n"), "database is locked" in err) == (1, 1, True)
        assert whole_articles(tmp_path / "blotter.db") == 20
    assert "20 unchanged" in impatient("run", dump)[1]
    assert whole_articles(tmp_path / "blotter.db") == len(ROWS)
    assert impatient("verify")[0] == 0


def test_a_run_without_room_for_its_shared_memory_is_told_as_any_other(blotter, dump, small_disk):
    folder = small_disk(64)
    (folder / "ballast").write_bytes(os.urandom(60 * 1024))
    status, _, err = blotter("run", dump, "--db", folder / "x.db")
    assert (status, err.count("\n"), "x.db: expected a database that can be used" in err) == (1, 1, True)
