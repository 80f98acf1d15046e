"""Whom a passage on detainers is about: the one told of last, who neither speaks nor answers them.

in: a detainer's noun and its trigger, the participants    out: an entity, or none    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.events.detainers.references import data
from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.chronicles import is_told_in_present
from pipeline.events.grammar.papers import DETAINERS
from pipeline.events.grammar.said_of import is_source
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.people.suspects import involved
from pipeline.events.triggers.participants import Participants

_LISTING = frozenset({"list", "show", "note", "reflect", "cite"})
"""Verbs by which records say in the present what holds for one."""
TELLING = frozenset({"tell", "inform", "advise", "assure", "remind", "brief"})
"""Verbs of those who speak to somebody: no detainer is on whom they speak to."""


def passage(noun: Token, trigger: Token, participants: Participants) -> Sequence[Entity | Group]:
    """Return the person the passage is about, where the sentence tells of a deed or has no verb at all."""
    sentence = noun.sent
    past = any(token.tag_ in ("VBD", "VBN") for token in sentence)
    told = past or any(token.lower_ in ("has", "had", "was", "were", "is") for token in sentence)
    note = not any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in sentence)
    bare = nominals.determiner(noun) == "bare" and sentence.start_char > 0
    listed = trigger.lemma_ in _LISTING
    habit = trigger.tag_ in ("VBZ", "VBP") and trigger.lemma_ not in ("have", "be") and not listed
    deed = habit and is_told_in_present(trigger)
    if (habit and not deed) or not (told or deed or note or listed) or (bare and not past and not note):
        return []
    person = _spoken_of(noun, participants)
    return [person] if person is not None else []


def _answers_detainers(entity: Entity, doc: Doc) -> bool:
    """Say whether a person is told of as who honors or declines detainers: a sheriff, by name alone."""
    verbs = {*data()["verbs"]["honored"], *data()["verbs"]["declined"]}
    told = [doc[item.token] for item in entity.references]
    return any(
        token.dep_ == "nsubj"
        and token.head.lemma_ in verbs
        and any(noun.lemma_ in DETAINERS for noun in syntax.children(token.head, "dobj"))
        for token in told
    )


def _only_speaks(entity: Entity, doc: Doc) -> bool:
    """Say whether a person only says something, or is told: no detainer is on a lawyer who is quoted."""
    heads = [doc[item.token] for item in entity.references]
    heads = [token.head if token.dep_ == "appos" else token for token in heads]
    return bool(heads) and all(
        nominals.speaks(token) or is_source(token) or (token.dep_ == "dobj" and token.head.lemma_ in TELLING)
        for token in heads
    )


def _spoken_of(noun: Token, participants: Participants) -> Entity | None:
    """Return whom the passage is about: one with a name or told of twice, before one named in passing."""
    antecedents = participants.entities.antecedents
    people = [
        entity
        for entity in antecedents.all
        if not (entity.victim or entity.kin or entity.generic or (entity.official and not entity.described()))
        and not _answers_detainers(entity, noun.doc)
        and not _only_speaks(entity, noun.doc)
    ]
    known = [entity for entity in people if entity.names or len(entity.references) > 1]
    known = involved(noun.doc, known, antecedents.crimes)
    person = antecedents.recent(known, noun, None, 2) or antecedents.salient(noun)
    if person is None or person not in people or person.generic:
        return None
    return person
