"""The alternatives of a bracket in a wording: `a|(b|c) d` -> `a`, `(b|c) d`; and where a bracket closes."""

from __future__ import annotations

import re

from pipeline.errors import SettingsError

_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
"""What is escaped, a set of letters, a bracket or a bar."""


def alternatives(inner: str) -> list[str]:
    """Return what stands between the bars that are in no bracket of their own, in order."""
    found, depth, start = [], 0, 0
    for match in _SIGN.finditer(inner):
        sign = match.group()
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            found.append(inner[start : match.start()])
            start = match.end()
    return [*found, inner[start:]]


def closing(wording: str) -> int:
    """Return where the bracket closes that a wording begins with.

    Raises:
        SettingsError: it does not.
    """
    depth = 0
    for match in _SIGN.finditer(wording):
        sign = match.group()
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return match.start()
    raise SettingsError(f"wording {wording[:60]!r}: expected a bracket that closes, found none: close it")
