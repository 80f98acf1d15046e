"""Extends a head word ("Jail", "Police Department") over the name before it ("Suffolk County").

in: text, where the head begins    out: where its name begins    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from pipeline.compiled_patterns import compile_pattern
from pipeline.entities.blanks import SPACE
from pipeline.word_lists import table

PATH = Path(__file__).with_name("runs.toml")
_REACH = 90
_WRAPPED = 50
"""A line this long may have been broken by wrapping; a shorter one is a heading or a list entry."""
_TOKEN = re.compile(r"\S+")
_NAME_WORD = re.compile(r"[A-ZÀ-Þ][^\d]*$|\d+(?:st|nd|rd|th)$")
_OPENERS = "\"'“‘([«—–-*•"


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = table(PATH)
    return {name: frozenset(words) for name, words in data.items()}


def bodies() -> frozenset[str]:
    """Return words, in small letters, of bodies and places: no name of a person begins or ends with one."""
    return _lists()["bodies"]


def states() -> frozenset[str]:
    """Return the names and press abbreviations of the states of the United States and provinces of Canada."""
    return _lists()["states"]


def spaced(pattern: str) -> str:
    """Return a pattern in which each blank matches the blanks of a text from `running`."""
    parts = re.split(r"(\[(?:\\.|[^\]\\])*\])", pattern)
    classes = [part.replace(" ", r"\x20\xa0") for part in parts[1::2]]
    outside = [part.replace(" ", SPACE) for part in parts[::2]]
    return "".join(a + b for a, b in zip(outside, [*classes, ""], strict=True))


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """Return the pattern with each `@name` replaced by its macro, and macros inside macros too."""
    while match := re.search(r"@([a-z_]+)", pattern):
        pattern = pattern[: match.start()] + macros[match.group(1)] + pattern[match.end() :]
    return pattern


def finder(parts: Sequence[str], starts: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds any of the parts as whole words in a text from `running`.

    Args:
        parts: patterns, the first that fits is taken; blanks match the blanks of running text.
        starts: the lower-case words with which one may begin; a capital or a figure always may.
    """
    begin = "|".join(sorted({re.escape(word[:4]) for word in starts}))
    return compile_pattern(spaced(rf"(?<![\w-])(?=[A-Z\d]|{begin})(?:{'|'.join(parts)})(?!\w)"))


def name_start(text: str, head: int, longest: int = 6) -> int:
    """Return where the capitalised name before a head begins, or `head` where there is none.

    "of", "de" and the like are taken inside a name, never at its beginning. Words that only begin a sentence
    or a heading ("Released", "Monday", "From") end the name.

    Args:
        text: the text.
        head: where in it the head word begins.
        longest: how many words the name may have.
    """
    lists = _lists()
    begin = max(0, head - _REACH)
    tokens = list(_TOKEN.finditer(text, begin, head))
    if not tokens or tokens[-1].end() == head:
        return head
    if tokens[0].start() == begin and begin and not text[begin - 1].isspace():
        tokens = tokens[1:]
    start, right = head, head
    for token in reversed(tokens[-longest:]):
        word, at = token.group(), token.start()
        if not _adjacent(text, token.end(), right):
            break
        core = word.lstrip(_OPENERS)
        opened = core != word
        at += len(word) - len(core)
        if not core or not _continues(core, lists["abbreviations"]):
            break
        if core in lists["inside"]:
            right = at
            continue
        if not _NAME_WORD.match(core) or core in lists["outside"] or _is_dateline(core, text[head]):
            break
        start = right = at
        if opened:
            break
    return start


def _continues(word: str, abbreviations: frozenset[str]) -> bool:
    """Whether a name may go on behind this word: no comma, no end of a sentence."""
    if word[-1] == ".":
        return word in abbreviations or re.fullmatch(r"(?:[A-Z]\.)+", word) is not None
    return word[-1].isalnum() or word[-1] in "'’-"


def _is_dateline(word: str, head: str) -> bool:
    """Whether the word is in capitals before a head that is not ("SANTA ANA Police Department")."""
    return len(word) > 5 and word.isupper() and word.isalpha() and head.isalpha()


def _adjacent(text: str, left: int, right: int) -> bool:
    gap = text[left:right]
    if "\n" not in gap:
        return len(gap) <= 2
    line = text.rfind("\n", 0, left) + 1
    return gap.count("\n") == 1 and left - line >= _WRAPPED
