"""Whether an event happened, as its words say: a value and the cue by which that is known.

in: a cue    out: a `Modality`    writes: nothing
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Modality:
    """Whether it happened, and the cue's span where there is one."""

    value: str | None
    """None where the text only says that it may."""
    start: int = 0
    end: int = 0

    @classmethod
    def by(cls, value: str | None, cue: Token) -> Self:
        """Return what a single word says."""
        return cls(value, cue.idx, cue.idx + len(cue))
