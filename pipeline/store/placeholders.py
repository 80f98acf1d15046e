"""Question marks for the values of a statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator

_AT_ONCE = 500
"""Values of one statement; SQLite takes 32,766 at most, older ones 999."""


def marks_for(values: Collection[object]) -> str:
    """Return a question mark for each value, with commas between: "?, ?, ?"."""
    return ", ".join("?" * len(values))


def portions[Value: (int, str)](values: Collection[Value]) -> Iterator[tuple[str, list[Value]]]:
    """Yield the values in order, as many as one statement takes, each time with their question marks."""
    listed = sorted(values)
    for at in range(0, len(listed), _AT_ONCE):
        some = listed[at : at + _AT_ONCE]
        yield marks_for(some), some
