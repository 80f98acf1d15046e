"""Finds the ages that a text gives people; limits ("under the age of 13") and things' ages are none.

in: text, or the end of a name in it    out: `AgeMention`s with half-open offsets    writes: nothing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.entities.people.nationalities import nationals
from pipeline.number_words import number_of
from pipeline.small_letters import in_small_letters
from pipeline.word_lists import table

PATH = Path(__file__).with_name("ages.toml")
_OLDEST = 115
_PER_YEAR = {"year": 1, "yr": 1, "month": 12, "week": 52, "day": 365}
_REACH = 40
"""How many characters beside an age are looked at for what it is the age of."""
_SENTENCE = 120
"""How many in front of a bare number are looked at for whether it is how many people they are."""


@dataclass(frozen=True, slots=True)
class AgeMention:
    """Words that give an age."""

    start: int
    end: int
    age: int
    """Completed years: 0 for a two-month-old."""
    then: bool = False
    """The age that the person had at the time told of ("at the age of 9"), which may not be today's."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    form: re.Pattern[str]
    """In small letters."""
    limit_before: re.Pattern[str]
    limit_after: re.Pattern[str]
    thing_after: re.Pattern[str]
    then_before: re.Pattern[str]
    number_before: re.Pattern[str]
    named: re.Pattern[str]
    behind_name: re.Pattern[str]
    behind_noun: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = table(PATH)
    number = data["number"]
    forms = [form.replace("@number", number) for form in data["forms"]]
    numbered = [re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{index}>", form) for index, form in enumerate(forms)]
    form = rf"(?<![\w$€£.,/-])(?:{'|'.join(numbered)})(?!\w)"
    given = "|".join(re.sub(r"\(\?P<\w+>", "(?:", form) for form in forms)
    behind_name = (
        rf"{data['suffix']}{data['alias']}(?:"
        rf",?\s\(?(?:now\s)?(?:an?\s)?(?P<given>{given})(?!\w)"
        rf"|(?:,\s?(?:now\s)?|\s?\((?:now\s)?|\s[-–—]\s|(?<=,[”\"])\s)(?P<bare>\d{{1,3}}){data['age_follows']}"
        rf"|\s(?P<plain>\d\d){data['no_comma_follows']})"
    )

    def beside(name: str) -> re.Pattern[str]:
        return re.compile(data[name].replace("@number", number), re.IGNORECASE)

    countrymen = "|".join(map(re.escape, nationals()))
    return _Patterns(
        form=re.compile(form),
        limit_before=beside("limit_before"),
        limit_after=beside("limit_after"),
        thing_after=beside("thing_after"),
        then_before=beside("then_before"),
        number_before=beside("number_before"),
        named=re.compile(data["named"]),
        behind_name=re.compile(behind_name),
        behind_noun=re.compile(data["behind_noun"].replace("@national", countrymen)),
    )


def find_ages(text: str) -> list[AgeMention]:
    """Return the ages given in words that say so ("26-year-old", "the man, 26,"), in text order."""
    patterns = _patterns()
    mentions = []
    for match in patterns.form.finditer(in_small_letters(text)):
        age = parse_age(match.group())
        before = text[max(0, match.start() - _REACH) : match.start()]
        after = text[match.end() : match.end() + _REACH]
        old = match.group().endswith("old")
        named = old and patterns.named.search(f"{before}|{after}") is not None
        someone = named or (
            old and before.lower().endswith((" an ", " a ", " the "))
        )  # "bond to an 18-year-old"
        limit = patterns.limit_before.search(before) and not someone
        if age is None or limit or patterns.limit_after.search(after):
            continue
        if patterns.thing_after.search(after):
            continue
        if match.group().isdecimal() and patterns.number_before.search(
            text[max(0, match.start() - _SENTENCE) : match.start()]
        ):
            continue
        then = bool(patterns.then_before.search(before)) and not named
        mentions.append(AgeMention(match.start(), match.end(), age, then))
    bare = (match.span("n") for match in patterns.behind_noun.finditer(text))
    mentions += [AgeMention(start, end, int(text[start:end])) for start, end in bare]
    return sorted(mentions, key=lambda mention: mention.start)


def parse_age(words: str) -> int | None:
    """Return the completed years that the words of an age give, or None where they give none."""
    bare = in_small_letters(words.strip())
    if re.fullmatch(r"[0-9]{1,3}", bare):
        return int(bare) if int(bare) <= _OLDEST else None
    match = _patterns().form.fullmatch(bare)
    if match is None:
        return None
    groups = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}
    count = number_of(re.sub(r"\s+", " ", groups["n"]))
    if count is None:
        return None
    age = int(count) // _PER_YEAR[groups.get("unit", "year")]
    return age if age <= _OLDEST else None


def find_comma_ages(text: str, name_end: int) -> AgeMention | None:
    """Return the age right behind a name: ", 41," in "Jose Lara, 41, of", or "(41)", or ", a 41-year-old".

    Args:
        text: the text.
        name_end: where in it the name ends.
    """
    patterns = _patterns()
    match = patterns.behind_name.match(text, name_end)
    if match is None:
        return None
    group = str(match.lastgroup)
    start, end = match.span(group)
    age = parse_age(text[start:end])
    if age is None or (group == "given" and patterns.limit_after.search(text[end : end + _REACH])):
        return None
    return AgeMention(start, end, age)
