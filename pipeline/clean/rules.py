"""boilerplate.toml, read and compiled, and the rules of it that are patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.clean.layout import Layout
from pipeline.clean.published import DATE
from pipeline.schema import Boilerplate

type Spans = list[tuple[int, int]]
"""Stretches of a line, as offsets into its text."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and where in a text it may stand; what the fields mean is said in the file."""

    id: str
    kind: str
    scope: str
    where: str
    pattern: re.Pattern[str]
    has: str


@dataclass(frozen=True, slots=True)
class Words:
    """Everything of the file that is not a rule, compiled."""

    navigation: frozenset[str]
    navigation_pattern: re.Pattern[str]
    headings: frozenset[str]
    author_labels: frozenset[str]
    phone_or_email: re.Pattern[str]
    abbreviations: frozenset[str]


def apply_rules(layout: Layout) -> Iterator[Boilerplate]:
    """Yield what the patterns find, rule by rule; stretches may overlap."""
    rules, _ = load_rules()
    for rule in rules:
        first, last = 0, len(layout.lines)
        if rule.where == "top":
            last = min(last, layout.first_prose + 1)
        elif rule.where == "end":
            first = layout.first_at_end()
        for index in range(first, last):
            line = layout.lines[index]
            if rule.has not in line.text:
                continue
            for start, end in _FIND[rule.scope](rule.pattern, line.text, layout, index):
                if rule.where != "end" or layout.at_end(index, line.start + start):
                    yield Boilerplate(line.start + start, line.start + end, rule.kind)


def _whole_line(pattern: re.Pattern[str], line: str, *_: object) -> Spans:
    match = pattern.fullmatch(line)
    return [match.span()] if match else []


def _inside(pattern: re.Pattern[str], line: str, *_: object) -> Spans:
    part = "part" if "part" in pattern.groupindex else 0
    return [match.span(part) for match in pattern.finditer(line)]


def _sentences(pattern: re.Pattern[str], line: str, layout: Layout, index: int) -> Spans:
    found = []
    done = 0
    for start in layout.sentence_starts[index]:
        match = pattern.match(line, start) if start >= done else None
        if match:
            done = match.end()
            found.append(match.span())
    return found


_FIND: dict[str, Callable[[re.Pattern[str], str, Layout, int], Spans]] = {
    "line": _whole_line,
    "inside": _inside,
    "sentence": _sentences,
}


@cache
def load_rules() -> tuple[tuple[Rule, ...], Words]:
    """Return the rules and the word lists of boilerplate.toml."""
    table = read_table()
    macros = {**table["macros"], "date": f"(?i:{DATE})"}
    rules = tuple(
        Rule(
            rule["id"],
            rule["kind"],
            rule["scope"],
            rule["where"],
            _compile(rule["pattern"], macros, 0 if rule.get("case") else re.IGNORECASE),
            rule.get("has", ""),
        )
        for rule in table["rule"]
    )
    navigation, contact = table["navigation"], table["contact"]
    words = Words(
        navigation=frozenset(navigation["lines"]),
        navigation_pattern=re.compile("|".join(navigation["patterns"]), re.IGNORECASE),
        headings=frozenset(navigation["headings"]),
        author_labels=frozenset(table["author"]["labels"]),
        phone_or_email=_compile(f"{contact['phone_line']}|{contact['email_line']}", macros, re.IGNORECASE),
        abbreviations=frozenset(table["sentences"]["abbreviations"]),
    )
    return rules, words


def read_table() -> dict[str, Any]:
    """Return boilerplate.toml as it stands, examples included."""
    return tomllib.loads(files("pipeline.clean").joinpath("boilerplate.toml").read_text("utf-8"))


def _compile(pattern: str, macros: dict[str, str], flags: int) -> re.Pattern[str]:
    while any(f"{{{name}}}" in pattern for name in macros):
        for name, macro in macros.items():
            pattern = pattern.replace(f"{{{name}}}", macro)
    return re.compile(pattern, flags)
