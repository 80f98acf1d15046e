"""Numbers listed behind a counted group, each with its own place or day: the same event, once for each.

"Agents arrested 90 people in Minneapolis, 55 in Grand Rapids and 34 in Denver" tells of three groups.
in: tellings, counts    out: more tellings    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.plurals import Group
from pipeline.events.telling.tellings import Telling
from pipeline.schema import Mention

_EVENTS = frozenset({"arrest", "removal", "release", "detention", "transfer", "conviction", "sentence"})
_PLACE = (
    r"(?:\s[a-z][\w’'-]*){0,4}?\s(?P<preposition>in|at|on|near|from|to|around|across|during)"
    r"(?:\s(?:the|nearby|downtown|greater|northern|southern|eastern|western|central|suburban)){0,2}"
    r"(?:\s(?:[A-Z][\w.’'/-]*|\d{1,2}(?=,|\sand\b)|(?:19|20)\d\d|of|the|de|la|county|counties|area|region|metro|valley"
    r"|metropolitan)){1,7}"
)
"""What is counted, and where or when: " people in West Michigan", " on May 3"."""
_NEXT = re.compile(
    _PLACE
    + r"(?:[,;]\s(?:and\s|plus\s)?|\s(?:and|plus)\s)(?:(?:another|an\sadditional|some|about|nearly|roughly"
    r"|around|almost|only|just|(?:more|fewer)\sthan|at\sleast|over)\s){0,2}"
)
"""Between a number and the next of the list."""
_LAST = re.compile(_PLACE + r"(?=\W|$)")


def listed(doc: Doc, tellings: Sequence[Telling], counts: Sequence[Mention]) -> Iterator[Telling]:
    """Yield the event of a group again for each number that a list sets behind the group's.

    Args:
        doc: the parsed text.
        tellings: what is told of people and groups, in text order.
        counts: the numbers of the text, in text order.
    """
    text = text_of(doc)
    told = {owner.count.start for telling in tellings for owner in telling.people if isinstance(owner, Group)}
    for telling in tellings:
        groups = [owner for owner in telling.people if isinstance(owner, Group)]
        if len(groups) != 1 or telling.event not in _EVENTS or telling.modality.value != "actual":
            continue
        for count, end in _list_behind(text, groups[0].count, counts, telling.token.sent.end_char):
            if count.start not in told:
                told.add(count.start)
                yield replace(telling, people=(Group(count),), quote=(count.start, end))


def _list_behind(
    text: str, first: Mention, counts: Sequence[Mention], end: int
) -> Iterator[tuple[Mention, int]]:
    """Yield the numbers that go on a list, each with where its place or day ends."""
    last, preposition = first, None
    for count in counts:
        if not first.end < count.start < end:
            continue
        between = _NEXT.fullmatch(text, last.end, count.start)
        own = _LAST.match(text, count.end, end)
        if between is None or own is None or own["preposition"] != between["preposition"]:
            return
        if preposition not in (None, own["preposition"]):
            return
        last, preposition = count, own["preposition"]
        yield count, own.end()
