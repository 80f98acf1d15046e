"""What a plain text says of its own publication: a date field, a date line, a dateline.

Only the head of the text is looked at: the lines before its first paragraph, and how that begins. A date
further down is a date of the story.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from pipeline.clean.published import DATE, read_date

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_PARAGRAPH = 140
"""A line of so many characters is a paragraph."""
_HEAD_LINES = 30


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
    lines = list(islice(_LINE.finditer(text), _HEAD_LINES))
    story = next((i for i, line in enumerate(lines) if len(line[0]) >= _PARAGRAPH), len(lines))
    for rule in _rules():
        for line in lines[: story + 1] if rule.place == "story" else lines[:story]:
            found = _apply(rule, text, line)
            if found is not None:
                return found
        if rule.place == "start" and lines and (found := _apply(rule, text, lines[0])):
            return found
    return None


def _apply(rule: _Rule, text: str, line: re.Match[str]) -> Header | None:
    start = line.end() - len(line[0].lstrip())
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
def _rules() -> tuple[_Rule, ...]:
    table = tomllib.loads(files("pipeline.clean").joinpath("header.toml").read_text("utf-8"))
    return tuple(
        _Rule(
            rule["id"],
            rule["place"],
            rule["mark"],
            re.compile(rule["pattern"].replace("{date}", DATE), re.IGNORECASE),
        )
        for rule in table["rule"]
    )
