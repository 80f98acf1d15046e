"""Whether a day that a paragraph above tells is of what befell somebody else there.

"Ann Roe was arrested Friday.", and below: "Officers found Al Poe in a car and arrested him", on whatever day.

in: a date, the events of an article    out: yes or no    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.grammar.paragraphs import line_break_before
from pipeline.events.people.entity import Entity
from pipeline.events.people.focus import is_first_told_here
from pipeline.events.telling.sameness import Happening
from pipeline.schema import Mention


def is_of_anothers(day: Mention, event: Happening, events: Sequence[Happening]) -> bool:
    """Say whether a day is told of others, and a new paragraph brings in, by name, whom an event befell."""
    owner, token = event.owner, event.telling.token
    if not isinstance(owner, Entity) or not day.start < line_break_before(token):
        return False
    others = (other.date for other in events if other.owner is not owner and isinstance(other.owner, Entity))
    told = any(date is not None and date.start == day.start for date in others)
    return told and is_first_told_here(owner, token)
