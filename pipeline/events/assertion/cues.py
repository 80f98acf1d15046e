"""The words of `modality.toml`, read once: verbs, nouns and expressions that say whether a deed happened."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("modality.toml")


@dataclass(frozen=True, slots=True)
class Cues:
    """The word lists and expressions of `modality.toml`."""

    heads: frozenset[str]
    carried_out: frozenset[str]
    joining: frozenset[str]
    naming: frozenset[str]
    notifying: frozenset[str]
    to_be_told: re.Pattern[str]
    regretted: re.Pattern[str]
    undone: frozenset[str]
    speaking: frozenset[str]
    seeking: frozenset[str]
    arranging: frozenset[str]
    telling: frozenset[str]
    light: frozenset[str]
    trying: frozenset[str]
    settled: frozenset[str]
    ordering: frozenset[str]
    ordered: frozenset[str]
    asking: frozenset[str]
    begging: frozenset[str]
    wishing: frozenset[str]
    marks_of_time: frozenset[str]
    patterns: tuple[tuple[str | None, re.Pattern[str]], ...]
    not_negated: re.Pattern[str]
    not_planned: re.Pattern[str]
    general: re.Pattern[str]
    never_came: re.Pattern[str]
    planned_after: re.Pattern[str]
    conditional_after: re.Pattern[str]
    negated_after: re.Pattern[str]
    not_negated_after: re.Pattern[str]
    taken_back: re.Pattern[str]
    by_order: re.Pattern[str]


@cache
def read_cues() -> Cues:
    """Return them, read once per process."""
    data: dict[str, Any] = tomllib.loads(PATH.read_text(encoding="utf-8"))

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(data[name], re.IGNORECASE)

    order = (
        (None, "conditional_before"),
        ("negated", "negated_before"),
        (None, "hypothetical_before"),
        ("planned", "planned_before"),
        ("alleged", "alleged_before"),
    )
    return Cues(
        heads=frozenset(data["negating_heads"]),
        carried_out=frozenset(data["carrying_out"]),
        joining=frozenset(data["joining"]),
        naming=frozenset(data["naming"]),
        notifying=frozenset(data["notifying"]),
        to_be_told=pattern("to_be_told"),
        regretted=pattern("regretted"),
        undone=frozenset(data["undone"]),
        speaking=frozenset(data["speaking"]),
        seeking=frozenset(data["seeking"]),
        arranging=frozenset(data["arranging"]),
        telling=frozenset(data["telling"]),
        light=frozenset(data["light"]),
        trying=frozenset(data["trying"]),
        settled=frozenset(data["settled"]),
        ordering=frozenset(data["ordering"]),
        ordered=frozenset(data["ordered"]),
        asking=frozenset(data["asking"]),
        begging=frozenset(data["begging"]),
        wishing=frozenset(data["wishing"]),
        marks_of_time=frozenset(data["marks_of_time"]),
        patterns=tuple((value, pattern(name)) for value, name in order),
        not_negated=pattern("not_negated_before"),
        not_planned=pattern("not_planned_before"),
        general=pattern("general_before"),
        never_came=pattern("never_came"),
        planned_after=pattern("planned_after"),
        conditional_after=pattern("conditional_after"),
        negated_after=pattern("negated_after"),
        not_negated_after=pattern("not_negated_after"),
        taken_back=pattern("taken_back"),
        by_order=pattern("by_order"),
    )
