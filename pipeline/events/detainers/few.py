"""Whom few detainers are on: two or three may be lodged on one person, and a number beside him is none.

in: a detainer's noun and its trigger, the participants    out: people    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.detainers.passage import passage
from pipeline.events.detainers.references import PERSON_BEHIND, Reference, data, flat
from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.participants import Participants
from pipeline.schema import Mention

_FEW = 9
"""As many detainers may be on one person."""
_YEARLY = re.compile(
    r"\b(?:since|this|last|past|each|per|every|between|during)\b|\bin\s(?:19|20)\d\d\b|\bso\sfar\b|\btotal\b"
)
"""In a sentence that counts detainers over a time."""


def is_few(count: Mention) -> bool:
    """Say whether so many may be on one person."""
    return isinstance(count.value, int) and count.value <= _FEW


def told_just_before(noun: Token, trigger: Token, participants: Participants) -> Sequence[Entity]:
    """Return who was just told of: "He was held. Police ignored two detainers".

    Where the sentence says since when or in which year there were so many, they are on many.
    """
    freed = _freed(trigger, participants) or _freed(noun.head, participants)
    if freed:
        return freed  # "ignored two detainers and released him"
    if trigger.tag_ != "VBD" or trigger.dep_ not in ("ROOT", "conj") or _YEARLY.search(noun.sent.text):
        return []
    found = [item for item in passage(noun, trigger, participants) if isinstance(item, Entity)]
    paragraph = text_of(noun.doc).rfind("\n", 0, noun.sent.start_char + 1) + 1
    told = [noun.doc[item.token] for person in found for item in person.references]
    near = [token for token in told if paragraph <= token.idx < noun.sent.end_char]
    return found if any(_suffers(token) for token in near) else []


def _freed(trigger: Token, participants: Participants) -> list[Entity]:
    """Return whom the same clause lets go."""
    verbs = [
        verb for verb in syntax.children(trigger, "conj") if verb.lemma_ in data()["verbs"]["letting_go"]
    ]
    freed = [noun for verb in verbs if (noun := syntax.patient(verb)) is not None]
    return [item for noun in freed for item in participants.resolve(noun) if isinstance(item, Entity)]


def _suffers(token: Token) -> bool:
    """Say whether a token is whom something is done to, or what he does: no voice, no owner."""
    return token.dep_ in ("nsubjpass", "dobj") or (token.dep_ == "nsubj" and not nominals.speaks(token))


def is_on_one(reference: Reference) -> bool:
    """Say whether one person is named behind detainers: "two detainers on Honduran charged with theft"."""
    sentence = reference.noun.sent
    match = PERSON_BEHIND.match(flat(sentence)[reference.end - sentence.start_char :])
    if match is None:
        return False
    behind = [token for token in sentence if token.idx >= reference.end + match.end()][:1]
    phrase = [node for token in behind for node in (token, token.head) if node.pos_ in ("NOUN", "PROPN")]
    return bool(phrase) and not any(node.tag_ in ("NNS", "NNPS", "CD") for node in (*behind, *phrase))


def is_aside(group: Group, words: Sequence[Token]) -> bool:
    """Say whether a number stands in a clause on whom a detainer is on: "on a man whose case drew 300"."""
    clauses = (
        clause
        for word in words
        for person in syntax.objects_of(word, "on", "for", "against")
        for clause in syntax.children(person, "relcl")
    )
    return any(clause.left_edge.idx < group.count.start < clause.right_edge.idx for clause in clauses)
