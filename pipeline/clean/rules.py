"""boilerplate.toml, read and compiled, and the rules of it that are patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.clean.layout import Layout
from pipeline.clean.published import DATE
from pipeline.schema import Boilerplate


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and where in a text it may stand; what the fields mean is said in the file."""

    id: str
    kind: str
    scope: str
    where: str
    pattern: re.Pattern[str]


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
    starts = [layout.sentence_starts(line) for line in layout.lines]
    for rule in rules:
        for index, line in enumerate(layout.lines):
            if rule.where == "top" and not layout.at_top(index):
                break
            for start, end in _matches(rule, line.text, starts[index]):
                if rule.where != "end" or layout.at_end(index, line.start + start):
                    yield Boilerplate(line.start + start, line.start + end, rule.kind)


def _matches(rule: Rule, line: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    if rule.scope == "line":
        if rule.pattern.fullmatch(line):
            yield 0, len(line)
    elif rule.scope == "inside":
        yield from (match.span() for match in rule.pattern.finditer(line))
    else:
        done = 0
        for start in starts:
            match = rule.pattern.match(line, start) if start >= done else None
            if match:
                done = match.end()
                yield match.span()


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
