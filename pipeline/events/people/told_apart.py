"""Plural nouns that are never said of those accused: "the victims", "the migrants" of smugglers.

in: a plural noun, whom the text before it would have it stand for    out: those of them that it may mean
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.entity import Entity

_RIDING = frozenset({"passenger", "rider"})
_SMUGGLED = frozenset({"migrant", "immigrant", "alien", "refugee", "noncitizen"})
_SMUGGLING = re.compile(r"\b(?:smuggl|traffick|harboring|stash house|coyote)", re.IGNORECASE)


def those_meant[T](noun: Token, found: Sequence[T]) -> list[T]:
    """Return of those found the ones that a noun may be said of.

    "Al Roe and Ed Poe were charged. Police freed the hostages": neither of them.
    """
    if not _is_of_others(noun, found):
        return [*found]
    return [item for item in found if isinstance(item, Entity) and item.suffers()]


def _is_of_others(noun: Token, found: Sequence[object]) -> bool:
    """Say whether a noun is for whom it was done to, or who was carried, and nobody found is called so."""
    lemma = noun.lemma_.lower()
    if lemma in nominals.lexicon().victim:
        return True
    carried = lemma in _RIDING or (lemma in _SMUGGLED and _SMUGGLING.search(text_of(noun.doc)) is not None)
    people = [item for item in found if isinstance(item, Entity)]
    return carried and bool(people) and not any(x.is_called(lemma, noun.doc, unnamed=True) for x in people)
