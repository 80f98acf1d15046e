"""On whom a detainer is that a story's opening tells of before it names anybody.

"Sheriff declines ICE hold on murder suspect", and below: "Tomas Vega, 40, was released April 9."

in: the mention of a detainer in a parsed `Doc`, the people    out: an `Entity` or None    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.detainers.references import Reference, data
from pipeline.events.grammar import nominals
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity

_OPENING = 4
"""Sentences of a story, headline included, that may hold a name back."""
_NEXT = 3
"""Sentences below in which the name must come."""
_ENDS = frozenset({".", "!", "?", "”", '"', ":", ";"})


def held_back(reference: Reference, trigger: Token, entities: Entities) -> Entity | None:
    """Return the one person whom the story names next, where its opening tells of his detainer.

    Args:
        reference: one detainer, in the singular.
        trigger: the word that says what became of it.
        entities: the people of the article.
    """
    noun = reference.noun
    number = entities.sentences[noun.i]
    single = reference.kind == "name" and trigger != noun and not nominals.is_plural(noun)
    if number >= _OPENING or not single or not _is_told(trigger):
        return None
    told = [entity for entity in entities.all if _may_be_subject(entity)]
    before = any(item.sentence <= number for entity in told for item in entity.references)
    ahead = [
        entity
        for entity in told
        if entity.names and (entity.accused or entity.described()) and 0 < _first(entity) - number <= _NEXT
    ]
    if before or not ahead:
        return None
    first = min(map(_first, ahead))
    named = [entity for entity in ahead if _first(entity) == first]
    return named[0] if len(named) == 1 else None


def _first(entity: Entity) -> int:
    """Return the number of the sentence that first tells of somebody."""
    return min((item.sentence for item in entity.references), default=-1)


def _may_be_subject(entity: Entity) -> bool:
    return not (entity.victim or entity.kin or entity.generic or (entity.official and not entity.described()))


def _is_told(trigger: Token) -> bool:
    """Say whether a sentence tells what was done: in the past, or in a headline's present."""
    sentence = trigger.sent
    words = [token for token in sentence if not token.is_space]
    if words and words[-1].text not in _ENDS:
        return True
    if trigger.lemma_ in data()["verbs"]["coming"]:
        return False  # "said that the detainer came late"
    habit = trigger.tag_ in ("VBZ", "VBP")
    return not habit and any(token.tag_ == "VBD" for token in sentence)
