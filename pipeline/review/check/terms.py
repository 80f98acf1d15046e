"""Reads the lengths of sentences, and how often something happened.

in: words    out: `Term`s, numbers    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.review.check.rules import table

_MONTHS = {
    "hour": 1 / 720,
    "day": 1 / 30,
    "night": 1 / 30,
    "week": 7 / 30,
    "month": 1.0,
    "year": 12.0,
    "decade": 120.0,
}
FOREVER, _DEATH = 1200.0, 1e9
"""Months of a life; more than any of it, for a sentence of death."""
_TIMES = re.compile(
    r"\btwice\b|\b(?:for|is|was) (?:the |his |her )?second time\b"
    r"|\b(?P<number>\w+) (?:(?:separate|different|more) )?(?:times|occasions)\b"
    r"|\b(?P<so>\w+)-time\b(?= (?:deportee|deported|removed|convicted|felon|offender))"
    r"|\b(?P<prior>\w+) (?:prior|previous|past|earlier) (?:deportations|removals|convictions|arrests)\b"
    r"|\b(?P<once>(?:only|just|no more than) (?:(?:ever|been|\w+ed) ){0,2}(?:once|one time)"
    r"|a single time|once only)\b",
    re.IGNORECASE,
)
_NAMES_OF_MONTHS = (
    *(
        f"{name}\\."
        for name in ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
    ),
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""In front of a number that is a day, and no length: "on Jan. 30 to 96 months"."""
_AT_LEAST = re.compile(r"\bat least$|\bover$|\bnot? (?:less|fewer) than$|^(?!not? ).*\bmore than$")
_AT_MOST = re.compile(r"^up to$|^at most$|\bunder$|^not? more than$|^(?!not? ).*\b(?:less|fewer) than$")
_LOOSE = 0.1
"""How far a length that is said to be about so long may be off."""
_HALVES = ("half a", "half an", "half")
_ROUND = frozenset({"a", "an", *_HALVES})
"""Numbers by which a length is said to be about so long: "half a year"."""


_LASTS = re.compile(
    r"\b(for (?:[\w-]+ ){1,3}(?:hour|day|week|month|year)s?) (?=(?:after|before|past)\b)", re.IGNORECASE
)
"""A length in front of what it was counted from: "held for six days after his bail was paid"."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long somebody is to serve."""

    least: float
    """Months."""
    most: float
    words: str
    start: int
    end: int
    free: bool = False
    """It is spent at large: probation, supervised release."""
    ranged: bool = False
    """It is the two ends of what may be served: "8 to 20 years"."""

    def fits(self, other: Term) -> bool:
        """Tell whether two lengths may be the same."""
        return self.free == other.free and self.as_long(other)

    def as_long(self, other: Term) -> bool:
        """Tell whether two lengths may be the same, wherever they are spent."""
        for one, two in ((self, other), (other, self)):
            if one.ranged and two.least == two.most:
                return two.least in (one.least, one.most)
        return self.least <= other.most and other.least <= self.most


def terms_in(text: str) -> Iterator[Term]:
    """Yield the lengths of time that words give, in their order; no ages, and nothing "two years ago"."""
    for match in _pattern().finditer(_LASTS.sub(r"\1,", text)):
        yield _term(match)


def times_in(text: str) -> int | None:
    """Return how often words say that something happened ("only once", "five times"); null: they do not."""
    for match in _TIMES.finditer(text):
        word = (match["number"] or match["so"] or match["prior"] or "").lower()
        if match["once"] or not word:
            return 1 if match["once"] else 2
        number = int(word) if word.isdigit() else table("lengths")["numbers"].get(word)
        if number is not None:
            return int(number)
    return None


def _term(match: re.Match[str]) -> Term:
    words, start, end = match["told"], match.start("told"), match.end("told")
    if match["death"]:
        return Term(_DEATH, float("inf"), words, start, end)
    if match["life"]:
        return Term(FOREVER, FOREVER, words, start, end)
    if match["bare"]:
        return Term(0.0, float("inf"), words, start, end, free=True)
    unit = _MONTHS[match["unit"].lower()]
    low = _number(match["low"]) * unit
    if match["half"] or match["behind"]:
        low += unit / 2
    if match["more"]:
        low += _number(match["more"]) * _MONTHS[match["smaller"].lower()]
    high = _number(match["high"]) * unit if match["high"] else low
    said = (match["how"] or "").lower()
    if _AT_LEAST.search(said):
        high = float("inf")
    elif _AT_MOST.search(said):
        low = 0.0
    elif said or match["low"].lower() in _ROUND:
        low, high = low * (1 - _LOOSE), high * (1 + _LOOSE)
    ranged = match["high"] is not None and low < high
    return Term(low, high, words, start, end, free=match["free"] is not None, ranged=ranged)


def _number(words: str) -> float:
    plain = words.lower().replace(",", "")
    if plain in _HALVES:
        return 0.5
    return float(plain) if plain[0].isdigit() else float(table("lengths")["numbers"][plain])


@cache
def _pattern() -> re.Pattern[str]:
    numbers = "|".join(
        map(re.escape, sorted([*table("lengths")["numbers"], *_HALVES], key=len, reverse=True))
    )
    number = rf"(?:(?<!\d)\d{{1,3}}(?:\.\d+)?(?!\d)|{numbers})"
    after = "|".join(map(re.escape, table("lengths")["not_before"]))
    before = "".join(rf"(?<!\b{word}\ )" for word in table("lengths")["not_behind"])
    no_day = "".join(rf"(?<!\b{month}\ )" for month in _NAMES_OF_MONTHS)
    return re.compile(
        rf"""\b(?P<told>
          (?P<death>death\ (?:penalty|sentence|row)|(?<=\bto\ )death\b
            |(?<=\bsentenced\ to\ )die\b|(?<=\bcondemned\ to\ )die\b)
          |(?P<bare>(?:probation|supervised\ release|deferred\ adjudication)\b)
          |(?P<life>life(?:\ in\ prison|\ sentence|\ behind\ bars|\ without)|(?<=\bto\ )life\b
             |(?:(?<=\bgiven\ )|(?<=\bgot\ )|(?<=\bget\ )|(?<=\bgets\ )|(?<=\bserving\ ))life\b)
          |(?:(?P<how>(?:at\ least|no\ (?:less|fewer)\ than|not\ (?:less|fewer)\ than|(?:just\ |well\ )?over
               |(?<!no\ )(?<!not\ )(?:(?:a\ little|slightly|well)\ )?more\ than)
             |up\ to|at\ most|(?<!no\ )(?<!not\ )(?:(?:a\ little|slightly|far|well)\ )?(?:less|fewer)\ than
             |(?:just\ |well\ )?under|(?:no|not)\ more\ than
             |about|around|nearly|almost|roughly|some|close\ to|approximately|some)[ ])?
           {before}{no_day}\b(?P<low>{number})(?:\ and\ a\ (?P<half>half))?
           (?:[ -]?(?:to|-|–)[ -]?(?P<high>{number}))?
           [ -](?P<unit>hour|day|night|week|month|year|decade)s?\b(?:\ and\ a\ (?P<behind>half))?
           (?:,?\ (?:and\ )?(?P<more>{number})\ (?P<smaller>day|week|month)s?\b)?
           (?![ -](?:{after})\b|\ of\ (?:community|public|unpaid)\b)
           (?P<free>[’']?\ (?:of\ |on\ )?(?:\w+,?\ ){{0,2}}
             (?:probation|supervised\ release|supervision|deferred\ adjudication)\b)?
        )""",
        re.IGNORECASE | re.VERBOSE,
    )
