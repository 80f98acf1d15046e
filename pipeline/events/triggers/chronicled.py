"""Whom an entry of a chronicle is about that names nobody: "Aug. 19, 2023: Indicted on two counts".

It is whom the story tells of in front of the chronicle.

in: a `Trigger`, the people of the article    out: people    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.grammar.chronicles import entry_at
from pipeline.events.grammar.syntax import children, text_of
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.triggers.lists import paragraph
from pipeline.events.triggers.triggers import Trigger

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SIGNS = frozenset({":", "–", "—", "-", "--"})


def chronicled(trigger: Trigger, entities: Entities) -> Sequence[Entity] | None:
    """Return whom a verb without a subject that opens an entry tells of; None where it opens none."""
    token = trigger.token
    if trigger.frame.place not in ("object", "subject") or token.tag_ not in ("VBN", "VBD"):
        return None
    first = min((token, *children(token, "aux", "auxpass")), key=lambda word: word.i)
    if not first.i or first.nbor(-1).text not in _SIGNS:
        return None
    start, _ = paragraph(text_of(token.doc), token.idx)
    opens = entry_at(text_of(token.doc), start) == first.idx
    return _told_above(token, start, entities) if opens else None


def _told_above(token: Token, start: int, entities: Entities) -> Sequence[Entity]:
    """Return whom the story tells of in front of the chronicle, if no entry above tells of somebody else."""
    text = text_of(token.doc)
    others: set[Entity] = set()
    for word in reversed(token.doc[: token.i]):
        if word.idx >= start:
            continue
        line, person = paragraph(text, word.idx), entities.by_token.get(word.i)
        if entry_at(text, line[0]) is None:
            if not text[slice(*line)].strip():
                continue
            told = entities.antecedents.salient(word)
            return [told] if told is not None and others <= {told} else []
        if person is not None and word.dep_ in _SUBJECTS and not person.official:
            others.add(person)
    return []
