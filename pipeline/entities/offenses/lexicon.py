"""Reads the wordings of offenses and compiles them for `offenses.py`.

in: the four TOML files of wordings beside this module    out: a `Lexicon`, built once per process

In the data files a wording is a regular expression, matched whatever the case, in which a blank stands for
one blank, line break or hyphen (`[ ]` for no line break), an apostrophe for either kind, an escaped dollar
for any currency's sign, round brackets do not capture, and `@name` stands for one of the words of a list.
What an offense is named by is looked for with blanks for hyphens in the text, so no such wording has a
hyphen. A bracket with `*` or `+` behind it is taken up to six times. A blank that may be missing joins
words into one only if letters follow it ("re ?entry", not "re ?(entry|turn)"). A wording begins with words
that are written out: by them a text's words are looked up, so that few wordings are ever tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pipeline.alternatives import alternatives, closing
from pipeline.compiled_patterns import compile_pattern
from pipeline.errors import SettingsError
from pipeline.ontology import ontology
from pipeline.small_letters import without_capitals
from pipeline.word_lists import table

FILES = tuple(
    Path(__file__).with_name(f"{name}.toml") for name in ("offenses", "statutes", "state_statutes", "acts")
)
_LETTERS = re.compile(r"[A-Za-z0-9]+")
_TIMES = re.compile(r"[?*+]|\{\d+(,\d*)?\}")
_LIST = re.compile(r"@(\w+)")
_SET = re.compile(r"\[([a-z]{2,4})\](?![?*+{])")
"""A short set of letters, which can be written out."""
_PLAIN = re.compile(r"\[[^\]]*\]|[ ']")
"""A set of letters, in which an apostrophe is a printed one, too, or a sign with a meaning of its own."""
_APOSTROPHE = "['’]"
_BLANK = r"[\s\u2010\u2011-]"
_BLANK_ALONE = r"\s"
"""In texts without hyphens; compiled in two thirds of the time."""
_HYPHENS = "-\u2010\u2011"
_MONEY = "[$£€₹₦]"
_REPEATED = re.compile(r"(?<!\\)\)([*+])")
_MOST_REPEATED = 6
"""Words in a row that a repeated bracket takes: without a limit, a text that repeats them takes forever."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A group of wordings with one meaning."""

    id: str
    category: str
    kind: str
    confidence: float
    bare: bool
    """Takes no complement."""
    adult: bool
    """Its category stays when the phrase shows a minor."""
    charged: bool
    """Counts only as an item of a list of charges."""
    not_before: re.Pattern[str] | None
    """What must not stand in front."""


@dataclass(frozen=True, slots=True)
class Complement:
    """Words behind an offense that belong to it and may settle its category."""

    pattern: re.Pattern[str]
    categories: frozenset[str]
    """Those that take it; empty for all."""
    kind: str | None
    becomes: dict[str, str]

    def suits(self, category: str, kind: str) -> bool:
        """Whether an offense of this category and kind takes the complement."""
        return (not self.categories or category in self.categories) and self.kind in (None, kind)


