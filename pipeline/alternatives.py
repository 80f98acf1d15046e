"""The alternatives of a bracket in a wording: `a|(b|c) d` -> `a`, `(b|c) d`; and where a bracket closes."""

from __future__ import annotations

from pipeline.errors import SettingsError


def alternatives(inner: str) -> list[str]:
    """Return what stands between the bars that are in no bracket of their own, in order."""
    found, depth, start = [], 0, 0
    for place, sign in enumerate(inner):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            found.append(inner[start:place])
            start = place + 1
    return [*found, inner[start:]]


def closing(wording: str) -> int:
    """Return where the bracket closes that a wording begins with.

    Raises:
        SettingsError: it does not.
    """
    depth = 0
    for place, sign in enumerate(wording):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place
    raise SettingsError(f"wording {wording[:60]!r}: expected a bracket that closes, found none: close it")
