"""Finds counts ("more than 300", "twelve") and says what they come to.

Percentages, ages, sums and dates are none.

in: text    out: `Mention`s labelled `count`, `detail` the qualifier or empty    writes: nothing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pipeline.number_words import number_of
from pipeline.schema import Mention
from pipeline.small_letters import in_small_letters
from pipeline.word_lists import table

PATH = Path(__file__).with_name("counts.toml")
_QUOTES = frozenset('"“”‘’')
"""Around a lone number: Ed Moe, aka "Ten"."""
_REACH = 44
_GROUPS = {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4}
_SCALES = {"million": 1_000_000, "billion": 1_000_000_000}
_AGED = re.compile(r"(?:^|[.\n]\s?|\band\s)[A-Z][a-z]+(?:[\s-][A-Z][a-z]+)*,\s$")
_SET_OFF = re.compile(r",\s(?:(?:and\s)?[A-Z]|was\b|were\b|who\b|is\b|are\b|of\b|has\b|had\b)")
_DIGITS = 2
"""Of an age that commas set off behind a name, known or not: "Espinoza, 24, and Canela, 19, were"."""
_ENUMERATED = re.compile(r"\)\s(?!and\b|or\b)[a-z]")
_TIME_BEFORE = re.compile(
    r"\b(?:day|week|month|year|hour)s?\b(?:\s[a-z]+){0,4},?\s(?:plus|and)\s(?:another\s|an\sadditional\s)?$"
)
_BARE = re.compile(r"\s(?:on|for)\s(?:the|an?|another|his|her|each)\b")
"""Around a number of which the noun is left out: "576 days in jail, plus 50 on the initial charge"."""
_CLAUSES = 300
"""Characters that a clause of an enumeration takes."""
_MOST = 10**15
"""Longer rows of digits count nothing, and the whole numbers of a database end at 2**63."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    number: re.Pattern[str]
    """In small letters."""
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    turning: re.Pattern[str]
    turned_over: re.Pattern[str]
    ordinal: re.Pattern[str]
    ordinal_of_people: re.Pattern[str]
    at_least: re.Pattern[str]
    about: re.Pattern[str]
    at_most: re.Pattern[str]
    behind_at_least: re.Pattern[str]
    behind_about: re.Pattern[str]
    behind_at_most: re.Pattern[str]
    group_of: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = table(PATH)
    number = re.compile(rf"(?<![\w$€£#.,]){data.pop('number')}(?!\w)")
    return _Patterns(number, **{name: re.compile(pattern, re.IGNORECASE) for name, pattern in data.items()})


@lru_cache(4096)
def parse_count(words: str) -> int | None:
    """Return the whole number that the words of a count give, or None where they give none up to `_MOST`."""
    bare = " ".join(words.lower().replace(",", "").split()).removeprefix("a ")
    digits, _, scale = bare.partition(" ")
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        factor = _SCALES.get(scale) or {"hundred": 100, "thousand": 1000, "": 1}.get(scale)
        if factor is None or (scale == "" and "." in digits) or float(digits) * factor > _MOST:
            return None
        return round(float(digits) * factor)
    if bare == "half a dozen":
        return 6
    if bare.endswith("dozen"):
        dozens = number_of(bare.removesuffix("dozen").strip() or "one")
        return None if dozens is None else 12 * int(dozens)
    number = number_of(bare)
    return None if number is None else int(number)


def find_counts(text: str) -> list[Mention]:
    """Return the counts of a text, in text order."""
    patterns = _patterns()
    mentions = []
    for match in patterns.number.finditer(in_small_letters(text)):
        before = text[max(0, match.start() - _REACH) : match.start()]
        after = text[match.end() : match.end() + _REACH]
        if patterns.not_after.search(after):
            continue
        count = parse_count(match.group())
        qualifier = _qualifier(before, after)
        barred = patterns.not_before.search(before) and not qualifier
        barred = barred or (patterns.ordinal.search(before) and not patterns.ordinal_of_people.search(after))
        barred = barred or (patterns.turning.search(before) and not patterns.turned_over.search(after))
        if (
            count is None
            or barred
            or (before[-1:] in _QUOTES and after[:1] in _QUOTES)
            or _is_enumerator(text, match)
            or (_BARE.match(after) and _TIME_BEFORE.search(before))
            or (_AGED.search(before) and _SET_OFF.match(after) and match.end() - match.start() == _DIGITS)
            or _is_year(match.group(), qualifier, after)
        ):
            continue
        mentions.append(Mention("count", match.start(), match.end(), "count", 0.9, count, qualifier))
    mentions += [
        Mention(
            "count",
            match.start("group"),
            match.end("group"),
            "count",
            0.8,
            _GROUPS[match["group"].lower()],
            "",
        )
        for match in patterns.group_of.finditer(text)
    ]
    return sorted(mentions, key=lambda mention: mention.start)


def _qualifier(before: str, after: str) -> str:
    patterns = _patterns()
    if patterns.at_most.search(before) or patterns.behind_at_most.search(after):
        return "at_most"
    if patterns.at_least.search(before) or patterns.behind_at_least.search(after):
        return "at_least"
    about = patterns.about.search(before) or patterns.behind_about.search(after)
    return "about" if about else ""


def _is_enumerator(text: str, match: re.Match[str]) -> bool:
    """Say whether a number in brackets only tells clauses of a list apart: "who (1) fled, or (2) hid"."""
    if text[match.start() - 1 : match.start()] != "(" or not _ENUMERATED.match(text, match.end()):
        return False
    before = int(match.group()) - 1 if match.group().isdecimal() else 0
    return before == 0 or f"({before}) " in text[max(0, match.start() - _CLAUSES) : match.start()]


def _is_year(words: str, qualifier: str, after: str) -> bool:
    """Say whether four bare digits are a year: no comma, no qualifier and no noun behind them."""
    bare = re.fullmatch(r"(?:1[5-9]|20)\d\d", words) is not None
    return (
        bare
        and not qualifier
        and re.match(r"\s(?:people|illegal|immigrants|migrants|aliens|detainers|criminal|arrests)", after)
        is None
    )
