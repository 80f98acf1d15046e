"""Copies of a telling are shown once: those of one source, in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def same_words(rows: Iterable[dict[str, Any]], fields: Sequence[str]) -> list[list[dict[str, Any]]]:
    """Return rows in groups that agree in these fields, in the order of each group's first."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(repr(row[name]) for name in fields), []).append(row)
    return list(groups.values())


def also(copies: int) -> str:
    """Return what stands behind a telling that has so many copies."""
    return "" if not copies else f"  (and in {copies} more article{'s' * (copies != 1)})"