class Wording:
    """A wording that is compiled when its first words are met: all at once they take seconds.

    Most of these go into long lists. So what stands before the first list is looked for by itself, and the
    whole is compiled once that is found. One in which capitals count nowhere is looked for in small letters:
    a pattern that minds the case is compiled and matched in less than half the time of one that does not.
    """

    def __init__(self, text: str, case: bool, opening: str) -> None:
        """Keep a wording.

        Args:
            text: with its lists in place.
            case: capitals count.
            opening: what of it stands before the first list.
        """
        self._text = text
        self._case = case
        self._opening = opening
        self._small = not case and "(?-i" not in text

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return self._compiled(self._text)

    @cached_property
    def _begins(self) -> re.Pattern[str]:
        return self._compiled(self._opening)

    def _compiled(self, text: str) -> re.Pattern[str]:
        if self._small:
            return _compile(without_capitals(text), True, blank=_BLANK_ALONE)
        return _compile(text, self._case, blank=_BLANK_ALONE)

    def compile(self) -> None:
        """Compile it now."""
        self._pattern  # noqa: B018 - kept once it is asked for

    def match(self, text: str, small: str, start: int) -> re.Match[str] | None:
        """Return the match that begins at an offset.

        Args:
            text: from `without_hyphens`.
            small: the same in small letters, as long to the character.
            start: the offset.
        """
        seen = small if self._small else text
        if "_pattern" not in self.__dict__ and not self._begins.match(seen, start):
            return None
        return self._pattern.match(seen, start)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All wordings."""

    word: re.Pattern[str]
    by_word: dict[str, list[tuple[Wording, Rule]]]
    """First word, in lower case, to the wordings that may begin there."""
    complements: list[Complement]
    before: re.Pattern[str]
    """What a name takes along from the words before it."""
    reach_before: int
    block_before: re.Pattern[str]
    block_after: re.Pattern[str]
    enhancement: re.Pattern[str]
    """In front of what makes a sentence longer and is no offense of its own."""
    standing: re.Pattern[str]
    """Whom a charge makes of somebody for a longer sentence, no offense: "a habitual offender"."""
    force_before: re.Pattern[str]
    """Police or troops as the doer of a deed, in front of it; `force_after` behind it."""
    force_after: re.Pattern[str]
    animals: re.Pattern[str]
    """Behind a deed of violence: no deed against people."""
    minor: re.Pattern[str]
    loose_end: re.Pattern[str]
    """Words without weight at the end of a match."""
    list_link: re.Pattern[str]
    with_minor: dict[str, str]
    bare: frozenset[str]
    """Ids of the groups that take no complement."""
    alone: frozenset[str]
    """Ids of those that count only without another offense beside them."""
    legal: frozenset[str]
    """Words of police and court: an offense counts only within `reach` characters of one."""
    reach: int

    def compile_all(self) -> None:
        """Compile every wording now."""
        for wordings in self.by_word.values():
            for wording, _ in wordings:
                wording.compile()


@cache
def lexicon() -> Lexicon:
    """Return the compiled wordings.

    Raises:
        SettingsError: a category is not in the ontology, a list is not there, or a wording does not begin
            with words written out.
    """
    data, groups = _read()
    lists: dict[str, list[str]] = data["lists"]
    by_word: dict[str, list[tuple[Wording, Rule]]] = {}
    for group in groups:
        rule = _rule(group)
        for wording in group["patterns"]:
            filled = _fill(wording, lists, group["id"])
            lazy = Wording(rf"{filled}(?!\w)", bool(group.get("case")), _opening(wording))
            for word in _first_words(filled, group["id"]):
                by_word.setdefault(word, []).append((lazy, rule))

    def compiled(wording: str) -> re.Pattern[str]:
        return _compile(_fill(wording, lists, "offenses.toml"))

    def any_of(wordings: list[str]) -> str:
        return "|".join(wordings)

    context = data["context"]
    return Lexicon(
        word=_LETTERS,
        by_word=by_word,
        complements=[
            Complement(
                pattern=compiled(rf"{entry['pattern']}(?!\w)"),
                categories=frozenset(entry.get("categories", ())),
                kind=entry.get("kind"),
                becomes=entry.get("becomes", {}),
            )
            for entry in data["complement"]
        ],
        before=compiled(rf"(?<![\w-])(({any_of(context['before'])})[\s-]{{1,2}})+$"),
        reach_before=context["reach_before"],
        block_before=compiled(rf"(?<!\w)({any_of(context['block_before'])})$"),
        block_after=compiled(rf"({any_of(context['block_after'])})(?!\w)"),
        enhancement=compiled(rf"(?<!\w){context['enhancement']}"),
        standing=compiled(context["standing"]),
        force_before=compiled(
            rf"(?<!\w)({any_of(context['force'])})( (who|that|had|have|then|also|fatally)){{0,2}} $"
        ),
        force_after=compiled(
            rf",? by (((an?|the|two|three|off|duty|on) ){{0,3}}\w+ ){{0,2}}({any_of(context['force'])})(?!\w)"
        ),
        animals=compiled(rf"('s)?,?( (and|or) [a-z]+ed)?{context['animals']}(?!\w)"),
        minor=compiled(rf"(?<!\w)({any_of(context['minor'])})(?!\w)"),
        loose_end=_compile(rf"( ({any_of(context['loose_end'])}))+$"),
        list_link=compiled(context["list_link"]),
        with_minor=context["with_minor"],
        bare=frozenset(group["id"] for group in groups if group.get("bare")),
        alone=frozenset(group["id"] for group in groups if group.get("alone")),
        legal=frozenset(context["legal"]),
        reach=context["reach"],
    )


def _read() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    files = [table(path) for path in FILES]
    lists = {name: words for file in files for name, words in file.get("lists", {}).items()}
    complement = [pattern for file in files for pattern in file.get("complement", [])]
    groups = [group for file in files for group in file["group"]]
    return {**files[0], "lists": lists, "complement": complement}, groups


def groups() -> list[dict[str, Any]]:
    """Return the groups as the data files give them, with their examples and counter-examples."""
    return _read()[1]


def wordings() -> list[tuple[str, str]]:
    """Return category and wording of every pattern, the words of the lists in place."""
    data, groups = _read()
    return [
        (group["category"], _fill(wording, data["lists"], group["id"]))
        for group in groups
        for wording in group["patterns"]
    ]


def _rule(group: dict[str, Any]) -> Rule:
    if group["category"] not in ontology().offenses:
        raise SettingsError(
            f"offense group {group['id']}: expected a category of ontology.toml, "
            f"found {group['category']!r}; add it there or correct it here"
        )
    return Rule(
        id=group["id"],
        category=group["category"],
        kind=group["kind"],
        confidence=group["confidence"],
        bare=bool(group.get("bare")),
        adult=bool(group.get("adult")),
        charged=bool(group.get("charged")),
        not_before=_compile(rf"(?<!\w)({group['not_before']}) $") if "not_before" in group else None,
    )


def _fill(wording: str, lists: dict[str, list[str]], where: str) -> str:
    """Put the words of the lists in the place of their names."""

    def words(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in lists:
            raise SettingsError(
                f"{where}: expected a list named {name!r} under [lists]; add it or correct @{name}"
            )
        return f"({'|'.join(sorted(lists[name], key=len, reverse=True))})"

    while _LIST.search(wording):
        wording = _LIST.sub(words, wording)
    return _SET.sub(lambda match: f"({'|'.join(match.group(1))})", wording)


def _opening(wording: str) -> str:
    """Return what stands before the first list, and before the bracket that holds it; "" without a list."""
    at = wording.find("@")
    if at < 0:
        return ""
    depth = bracket = 0
    for place, sign in enumerate(wording[:at]):
        bracket = place if sign == "(" and depth == 0 else bracket
        depth += (sign == "(") - (sign == ")")
    return wording[: bracket if depth else at]


def without_hyphens(text: str) -> str:
    """Return a text with blanks for its hyphens."""
    for hyphen in _HYPHENS:
        text = text.replace(hyphen, " ")
    return text


def _compile(wording: str, case: bool = False, blank: str = _BLANK) -> re.Pattern[str]:
    signs = {" ": blank, "'": _APOSTROPHE}
    pattern = re.sub(r"(?<!\\)\((?!\?)", "(?:", wording)
    pattern = pattern.replace(r"\$", _MONEY)
    pattern = _PLAIN.sub(lambda match: signs.get(match[0], match[0].replace("'", "'’")), pattern)
    pattern = _REPEATED.sub(lambda match: f"){{{int(match[1] == '+')},{_MOST_REPEATED}}}", pattern)
    return compile_pattern(pattern, 0 if case else re.IGNORECASE)


def _first_words(wording: str, where: str) -> set[str]:
    """Return, in lower case, the words with which a match of a wording can begin."""
    words = {word.lower() for word in _beginnings(_first_part(wording))}
    if "" in words:
        raise SettingsError(
            f"offense group {where}: expected a wording that begins with words written out, "
            f"found {wording[:60]!r}"
        )
    return words


def _first_part(wording: str) -> str:
    """Return a wording up to its first blank outside brackets: a first word can come from no further."""
    depth = 0
    for place, letter in enumerate(wording):
        depth += (letter == "(") - (letter == ")")
        if letter == " " and depth == 0 and wording[place + 1 : place + 2] != "?":
            return wording[:place]
    return wording


def _beginnings(wording: str, begun: bool = False) -> Iterator[str]:
    """Yield the letters and digits with which a match can begin, up to the first blank or other sign."""
    if wording.startswith("(") and not wording.startswith("(?"):
        close = closing(wording)
        inner, rest = wording[1:close], wording[close + 1 :]
        if times := _TIMES.match(rest):
            rest = rest[times.end() :]
        for branch in alternatives(inner):
            yield from _beginnings(branch + rest, begun)
        if times and times.group().startswith(("?", "*", "{0")):
            yield from _beginnings(rest, begun)
    elif wording.startswith(" ?"):
        if begun:
            yield ""
        if not begun or wording[2:3].isalnum():
            yield from _beginnings(wording[2:], begun)
    elif match := _LETTERS.match(wording):
        letters, rest = match.group(), wording[match.end() :]
        if rest.startswith("?"):
            rest = rest[1:]
            yield from (letters[:-1] + more for more in _beginnings(rest, begun or len(letters) > 1))
        yield from (letters + more for more in _beginnings(rest, True))
    else:
        yield ""
