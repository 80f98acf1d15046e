"""The words of `modality.toml`, read once: verbs, nouns and expressions that say whether a deed happened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.small_letters import AnyCase
from pipeline.word_lists import read_lists

PATH = Path(__file__).with_name("modality.toml")


@dataclass(frozen=True, slots=True)
class Cues:
    """The word lists and expressions of `modality.toml`."""

    negating_heads: frozenset[str]
    keeping_from: frozenset[str]
    carrying_out: frozenset[str]
    long_in_coming: frozenset[str]
    implying: frozenset[str]
    needing: frozenset[str]
    causing: frozenset[str]
    expecting: frozenset[str]
    impending: frozenset[str]
    joining: frozenset[str]
    naming: frozenset[str]
    notifying: frozenset[str]
    to_be_told: AnyCase
    regretted: AnyCase
    judging: frozenset[str]
    accusing: frozenset[str]
    deciding: frozenset[str]
    grounds: frozenset[str]
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
    hoping: frozenset[str]
    believing: frozenset[str]
    wishing: frozenset[str]
    marks_of_time: frozenset[str]
    waiting: frozenset[str]
    conditional_before: AnyCase
    negated_before: AnyCase
    hypothetical_before: AnyCase
    planned_before: AnyCase
    alleged_before: AnyCase
    not_negated_before: AnyCase
    not_planned_before: AnyCase
    general_before: AnyCase
    told_in_fiction: AnyCase
    never_came: AnyCase
    still_less: AnyCase
    planned_after: AnyCase
    conditional_after: AnyCase
    negated_after: AnyCase
    not_negated_after: AnyCase
    taken_back: AnyCase
    by_order: AnyCase

    def in_front(self) -> tuple[tuple[str | None, AnyCase], ...]:
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
    return read_lists(Cues, PATH, AnyCase)
