"""Second rounds of a story: another case or year, a record, what came before "he was arrested again".

"Police arrested him. The jail let him go. He was arrested again on May 10 and released on May 13."

in: what an article tells    out: yes or no    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from number_parser import parse_number
from spacy.tokens import Token

from pipeline.events.dating.date_owners import UNDOING
from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.entity import Entity
from pipeline.events.telling.order import Order, is_before_or_after, order_of
from pipeline.events.telling.sameness import OPENING, Happening, is_of_other_day
from pipeline.events.telling.tellings import Telling
from pipeline.events.triggers.occasions import occasion_of
from pipeline.schema import Value

_ROUND = frozenset({"arrest", "release", "detainer_issued", "detainer_declined", "detainer_honored"})
"""What a second round goes through again."""
_COURT = frozenset({"arrest", "charge", "conviction", "sentence"})
_OTHER_CASE = re.compile(
    r"(?:(?<!two\s)(?<!three\s)(?<!four\s)(?<!several\s)(?<!\d\s)\b(?:separate|unrelated)\s(?:[\w-]+\s){0,3}?"
    r"(?:cases?|charges?|counts?|indictments?|complaints?|warrants?|convictions?|crimes?|offenses?|matters?)\b"
    r"|\ban\sunrelated\s\w+)",
    re.IGNORECASE,
)
"""Beside a trigger: another case than the one told of."""
_NEWS = frozenset({"arrest", "charge", "conviction", "sentence"})
"""Of what a headline or lead tells as news, an event years ago is another."""
_YEAR = 4
_REACH = 60
"""Characters behind a trigger in which its case stands."""
_GIVEN = frozenset({"the", "these", "those", "both", "all", "such"})
"""In front of arrests that were told of before."""


_REPEATED = frozenset({"arrest", "removal", "entry", "conviction", "release"})
"""What may befall one and the same a number of times."""
_HAVE = frozenset({"has", "have", "had"})
_LATER = frozenset({"later", "subsequently"})
"""Beside a verb: it was another time than that of a year just told."""
_GOES_ON = 8
"""Sentences from a deed to the one that came later."""
_SEVERAL = 3
"""How often "several times" is at least."""
_SO_OFTEN = re.compile(
    r"(?:U\.S\.|(?!\b(?:after|before|when|for|and|but|who|because|since)\b)[^.,;]){0,60}?\s"
    r"(?:(?P<twice>twice)|(?P<number>\d+|[a-z]+)\s(?:(?:different|separate|more|other)\s)?(?:times|occasions))\b",
    re.IGNORECASE,
)
"""Behind a verb: how often it was done."""


type Times = Mapping[Entity, Sequence[tuple[int, int]]]
type Arrests = Mapping[tuple[Entity, int], Value]
"""The day on which somebody was arrested, by person and by the first token of the sentence that tells it."""
type Rounds = Mapping[Entity, tuple[int, int]]
"""Where somebody's first arrest is told, and where that he was arrested again: numbers of tokens."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a story goes on from one round or year to the next."""

    rounds: Rounds
    times: Times
    arrests: Arrests
    days: Mapping[tuple[Entity, str], int]
    """On how many days somebody is told to have met with a type of event."""
    order: Order
    published: str | None


def course_of(tellings: Sequence[tuple[Telling, Value | None]], published: str | None) -> Course:
    """Return the course of a story.

    Args:
        tellings: what is told, each with its date.
        published: the day of publication, `YYYY-MM-DD`, if known.
    """
    arrests = {
        (owner, telling.token.sent.start): date
        for telling, date in tellings
        for owner in telling.people
        if telling.event == "arrest" and date is not None and isinstance(owner, Entity)
    }
    rounds = _rounds([telling for telling, _ in tellings])
    days, order = _days_told(tellings), order_of(tellings)
    return Course(rounds, _last_told(tellings), arrests, days, order, published)


def is_of_another_round(event: Happening, telling: Telling, course: Course) -> bool:
    """Say whether an undated telling is of another round, case or year of the story than an event."""
    return (
        _is_of_other_case(event, telling)
        or _is_of_first_round(event, telling, course.rounds)
        or _is_of_other_arrest(event, telling, course.arrests)
        or _is_of_more_times(event, telling, course.days)
        or (event.date is not None and _is_of_another_day(event, telling, course))
    )


def _is_of_another_day(event: Happening, telling: Telling, course: Course) -> bool:
    """Say whether an undated telling cannot be of the day of a dated event."""
    return (
        _is_of_former_year(event, telling, course.times)
        or _is_one_more(event, telling)
        or _is_old(event, telling, course)
        or _is_told_as_later(event, telling, course.published)
        or is_before_or_after(event, telling, course.order)
    )


