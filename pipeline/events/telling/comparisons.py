"""Numbers set beside a counted group without a verb of their own: the same event of another time.

"ICE deported 9,100 people in 2014 but just 6,800 in 2015" tells of two groups.
in: tellings, counts    out: more tellings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.plurals import Group
from pipeline.events.telling.tellings import Telling
from pipeline.schema import Mention
from pipeline.word_lists import table

PATH = Path(__file__).with_name("comparisons.toml")
COMPARED = "event.compared"
"""Rule of an event that a number set beside another tells of; its date stands behind the number."""
TIME_FIRST = "event.compared_time_first"
"""Likewise; its date stands in front."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(table(PATH)[name], re.IGNORECASE)


def compared(doc: Doc, tellings: Sequence[Telling], counts: Sequence[Mention]) -> Iterator[Telling]:
    """Yield the event of a group again for a bare number that the sentence sets beside it.

    Args:
        doc: the parsed text.
        tellings: what is told of people and groups.
        counts: the numbers of the text.
    """
    told = {owner.count.start for telling in tellings for owner in telling.people if isinstance(owner, Group)}
    for telling in tellings:
        groups = [owner for owner in telling.people if isinstance(owner, Group)]
        if not groups or telling.modality.value != "actual":
            continue
        sentence = telling.token.sent
        for count in counts:
            inside = sentence.start_char <= count.start and count.end <= sentence.end_char
            if not inside or count.start in told:
                continue
            rule = _compared_by(doc, sentence.start_char, groups[-1].count, count)
            span = doc.char_span(count.start, count.end, alignment_mode="expand")
            if span is None or rule is None:
                continue
            told.add(count.start)
            yield replace(
                telling,
                token=span.root,
                rule=rule,
                people=(Group(count),),
                quote=(count.start, count.end),
            )


def _compared_by(doc: Doc, start: int, first: Mention, count: Mention) -> str | None:
    """Return the rule by which a number is set beside the first; None where none sets it there."""
    text = text_of(doc)
    before, after = text[start : count.start], text[count.end : count.end + 60]
    if count.end < first.start:
        from_there = _pattern("risen_from").search(before) and _pattern("after").match(after)
        return COMPARED if from_there else None
    if _pattern("before").search(before) and _pattern("after").match(after):
        return COMPARED
    return TIME_FIRST if is_apart(text, first, count) else None


def is_apart(text: str, first: Mention, count: Mention) -> bool:
    """Say whether a number has its own time in front: "released 40 in May; in June, 30"."""
    between, after = text[first.end : count.start], text[count.end : count.end + 60]
    return bool(_pattern("time_first").search(between) and _pattern("closed").match(after))
