"""Plural nouns that are never said of those accused: "the victims", "the migrants" of smugglers.

in: a plural noun, whom the text before it would have it stand for    out: those of them that it may mean
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import children, text_of
from pipeline.events.people.callings import PATH
from pipeline.events.people.entity import Entity
from pipeline.word_lists import table, words


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
    people = [item for item in found if isinstance(item, Entity)]
    if lemma in words(PATH, "riding"):
        return bool(people) and not any(x.is_called(lemma, noun.doc, unnamed=True) for x in people)
    return _is_carried(noun, people)


def is_smuggled(noun: Token, people: Sequence[Entity]) -> bool:
    """Say whether a noun with nothing in front is for whom smugglers carried: "the alien"."""
    return not children(noun, "amod", "compound") and _is_carried(noun, people)


def _is_carried(noun: Token, people: Sequence[Entity]) -> bool:
    """Say whether a noun is for whom smugglers carried, and nobody of those told of is called so."""
    lemma = noun.lemma_.lower()
    carried = lemma in words(PATH, "smuggled") and _tells_smuggling(noun)
    return carried and bool(people) and not any(x.is_called(lemma, noun.doc, unnamed=True) for x in people)


def _tells_smuggling(noun: Token) -> bool:
    return re.search(table(PATH)["smuggling"], text_of(noun.doc), re.IGNORECASE) is not None