def _rounds(tellings: Sequence[Telling]) -> Rounds:
    """Return who is told to be arrested and then, further down, arrested again, below headline and lead."""
    first: dict[Entity, int] = {}
    again: dict[Entity, tuple[int, int]] = {}
    for telling in sorted(tellings, key=Telling.place):
        if telling.event != "arrest" or telling.token.i < OPENING:
            continue
        further = occasion_of(telling.token) == "again"
        for owner in telling.people:
            if not isinstance(owner, Entity):
                continue
            if not further:
                first.setdefault(owner, telling.token.i)
            elif owner in first and owner not in again:
                again[owner] = first[owner], telling.token.i
    return again


def _is_of_first_round(event: Happening, telling: Telling, told: Rounds) -> bool:
    """Say whether an undated telling stands before "arrested again", and the event is told behind it only."""
    owner = event.owner
    if telling.event not in _ROUND or telling.presupposed or not isinstance(owner, Entity):
        return False
    if owner not in told:
        return False
    first, again = told[owner]
    body = [token.i for token in event.tokens if token.i >= OPENING]
    return bool(body) and first <= telling.token.i < again <= min(body)


def _last_told(tellings: Sequence[tuple[Telling, Value | None]]) -> Times:
    """Return of everybody what is dated of them, in text order: number of the token and year."""
    found: dict[Entity, list[tuple[int, int]]] = {}
    for telling, date in sorted(tellings, key=lambda item: item[0].place()):
        year = str(date.value)[:_YEAR] if date is not None else ""
        for owner in telling.people if year.isdigit() else ():
            if isinstance(owner, Entity):
                found.setdefault(owner, []).append((telling.token.i, int(year)))
    return found


def _days_told(tellings: Sequence[tuple[Telling, Value | None]]) -> dict[tuple[Entity, str], int]:
    """Return on how many different days what type of event befell whom."""
    days: dict[tuple[Entity, str], set[str]] = {}
    for telling, date in tellings:
        for owner in telling.people if date is not None else ():
            if isinstance(owner, Entity) and date is not None:
                days.setdefault((owner, telling.event), set()).add(str(date.value))
    return {key: len(found) for key, found in days.items()}


def _is_of_more_times(event: Happening, telling: Telling, days: Mapping[tuple[Entity, str], int]) -> bool:
    """Say whether a telling counts more times than the story has days: "He had been deported six times"."""
    if telling.event not in _REPEATED or not isinstance(event.owner, Entity):
        return False
    told = _times_told(telling.token)
    if (
        event.date is None
    ):  # "was deported from Miami ... had been deported twice"; "has been" counts this one
        verbs = [telling.token, telling.token.head] if telling.token.dep_ == "conj" else [telling.token]
        had = any(child.lower_ == "had" for verb in verbs for child in verb.children)
        return bool(told) and had and all(map(_is_told_as_news, event.tokens))
    return told > days.get((event.owner, telling.event), 0)


def _is_told_as_news(verb: Token) -> bool:
    """Say whether a verb tells what happened once: "was deported from Miami"."""
    helping = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return bool(helping & {"was", "were"}) and helping.isdisjoint(_HAVE) and _how_often(verb) is None


def _times_told(verb: Token) -> int:
    """Return how often a verb of the perfect says that it was done; 0 where it does not say."""
    helping = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helping.isdisjoint(_HAVE) and "been" not in helping:
        return 0
    found = _how_often(verb)
    if found is None:
        return 0
    return 2 if found["twice"] else (parse_number(found["number"]) or _SEVERAL)


def _how_often(verb: Token) -> re.Match[str] | None:
    """Return the words right behind a verb that say how often."""
    behind = text_of(verb.doc)[verb.idx + len(verb) : verb.sent.end_char].replace("\n", " ")
    return _SO_OFTEN.match(behind)


def _is_of_former_year(event: Happening, telling: Telling, times: Times) -> bool:
    """Say whether an undated telling stands behind a day years after the event: the story has gone on.

    "He was charged with theft in 2019. On Tuesday he was arrested in Reno. Police charged him with arson."
    """
    if event.date is None or not isinstance(event.owner, Entity) or telling.event not in _COURT:
        return False
    here = telling.token.sent
    if any(token.sent == here for token in event.tokens) or _is_undone(telling.token):
        return False
    year = str(event.date.value)[:_YEAR]
    told = [item for item in times.get(event.owner, ()) if item[0] < telling.token.i]
    if not told or (event.first() > telling.token.i and told[-1][0] < here.start):
        return False
    return year.isdigit() and told[-1][1] > int(year) + 1


def _is_undone(noun: Token) -> bool:
    """Say whether it is what a court deals with, whenever it was: "vacated his conviction"."""
    return noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in UNDOING


