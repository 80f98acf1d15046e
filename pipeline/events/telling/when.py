"""Tellings -> tellings with their dates: whose each date is (`dating`), and which day it means (`timeline`).

in: a parsed `Doc`, its date expressions and tellings    out: tellings with values    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from pipeline.event_types import LAID
from pipeline.events.dating.datelines import day_written, find_dateline
from pipeline.events.dating.dating import Dating
from pipeline.events.dating.hours import without_appointments
from pipeline.events.dating.right_behind import is_lodged
from pipeline.events.dating.timeline import Resolve, Timeline
from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.telling.campaigns import Campaign
from pipeline.events.telling.comparisons import COMPARED, TIME_FIRST, is_apart
from pipeline.events.telling.counted_from import with_counted
from pipeline.events.telling.encounters import Encounter
from pipeline.events.telling.log_days import Entry
from pipeline.events.telling.recalls import Recall, find_recalls
from pipeline.events.telling.sameness import is_death, tells_death
from pipeline.events.telling.scenes import Crowd
from pipeline.events.telling.tellings import Telling
from pipeline.events.telling.turned_out import turned_out
from pipeline.schema import Mention, Value

_LASTING = frozenset({"detention"})
"""What goes on over several dates is one event."""
_STRETCHES = frozenset({"range", "since"})
"""Kinds of dates that tell how long something went on."""
_UNDATED = frozenset({"birth", "named_day"})
"""Kinds of dates on which nothing happened to anybody of the story."""
_ENDING = frozenset({"expire", "lapse", "elapse"})
"""Verbs by which a detainer is over."""
_SOUGHT = frozenset({"acquittal.drop_sought", "acquittal.dismissal_sought"})
"""A day beside it is that of the asking: "moved on Friday to drop the charges"."""
_TRIALS = frozenset({"charge.trial", "charge.await_trial"})
"""What tells of a charge by its trial, whose day is another."""
_BESIDE = 12
"""Characters from a number to its date."""
_IN_FRONT = 40
"""Characters from a date to its number behind: "in June, that number was 30"."""
_IN = re.compile(r" (?:were )?(?:in|on|during|for) ")
"""What stands between a bare number and its date."""
_PART = re.compile(r" of (?:them|those|these|whom|the)\b")
_NOUN_REACH = 40
_WITH_NOUN = re.compile(r" (?:[a-z]+s|(?:[\w-]+ )?people|(?:[\w-]+ )?(?:wo)?men) (?:in|on|during) ")
"""What stands between a number with its noun, behind a verb, and its date: "18 people in 2022"."""
_OWN_DAY = re.compile(r"(?:,? \(?\d{1,2}\)?,?)?(?: (?:to|for|with) (?:[\w-]+ ){1,4}[\w-]+,?)?(?: on| in)? ")
"""What stands between a name and that person's own day: "Luna, 47, on Tuesday"."""
_AGAIN = re.compile(r"\b(?:again|both|twice)\b", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Days:
    """What the story tells, each with its day."""

    tellings: list[tuple[Telling, Value | None]]
    """Once for each date that a telling counts up."""
    crowds: list[Crowd]
    """What is told of people without a number."""
    timeline: Timeline
    recalls: list[tuple[Recall, Value]]
    """Deeds told before, named again with their day."""

    def valued[Scene: (Encounter, Entry, Campaign)](
        self, scenes: Sequence[Scene]
    ) -> list[tuple[Scene, Value]]:
        """Return the encounters, entries of a log or operations whose date can be known, with it."""
        return [
            (scene, value)
            for scene in scenes
            if (value := self.timeline.value(scene.date, planned=False, told=None)) is not None
        ]


class When:
    """The date expressions of one article, given to what it tells."""

    def __init__(
        self,
        doc: Doc,
        dates: Sequence[Mention],
        tellings: Sequence[Telling],
        untold: Sequence[tuple[Token, str]],
    ) -> None:
        """Give the dates to the triggers.

        Args:
            doc: the parsed article.
            dates: its date expressions, in text order.
            tellings: what is told of people and groups.
            untold: triggers, with their events, of people without a number: "dozens were arrested Friday".
        """
        self._doc, self._untold = doc, untold
        self._numbers = [
            person.count for telling in tellings for person in telling.people if isinstance(person, Group)
        ]
        told = [date for date in dates if date.detail not in _UNDATED]
        self._dateline = find_dateline(text_of(doc), told)
        told = [date for date in told if date != self._dateline]
        self._dates = without_appointments(text_of(doc), told)
        reported: dict[int, frozenset[str]] = {}
        told_of = [(item.token.i, item.event) for item in tellings]
        for index, event in told_of + [(token.i, event) for token, event in untold]:
            reported[index] = reported.get(index, frozenset()) | {event}
        self._recalls = find_recalls(doc, self._dates, {index for index, _ in told_of})
        recalled = {recall.date.start for recall in self._recalls}
        own = [date for date in self._dates if date.start not in recalled]
        self._dating = Dating(doc, own, reported)

    @property
    def story_days(self) -> list[Mention]:
        """The dates of the story itself, without those on which something was said or a court acted."""
        apart = self._dating.reported | self._dating.of_courts()
        return [date for date in self._dates if date.start not in apart]

    def of(self, tellings: Sequence[Telling], published: str | None, resolve: Resolve) -> Days:
        """Return what is told with its days.

        Args:
            tellings: those that the dates were given to, whatever else became of them.
            published: day of publication, `YYYY-MM-DD`, if known.
            resolve: from words to a date.
        """
        dating, text, line = self._dating, text_of(self._doc), self._dateline
        words = text[line.start : line.end] if line is not None else None
        written = day_written(words, published, resolve)
        timeline = Timeline(
            text,
            self._dates,
            written,
            dating.reported,
            resolve,
            dating.of_courts(),
            dating.anchors,
            dating.background(),
        )
        crowds = [
            Crowd(event, token.i, value)
            for token, event in self._untold
            for mention in self._dating.mentions(token)[:1]
            if (value := timeline.value(mention, planned=False, told=None)) is not None
        ]
        recalls = [
            (recall, value)
            for recall in self._recalls
            if (value := timeline.value(recall.date, planned=False, told=None)) is not None
        ]
        valued = [
            (turned_out(telling, value, text, published), value)
            for telling, value in self._valued(tellings, timeline)
        ]
        dated = with_counted(valued, dating, timeline)
        return Days(list(dated), crowds, timeline, recalls)

    def _valued(self, tellings: Sequence[Telling], timeline: Timeline) -> list[tuple[Telling, Value | None]]:
        result: list[tuple[Telling, Value | None]] = []
        told: str | None = None
        entered: tuple[Span, str | None] | None = None
        for telling in tellings:
            item, mentions = telling, self._mentions(telling)
            if entered is not None and entered[0] != telling.token.sent and entered[1] == told:
                told = None  # "entered in May 2022. He was arrested on Feb. 16": years may lie between
            own = self._own_days(telling)
            if own:
                # "arrested Roe on Monday and Luna on Tuesday": each on a day of their own
                rest = tuple(person for person in telling.people if person not in own)
                for person, day in own.items():
                    value = timeline.value(day, telling.modality.value == "planned", told)
                    result.append((replace(telling, people=(person,)), value))
                if not rest:
                    continue
                item = replace(telling, people=rest)
                mentions = [mention for mention in mentions if mention not in own.values()]
            values: list[Value] = []
            for mention in mentions:
                value = timeline.value(mention, item.modality.value == "planned", told)
                if value is not None:
                    told = str(value.value).partition("/")[0]
                    begun = mention.detail == "since" and item.event == "detainer_issued"
                    single = all(isinstance(person, Entity) for person in item.people)
                    # "A detainer has been on file since May 3": it came then.
                    values.append(replace(value, value=told) if begun and single else value)
            entered = (item.token.sent, told) if item.event == "entry" and values else entered
            people = item.people
            once = item.event == "arrest" and not (self._is_each(item) or self._is_again(item))
            if once and len(people) > 1 and len(values) > 1:
                values = []  # "those arrested in June and July include Roe and Poe": each once
            each = len(values) == len(people) > 1 and self._is_each(item)
            if each:
                result += [
                    (replace(item, people=(person,)), value)
                    for person, value in zip(people, values, strict=True)
                ]
            else:
                result += [(item, value) for value in values] or [(item, None)]
        return result

    def _own_days(self, telling: Telling) -> dict[Entity, Mention]:
        """Return the days that stand right behind names behind a verb, where it has several such names.

        "Roe was arrested in May and Luna in June": June is Luna's, and no day of Roe's.
        """
        text, found = text_of(self._doc), dict[Entity, Mention]()
        verb, sentence = telling.token, telling.token.sent
        dates = [date for date in self._dates if verb.idx < date.start < sentence.end_char]
        if len(telling.people) < 2 or len(dates) < 2:
            return found
        people = [person for person in telling.people if isinstance(person, Entity)]
        for person in people:
            for item in person.references:
                if item.kind == "pronoun" or not dates[0].start < item.start < sentence.end_char:
                    continue
                for date in dates:
                    if item.end < date.start and _OWN_DAY.fullmatch(text, item.end, date.start):
                        found.setdefault(person, date)
        return found

    def _is_each(self, telling: Telling) -> bool:
        """Say whether several dates are each of one person: "pleaded May 3 and May 9, respectively"."""
        sentence = telling.token.sent
        return _RESPECTIVELY.search(text_of(self._doc), sentence.start_char, sentence.end_char) is not None

    def _is_again(self, telling: Telling) -> bool:
        """Say whether several dates are of each person: "were arrested in 2014 and again in 2017"."""
        sentence = telling.token.sent
        return _AGAIN.search(text_of(self._doc), sentence.start_char, sentence.end_char) is not None

    def _mentions(self, telling: Telling) -> list[Mention]:
        if telling.presupposed and not is_lodged(telling.token):
            paper = telling.token  # "honored ICE's May 3 detainer"
            front = paper.left_edge.idx if paper.pos_ == "NOUN" else paper.idx
            return [date for date in self._dates if front <= date.start < date.end <= paper.idx]
        if telling.rule in _TRIALS | _SOUGHT or tells_death(telling):
            return []  # "A man in ICE custody died on Monday"
        words = {telling.token.lemma_, telling.token.head.lemma_}
        if telling.event == "detainer_issued" and words & _ENDING:
            return []  # "The hold expired on Monday"
        if telling.rule == COMPARED:
            end = telling.quote[1]
            behind = [date for date in self._dates if end < date.start <= end + _BESIDE]
            return behind[:1] or self._dating.mentions(telling.token)[:1]
        if telling.rule == TIME_FIRST:
            start = telling.quote[0]
            return [date for date in self._dates if start - _IN_FRONT <= date.end < start][-1:]
        beside = self._beside_number(telling)
        if beside is not None:
            return [beside]
        mentions = [date for date in self._dates_of(telling) if not self._is_of_another(date, telling)]
        if telling.event == "detention":  # "had been held there and was pronounced dead on May 31"
            later = next((verb.idx for verb in telling.token.conjuncts if is_death(verb)), None)
            mentions = [mention for mention in mentions if later is None or mention.start < later]
        alone = all(isinstance(person, Entity) for person in telling.people)
        if alone and telling.event in LAID:
            # "charged with fraud from May 2012 through June 2015": the deed's time
            mentions = [mention for mention in mentions if mention.detail not in _STRETCHES]
        return mentions[:1] if telling.event in _LASTING or not alone else mentions

    def _dates_of(self, telling: Telling) -> Sequence[Mention]:
        """Return the dates of a deed, less those of other numbers: "In May, it freed 40; in June, 30"."""
        dates = self._dating.mentions(telling.token)
        counts = [person.count for person in telling.people if isinstance(person, Group)]
        text, sentence = text_of(self._doc), telling.token.sent
        apart = [
            date
            for date in (dates if counts else ())
            for number in self._numbers
            if counts[0].end < date.start < number.start < sentence.end_char
            and is_apart(text, counts[0], number)
        ]
        if not apart:
            return dates
        own = [date for date in dates if date not in apart]
        front = [date for date in self._dates if sentence.start_char <= date.start < apart[0].start]
        return own or front[-1:]

    def _is_of_another(self, date: Mention, telling: Telling) -> bool:
        """Say whether a date is that of a number before it: "arrested 110 in April and 12 so far in June"."""
        counts = [person.count for person in telling.people if isinstance(person, Group)]
        between = any(
            telling.token.idx < number.start < date.start
            for number in self._numbers
            if counts and number.start not in {count.start for count in counts}
        )
        part = counts and _PART.match(text_of(self._doc), counts[0].end)
        return between and date.end < counts[0].start and not part

    def _beside_number(self, telling: Telling) -> Mention | None:
        """Return the date right behind a group's number: "lodged 64 detainers in 2019, 51 in 2020"."""
        text = text_of(self._doc)
        ends = [person.count.end for person in telling.people if isinstance(person, Group)]
        for date in self._dates if ends else ():
            if date.start - ends[0] < _BESIDE and _IN.fullmatch(text, ends[0], date.start):
                return date
            told = telling.token.idx < ends[0] < telling.token.sent.end_char
            near = told and date.start - ends[0] < _NOUN_REACH
            if near and _WITH_NOUN.fullmatch(text, ends[0], date.start):
                return date
        return None
