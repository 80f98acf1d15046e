"""The alternatives of a bracket in a wording: `a|(b|c) d` -> `a`, `(b|c) d`."""

from __future__ import annotations


def alternatives(inner: str) -> list[str]:
    """Return what stands between the bars that are in no bracket of their own, in order."""
    found, depth, start = [], 0, 0
    for place, sign in enumerate(inner):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            found.append(inner[start:place])
            start = place + 1
    return [*found, inner[start:]]
