"""Whose names are hidden, what stands for them, and how names are compared.

in: what was read of a person    out: a label, a name, a key    writes: nothing
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from pipeline.word_lists import table

VICTIM, MINOR = "[victim]", "[minor]"
_LETTERS = re.compile(r"[^\W\d_]+")
_NAME_RUN = re.compile(r"(?:\b(?P<before>[a-z]+) )?(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*)+)(?=,|\Z)")
"""Capitalised words at the end of a mention or before a comma: a name that was not read as one."""
_PREPOSITIONS = frozenset(table(Path(__file__).with_suffix(".toml"))["prepositions"])


def protecting_label(role: str, minor: bool) -> str | None:
    """Return what stands for the name of somebody who is read so; null: it is given."""
    if role == "victim":
        return VICTIM
    return MINOR if minor else None


def name_within(mention: str, others: Collection[str]) -> tuple[int, int] | None:
    """Return where in a person's mention a name stands that was not read as one; null: nowhere.

    Args:
        mention: the words that introduce the person.
        others: names of other people, which are nobody's here.
    """
    for match in _NAME_RUN.finditer(mention):
        if match["before"] not in _PREPOSITIONS and match["name"] not in others:
            return match.span("name")
    return None


def name_key(name: str) -> str:
    """Return the form of a name in which it is looked up: its words without case and accents."""
    return " ".join(plain_word(word) for word in _LETTERS.findall(name))


def plain_word(word: str) -> str:
    """Return a word without case and accents."""
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in split if not unicodedata.combining(character))
