"""Days that a police log or a timeline sets in front of its entries.

"May 28, 2:10 a.m.: Officers arrested Ann Roe"; a line "Monday, June 3" over the entries of that day. A day in
front of one entry alone, without an hour, is that of the article and dates nothing.

in: a parsed `Doc`, its dates    out: stretches of tokens, each with its day    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.events.grammar.syntax import text_of
from pipeline.events.telling.sameness import Happening
from pipeline.schema import Mention, Value

_HOUR = r"(?:\d{1,2}(?::\d\d)?\s?[ap]\.?m\.?|\d{1,2}:?\d\d(?:\s(?:hours|hrs))?|noon|midnight)"
_FRONT = re.compile(
    rf"\s*[•·*(\[–—-]?\s*(?P<hour>(?:at |about |around )*{_HOUR},? (?:on )?)?(?:on )?", re.IGNORECASE
)
"""Between the beginning of a line and its day."""
_BEHIND = re.compile(
    rf"\)?\]?,?(?P<hour>\s?(?:[–—-]\s)?(?:at |about |around |approximately )*{_HOUR})?"
    r"(?:\s?:\s?|\s[–—|-]+\s|[–—]|\s*(?=\n|\Z))",
    re.IGNORECASE,
)
"""Between a day and the entry behind it: "May 28, 2:10 a.m.: ", "5/31/24 - 8:15 p.m. - ", or a line's end."""
_POINTS = frozenset({"day", "weekday", "month"})
_STOPS = (".", "!", "?", ".”", '."', ".)")
_SEVERAL = 2
_EARLIER = frozenset({"previously", "already", "earlier", "ago", "prior", "before", "formerly"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What is told between two tokens happened on a day."""

    start: int
    end: int
    date: Mention
    hour: bool
    """An hour stands beside the day, as in no list of headlines."""


@dataclass(frozen=True, slots=True)
class _Label:
    date: Mention
    start: int
    """Offset at which its entry begins."""
    end: int
    """Offset of the end of its line."""
    heads: bool
    """It is all of its line: what it is set over follows."""
    hour: bool


def find_entries(doc: Doc, dates: Sequence[Mention]) -> list[Entry]:
    """Return the entries of a log that have a day in front of them or over them, in text order.

    Args:
        doc: the parsed article.
        dates: its date expressions, in text order.
    """
    text = text_of(doc)
    labels = list(_labels(text, dates))
    lines = [label for label in labels if not label.heads]
    heads = [label for label in labels if label.heads]
    found = [(label, label.end) for label in lines if len(lines) >= _SEVERAL or label.hour]
    if len(heads) >= _SEVERAL:
        if not text[: heads[0].date.start].strip():
            heads = heads[1:]  # the day of the article
        ends = [*(label.date.start for label in heads[1:]), len(text)]
        found += list(zip(heads, ends, strict=True))
    spans = [(label, doc.char_span(label.start, end, alignment_mode="contract")) for label, end in found]
    entries = [
        Entry(span.start, span.end, label.date, label.hour) for label, span in spans if span is not None
    ]
    return sorted(entries, key=lambda entry: (entry.start, -entry.end))


def _labels(text: str, dates: Sequence[Mention]) -> Iterator[_Label]:
    for date in dates:
        line = text.rfind("\n", 0, date.start) + 1
        front = _FRONT.fullmatch(text, line, date.start)
        behind = _BEHIND.match(text, date.end)
        if date.detail not in _POINTS or front is None or behind is None:
            continue
        end = text.find("\n", date.end)
        end = len(text) if end < 0 else end
        heads = not text[behind.end() : end].strip()
        if heads and date.detail == "month":
            continue  # a menu of months
        hour = bool(front["hour"] or behind["hour"])
        yield _Label(date, behind.end(), end, heads, hour)


def lend_entries(events: Sequence[Happening], entries: Sequence[tuple[Entry, Value]]) -> None:
    """Give undated events the day of the entry that tells of them.

    Args:
        events: the events of an article; they take the dates.
        entries: each with the date it comes to, in text order.
    """
    for event in events:
        told = event.telling
        if event.date is not None or told.presupposed or told.modality.value != "actual":
            continue
        within = [
            [value for entry, value in entries if _is_within(token, entry) and _is_of_day(token)]
            for token in event.tokens
        ]
        days = {str(values[-1].value): values[-1] for values in within if values}
        if len(days) == 1:
            event.date = next(iter(days.values()))


def _is_within(token: Token, entry: Entry) -> bool:
    """Say whether an entry tells of a trigger, and no headline of a list that gives their days does."""
    if not entry.start <= token.i < entry.end:
        return False
    text = text_of(token.doc)
    end = text.find("\n", token.idx)
    return entry.hour or text[token.idx : end if end >= 0 else len(text)].rstrip().endswith(_STOPS)


def _is_of_day(token: Token) -> bool:
    """Say whether what is told in an entry happened on its day: not "who had been arrested in"."""
    above = [token, token.head] if token.pos_ == "NOUN" else [token]
    if any(node.dep_ == "relcl" for node in above):
        return False
    if any(child.lower_ in ("had", "has", "have") for node in above for child in node.children):
        return False
    return not any(child.lower_ in _EARLIER for node in above for child in node.children)
