"""Whom a story by all appearances is about, though it reports nothing of them by name.

in: the people of a parsed `Doc`    out: people    writes: nothing
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from pipeline.events.grammar.nominals import determiner, lexicon
from pipeline.events.grammar.on_trial import ACCUSED, tried
from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.circumstances import LAID_TO
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity, Reference

_IN_COURT = re.compile(
    r"\b(?:appear(?:s|ed|ing)?|(?:first|initial|court|brief) appearance) (?:(?:by|via) video ?link )?"
    r"(?:in|before|at) (?:[\w’'.-]+ ){0,5}?(?:[Cc]ourt|[Jj]udge|[Mm]agistrates?|[Ss]heriff)\b"
)
_OWN_CASE = re.compile(r"\b(?:his|her) (?:\w+ )?(?:bid|claim|application|request|plea) for asylum\b")
"""Likewise in the one that names, with an age, the only one who is named so."""
_CASES = frozenset({"case", "charge", "evidence", "indictment", "complaint", "prosecution"})
"""What a court hears against somebody."""
_OFTEN = 3
"""Whom a story follows is named more often than so."""
_FRONT = 3
"""Words in front of an office that say that it was held before."""


def accused_alone(doc: Doc, entities: Entities, in_office: bool) -> list[Entity]:
    """Return the one person with name and age that nothing is told of where nobody else is named with an age.

    "The former mayor was indicted. Prosecutors allege that Ron Castle, 61, steered contracts to a friend."
    An official only where the opening tells of one.
    """
    described = [entity for entity in entities.all if entity.names and entity.described()]
    if not described:
        described = [entity for entity in entities.all if _is_followed(entity, entities)]
    told = [
        entity
        for entity in described
        if not (entity.suffers() or entity.kin or (entity.official and not in_office))
    ]
    if len(described) != 1 or not told or any(item.speaks for item in told[0].references):
        return []
    sentence = doc[told[0].references[0].token].sent.text
    laid = LAID_TO.search(sentence) or _IN_COURT.search(sentence) or _OWN_CASE.search(sentence)
    return told if laid or _is_followed(told[0], entities) else []


def accused_next(doc: Doc, entities: Entities) -> list[Entity]:
    """Return the one person of whom a sentence with a word of police or court tells by name as its subject.

    "A California mother was convicted. Ann Roe allegedly served alcohol": no event of her own, and no age.
    """
    told = [
        entity
        for entity in entities.all
        if entity.names
        and not (entity.suffers() or entity.kin or entity.official or entity.private)
        and (_is_culprit(doc, entity) or not any(item.speaks for item in entity.references))
        and any(
            item.kind == "name"
            and (
                _is_culprit(doc, entity)
                or (item.is_subject and LAID_TO.search(doc[item.token].sent.text))
                or _is_tried(doc[item.token])
            )
            for item in entity.references
        )
    ]
    return told if len(told) == 1 else []


def accused_before(doc: Doc, entities: Entities, other: int) -> list[Entity]:
    """Return the one person whom a story names in front of another as before a court.

    "A Utah woman will stand trial. Ann Roe appeared in court Friday. Ed Poe is also charged": told of by what
    the opening said, and by nothing else.

    Args:
        doc: the parsed article.
        entities: its people.
        other: index of the first name of somebody told of.
    """
    told = [
        entity
        for entity in entities.all
        if entity.names
        and not (entity.suffers() or entity.kin or entity.official or entity.private)
        and entity.references[0].token < other
    ]
    first = told[0].references[0] if len(told) == 1 else None
    if first is None or first.kind != "name" or not first.is_subject or first.speaks:
        return []
    sentence = doc[first.token].sent
    return told if sentence.end <= other and _IN_COURT.search(sentence.text) else []


def _is_culprit(doc: Doc, entity: Entity) -> bool:
    """Say whether a story calls somebody the one who did it: "identified himself as the shooter"."""
    nouns = (doc[item.token] for item in entity.references if item.kind == "nominal")
    culprits = ACCUSED | lexicon().doer
    return any(noun.lower_ in culprits and determiner(noun) == "given" for noun in nouns)


def _is_tried(name: Token) -> bool:
    """Say whether a case is somebody's: "the case against Roe", "would not retry Roe", "Roe's trial"."""
    if name.dep_ == "pobj" and name.head.lower_ == "against":
        return name.head.head.lemma_ in _CASES
    tried = name.dep_ == "dobj" and name.head.lemma_ in ("retry", "prosecute")
    return tried or (name.dep_ == "poss" and name.head.lemma_ in ("trial", "sentencing", "arraignment"))


def has_own_trial(doc: Doc, entity: Entity) -> bool:
    """Say whether a story tells of somebody's own trial in the sentence that names them first.

    "Ann Roe, 31, said during her trial", "Al Roe, 50, whose trial starts", "Ed Poe, 41, is to go on trial".
    """
    first = entity.references[0]
    if first.kind != "name" or entity.official or entity.private or entity.suffers() or entity.kin:
        return False
    own = {item.token for item in entity.references if item.sentence == first.sentence}
    return any(
        token.i in own or (token.lower_ == "whose" and token.head.head.head.i in own)
        for noun in doc[first.token].sent
        for token in tried(noun)
    )


def _is_followed(person: Entity, entities: Entities) -> bool:
    """Say whether a story follows one person: named more often than anybody else, and often."""
    often = _times_named(person)
    others = (entity for entity in entities.all if entity is not person)
    return often > _OFTEN and all(_times_named(other) < often for other in others)


def _times_named(person: Entity) -> int:
    return sum(item.kind == "name" for item in person.references)


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
            or (
                item.kind == "name"
                and office in lexicon().sole
                and _has_title(doc, item, office)
                and not former
            )
            for item in other.references
        )
    ]


def _has_title(doc: Doc, name: Reference, office: str) -> bool:
    """Say whether a name has an office for its title: "Police Chief Al Roe"."""
    return text_of(doc)[: name.start].rstrip().endswith(f" {office.title()}")


def _is_former(noun: Token) -> bool:
    front = noun.doc[max(noun.sent.start, noun.i - _FRONT) : noun.i]
    return any(word.lower_ in ("former", "ex", "ex-") for word in front) or noun.lower_.startswith("ex-")
