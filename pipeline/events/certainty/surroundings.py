"""What stands around an event or offense in its article: words, its like, its person's other events.

in: an event or offense, and the records of its article. out: names of features ("word=booked",
"like.dates=differ"); writes nothing. Words are only those in lower case: no name becomes a feature.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

from pipeline.schema import Event, Extraction, Offense, Person, Value

SENTENCE_END = re.compile(r"[.!?]['”’\"]?\s+(?=[\"“A-Z])|\n")
"""Of text as it stands, without a parse."""
_WORD = re.compile(r"[A-Za-z’']+")
_LONGEST = 1500
"""Characters in which the beginning of a sentence is sought, and its end."""
_BESIDE = 8
"""Words in front of and behind the quote that are looked at."""

_MANY = 3


def sentence_of(value: Value, text: str) -> tuple[int, int]:
    """Return where the sentence, or line, begins and ends in which a value stands, in characters."""
    start = low = max(0, value.start - _LONGEST)
    for match in SENTENCE_END.finditer(text, low, value.start):
        start = match.end()
    end = SENTENCE_END.search(text, value.end, value.end + _LONGEST)
    return start, end.start() if end else min(len(text), value.end + _LONGEST)


class Surroundings:
    """The surroundings of each event and offense of one article."""

    def __init__(self, text: str, extraction: Extraction) -> None:
        """Gather who is spoken of where, and what is told of whom."""
        self._text = text
        self._people = {person.id: person for person in extraction.people}
        self._events: defaultdict[str | None, list[Event]] = defaultdict(list)
        self._offenses: defaultdict[str | None, list[Offense]] = defaultdict(list)
        for event in extraction.events:
            self._events[event.subject].append(event)
        for offense in extraction.offenses:
            self._offenses[offense.subject].append(offense)
        spoken = [(item.start, person.id) for person in extraction.people for item in _mentions(person)]
        self._spoken = sorted(spoken)
        self._sizes = sorted(len(item.mentions) for item in extraction.people if item.role == "subject")

    def of(self, event: Event) -> Iterator[str]:
        """Yield the features of an event."""
        yield from _details(event)
        start, end = sentence_of(event.quote, self._text)
        yield from _words(event.quote, self._text, start, end)
        if event.subject is None:
            return
        yield from _likes(event, self._events[event.subject])
        yield from self._person(event, start, end)
        offenses = [item.quote.start for item in self._offenses[event.subject]]
        told = any(start <= place < end for place in offenses)
        yield f"offense.sentence={told}"
        yield f"offense.type={event.type}.{told}"
        yield f"offense.quote={any(event.quote.start <= place < event.quote.end for place in offenses)}"

    def of_offense(self, offense: Offense) -> Iterator[str]:
        """Yield the features of an offense: what else its person is said to have done and gone through."""
        start, end = sentence_of(offense.quote, self._text)
        others = [item for item in self._offenses[offense.subject] if item is not offense]
        statuses = sorted({item.status for item in others if item.category == offense.category})
        yield f"like.category={bool(statuses)}"
        yield f"like.status={'.'.join(statuses)}"
        yield f"category.status={offense.category}.{offense.status}"
        events = self._events[offense.subject]
        yield from (f"beside={offense.status}.{type}" for type in sorted({item.type for item in events}))
        told = sorted({item.type for item in events if start <= item.quote.start < end})
        yield from (f"sentence={offense.status}.{type}" for type in told or ["nothing"])
        spoken = {*self._ids(start, end)}
        yield f"sentence.people={min(len(spoken), _MANY)}"
        yield f"sentence.subject={offense.subject in spoken}"
        cue = offense.status_cue
        yield f"sentence.cue={cue is not None and start <= cue.start < end}"

    def _person(self, event: Event, start: int, end: int) -> Iterator[str]:
        """Yield where the person stands in the quote and its sentence, who else does, and who counts more."""
        assert event.subject is not None
        quote, person = event.quote, self._people[event.subject]
        mentions = _mentions(person)
        inside = [item for item in mentions if quote.start <= item.start < quote.end]
        yield f"subject.quote={inside[0].rule.rpartition('.')[2] if inside else None}"
        yield f"subject.begins={any(item.start == quote.start for item in inside)}"
        yield f"subject.sentence={any(start <= item.start < end for item in mentions)}"
        near = min(mentions, key=lambda item: max(item.start - quote.end, quote.start - item.end, 0))
        yield f"reference.type={event.type}.{near.rule.rpartition('.')[2]}"
        within = [id for id in self._ids(quote.start, quote.end) if id != person.id]
        yield f"others.quote={bisect_right((1, 2), len(within))}"
        low, high = sorted((near.end, quote.start))
        yield f"others.between={bisect_right((1, 2), len({*self._ids(low, high)} - {person.id}))}"
        more = len(self._sizes) - bisect_right(self._sizes, len(person.mentions))
        yield f"subject.rank={bisect_right((1, 2, 4), more)}"
        yield f"subject.role={person.role}"

    def _ids(self, start: int, end: int) -> list[str]:
        """Return who is spoken of from one place to another, as often as they are."""
        first, last = (bisect_left(self._spoken, (place, "")) for place in (start, end))
        return [id for _, id in self._spoken[first:last]]


def _details(event: Event) -> Iterator[str]:
    """Yield of which of its details an event of this type says something."""
    for field in ("date", "agency", "custodian"):
        yield f"type.{field}={event.type}.{getattr(event, field) is not None}"


def _words(quote: Value, text: str, start: int, end: int) -> Iterator[str]:
    """Yield the words of the quote, and those before and behind it in its sentence."""
    yield from (f"word={word}" for word in _lower(_WORD.findall(str(quote.value))))
    yield from (f"before={word}" for word in _lower(_WORD.findall(text[start : quote.start])[-_BESIDE:]))
    yield from (f"behind={word}" for word in _lower(_WORD.findall(text[quote.end : end])[:_BESIDE]))


def _lower(words: list[str]) -> Iterator[str]:
    return (word for word in words if word[0].islower())


def _likes(event: Event, told: list[Event]) -> Iterator[str]:
    """Yield what the other events of its person are, and how those of its type differ from it."""
    others = [item for item in told if item is not event]
    yield from (f"beside={event.type}.{type}" for type in sorted({item.type for item in others}))
    likes = [item for item in others if item.type == event.type]
    earlier = sum(item.quote.start < event.quote.start for item in likes)
    yield f"like.earlier={bisect_right((1, 2), earlier)}"
    yield f"like.later={bisect_right((1, 2), len(likes) - earlier)}"
    if likes:
        yield f"like.dates={_dates(event, likes)}"
        yield f"like.modality={any(item.modality != event.modality for item in likes)}"


def _dates(event: Event, likes: list[Event]) -> str:
    """Return how the dates of events of one type differ from this one's."""
    day, days = _day(event), {_day(item) for item in likes}
    if day in days:
        return "same"
    if day is None:
        return "none"
    return "some" if None in days else "differ"


def _day(event: Event) -> str | None:
    return str(event.date.value) if event.date else None


def _mentions(person: Person) -> tuple[Value, ...]:
    return person.mentions or (person.mention,)
