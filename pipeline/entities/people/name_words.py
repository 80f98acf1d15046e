"""The words and patterns of `names.toml`: what stands at and in names, and what makes them something else's.

in: nothing    out: word lists and expressions    writes: nothing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.word_lists import table

PATH = Path(__file__).with_name("names.toml")
WORD = r"(?:[A-ZÀ-ÖØ-Þ]\.(?:[A-Z]\.)?|St\.(?= [A-Z])|[A-ZÀ-ÖØ-Þ][\w’'-]+)"
_FIRST = r"[A-ZÀ-ÖØ-Þ](?<![\w-].)(?:\.(?:[A-Z]\.)?|(?<=S)t\.(?= [A-Z])|[\w’'-]+)"
"""With nothing in front of it, which is asked behind its capital: the rest is passed by at a glance."""
_DOUBLE = r"[A-ZÀ-Þ][a-zà-ÿ]+-[A-ZÀ-Þ][a-zà-ÿ]+(?![\w-])"
"""A family name of two, cut off what stands in front of it: "Ann" "Roe-Hale"."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """The word lists and expressions."""

    titles: frozenset[str]
    callings: frozenset[str]
    barred: frozenset[str]
    also_names: frozenset[str]
    particles: frozenset[str]
    not_first: frozenset[str]
    suffixes: frozenset[str]
    described: frozenset[str]
    before_age: re.Pattern[str]
    listed: re.Pattern[str]
    """A line of a list that is a name and an age."""
    before_nationality: re.Pattern[str]
    titled: re.Pattern[str]
    called: re.Pattern[str]
    apposed: re.Pattern[str]
    junior: re.Pattern[str]
    figures: re.Pattern[str]
    known_as: re.Pattern[str]
    alias: re.Pattern[str]
    before_alias: re.Pattern[str]
    rest: re.Pattern[str]
    day: re.Pattern[str]


@cache
def name_words() -> NameWords:
    """Return the lists and expressions, read once per process."""
    data = table(PATH)
    particles = "|".join(data["particles"])
    # Who is called "Lefty" may be; where the words end a sentence, the name behind them begins another.
    double = r"“[^”\n]{0,24}[^”\n.?!]”|\"[^\"\n]{0,24}[^\"\n.?!]\""
    quoted = rf"(?:{double}|‘[A-Z][^’\n]{{1,24}}’|'[A-Z][^'\n]{{1,24}}')"
    further = rf"(?: (?:{WORD}|{quoted}|(?:{particles})(?= ))){{0,8}}(?: {WORD}|-{WORD})"
    name, alone = f"{WORD}{further}", f"{_FIRST}{further}"
    suffix = rf"(?:,? (?:{'|'.join(data['suffixes'])})\b\.?)?"
    titles = "|".join(re.escape(title) for title in data["name_follows"])
    figures = "|".join(data["public_figures"])
    return NameWords(
        titles=frozenset(data["titles"]),
        callings=frozenset(data["callings"]),
        barred=frozenset(data["not_in_a_name"]),
        also_names=frozenset(data["also_in_names"]),
        particles=frozenset(data["particles"]),
        not_first=frozenset(data["not_a_first_word"]),
        suffixes=frozenset(data["suffixes"]),
        described=frozenset(data["described_as"]),
        before_age=re.compile(
            rf"({alone}){suffix}(?=,? ?\(?,? ?\(?(?:age |aged )?\d\d\)?"
            r"(?:,|\.|;|\)| of\b| was\b| and\b|-year)|, an? \d\d-year-old)"
        ),
        listed=re.compile(
            rf"(?:^|\n)[ \t*•·–—-]*(?:\d{{1,2}}[.)] )?({alone}){suffix},"
            r" (?:age |aged )?\d\d(?=[ \t]*(?:\n|$))"
        ),
        before_nationality=re.compile(
            rf"({alone}){suffix}, an? (?:[a-z][\w-]+ ){{0,3}}(?:[A-Z][a-z]+ )?"
            rf"(?:{'|'.join(data['of_a_country'])})\b"
        ),
        junior=re.compile(rf"\b({WORD}(?: {WORD}){{1,2}},? (?:Jr|Sr)\b\.?)(?!\.? [A-Z])"),
        titled=re.compile(
            rf"\b(?:(?:{titles})\.? {{1,2}}(?={WORD} {WORD})|(?:Mr|Mrs|Ms)\.? )({WORD}(?: {WORD}){{0,2}})"
        ),
        called=re.compile(
            rf"\b(?:{'|'.join(data['called'])}) (?:named|(?:identified|known) only as)"
            rf" ({WORD}(?: {WORD}){{0,2}})"
        ),
        apposed=re.compile(
            rf"(?:\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Aa]nother)|[’']s) (?:[a-z-]+ ){{0,2}}"
            rf"(?:{'|'.join((*data['called'], *data['described_as'], *data['apposed_to']))}),"
            rf" ({WORD}(?: {WORD}){{1,2}})(?=, (?!{WORD}))"
        ),
        rest=re.compile(
            rf"(?: {quoted}(?: {WORD}){{1,2}}|-{WORD}| {_DOUBLE})?"
            rf"(?:,? (?:{'|'.join(data['suffixes'])})\b\.?)?"
        ),
        known_as=re.compile(rf",? \b(?:{'|'.join(re.escape(word) for word in data['aliases'])}),? "),
        alias=re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in data['aliases'])}),? ({name})"),
        before_alias=re.compile(rf"({alone})(?=,? (?:aka|AKA|a/k/a|a\.k\.a\.)(?:,? [A-Z“\"‘']))"),
        figures=re.compile(rf"\b({figures})\b(?!-)"),
        day=re.compile(rf"(?:{'|'.join(data['months'])})\.? \d{{1,2}}\b(?!-)"),
    )
