"""Compiles the patterns that find mentions, all at once.

A reader compiles each when a word turns up that it may begin with. Where processes are forked from one that
has compiled them, they share them.
"""

from __future__ import annotations

from pipeline.entities.agencies import find_agencies
from pipeline.entities.counts import find_counts
from pipeline.entities.dates.expressions import find_dates
from pipeline.entities.dates.grammar import grammar
from pipeline.entities.facilities import find_facilities
from pipeline.entities.offenses.lexicon import lexicon
from pipeline.entities.offenses.offenses import find_offenses
from pipeline.entities.people.ages import find_ages
from pipeline.entities.people.nationalities import find_nationalities

_FINDERS = (
    find_agencies,
    find_ages,
    find_counts,
    find_dates,
    find_facilities,
    find_nationalities,
    find_offenses,
)
_ONE_OF_EACH = (
    "Police in Larch County arrested Ivo Brandt, 31, of Peru, on May 4, 2024. He was charged with two counts "
    "of theft and is held at Larch County Jail."
)


def find_one_of_each() -> None:
    """Find one mention of each kind: all patterns are compiled but those of words that do not turn up."""
    for find in _FINDERS:
        find(_ONE_OF_EACH)


def compile_all() -> None:
    """Compile the patterns.

    Raises:
        SettingsError: one is not as it should be.
    """
    find_one_of_each()
    grammar().compile_all()
    lexicon().compile_all()
