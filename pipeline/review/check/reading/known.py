"""What a database knows of the names in a claim.

in: nothing    out: `Known`    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows of the names in a claim."""

    is_person: Callable[[str], bool]
    is_place: Callable[[str], bool]
    """Whether words name a state or a large city."""
    is_state: Callable[[str], bool]
    family: Callable[[str], tuple[tuple[str, str], ...]]
    """A name, or family name -> the linked people who have it: id and fullest name."""
    country: Callable[[str], str | None] = lambda _: None
    """A word -> the country of which it is the adjective: "Chilean"."""
    is_country: Callable[[str], bool] = lambda _: False
    """Whether a name is that of a country."""
