"""The record of words that name or tell an offense."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OffenseMention:
    """Words that name an offense or tell one."""

    start: int
    end: int
    category: str
    """One of the offense categories of `ontology.toml`."""
    kind: str
    """`name` (what an offense or its doer is called) or `act` (a verb phrase that tells the deed)."""
    rule: str
    """Id of the group of wordings in the data files."""
    confidence: float
    """Probability, 0 to 1, that the article reports an offense of this category."""
    minor: bool
    """The phrase itself shows a victim under 18."""
