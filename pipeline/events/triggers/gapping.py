"""Whom an event is told of in a clause without its verb: "Roe was sentenced to 35 years and Luna to 20".

in: a `Trigger`, the people of the article    out: people    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.voice import is_passive
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.triggers.triggers import Trigger

_TOLD_OF_EACH = frozenset({"sentence", "charge", "conviction", "arrest", "release", "removal"})
_PREPOSITIONS = frozenset({"to", "with", "for"})
_JOINING = frozenset({"and", "while", ";", ",", "but"})
_ON = frozenset({"on", "in"})
_CLOSING = frozenset({".", ",", ";", "and", ")"})
_ASIDE = frozenset({",", "(", ")"})


def told_without_verb(trigger: Trigger, entities: Entities) -> list[Entity]:
    """Return those of whom a clause behind a verb tells by the verb's own preposition alone.

    "Ann Roe was sentenced to 35 years and Ed Luna, 47, to 20 years"; "Roe was charged with theft, Luna with
    arson".
    """
    if trigger.frame.event not in _TOLD_OF_EACH:
        return []
    behind = names_behind(trigger.token, entities)
    return [*behind, *(person for person in dated_behind(trigger.token, entities) if person not in behind)]


def dated_behind(verb: Token, entities: Entities) -> dict[Entity, tuple[Token, Token]]:
    """Return who stands behind a verb with a day alone, each with the last word of the name and of the day.

    "Roe was arrested in May and Luna in June"; "Police arrested Roe on Monday and Ed Luna, 47, on Tuesday".
    """
    found: dict[Entity, tuple[Token, Token]] = {}
    if verb.pos_ != "VERB":
        return found
    days = [token for token in verb.doc[verb.i + 1 : verb.sent.end] if token.ent_type_ == "DATE"]
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound"):
            break
        person = entities.by_token.get(token.i)
        if person is None or not entities.is_name(token) or entities.by_token.get(token.i - 1) is person:
            continue
        last = token
        while entities.by_token.get(last.i + 1) is person and last.i + 1 < verb.sent.end:
            last = last.nbor()
        day = _day_behind(last)
        told_before = any(verb.i < other.i < token.i for other in days)
        joined = told_before and not (person.official or person.suffers()) and _is_joined(token, entities)
        if day is not None and joined:
            found.setdefault(person, (last, day))
    return found


def _day_behind(name: Token) -> Token | None:
    """Return the last word of a day right behind a name and its age, where the clause ends with it."""
    index = name.i + 1
    doc, end = name.doc, name.sent.end
    while index < end and (
        doc[index].text in _ASIDE or (doc[index].like_num and doc[index].ent_type_ != "DATE")
    ):
        index += 1
    if index < end and doc[index].lower_ in _ON and index + 1 < end:
        index += 1
    first = index
    while index < end and doc[index].ent_type_ == "DATE":
        index += 1
    closed = index >= end or doc[index].text in _CLOSING
    return doc[index - 1] if index > first and closed else None


def names_behind(verb: Token, entities: Entities) -> dict[Entity, Token]:
    """Return who stands behind a verb with its preposition alone, each with the name, in text order."""
    if verb.pos_ != "VERB":
        return {}
    clause = verb.doc[verb.i + 1 : verb.sent.end]
    # "charged Ann Roe and her son, Ed, with theft" has it once, of both
    used = set(_PREPOSITIONS) if is_passive(verb) else set[str]()
    found: dict[Entity, Token] = {}
    for token in clause:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound"):
            break
        if token.lower_ in _PREPOSITIONS and token.dep_ == "prep":
            used.add(token.lower_)
        person = entities.by_token.get(token.i)
        inside = entities.by_token.get(token.i - 1) is person and entities.is_name(verb.doc[token.i - 1])
        if person is None or not entities.is_name(token) or inside:
            continue
        last = token
        while entities.by_token.get(last.i + 1) is person and last.i + 1 < verb.sent.end:
            last = last.nbor()
        if (
            _is_joined(token, entities)
            and _takes_up(last, used)
            and not (person.official or person.suffers())
        ):
            found.setdefault(person, token)
    return found


def _is_joined(name: Token, entities: Entities) -> bool:
    """Say whether a joining word stands right in front of a name, or of age and title in front of it."""
    person = entities.by_token.get(name.i)
    first = name
    while first.i > first.sent.start and (
        first.nbor(-1).dep_ in ("amod", "npadvmod", "nummod", "punct", "det", "poss", "compound", "nmod")
        or entities.by_token.get(first.i - 1) is person
        or (first.nbor(-1).pos_ == "NOUN" and first.nbor(-1) in (name.head, name.head.head))
    ):
        before = first.nbor(-1)
        if before.text in _JOINING:
            break
        first = before
    return first.i > first.sent.start and first.nbor(-1).lower_ in _JOINING


def _takes_up(name: Token, used: set[str]) -> bool:
    """Say whether a preposition used before stands right behind a name and its age."""
    index = name.i + 1
    doc = name.doc
    while index < name.sent.end and (doc[index].text in _ASIDE or doc[index].like_num):
        index += 1
    behind = doc[index] if index < name.sent.end else None
    return behind is not None and behind.lower_ in used
