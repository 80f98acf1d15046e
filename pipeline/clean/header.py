"""What a plain text says of its own publication: a date field, a date line, a dateline.

Only the head of the text is looked at: the lines before its first paragraph, and how that begins. A date
further down is a date of the story, unless a publishing system stamped it there.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.clean.layout import SENTENCE_END, Line, read_layout
from pipeline.clean.published import DATE, read_date

_HEAD_LINES = 150
"""Some pages print their whole menu, an entry a line, above the story."""
_HEAD_CHARACTERS = 20_000
_SOFT_HYPHEN = "\u00ad"
_PARAGRAPH = 400
"""A line of so many characters is a paragraph, however it ends."""
_TITLE = 40
"""Characters by which a title is known again."""


@dataclass(frozen=True, slots=True)
class Header:
    """The publication date found, and the stretch that gives it (`marked`: it is no part of the story)."""

    published: str
    start: int
    end: int
    rule: str
    marked: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    place: str
    mark: bool
    pattern: re.Pattern[str]


def find_header(text: str) -> Header | None:
    """Return the publication date that the head of `text` prints, by the first rule that finds one."""
    rules, not_after, not_before = _rules()
    page = read_layout(text[:_HEAD_CHARACTERS]).lines
    lines = page[:_HEAD_LINES]
    titles = _titles(lines)
    story = next((i for i, line in enumerate(lines) if _is_paragraph(line, titles)), len(lines))
    foreign = next((i for i, line in enumerate(lines[:story]) if not_after.fullmatch(line.text)), story)
    below = (*(line.text for line in lines[1 : foreign + 1]), "")
    own = [line for line, after in zip(lines[:foreign], below, strict=False) if not not_before.match(after)]
    places = {"start": lines[:1], "line": own, "story": lines[: story + 1], "page": page}
    for rule in rules:
        for line in places[rule.place]:
            found = _apply(rule, text, line)
            if found is not None:
                return found
    return None


def _is_paragraph(line: Line, titles: frozenset[str]) -> bool:
    whole = line.text.endswith(SENTENCE_END) or len(line.text) >= _PARAGRAPH
    return line.prose and whole and _opening(line) not in titles


def _titles(lines: Sequence[Line]) -> frozenset[str]:
    """Return the openings of lines that stand there twice: pages print their title above and in the text."""
    often = Counter(_opening(line) for line in lines)
    return frozenset(words for words, times in often.items() if times > 1)


def _opening(line: Line) -> str:
    return " ".join(line.text[:_PARAGRAPH].casefold().split())[:_TITLE]


def _apply(rule: _Rule, text: str, line: Line) -> Header | None:
    start = line.start + len(line.text) - len(line.text.lstrip(_SOFT_HYPHEN))
    match = rule.pattern.match(text, start)
    if match is None or (rule.place == "line" and not _ends_line(text, match.end())):
        return None
    published = read_date(match["date"])
    if published is None:
        return None
    return Header(published, match.start(), match.end(), rule.id, rule.mark)


def _ends_line(text: str, position: int) -> bool:
    end = text.find("\n", position)
    return not text[position : end if end >= 0 else len(text)].strip()


@cache
def _rules() -> tuple[tuple[_Rule, ...], re.Pattern[str], re.Pattern[str]]:
    """Return the rules, the lines that open a list of other things, and those below a foreign date."""
    table = tomllib.loads(files("pipeline.clean").joinpath("header.toml").read_text("utf-8"))
    rules = tuple(
        _Rule(
            rule["id"],
            rule["place"],
            rule["mark"],
            re.compile(rule["pattern"].replace("{date}", DATE), re.IGNORECASE),
        )
        for rule in table["rule"]
    )
    foreign = table["foreign"]
    return rules, re.compile(foreign["after"], re.IGNORECASE), re.compile(foreign["before"], re.IGNORECASE)
