"""Gives an offense in a list what the heading above says: how far it has got, and of whom it is told.

"Charged with these counts:" and then a line an offense; "Charged in the complaint are:" and then a line
a person, with offenses behind a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Span

from pipeline.events.grammar.labels import TENSED
from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.laid import STATUS_OF_EVENT, Owner, TriggerReport
from pipeline.events.offenses.statuses import PATH, StatusCue
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.triggers.lists import HEADING, opens_with, paragraph
from pipeline.word_lists import table

_MOST_LINES = 25
"""A heading stands within so many lines above the offense."""
_MOST_WORDS = 30
"""A line of a list has at most so many words."""
_LINES_TO_PERSON = 3
_TOLD = frozenset({"actual", "alleged"})
_LABEL = re.compile(r"(?:^|[.;,(–—]\s?)(?P<label>[^.;,:()–—\n]{3,60}):[^.;:\n]*$")
"""In front of an offense, in its own line: "Criminal history: theft, arson"."""
_EVERY = re.compile(r"\b(?:both|each|all)\b", re.IGNORECASE)


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = table(PATH)["heading"]
    return tuple((status, re.compile(pattern, re.IGNORECASE)) for status, pattern in entries.items())


def heading_cue(text: str, line: tuple[int, int]) -> StatusCue | None:
    """Return what a line says of the offenses listed below it; None where it is no heading of offenses.

    Args:
        text: the article's text.
        line: half-open character offsets of the line.
    """
    words = text[slice(*line)]
    if not HEADING.search(words) or len(words.split()) > _MOST_WORDS:
        return None
    return _cue_in(text, *line)


def _labelled(text: str, start: int, end: int) -> StatusCue | None:
    """Return what a label in front of an offense says, between two character offsets of its line."""
    found = _LABEL.search(text[start:end])
    return _cue_in(text, start + found.start("label"), start + found.end("label")) if found else None


def _cue_in(text: str, start: int, end: int) -> StatusCue | None:
    """Return the first status that words between two character offsets name."""
    for status, pattern in _words():
        if match := pattern.search(text[start:end]):
            return StatusCue(status, start + match.start(), start + match.end())
    return None


def listed(
    doc: Doc, span: Span, entities: Entities, reports: Sequence[TriggerReport]
) -> tuple[StatusCue, Sequence[Owner]] | None:
    """Return the cue and the people of the list that an offense stands in; None where it stands in none.

    Args:
        doc: the parsed text.
        span: the offense.
        entities: who is who.
        reports: what happened to whom.
    """
    text = text_of(doc)
    own = paragraph(text, span.start_char)
    if any(token.tag_ in TENSED and token.idx < span.start_char for token in _line(doc, span, own)):
        return None  # a line with a verb in front of the offense is a sentence of its own
    person = opens_with(doc, *own, entities)
    label, line = _labelled(text, own[0], span.start_char), own
    if label is not None:
        return label, [person] if person is not None else _people_above(doc, own, entities)
    for _ in range(_MOST_LINES):
        line = _above(text, line)
        if line[1] <= 0:
            return None
        cue = heading_cue(text, line)
        if cue is not None and person is not None:
            return cue, [person]
        if cue is not None:
            return cue, _reported_in(line, reports, cue) or _people_of(doc, line, entities)
        if len(text[slice(*line)].split()) > _MOST_WORDS:
            return None
    return None


def _reported_in(line: tuple[int, int], reports: Sequence[TriggerReport], cue: StatusCue) -> Sequence[Owner]:
    """Return of whom a heading reports what its offenses are for: "Roe and Poe face charges, including:"."""
    found = [
        report.people
        for report in reports
        if line[0] <= report.token.idx < line[1]
        and STATUS_OF_EVENT[report.event] == cue.status
        and report.modality in _TOLD
    ]
    return found[-1] if found else ()


def _line(doc: Doc, span: Span, line: tuple[int, int]) -> Span:
    return doc.char_span(line[0], span.end_char, alignment_mode="expand") or span


def _above(text: str, line: tuple[int, int]) -> tuple[int, int]:
    """Return the next line above that is not empty; ends at 0 where there is none."""
    end = len(text[: line[0]].rstrip())
    return paragraph(text, end - 1) if end > 0 else (0, 0)


def _people_of(doc: Doc, line: tuple[int, int], entities: Entities) -> Sequence[Entity]:
    """Return the person that a heading names, or that a line right above it opens with.

    All that it names where it says so: "Ed Poe and his son, Al Poe, were both charged with:".
    """
    known = [
        (item.start, person)
        for person in entities.all
        for item in person.references
        if line[0] <= item.start < line[1] and not person.official and not person.victim
    ]
    if known:
        named = [person for _, person in sorted(known, key=lambda pair: pair[0])]
        every = _EVERY.search(text_of(doc), *line) is not None
        return [person for person in dict.fromkeys(named) if person.names] if every else named[:1]
    return _people_above(doc, line, entities)


def _people_above(doc: Doc, line: tuple[int, int], entities: Entities) -> Sequence[Entity]:
    """Return the person that one of the lines right above a line opens with."""
    for _ in range(_LINES_TO_PERSON):
        line = _above(text_of(doc), line)
        person = opens_with(doc, *line, entities) if line[1] > 0 else None
        if person is not None:
            return [person]
    return []
