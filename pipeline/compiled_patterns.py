"""Regular expressions that stay compiled between runs, as Python keeps the byte code of modules.

in: patterns    out: them, compiled; a file beside the byte code

CPython compiles a pattern to numbers, 1.5 ms for one of ours, and makes the pattern of these, 50 µs. What is
kept are the numbers. Both steps are functions that CPython has for itself: where a Python has them not,
patterns are compiled as ever.
"""

from __future__ import annotations

import atexit
import contextlib
import marshal
import os
import re
import sys
from array import array
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:
    _sre = None

type _Numbers = tuple[int, bytes, int, dict[str, int]]
"""Flags, instructions as 32-bit numbers, how many groups there are, and which have names."""

_NUMBER = "I"
_new: dict[tuple[str, int], _Numbers] = {}
"""What this process compiled, and no file holds."""


def compile_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does, made of kept numbers where there are any.

    Raises:
        re.error: it is no regular expression.
    """
    if _sre is None:
        return re.compile(pattern, flags)
    key = pattern, int(flags)
    numbers = _kept().get(key) or _new.get(key)
    if numbers is None:
        numbers = _new[key] = _compile(*key)
    all_flags, code, groups, names = numbers
    of_group: list[str | None] = [None] * (groups + 1)
    for name, group in names.items():
        of_group[group] = name
    instructions = array(_NUMBER, code).tolist()
    made: re.Pattern[str] = _sre.compile(pattern, all_flags, instructions, groups, names, tuple(of_group))
    return made


def keep() -> None:
    """Add what was compiled anew to the file, for later runs.

    As with byte code, nothing is kept where Python is told to write none, or may write none.
    """
    if not _new or sys.dont_write_bytecode:
        return
    path = _path()
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        written = path.with_suffix(f".{os.getpid()}")
        written.write_bytes(marshal.dumps(_kept() | _new))
        written.replace(path)
    _new.clear()


def _compile(pattern: str, flags: int) -> _Numbers:
    parsed = _parser.parse(pattern, flags)
    code = array(_NUMBER, _compiler._code(parsed, flags))
    state = parsed.state
    return flags | state.flags, code.tobytes(), state.groups - 1, dict(state.groupdict)


@cache
def _kept() -> dict[tuple[str, int], _Numbers]:
    """Return what the file holds; nothing where there is none, or word lists are younger than it."""
    path = _path()
    try:
        newest = max(file.stat().st_mtime_ns for file in Path(__file__).parent.rglob("*.toml"))
        if path.stat().st_mtime_ns < newest:
            return {}
        found = marshal.loads(path.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):  # it may not be there, or be cut off
        return {}
    return found if isinstance(found, dict) else {}


def _path() -> Path:
    """Return where the patterns lie: in a folder `__pycache__`, with Python's version in their name."""
    return Path(cache_from_source(__file__)).with_suffix(".patterns")


if _sre is not None:
    atexit.register(keep)
