"""What speaks for and against a value being right, as names of features that hold of it.

in: the records of one article. out: lists of names ("type=arrest", "told=2"); writes nothing. Only records
are looked at, no parse: what is stored is enough to reckon every confidence anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from pipeline.events.certainty.surroundings import SENTENCE_END, Surroundings
from pipeline.schema import Article, Event, Extraction, Offense, Person, Value
from pipeline.small_letters import in_small_letters

_LINE = re.compile(r"\n+")
_BEYOND_FACT = re.compile(
    r"\b(?:if|would|could|may|might|should|whether|will|to be|must|never|not|no)\b", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:was|were|been|had|has|have)\b")
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|my|us)\b")
_OFFICIAL = re.compile(
    r"\b(?:ice|police|sheriff|deputies|prosecutors?|attorney|court|judge|arrest\w*|charged|convicted|"
    r"sentenced|detainer|immigration|custody)\b"
)
"""In small letters."""
_PRESENT = re.compile(r"\b(?:is|are|gets?|being)\b")
_STORIES = re.compile(
    r"\b(?:films?|movies?|novels?|episodes?|actors?|actress|characters?|scenes?|theat(?:er|re)|plays?|"
    r"seasons?|coach|game|team|band|album|book|author|plot|sequel|director|fans?)\b"
)
"""Of fiction, stage and sports, in small letters."""
_NEAR, _FAR = 100, 400
"""Characters between a value and the person or event that it is of."""
_AROUND = 250
"""Characters in front of a pronoun in which others may be meant."""


_CUE_WORDS = 3
_CROWDED = 150
"""Characters within which events are told at once."""
_MANY = 3


class Features:
    """The features of all values of one article."""

    def __init__(self, article: Article, extraction: Extraction) -> None:
        """Gather what is asked for more than once."""
        self.text = article.text
        self.extraction = extraction
        self.people = {person.id: person for person in extraction.people}
        self._told = sorted(
            (item.start, person.id)
            for person in extraction.people
            for item in (person.mention, *person.mentions)
        )
        """Where people are told of, and who."""
        self._events_of = Counter(event.subject for event in extraction.events)
        self._types_of = Counter((event.subject, event.type) for event in extraction.events)
        self._offenses_of = Counter(offense.subject for offense in extraction.offenses)
        self._quotes = Counter((event.quote.start, event.type) for event in extraction.events)
        self._dates = Counter((event.date.start, event.date.end) for event in extraction.events if event.date)
        self._marks = [match.start() for match in re.finditer(r"[“”\"]|\n", self.text)]
        self._line_end = next((match.start() for match in _LINE.finditer(self.text.lstrip())), 0)
        self._surroundings = Surroundings(article.text, extraction)
        subjects = sum(person.role == "subject" for person in extraction.people)
        self._article = [
            f"article.official={_step(self._rate(_OFFICIAL, in_small_letters(self.text)), 4, 8, 12, 18)}",
            f"article.first_person={_step(self._rate(_FIRST_PERSON, self.text), 1, 3, 6)}",
            f"article.events={_step(len(extraction.events), 2, 5, 10, 20)}",
            f"article.subjects={_step(subjects, 1, 2, 3, 6)}",
            f"article.length={_step(len(self.text), 1000, 2500, 5000)}",
            f"article.stories={_step(self._rate(_STORIES, in_small_letters(self.text)), 1, 2, 4, 8)}",
            f"article.dated={article.published is not None}",
        ]

    def _rate(self, words: re.Pattern[str], text: str) -> float:
        """Return how many of the words a thousand characters hold."""
        return 1000 * len(words.findall(text)) / (len(text) + 1)

    def event(self, event: Event) -> list[str]:
        """Return the features of an event being reported, of this person and in this modality."""
        quote = str(event.quote.value)
        found = [
            f"type={event.type}",
            f"rule={event.quote.rule}",
            f"modality={event.modality}",
            f"told={_step(len(event.tellings), 1, 2, 4)}",
            f"attributed={event.attribution is not None}",
            f"date={event.date is not None}",
            f"agency={event.agency is not None}",
            f"custodian={event.custodian is not None}",
            f"quote.words={_step(len(quote.split()), 3, 6, 12, 20)}",
            f"quote.fact={_BEYOND_FACT.search(quote) is None}",
            f"quote.past={_PAST.search(quote) is not None}",
            f"quote.present={_PRESENT.search(quote) is not None}",
            f"quote.names={any(part in quote for part in self._names_of(event.subject))}",
            f"type.modality={event.type}.{event.modality}",
            f"type.subject={event.type}.{self._kind_of(event.subject)}",
            f"type.dated={event.type}.{event.date is not None}",
            f"type.offended={event.type}.{self._offenses_of[event.subject] > 0}",
            f"alone={len(self.extraction.events) == 1}.{not self.extraction.offenses}",
            f"quote.who={bool(re.search(r'\bwho\b', quote))}",
            f"quote.infinitive={quote.startswith('to ')}",
            f"quote.participle={bool(re.match(r'\w+ing\b', quote))}",
            f"quote.first_person={_FIRST_PERSON.search(quote) is not None}",
            f"shared={_step(self._quotes[event.quote.start, event.type], 2, 3, 5)}",
            f"subject.events={_step(self._events_of[event.subject], 2, 3, 5, 8)}",
            f"subject.same={_step(self._types_of[event.subject, event.type], 2, 3)}",
            f"subject.offenses={_step(self._offenses_of[event.subject], 1, 2, 4)}",
            *self._beside(event),
            *self._surroundings.of(event),
            *self._place(event.quote, [telling.start for telling in event.tellings]),
            *self._person(event.subject, event.quote),
            *self._article,
        ]
        if event.subject is None and event.count is not None:
            found += [f"count={_size(event.count)}", f"count.type={event.type}"]
        return found

    def _names_of(self, subject: str | None) -> list[str]:
        person = self.people.get(subject or "")
        return str(person.name.value).split() if person and person.name else []

    def _kind_of(self, subject: str | None) -> str:
        if subject is None:
            return "group"
        return "named" if self.people[subject].name else "unnamed"

    def offense(self, offense: Offense) -> list[str]:
        """Return the features of an offense being laid to this person with this status."""
        types = {event.type for event in self.extraction.events if event.subject == offense.subject}
        cue = offense.status_cue
        return [
            f"category={offense.category}",
            f"status={offense.status}",
            f"rule={offense.quote.rule}",
            f"cue={_short(cue)}",
            f"cue.gap={_step(_gap(cue, offense.quote), 1, 20, 60, 120) if cue else None}",
            f"quote.words={_step(len(str(offense.quote.value).split()), 2, 3, 5)}",
            f"subject.offenses={_step(self._offenses_of[offense.subject], 2, 3, 5)}",
            *(f"subject.{type}" for type in sorted(types & {"arrest", "charge", "conviction", "sentence"})),
            f"subject.eventless={not types}",
            *self._surroundings.of_offense(offense),
            *self._place(offense.quote, []),
            *self._person(offense.subject, offense.quote),
            *self._article,
        ]

    def person(self, person: Person) -> list[str]:
        """Return the features of a person being one, of this name and in this role."""
        name = str(person.name.value) if person.name else ""
        return [
            f"role={person.role}",
            f"name.words={_step(len(name.split()), 1, 2, 3)}",
            f"name.rule={person.name.rule if person.name else None}",
            f"age={person.age is not None}",
            f"nationality={person.nationality is not None}",
            f"mentions={_step(len(person.mentions), 2, 3, 6)}",
            f"named={_step(_named(person), 1, 2, 4)}",
            f"subject.events={_step(self._events_of[person.id], 1, 2, 4)}",
            f"subject.offenses={_step(self._offenses_of[person.id], 1, 2, 4)}",
            f"role.age={person.role}.{person.age is not None}",
            f"role.named={person.role}.{person.name is not None}",
            *self._place(person.mention, [item.start for item in person.mentions[1:]]),
            *self._article,
        ]

    def facility(self, facility: Value) -> list[str]:
        """Return the features of a facility being one."""
        words = str(facility.value).split()
        return [
            f"rule={facility.rule}",
            f"words={_step(len(words), 2, 3, 5)}",
            f"last={words[-1].lower()}",
            f"prior={round(facility.confidence, 1)}",
            *self._place(facility, []),
            *self._article,
        ]

    def detail(self, field: str, event: Event, value: Value) -> list[str]:
        """Return the features of an event's date, agency, custodian or count, the event being right."""
        words = str(value.value)
        found = [
            f"type={event.type}",
            f"rule={value.rule}",
            f"prior={round(value.confidence, 1)}",
            f"modality={event.modality}",
            f"gap={_step(_gap(value, event.quote), 1, 20, 60, 120, _FAR)}",
            f"before={value.end <= event.quote.start}",
            f"sentence={self._one_sentence(value, event.quote)}",
            f"told={_step(len(event.tellings), 1, 2, 4)}",
            *self._place(event.quote, []),
        ]
        if field == "date":
            found += [
                f"precision={len(words) if '/' not in words else 'range'}",
                f"anchored={value.anchor is not None}",
                f"shared={_step(self._dates[value.start, value.end], 2, 3, 5)}",
            ]
        elif field == "count":
            found += [f"size={_size(value)}", f"qualifier={event.count_qualifier}"]
        else:
            found += [f"words={_step(len(words.split()), 2, 3, 5)}", f"last={words.split()[-1].lower()}"]
        return found

    def age(self, person: Person, value: Value) -> list[str]:
        """Return the features of an age being this person's."""
        return [
            f"rule={value.rule}",
            f"prior={round(value.confidence, 1)}",
            f"size={_size(value)}",
            f"gap={_step(_gap(value, person.mention), 4, _NEAR, _FAR)}",
            f"named={person.name is not None}",
            *self._article,
        ]

    def _beside(self, event: Event) -> Iterator[str]:
        """Yield what is told right before, and whether much is told at once."""
        before = [other for other in self.extraction.events if other.quote.start < event.quote.start]
        yield f"follows_own={bool(before) and before[-1].subject == event.subject}"
        near = [
            other for other in self.extraction.events if abs(other.quote.start - event.quote.start) < _CROWDED
        ]
        yield f"crowded={len(near) > _MANY}"

    def _place(self, value: Value, others: list[int]) -> Iterator[str]:
        """Yield where in the article a value stands."""
        heading = value.start < self._line_end
        yield f"heading={heading}"
        yield f"heading.only={heading and all(start < self._line_end for start in others)}"
        yield f"place={_step(value.start, 200, 600, 1500, 3000)}"
        before = bisect_right(self._marks, value.start)
        marks = 0
        for offset in reversed(self._marks[:before]):
            if self.text[offset] == "\n":
                break
            marks += 1
        yield f"quoted={marks % 2 == 1}"

    def _person(self, subject: str | None, value: Value) -> Iterator[str]:
        """Yield how a value's person is spoken of beside it, and who else might be meant."""
        yield f"subject={self._kind_of(subject)}"
        if subject is None:
            return
        person = self.people[subject]
        yield f"subject.age={person.age is not None}"
        yield f"subject.nationality={person.nationality is not None}"
        yield f"subject.mentions={_step(len(person.mentions), 2, 4, 8)}"
        yield f"subject.minor={person.minor}"
        name = person.name
        yield f"subject.name_rule={name.rule if name else None}"
        yield f"subject.name_words={_step(len(str(name.value).split()), 2, 3) if name else None}"
        yield f"subject.names={_step(_named(person), 1, 2, 4)}"
        near = min(person.mentions or (person.mention,), key=lambda item: _gap(item, value))
        gap = _gap(near, value)
        kind = near.rule.rpartition(".")[2]
        yield f"reference={kind}.{_step(gap, 1, 30, _NEAR, _FAR)}"
        yield f"reference.sentence={kind}.{self._one_sentence(near, value)}"
        yield f"reference.before={near.start < value.start}"
        first, last = (bisect_left(self._told, (at, "")) for at in (value.start - _AROUND, value.end))
        others = {person_id for _, person_id in self._told[first:last]} - {subject}
        yield f"others={kind}.{_step(len(others), 1, 2, 4)}"

    def _one_sentence(self, a: Value, b: Value) -> bool:
        first, last = sorted((a, b), key=lambda item: item.start)
        return SENTENCE_END.search(self.text, first.end, max(first.end, last.start)) is None


def _named(person: Person) -> int:
    """Return how often the article names a person."""
    return sum(item.rule == "person.name" for item in person.mentions)


def _gap(a: Value, b: Value) -> int:
    """Return how many characters lie between two values; 0 where they overlap or touch."""
    return max(a.start - b.end, b.start - a.end, 0)


def _step(number: float, *bounds: int) -> int:
    """Return between which bounds a number lies: 0 below the first."""
    return bisect_right(bounds, number)


def _short(cue: Value | None) -> str:
    """Return a cue of a word or three, in lower case."""
    if cue is None:
        return "none"
    words = str(cue.value).lower().split()
    return " ".join(words) if len(words) <= _CUE_WORDS else "long"


def _size(value: Value) -> int:
    return len(str(value.value))
