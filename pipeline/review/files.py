"""Files and folders that are there whole or not at all.

in: a path. out: what to write to; it takes its place only when all is written.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from pipeline.errors import OutputError


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Open a UTF-8 file to write; it takes its place only when all is written, so none is ever half there.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        special = path.exists() and not path.is_file()
        if path.is_dir():
            raise OutputError(f"{path}: expected a file to write to, found a folder: name a file")
        target = path if special else path.with_name(path.name + ".part")
        with (
            target.open("w", encoding="utf-8", newline="") as stream,
            _removed_if_unfinished(target, special),
        ):
            yield stream
        if not special:
            target.replace(path)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"{path}: expected a file that can be written: {error.strerror or error}"
        ) from error


@contextlib.contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give a folder to fill; when all is written its files stand in `path`, in place of those of their names.

    Raises:
        OutputError: the folder or a file in it cannot be written.
    """
    try:
        there = path.is_dir()
        if path.exists() and not there:
            raise OutputError(f"{path}: expected a folder to write to, found a file: name a folder")
        beside = path if there else path.parent
        filling = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=beside))
        try:
            yield filling
            path.mkdir(exist_ok=True)
            for file in sorted(filling.iterdir()):
                file.replace(path / file.name)
        finally:
            shutil.rmtree(filling, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"{path}: expected a folder to write to: {error.strerror or error}") from error


@contextlib.contextmanager
def _removed_if_unfinished(file: Path, special: bool) -> Iterator[None]:
    """Leave nothing of a file whose writing ends in an exception; a device or pipe stays."""
    with contextlib.ExitStack() as undo:
        if not special:
            undo.callback(file.unlink)
        yield
        undo.pop_all()
