"""The day of a deed told before, where the story names the deed again to give it.

"Agents arrested a man in Laredo. The arrest took place on May 3"; "He was sentenced to ten years. Judge Ann
Page imposed the sentence Friday"; "The indictment, which was filed Tuesday, names three others".

in: a parsed `Doc`, its dates    out: recalls; undated events take a day    writes: nothing
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Token

from pipeline.events.dating.hours import RELATIVE
from pipeline.events.dating.reports import LATEST
from pipeline.events.grammar.nominals import determiner
from pipeline.events.grammar.syntax import children, is_passive
from pipeline.events.people.plurals import Group
from pipeline.events.telling.sameness import Happening
from pipeline.schema import Mention, Value
from pipeline.word_lists import table

PATH = Path(__file__).with_name("recalls.toml")
_DATA = table(PATH)
_NAMED = {noun: event for event, nouns in _DATA["nouns"].items() for noun in nouns}
_OPERATIONS, _RUNNING = (frozenset(_DATA["operations"][name]) for name in ("nouns", "verbs"))
_HAPPEN, _DONE, _BY_COURT, _BY_JUDGE = (
    frozenset(_DATA["verbs"][name]) for name in ("happen", "done", "by_court", "by_judge")
)
_JUDGES, _OTHER = (frozenset(_DATA["words"][name]) for name in ("judges", "other"))
_DAYS = RELATIVE | {"day", "weekday", "relative", "month", "range", "week"}
"""Kinds of dates on which a deed is told to have been done."""
_HEARINGS = frozenset({"arraignment"})
"""A hearing, which may be a later step of the case."""
_AHEAD = 40
"""Tokens from a noun to what a story tells of it first."""
_TIMES = frozenset({"morning", "night", "evening", "afternoon"})
_ON = frozenset({"on", "in", "at", "during", "between", "from", "of"})


@dataclass(frozen=True, slots=True)
class Recall:
    """A deed told before, named again with its day."""

    event: str
    order: int
    """Index of the noun that names it."""
    date: Mention
    of_many: bool = False
    """An operation, whose day is that of a group's arrest alone."""
    latest: bool = False
    """One of several, whose day is not that of the others."""


def find_recalls(doc: Doc, dates: Sequence[Mention], told: Container[int]) -> list[Recall]:
    """Return the deeds that a story names again to give their day, in text order.

    Args:
        doc: the parsed article.
        dates: its date expressions.
        told: indices of the triggers, whose days are their own.
    """
    found = []
    for date in dates:
        span = doc.char_span(date.start, date.end, alignment_mode="expand")
        if span is None or date.detail not in _DAYS:
            continue
        for noun, event in _of_day(span.root) or _told_by(_verb_of(span.root), told):
            if noun.i not in told:
                latest = any(child.lower_ in LATEST for child in noun.children)
                found.append(Recall(event, noun.i, date, noun.lemma_.lower() in _OPERATIONS, latest))
    return found


def _of_day(root: Token) -> list[tuple[Token, str]]:
    """Return the deed that a day possesses: "today's sentence", "Friday's guilty plea"."""
    noun = root.head
    if root.dep_ != "poss" or root.i > noun.i:
        return []
    plea = noun.lemma_ == "plea" and any(child.lower_ == "guilty" for child in noun.children)
    event = "conviction" if plea else _NAMED.get(noun.lemma_.lower())
    return [(noun, event)] if event is not None and noun.lemma_ not in _HEARINGS else []


def _told_by(verb: Token | None, told: Container[int]) -> Iterator[tuple[Token, str]]:
    """Yield the deeds whose day a verb tells, unless it was not done, or is still to be."""
    if verb is None or verb.i in told:
        return
    if any(child.dep_ == "neg" or child.tag_ in ("MD", "TO") for child in verb.children):
        return
    for noun in _nouns(verb):
        event = _event_of(noun, verb)
        if event is not None:
            yield noun, event


def _verb_of(root: Token) -> Token | None:
    """Return the verb that a date stands beside, with nothing but prepositions and hours between."""
    node = root
    while node.dep_ in ("pobj", "prep", "npadvmod", "compound") and node.head != node:
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return node
        if node.dep_ == "prep" and node.lower_ not in _ON:
            return None
        if node.dep_ != "prep" and node.lower_ not in _TIMES:
            return None
    return None


def _nouns(verb: Token) -> Iterator[Token]:
    """Yield what a verb tells of: "the arrest took place", "imposed the sentence", "the charge filed"."""
    if verb.lemma_ in _HAPPEN | _DONE | _RUNNING | _BY_JUDGE and (
        is_passive(verb) or verb.lemma_ in _HAPPEN | _RUNNING
    ):
        yield from children(verb, "nsubj", "nsubjpass")
    if verb.dep_ in ("relcl", "acl") and verb.lemma_ in _DONE | _HAPPEN | _RUNNING and verb.i > verb.head.i:
        yield verb.head
    if verb.lemma_ in _BY_COURT | _BY_JUDGE | _RUNNING and not is_passive(verb):
        judged = verb.lemma_ not in _BY_JUDGE or any(
            word.lower_ in _JUDGES for noun in children(verb, "nsubj") for word in noun.subtree
        )
        yield from children(verb, "dobj") if judged else ()


def _event_of(noun: Token, verb: Token) -> str | None:
    """Return the event that a noun names again, or None where it names none, or another."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or determiner(noun) != "given":
        return None
    if any(child.lower_ in _OTHER for child in noun.children if child.i < noun.i):
        return None
    if lemma in _OPERATIONS:
        return "arrest" if verb.lemma_ in _RUNNING else None
    event = _NAMED.get(lemma)
    if event is None or verb.lemma_ in _RUNNING - _HAPPEN:
        return None
    return event if event in ("sentence", "conviction") or verb.lemma_ not in _BY_JUDGE - _DONE else None


def lend_recalled(events: Sequence[Happening], recalls: Sequence[tuple[Recall, Value]]) -> None:
    """Give the deed told last before it is named again the day that it is named with, if it has none.

    All who were told of in that sentence take the day. What the story tells in between of such a deed with a
    day of its own is the one meant.

    Args:
        events: the events of an article; they take the dates.
        recalls: each with the date it comes to, in text order.
    """
    for recall, day in recalls:
        told = [
            (max(before), event)
            for event in events
            if event.telling.event == recall.event
            and event.telling.modality.value in ("actual", "alleged")
            and (not recall.of_many or isinstance(event.owner, Group))
            and not (recall.latest and isinstance(event.owner, Group))
            and (before := [token.i for token in event.tokens if token.i < recall.order])
        ]
        if not told:
            _lend_ahead(events, recall, day)
            continue
        sentence = events[0].telling.token.doc[max(last for last, _ in told)].sent
        meant = [event for last, event in told if last >= sentence.start]
        if all(event.date is None for event in meant):
            for event in meant:
                event.date = day


def _lend_ahead(events: Sequence[Happening], recall: Recall, day: Value) -> None:
    """Give what the story goes on to tell the day of the noun in front: "The verdict came Monday. He was"."""
    ahead = [
        (after, event)
        for event in events
        if event.telling.event == recall.event
        and event.telling.modality.value == "actual"
        and not recall.of_many
        and recall.order < (after := event.first()) <= recall.order + _AHEAD
    ]
    first = min((after for after, _ in ahead), default=0)
    for after, event in ahead:
        if event.date is None and event.telling.token.doc[after].sent == event.telling.token.doc[first].sent:
            event.date = day
