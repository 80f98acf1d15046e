"""Which characters of a text are part of a mention: however many there are, a stretch is looked at alone.

in: half-open character offsets    out: yes or no    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterable


class Taken:
    """The characters of one text that mentions hold."""

    def __init__(self, length: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Take what some mentions of a text of so many characters hold."""
        self._held = bytearray(length)
        for start, end in spans:
            self.take(start, end)

    def take(self, start: int, end: int) -> None:
        """Take a stretch, whatever of it is taken already."""
        self._held[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Say whether no character of a stretch is taken."""
        return self._held.find(1, start, end) < 0
