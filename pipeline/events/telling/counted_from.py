"""Days counted from a deed whose day is told elsewhere: "was freed four days after his arrest".

in: tellings with their dates    out: the same, those counted from another with a day    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from pipeline.events.dating.dating import Dating
from pipeline.events.dating.timeline import Timeline
from pipeline.events.telling.tellings import Telling
from pipeline.schema import Value

type Dated = tuple[Telling, Value | None]

_DAY = 10
"""Characters of a day in full."""


def with_counted(dated: Sequence[Dated], dating: Dating, timeline: Timeline) -> Iterator[Dated]:
    """Yield tellings with their dates, those without one with the day that is counted from another deed's.

    That deed is of the same people, and told with one day alone.

    Args:
        dated: tellings with their dates, in text order.
        dating: whose each date expression is.
        timeline: what they mean.
    """
    for telling, value in dated:
        counted = dating.counted.get(telling.token.i) if value is None else None
        if counted is None or telling.modality.value == "planned":
            yield telling, value
            continue
        mention, events = counted
        days = _days_of(events, telling, dated)
        yield telling, timeline.counted(mention, days.pop()) if len(days) == 1 else None


def _days_of(events: Set[str], telling: Telling, dated: Sequence[Dated]) -> set[str]:
    """Return the days of the deeds of some types that are told of the people of a telling."""
    people = {id(person) for person in telling.people}
    return {
        str(value.value)
        for other, value in dated
        if value is not None and other.event in events and other.modality.value == telling.modality.value
        if len(str(value.value)) == _DAY and people & {id(person) for person in other.people}
    }
