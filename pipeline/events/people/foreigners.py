"""Whom "the immigrant" means: who was told to be from abroad.

in: a noun of a parsed `Doc`, the people told of so far    out: some of them    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.people.entity import Entity

_NOUNS = frozenset(
    {"immigrant", "migrant", "alien", "noncitizen", "foreigner", "refugee", "asylum-seeker", "deportee"}
)


def from_abroad(noun: Token, people: Sequence[Entity]) -> list[Entity]:
    """Return those from another country, or called so, for a noun that says no more than that."""
    if noun.lemma_.lower() not in _NOUNS:
        return []
    return [
        person
        for person in people
        if not person.official
        and (
            (person.nationality is not None and person.nationality.value != "United States")
            or any(
                item.kind == "nominal" and noun.doc[item.token].lemma_.lower() in _NOUNS
                for item in person.references
            )
        )
    ]
