import sqlite3
import subprocess
import sys

import pytest

from pipeline.errors import StoreError
from pipeline.store.opening import check_path, check_readable
from pipeline.store.queries import Records
from pipeline.store.writer import Store


def other_database(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bookmarks (url)")
    db.close()


def newer_database(path):
    with Store(path):
        pass
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('blotter', 'm999_later')")
    db.close()


def damaged_database(path):
    other_database(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"x" * (len(whole) - 100))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), "folder"),
        (lambda path: path.write_text("not a database, but a letter"), "another kind of file"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"x" * 5000), "or a damaged one"),
        (other_database, "another program's"),
        (newer_database, "m999_later"),
        (damaged_database, "the file is damaged"),
    ],
)
def test_what_is_no_usable_database_is_refused_and_left_alone(tmp_path, make, message):
    path = tmp_path / "x.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for use in (check_path, Store, Records):
        with pytest.raises(StoreError, match=message):
            use(path)
    assert before is None or path.read_bytes() == before


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(StoreError, match="nowhere"):
        check_path(tmp_path / "nowhere" / "x.db")


@pytest.mark.parametrize("locked", ["x.db", "."])
def test_a_read_only_file_or_folder_is_refused_for_writing(tmp_path, locked):
    path = tmp_path / "x.db"
    with Store(path):
        pass
    target = tmp_path / locked
    mode = target.stat().st_mode
    target.chmod(mode & ~0o222)
    try:
        with pytest.raises(StoreError, match="read-only"):
            check_path(path)
    finally:
        target.chmod(mode)


def test_a_read_only_database_can_be_read(database):
    database.chmod(0o444)
    with Records(database) as records:
        assert records.counts()["articles"] == 4


def test_checking_a_path_makes_nothing(tmp_path):
    check_path(tmp_path / "x.db")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_database(tmp_path):
    path = tmp_path / "x.db"
    path.touch()
    with Store(path):
        pass
    with Records(path) as records:
        assert records.counts()["articles"] == 0


def test_a_database_that_is_not_there_cannot_be_read(tmp_path):
    with pytest.raises(StoreError, match="blotter run"):
        Records(tmp_path / "x.db")


def test_a_look_at_a_database_leaves_it_locked_for_those_who_have_it_open(database):
    with Store(database), Records(database) as records:
        before = records.counts()
        check_path(database)
        check_readable(database)
        # Whoever closes a database that nobody else has open removes its WAL: here somebody has.
        other = f"import sqlite3; db = sqlite3.connect({str(database)!r}); db.execute('DELETE FROM issues'); "
        subprocess.run([sys.executable, "-c", f"{other}db.commit(); db.close()"], check=True)
        assert database.with_name(f"{database.name}-wal").exists()
        assert records.counts() == before


def test_a_reader_cannot_write(database):
    with Records(database) as records, pytest.raises(sqlite3.OperationalError, match="readonly"):
        records.db.execute("DELETE FROM events")
