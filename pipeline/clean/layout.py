"""Text -> lines and sentence starts, as far as marking boilerplate needs them.

The entities stage has real sentences; these are cut by punctuation alone, and only decide where a pattern may
begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BREAK = re.compile(r"(?:[.!?…]|(?<=[.!?])[)\]])[\"”’')\]]*(?:\s+|(?=[A-Z][a-z]|[(«—]))")
_INITIAL = re.compile(r"(?:^|[\s.(])[A-Z]\.$")
_LAST_WORD = re.compile(r"(\w+)\.$")
_PARAGRAPH = 140
_PROSE_WORDS = 8
_PROSE_END = tuple(".!?:…\"”’')")
_NEAR_END = 3
_LAST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the blanks around it."""

    start: int
    end: int
    text: str
    prose: bool
    """It reads as a paragraph of running text, in sentences and mostly in small letters."""


@dataclass(frozen=True)
class Layout:
    """The lines of a text, and where its story begins and ends among them."""

    text: str
    lines: tuple[Line, ...]
    abbreviations: frozenset[str] = field(default=frozenset())

    @cached_property
    def first_prose(self) -> int:
        """Index of the first paragraph; the number of lines if there is none."""
        return next((i for i, line in enumerate(self.lines) if line.prose), len(self.lines))

    @cached_property
    def last_prose(self) -> int:
        """Index of the last paragraph; -1 if there is none."""
        return max((i for i, line in enumerate(self.lines) if line.prose), default=-1)

    def at_top(self, index: int) -> bool:
        """Say whether a line stands before or beside the first paragraph."""
        return index <= self.first_prose

    def at_end(self, index: int, start: int) -> bool:
        """Say whether a stretch of line `index` stands by the end of the story.

        In a text of one line or two, whose line structure is lost, that is the second half or the last words.
        """
        if len(self.lines) <= 2:
            return 2 * start >= len(self.text) or len(self.text) - start <= _LAST_WORDS
        return index > self.last_prose - _NEAR_END

    def sentence_starts(self, line: Line) -> list[int]:
        """Return the offsets in `line.text` at which a sentence may begin, the first of them 0."""
        starts = [0]
        for match in _BREAK.finditer(line.text):
            before = line.text[max(0, match.start() - 20) : match.start() + 1]
            word = _LAST_WORD.search(before)
            if _INITIAL.search(before[-4:]) or (word and word[1] in self.abbreviations):
                continue
            if match.end() < len(line.text):
                starts.append(match.end())
        return starts


def read_layout(text: str, abbreviations: frozenset[str] = frozenset()) -> Layout:
    """Return the layout of `text`; a full stop after one of `abbreviations` ends no sentence."""
    lines = []
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        start = match.start() + match[0].index(stripped)
        lines.append(Line(start, start + len(stripped), stripped, _is_prose(stripped)))
    return Layout(text, tuple(lines), abbreviations)


def in_capitals(words: str) -> bool:
    """Say whether nearly all letters of `words` are capitals."""
    letters = sum(map(str.isalpha, words))
    return letters > 0 and sum(map(str.isupper, words)) > 0.9 * letters


def _is_prose(line: str) -> bool:
    if len(line.split()) < _PROSE_WORDS:
        return False
    if sum(map(str.islower, line)) < 0.6 * sum(map(str.isalpha, line)):
        return False
    return len(line) >= _PARAGRAPH or line.endswith(_PROSE_END)
