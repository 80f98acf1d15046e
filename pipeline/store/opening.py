"""Opens the database: checks before anything is written, migrations, connections.

A path is checked as a whole first, so that a run that cannot end in its database does not begin.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.migrations import APPLICATION_ID, migrations
from pipeline.migrations.database import Database
from pipeline.settings import LOCK_WAIT
from pipeline.store.held import hold_all

_LEAST = 512
"""Bytes of a page of SQLite at least, and so of a database."""
_WRITABLE = 0o222


def sqlite_version() -> str:
    """Return the version of the SQLite library."""
    return sqlite3.sqlite_version


def check_path(path: Path) -> None:
    """Check that a blotter database is, or can be made, at `path`; write nothing.

    Raises:
        StoreError: the path cannot be written, or holds something else or a newer schema.
    """
    if path.is_dir():
        raise StoreError(f"{path}: expected a file, found a folder: name a file, e.g. {path}/blotter.db")
    folder = path.parent
    if not folder.is_dir():
        raise StoreError(f"{path}: expected the folder {folder}, found none: make it first")
    if path.exists():
        if not path.is_file():
            raise StoreError(f"{path}: expected a file, found a device or pipe: name a file")
        _check_contents(path)
        if not _may_write(path):
            raise StoreError(f"{path}: expected a file that can be written, found a read-only one")
    if not _may_write(folder):
        raise StoreError(f"{path}: expected a folder that can be written, found {folder} to be read-only")


def open_writer(path: Path, wait: float = LOCK_WAIT) -> Database:
    """Open the database at `path` to write, made or brought up to date if need be.

    Args:
        path: where it is or is to be.
        wait: how many seconds to wait, now and later, while another program writes.

    Raises:
        StoreError: as `check_path`; or it is locked or damaged, or the disk is full.
    """
    check_path(path)
    with contextlib.ExitStack() as undo:
        with _as_store_error(path):
            db = Database(sqlite3.connect(str(path), timeout=wait))
            undo.callback(db.close)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA foreign_keys = ON")
            # The disk is waited for at checkpoints, not at each article: a power cut may take the last
            # transactions, which the next run reads again, and never breaks the file.
            db.execute("PRAGMA synchronous = NORMAL")
            pending = migrations.pending(db)
        if pending:
            # All in one: cut off, there is still the old schema; two that open at once take turns.
            with transaction(db, path):
                migrations.apply(db)
                hold_all(db)
        undo.pop_all()
    return db


def open_reader(path: Path) -> Database:
    """Open the database at `path` to read; it must be there, may be read-only, and is left as it is.

    A database of an older schema is brought up to date first.

    Raises:
        StoreError: there is no database, or it is not blotter's, newer, or cannot be read.
    """
    check_readable(path)
    with _as_store_error(path):
        db = _connect(path)
        if migrations.pending(db):
            db.close()
            open_writer(path).close()
            db = _connect(path)
    return db


def check_readable(path: Path) -> None:
    """Check that there is a blotter database at `path`, perhaps empty or of an older schema; write nothing.

    Raises:
        StoreError: there is none, or it is not blotter's, newer, or cannot be read.
    """
    if path.is_dir():
        raise StoreError(f"{path}: expected a database file, found a folder: name the file with --db")
    if not path.exists():
        raise StoreError(
            f"{path}: expected a database, found nothing: make one with `blotter run SOURCE... --db {path}`"
        )
    _check_contents(path)


@contextlib.contextmanager
def transaction(db: Database, path: Path) -> Iterator[None]:
    """Make all writes within one whole: they are all kept, or, after any exception, none.

    Raises:
        StoreError: the database is locked or damaged, or the disk is full.
    """
    with _as_store_error(path):
        if db.conn.in_transaction:  # an interrupt may strike when one has begun and nothing would end it yet
            db.rollback()
        try:
            db.execute("BEGIN IMMEDIATE")
            yield
            db.execute("COMMIT")
        except (
            BaseException
        ):  # whatever it was, an interrupt too: nothing half-written stays, and it goes on up
            db.rollback()
            raise


def _connect(path: Path) -> Database:
    """Return a connection that cannot write; WAL needs a writable folder, else an unmoving file."""
    address = path.resolve().as_uri()
    modes = ("?mode=rw", "?mode=ro", "?immutable=1") if _may_write(path) else ("?mode=ro", "?immutable=1")
    problem: sqlite3.Error | None = None
    for mode in modes:
        connection = sqlite3.connect(address + mode, uri=True, timeout=LOCK_WAIT)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            problem = error
        else:
            connection.execute("PRAGMA query_only = ON")
            return Database(connection)
    raise StoreError(f"{path}: expected a readable database, found: {problem}") from problem


def _check_contents(path: Path) -> None:
    """Check that the file is empty, or a blotter database whose schema is known."""
    # Never by `open`: to close a file gives up all locks that this process has on it, those of SQLite too, so
    # that another program would take the database for one that nobody has open, and remove its WAL.
    size = path.stat().st_size
    if size == 0:
        return
    if size < _LEAST or not _is_sqlite(path):
        raise StoreError(
            f"{path}: expected a blotter database, found another kind of file, or a damaged one: name another"
        )
    with _as_store_error(path), contextlib.closing(_connect(path)) as db:
        application = db.execute("PRAGMA application_id").fetchone()[0]
        others = set(db.table_names()) - {migrations.migrations_table}
        if application != APPLICATION_ID and (application or others):
            raise StoreError(
                f"{path}: expected a blotter database, found another program's: name another file"
            )
        newer = {migration.name for migration in migrations.applied(db)} - _names()
        if newer:
            raise StoreError(
                f"{path}: expected at most schema {max(_names())}, found {max(newer)}: "
                "it was made by a newer blotter, update yours"
            )


def _is_sqlite(path: Path) -> bool:
    """Tell whether SQLite takes a file for a database, be it a damaged one."""
    with _as_store_error(path):
        try:
            _connect(path).close()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
                return False
            raise
    return True


def _names() -> set[str]:
    """Return the names of all migrations that this blotter knows."""
    with contextlib.closing(Database(memory=True)) as blank:
        return {migration.name for migration in migrations.pending(blank)}


def _may_write(path: Path) -> bool:
    """Tell whether `path` can be written; one without any write bit is meant to stay, even for root."""
    return bool(path.stat().st_mode & _WRITABLE) and os.access(path, os.W_OK)


@contextlib.contextmanager
def _as_store_error(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(
            f"{path}: expected a database that can be used, found: {error}: {_advice(error)}"
        ) from error


def _advice(error: sqlite3.Error) -> str:
    """Return what to do about an error of SQLite."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "another program is writing there; wait until it is done, then run the same again"
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return "the file is damaged; put a copy in its place, or run into a new file"
    if code == sqlite3.SQLITE_FULL:
        return "make room on the disk, then run the same again"
    return "check the disk (room, quota) and the permissions of file and folder, then run the same again"
