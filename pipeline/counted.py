"""Numbers with the noun that goes with them.

in: a number    out: words    writes: nothing
"""

from __future__ import annotations


def counted(number: int, one: str, several: str | None = None) -> str:
    """Return a number with its noun, which has an "s" for several if no other is given: "2 people"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
