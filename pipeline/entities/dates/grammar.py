"""The forms in which news text writes dates, built from `grammar.toml`.

Two uses of one declaration: the finder looks for all forms in a running text, minding what stands beside
them; `match_form` reads words already known to be a date. Each is compiled when it is used: who only reads
the dates of a database over again needs a few forms, and all of them with the finder take a second.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pipeline.alternatives import alternatives, closing
from pipeline.compiled_patterns import compile_pattern
from pipeline.entities.blanks import SPACE, running
from pipeline.errors import SettingsError
from pipeline.word_lists import table as read_table

PATH = Path(__file__).with_name("grammar.toml")
_LOWER_AMBIGUOUS = frozenset({"april", "may", "june", "march", "august"})


@dataclass(frozen=True)
class Form:
    """One way of writing a date."""

    kind: str
    value: str
    """Name of the reading in `values.py`."""
    written: str
    """As `grammar.toml` has it."""
    words: str
    """Regular expression of the words alone, with named groups."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words alone, compiled.

        Raises:
            SettingsError: it is no regular expression.
        """
        try:
            return compile_pattern(self.words)
        except re.error as error:
            raise SettingsError(f"{PATH.name}: form ({self.written}): {error}") from error


@dataclass(frozen=True)
class Grammar:
    """The word lists and forms of `grammar.toml`."""

    forms: tuple[Form, ...]
    all_forms: str
    """Regular expression of all forms, with what stands beside them."""
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    """Monday is 0."""
    numbers: Mapping[str, int]
    decades: Mapping[str, int]
    holidays: Mapping[str, Sequence[int]]
    """Month and day; or month, weekday, and which of the month's such weekdays (-1: the last)."""

    @cached_property
    def finder(self) -> re.Pattern[str]:
        """All forms in one pattern, for a text from `running`; group `f<index>` tells which matched."""
        return compile_pattern(self.all_forms)

    def compile_all(self) -> None:
        """Compile the finder and every form now.

        Raises:
            SettingsError: a form is no regular expression.
        """
        for form in self.forms:
            form.pattern  # noqa: B018 - kept once it is asked for
        self.finder  # noqa: B018


@cache
def grammar() -> Grammar:
    """Return the grammar, read once per process.

    Raises:
        SettingsError: a form names a part that is not declared.
    """
    data = read_table(PATH)
    parts = dict(data["part"]) | _word_parts(data)
    forms = []
    told = []
    for index, entry in enumerate(data["form"]):
        core = _expand(entry["pattern"], parts)
        forms.append(Form(entry["kind"], entry["value"], entry["pattern"], core))
        unnamed = re.sub(r"\(\?P<\w+>", "(?:", core)
        before = _expand(entry.get("before", "").replace(" ", r"\s"), parts)
        if words := entry.get("before_words"):
            before += f"(?={unnamed})" + _behind(data["context"][words])
        after = _expand(entry.get("after", ""), parts)
        told.append(f"(?P<f{index}>{before}{unnamed}{after})")
    return Grammar(
        forms=tuple(forms),
        all_forms=(
            r"(?<!\w)" + by_first_letter(_expand("@starts", parts)) + "(?:" + "|".join(told) + r")(?!\w)"
        ),
        months=_numbered(data["months"]),
        weekdays=_numbered(data["weekdays"]),
        numbers=data["numbers"] | data["ordinals"],
        decades=data["decades"],
        holidays=data["holidays"],
    )


def by_first_letter(starts: str) -> str:
    """Return a look-ahead for words of any case with those of one first letter together.

    A letter named in both cases is passed by at a glance; words whose case does not count are tried one by
    one.
    """
    before, opening, words = starts.partition("(?i:")
    if not opening or not words.endswith("))"):
        return starts
    groups = _rests(words.removesuffix("))")).items()
    told = [
        f"(?i:{rest})" if not letter else f"[{letter}{letter.upper()}](?i:{rest})" for letter, rest in groups
    ]
    return f"{before}{'|'.join(told)})"


def _rests(words: str) -> dict[str, str]:
    """Return by first letter what is behind it in any of the words; under none those that begin otherwise."""
    rests: dict[str, list[str]] = {}
    for word in alternatives(words):
        close = closing(word) if word.startswith("(?:") else 0
        if close and word[close + 1 : close + 2] not in ("?", "*", "{"):
            for letter, rest in _rests(word[3:close]).items():
                rests.setdefault(letter, []).append(f"(?:{rest}){word[close + 1 :]}")
        elif word[:1].isalpha() and word[1:2] not in ("?", "*", "{"):
            rests.setdefault(word[0], []).append(word[1:])
        else:
            rests.setdefault("", []).append(word)
    return {letter: "|".join(behind) for letter, behind in rests.items()}


def match_form(words: str) -> tuple[Form, re.Match[str]] | None:
    """Return the first form that the words are written in, as a whole, or None."""
    words = running(words)
    for form in grammar().forms:
        if match := form.pattern.fullmatch(words):
            return form, match
    return None


def _numbered(table: Mapping[str, Sequence[str]]) -> dict[str, int]:
    return {word.lower(): int(number) for number, words in table.items() for word in words}


def _word_parts(data: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, str]:
    """Build the parts that are lists of words: months, weekdays, numbers, holidays."""
    months = list(data["months"].values())
    weekdays = list(data["weekdays"].values())
    full_weekdays = [words[0] for words in weekdays]
    tens = [word for word, value in data["numbers"].items() if int(value) >= 20]  # type: ignore[call-overload]
    ones = [word for word, value in data["numbers"].items() if 1 <= int(value) <= 9 and len(word) > 2]  # type: ignore[call-overload]
    numbers = f"(?:{'|'.join(tens)})(?:(?:-| )(?:{'|'.join(ones)}))?|{_longest_first(data['numbers'])}"
    return {
        "MONTHS": _names(months),
        "WEEKDAYS": _names(weekdays),
        "FULL_WEEKDAYS": _names([[name] for name in full_weekdays]),
        "NUMBERS": numbers,
        "HOLIDAYS": f"(?:{_longest_first(data['holidays'])})".replace("'", "['’]"),
    }


def _longest_first(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len, reverse=True))


def _names(entries: Sequence[Sequence[str]]) -> str:
    """Alternate full names and abbreviations, as "Monday", "MONDAY" and, where it is no word, "monday"."""
    choices: list[str] = []
    for full, *short in entries:
        choices += [full, full.upper()]
        if full.lower() not in _LOWER_AMBIGUOUS:
            choices.append(full.lower())
        for word in short:
            choices += [rf"{word}\.?", rf"{word.upper()}\.?"]
    return "(?:" + "|".join(sorted(choices, key=len, reverse=True)) + ")"


def _behind(words: Sequence[str]) -> str:
    """Require one of the words in front; each look-behind must have one width."""
    return "(?:" + "|".join(rf"(?<=(?i:{_boundary(word)}{re.escape(word)}\s))" for word in words) + ")"


def _boundary(word: str) -> str:
    """A possessive ending ("'s") stands within a word; all else begins one."""
    return "" if "'" in word or "’" in word else r"\b"


def _expand(pattern: str, parts: Mapping[str, str]) -> str:
    """Put the parts in place of their names, and the blanks of running text in place of blanks."""

    def part(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in parts:
            raise SettingsError(f"{PATH.name}: @{name} is not declared under [part]")
        return expand(parts[name])

    def expand(text: str) -> str:
        return re.sub(r"@([A-Za-z_]+)", part, text)

    return expand(pattern).replace(" ", SPACE)
