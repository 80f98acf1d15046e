"""Text -> lines and sentence starts, as far as marking boilerplate needs them.

The entities stage has real sentences; these are cut by punctuation alone, and only decide where a pattern may
begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BREAK = re.compile(r"(?:[.!?…]|(?<=[.!?])[)\]])[\"”’')\]]*(?:\s+|(?=[A-Z][a-z]|[(«—]))")
_INITIAL = re.compile(r"(?:^|[\s.(])[A-Z]\.$")
_LAST_WORD = re.compile(r"(\w+)\.$")
SENTENCE_END = (".", "!", "?", '"', "”", ":")
"""Signs with which a line of prose ends, and a title does not."""
_PARAGRAPH = 140
_PROSE_WORDS = 8
_PROSE_END = tuple(".!?:…\"”’')")
_NEAR_END = 3
_LAST_WORDS = 300
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_NO_LETTER = bytes(code for code in range(128) if not chr(code).isalpha())
_NO_SMALL = bytes(code for code in range(128) if not chr(code).islower())


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

    def at_end(self, index: int, start: int) -> bool:
        """Say whether a stretch of line `index` stands by the end of the story.

        In a text of one line or two, whose line structure is lost, that is the second half or the last words.
        """
        if len(self.lines) <= 2:
            return 2 * start >= len(self.text) or len(self.text) - start <= _LAST_WORDS
        return index > self.last_prose - _NEAR_END

    @cached_property
    def sentence_starts(self) -> tuple[list[int], ...]:
        """For each line the offsets in its text at which a sentence may begin, the first of them 0."""
        return tuple(self._starts_of(line) for line in self.lines)

    def first_at_end(self) -> int:
        """Return the index of the first line that a stretch `at_end` may stand in."""
        return 0 if len(self.lines) <= 2 else max(0, self.last_prose - _NEAR_END + 1)

    def _starts_of(self, line: Line) -> list[int]:
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
    return Layout(text, _lines(text), abbreviations)


@lru_cache(
    maxsize=1
)  # of the text in hand: its header, its boilerplate and its title are each sought in turn
def _lines(text: str) -> tuple[Line, ...]:
    lines = []
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        start = match.start() + match[0].index(stripped)
        lines.append(Line(start, start + len(stripped), stripped, _is_prose(stripped)))
    return tuple(lines)


def in_capitals(words: str) -> bool:
    """Say whether nearly all letters of `words` are capitals."""
    letters, _, capitals = _letters(words)
    return letters > 0 and capitals > 0.9 * letters


def _letters(words: str) -> tuple[int, int, int]:
    """Return how many letters there are, how many of them are small, and how many are capitals."""
    octets = words.encode("ascii", "ignore")  # counted in a fraction of the time that characters take
    letters, small = len(octets.translate(None, _NO_LETTER)), len(octets.translate(None, _NO_SMALL))
    others = _BEYOND_ASCII.findall(words) if len(octets) < len(words) else ()
    return (
        letters + sum(map(str.isalpha, others)),
        small + sum(map(str.islower, others)),
        letters - small + sum(map(str.isupper, others)),
    )


def _is_prose(line: str) -> bool:
    if len(line.split()) < _PROSE_WORDS:
        return False
    letters, small, _ = _letters(line)
    if small < 0.6 * letters:
        return False
    return len(line) >= _PARAGRAPH or line.endswith(_PROSE_END)
