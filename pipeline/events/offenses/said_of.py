"""Tells whether a cue, a clause or an owner is one that an offense has to do with.

in: an offense, a `StatusCue`, who tokens stand for    out: yes or no    writes: nothing
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Span, Token

from pipeline.events.assertion.modality import modality_of
from pipeline.events.grammar import nominals
from pipeline.events.grammar.anybody import is_only_wished
from pipeline.events.grammar.labels import FINITE
from pipeline.events.grammar.syntax import children
from pipeline.events.offenses.governors import goes_on, is_closed_clause
from pipeline.events.offenses.laid import Owner, TriggerReport
from pipeline.events.offenses.statuses import StatusCue
from pipeline.events.people.entity import Entity

_BRINGING = frozenset({"bring", "press", "file", "lodge", "add", "face"})
_UNDONE = (None, "negated")
_TERMS = frozenset({"term", "sentence", "time", "year", "month", "punishment", "penalty", "fine", "amount"})


def is_only_possible(doc: Doc, cue: StatusCue) -> bool:
    """Say whether nobody was charged or convicted yet: "could press charges", "fears being convicted"."""
    words = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    if cue.status == "convicted":
        return any(word.lemma_ == "convict" and modality_of(word).value is None for word in words or ())
    charges = (word for word in words or () if word.lemma_ == "charge" and word.head.lemma_ in _BRINGING)
    return cue.status == "charged" and any(modality_of(word).value in _UNDONE for word in charges)


def is_below(doc: Doc, cue: StatusCue, span: Span) -> bool:
    """Say whether a cue of another case stands inside a deed told: "Lee, convicted of theft, robbed"."""
    if cue.status == "alleged" or span.root.tag_ not in FINITE:
        return False
    words = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    return words is not None and words.end <= span.start and span.root in words.root.ancestors


def is_closed(doc: Doc, cue: StatusCue, span: Span) -> bool:
    """Say whether a cue stands in a clause that ended before the offense."""
    words = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    on = goes_on(span.root) and words is not None and span.root.head in words
    return words is not None and (on or is_closed_clause(words.root, span))


def is_outside(cue: StatusCue, clause: Token) -> bool:
    """Say whether a cue of a charge or verdict stands in front of a clause that tells a deed."""
    begin = min(token.idx for token in clause.subtree)
    return cue.status in ("charged", "convicted") and cue.end <= begin


def is_of_unknown(participle: Token, known: Mapping[int, Entity]) -> bool:
    """Say whether a participle is said of people of whom nothing else is told: "others charged with"."""
    noun = participle.head
    return noun.i not in known and noun.pos_ == "NOUN" and nominals.is_person_noun(noun)


def is_of_person(verb: Token, known: Mapping[int, Entity]) -> bool:
    """Say whether a clause tells a deed of the person in front: "a woman whom he kidnapped"."""
    person = verb.head.i in known or nominals.is_person_noun(verb.head)
    return verb.dep_ == "relcl" and verb.tag_ in FINITE and person


def is_of_another(
    owner: Owner, span: Span, governor: TriggerReport | None, known: Mapping[int, Entity]
) -> bool:
    """Say whether somebody else's phrase holds the offense: "bribed a judge hearing a fraud case"."""
    if governor is None or governor.token not in span.root.ancestors:
        return False
    for node in (span.root, *span.root.ancestors):
        if node == governor.token:
            return False
        if node.dep_ == "relcl" and _is_of_own_subject(node, owner, known):
            return True
        person = known.get(node.head.i) if node.dep_ in ("acl", "relcl") else None
        behind = span.doc[node.head.i : node.i]
        listed = any(token.lower_ in (",", "and", ";") for token in behind)
        told = person is not None and person is not owner and (person.official or bool(person.names))
        if told and behind and not listed:
            return node.head.i > governor.token.i
    return False


def _is_of_own_subject(clause: Token, owner: Owner, known: Mapping[int, Entity]) -> bool:
    """Say whether a clause tells of somebody else: "to ten years, the term that Poe got for theft"."""
    told = [known.get(noun.i) for noun in children(clause, "nsubj", "nsubjpass")]
    thing = known.get(clause.head.i) is None and clause.head.lemma_ in _TERMS
    return thing and any(person is not None and person is not owner for person in told)


def is_anybody(doc: Doc, owner: Entity) -> bool:
    """Say whether no one is meant: "a person arrested for theft is released the same day"."""
    noun = doc[owner.references[0].token]
    anybody = noun.lemma_.lower() in ("person", "individual", "somebody", "anyone")
    return owner.generic and not owner.names and (anybody or is_only_wished(noun))
