"""Patterns in which capitals do not count, looked for in small letters: five times as fast as `IGNORECASE`.

in: a pattern, a text    out: matches, by offsets of the text
"""

from __future__ import annotations

import re
from itertools import groupby

from pipeline.alternatives import alternatives
from pipeline.compiled_patterns import compile_pattern

CAPITAL = re.compile(r"(?<!\\)[A-Z]")
"""A letter of a pattern; behind a backslash it has another meaning."""
_AS_WRITTEN = "(?-i:"
_BOUNDARY = r"\b"


def in_small_letters(text: str) -> str:
    """Return a text in small letters, character for character."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)


def without_capitals(pattern: str) -> str:
    """Return a pattern for texts in small letters."""
    return CAPITAL.sub(lambda match: match[0].lower(), pattern)


def with_shared_boundaries(pattern: str) -> str:
    r"""Return a pattern in which alternatives in a row share the `\b` that each of them begins with.

    `\ba|\bb|c` -> `\b(?:a|b)|c`: in most places of a text no word begins, and none of them is tried.
    """
    shared: list[str] = []
    for at_word, branches in groupby(alternatives(pattern), lambda branch: branch.startswith(_BOUNDARY)):
        if at_word:
            rests = "|".join(branch.removeprefix(_BOUNDARY) for branch in branches)
            shared.append(f"{_BOUNDARY}(?:{rests})")
        else:
            shared.extend(branches)
    return "|".join(shared)


class AnyCase:
    """A pattern in which capitals count at most here and there, in `(?-i:...)`.

    With such it is looked for as written only where it is met in small letters; none may stand in a
    negative look-around. The words of a match may be in small letters, its offsets hold.
    """

    def __init__(self, written: str) -> None:
        """Compile a pattern."""
        small = without_capitals(written.replace(_AS_WRITTEN, "(?:"))
        self._small = compile_pattern(with_shared_boundaries(small))
        self._exact = compile_pattern(written, re.IGNORECASE) if _AS_WRITTEN in written else None

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return where it is met first from an offset on."""
        found = self._small.search(in_small_letters(text), start)
        return found if found is None or self._exact is None else self._exact.search(text, start)

    def match(self, text: str) -> re.Match[str] | None:
        """Return what of it a text begins with."""
        found = self._small.match(in_small_letters(text))
        return found if found is None or self._exact is None else self._exact.match(text)