def _is_of_other_arrest(event: Happening, telling: Telling, arrests: Arrests) -> bool:
    """Say whether a charge is told beside an arrest on another day than the event's charge.

    "Roe was arrested Monday and charged with murder ... Roe was arrested on May 2 on a theft charge."
    """
    if telling.event != "charge" or not isinstance(event.owner, Entity):
        return False
    own = arrests.get((event.owner, telling.token.sent.start))
    others = [arrests.get((event.owner, token.sent.start)) for token in event.tokens]
    return own is not None and bool(others) and all(is_of_other_day(own, other) for other in others)


def _is_told_as_later(event: Happening, telling: Telling, published: str | None) -> bool:
    """Say whether what befell somebody in a year gone by is told, and then its like as later.

    "Was living in Utah in 2004 when he was arrested. Roe was later arrested at an airport".
    """
    if published is None or event.date is None or str(event.date.value)[:_YEAR] >= published[:_YEAR]:
        return False
    told_anew = telling.event in _REPEATED or telling.event in _COURT
    if not told_anew or all(child.lower_ not in _LATER for child in telling.token.children):
        return False
    before = [token.i for token in event.tokens if token.i < telling.token.sent.start]
    between = telling.token.doc[max(before, default=telling.token.i) : telling.token.i]
    return 0 < sum(token.is_sent_start is True for token in between) <= _GOES_ON


def _is_old(event: Happening, telling: Telling, course: Course) -> bool:
    """Say whether a headline or lead tells as news what cannot be an event of years ago.

    "Ann Roe has pleaded guilty ... She was convicted of assault in 2006": two convictions. Below the lead a
    charge is news, too, if the story goes back only behind it: "was arraigned ... He came in 2018. In 2020".
    """
    published = course.published
    if published is None or event.date is None or telling.event not in _NEWS:
        return False
    year = str(event.date.value)[:_YEAR]
    verb = telling.token
    helping = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    news = verb.tag_ in ("VBZ", "VBP") or (
        _first_of(verb).dep_ == "ROOT" and verb.pos_ == "VERB" and "had" not in helping
    )
    opening = verb.i < OPENING and all(token.i >= OPENING for token in event.tokens)
    last = int(published[:_YEAR]) - 1
    if not (news and year.isdigit() and int(year) < last):
        return False
    if opening or telling.event != "charge" or not isinstance(event.owner, Entity):
        return opening
    told = course.times.get(event.owner, ())
    back = [own for place, own in told if verb.i < place < event.first()]
    return min(back, default=last) < int(year) and all(own >= last for place, own in told if place < verb.i)


def _first_of(verb: Token) -> Token:
    """Return the first of the verbs that one is joined to: "was arrested Tuesday and charged"."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    return verb


def _is_one_more(event: Happening, telling: Telling) -> bool:
    """Say whether a detainer of a year is told as one more: "It also had a detainer on him in 2020"."""
    if telling.event != "detainer_issued" or telling.presupposed or event.date is None:
        return False
    further = [token for token in event.tokens if _is_further(token)]
    bare = len(str(event.date.value)) == _YEAR
    return bare and bool(further) and OPENING <= telling.token.i < further[0].i


def _is_further(token: Token) -> bool:
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    return any(child.lower_ == "also" for child in verb.children)


def _is_of_other_case(event: Happening, telling: Telling) -> bool:
    """Say whether one is told as of another case: "He faces separate charges", "an unrelated robbery"."""
    if telling.event not in _COURT or telling.token.i < event.first():
        return False
    return _names_other_case(telling.token) and not any(map(_names_other_case, event.tokens))


def _names_other_case(token: Token) -> bool:
    text, sentence = text_of(token.doc), token.sent
    front = text[sentence.start_char : token.idx]
    behind = text[token.idx : min(token.idx + _REACH, sentence.end_char)]
    return any(_OTHER_CASE.search(part) is not None for part in (front[-_REACH:], behind))


def is_of_record(event: Happening, telling: Telling) -> bool:
    """Say whether one is a record of arrests, the other an arrest: "with arrests for robbery and theft"."""
    if telling.event != "arrest" or not isinstance(event.owner, Entity):
        return False
    return len(telling.people) == 1 and _is_record(telling.token) != event.is_record(_is_record)


def _is_record(noun: Token) -> bool:
    """Say whether a noun counts several arrests of somebody, and none that was told of before."""
    if noun.pos_ != "NOUN" or noun.lemma_ != "arrest":
        return False
    given = any(child.lower_ in _GIVEN for child in noun.children)
    return noun.tag_ == "NNS" and not given and not any(child.dep_ == "poss" for child in noun.children)
