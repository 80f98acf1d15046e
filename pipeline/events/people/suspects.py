"""Who may be meant by "the suspect" where nobody has been arrested or charged yet, and who only looks on.

in: people of a parsed `Doc`    out: some of them, yes or no    writes: nothing
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import children, objects_of
from pipeline.events.people.circumstances import LAID_TO
from pipeline.events.people.entity import Entity, Reference

_POLICE = frozenset({"police", "deputies", "officers", "troopers", "agents", "detectives", "marshals"})
_ASKING = frozenset({"interview", "thank", "question", "help", "treat", "find", "call", "ask", "credit"})
"""What police do with somebody who saw it."""
_HURTING = frozenset({"hurt", "injure", "harm", "wound"})
"""What befell somebody, or did not: "a passenger was not hurt"."""
_LOOKING = frozenset(
    {"see", "hear", "watch", "call", "notice", "film", "witness", "wake"}
    | {
        "say",
        "tell",
        "recall",
        "describe",
        "report",
        "add",
        "decline",
        "complain",
        "weep",
        "argue",
        "request",
        "represent",
    }
)
"""Verbs of neighbors and passers-by."""


def suspected(doc: Doc, people: Sequence[Entity]) -> list[Entity]:
    """Return those who are said to have done something, or whom police were after; else who does not speak.

    "Ann Roe told police that her husband, Al Roe, broke the door. The suspect": no Ann, who complains.
    """
    told = [person for person in people if is_laid_to(doc, person)]
    if told:
        return told
    silent = [person for person in people if not (person.private or person.kin or looks_on(doc, person))]
    return [person for person in silent if person.names] or silent


def on_trial(people: list[Entity], described: list[Entity]) -> list[Entity]:
    """Return who of those told of are "the defendants", and not a couple or neighbor told of in between."""
    charged = [entity for entity in described if entity.names and entity.accused]
    named = [entity for entity in described if entity.names or entity.accused]
    accused = [entity for entity in people if entity.accused]
    return next((tried for tried in (charged, named, accused) if len(tried) > 1), described)


def is_laid_to(doc: Doc, person: Entity) -> bool:
    """Say whether somebody is told of as who did it: by another's words, or as whom police were after."""
    return any(_is_laid(doc, item) for item in person.references)


def looks_on(doc: Doc, person: Entity) -> bool:
    """Say whether somebody is told of only as one who saw, heard or says something, or as an owner."""
    if not person.names or person.accused:
        return False
    return all(_is_of_onlooker(doc[item.token]) for item in person.references)


def is_uninvolved(doc: Doc, person: Entity, crimes: Collection[int]) -> bool:
    """Say whether no sentence that tells of somebody tells of an offense, of police, courts or custody.

    Args:
        doc: the parsed article.
        person: the one asked about.
        crimes: the numbers of sentences that tell of an offense.
    """
    of_law = nominals.lexicon().of_law
    return not any(
        item.sentence in crimes or LAID_TO.search(text) or of_law.search(text.lower())
        for item in person.references
        for text in (doc[item.token].sent.text,)
    )


def involved(doc: Doc, people: list[Entity], crimes: Collection[int]) -> list[Entity]:
    """Return those of several who have a part in a case, or all where nobody has (see `is_uninvolved`)."""
    found = [person for person in people if person.accused or not is_uninvolved(doc, person, crimes)]
    return found or people


def _is_of_onlooker(mention: Token) -> bool:
    noun = mention
    while noun.dep_ == "appos":
        noun = noun.head
    if noun.dep_ == "poss":
        return True
    asked = noun.dep_ == "dobj" and noun.head.lemma_ in _ASKING
    unhurt = noun.dep_ == "nsubjpass" and noun.head.lemma_ in _HURTING
    pleading = noun.dep_ == "nsubj" and noun.head.lemma_ == "ask" and bool(objects_of(noun.head, "for"))
    return asked or unhurt or pleading or (noun.dep_ == "nsubj" and noun.head.lemma_ in _LOOKING)


def _is_laid(doc: Doc, mention: Reference) -> bool:
    noun = doc[mention.token]
    while noun.dep_ == "appos":
        noun = noun.head  # "her former husband, Al Roe, broke"
    if mention.speaks or noun.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return False
    verb = noun.head
    if noun.dep_ == "dobj":
        doers = children(verb, "nsubj")
        return verb.lemma_ not in _ASKING and any(doer.lower_ in _POLICE for doer in doers)
    if verb.dep_ == "ccomp" and verb.head.lemma_ in nominals.lexicon().say | {"believe", "allege", "suspect"}:
        return verb.lemma_ not in _LOOKING
    return verb.dep_ == "ROOT" and LAID_TO.search(noun.sent.text) is not None
