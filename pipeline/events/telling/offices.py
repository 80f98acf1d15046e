"""Who is named with the office that an opening holds back the name of.

in: people of a parsed `Doc`    out: people    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity, Reference

_FRONT = 3
"""Words in front of an office that say that it was held before."""
_SOLE = frozenset({"chief", "sheriff", "mayor", "commissioner", "superintendent", "prosecutor", "constable"})
"""Offices that a town has one of."""


def holders_of(doc: Doc, entities: Entities, entity: Entity) -> list[Entity]:
    """Return those who are named with the office that an opening holds back the name of.

    "The former police chief was indicted ... Carl Mott, the former chief, resigned last month."
    """
    office = doc[entity.references[0].token].lemma_.lower()
    former = _is_former(doc[entity.references[0].token])
    return [
        other
        for other in entities.all
        if other.names
        and not other.victim
        and any(
            (
                item.kind == "nominal"
                and doc[item.token].lemma_.lower() == office
                and _is_former(doc[item.token]) == former
            )
            or (item.kind == "name" and office in _SOLE and _has_title(doc, item, office) and not former)
            for item in other.references
        )
    ]


def _has_title(doc: Doc, name: Reference, office: str) -> bool:
    """Say whether a name has an office for its title: "Police Chief Al Roe"."""
    return text_of(doc)[: name.start].rstrip().endswith(f" {office.title()}")


def _is_former(noun: Token) -> bool:
    front = noun.doc[max(noun.sent.start, noun.i - _FRONT) : noun.i]
    return any(word.lower_ in ("former", "ex", "ex-") for word in front) or noun.lower_.startswith("ex-")
