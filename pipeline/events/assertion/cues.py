"""The words of `modality.toml`, read once: verbs, nouns and expressions that say whether a deed happened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.word_lists import read_lists

PATH = Path(__file__).with_name("modality.toml")


@dataclass(frozen=True, slots=True)
class Cues:
    """The word lists and expressions of `modality.toml`."""

    negating_heads: frozenset[str]
    carrying_out: frozenset[str]
    impending: frozenset[str]
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
    conditional_before: re.Pattern[str]
    negated_before: re.Pattern[str]
    hypothetical_before: re.Pattern[str]
    planned_before: re.Pattern[str]
    alleged_before: re.Pattern[str]
    not_negated_before: re.Pattern[str]
    not_planned_before: re.Pattern[str]
    general_before: re.Pattern[str]
    told_in_fiction: re.Pattern[str]
    never_came: re.Pattern[str]
    planned_after: re.Pattern[str]
    conditional_after: re.Pattern[str]
    negated_after: re.Pattern[str]
    not_negated_after: re.Pattern[str]
    taken_back: re.Pattern[str]
    by_order: re.Pattern[str]

    def in_front(self) -> tuple[tuple[str | None, re.Pattern[str]], ...]:
        """Return what words in front of a deed make of it, in the order in which they are asked."""
        return (
            (None, self.conditional_before),
            ("negated", self.negated_before),
            (None, self.hypothetical_before),
            ("planned", self.planned_before),
            ("alleged", self.alleged_before),
        )


@cache
def read_cues() -> Cues:
    """Return them, read once per process."""
    return read_lists(Cues, PATH, re.IGNORECASE)
