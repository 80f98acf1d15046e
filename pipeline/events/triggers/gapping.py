"""Whom an event is told of in a clause without its verb: "Roe was sentenced to 35 years and Luna to 20".

in: a `Trigger`, the people of the article    out: people    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import text_of
from pipeline.events.grammar.voice import children, is_passive
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.triggers.triggers import Trigger

_TOLD_OF_EACH = frozenset(
    {"sentence", "charge", "conviction", "acquittal", "arrest", "release", "removal", "transfer"}
)
_PREPOSITIONS = frozenset({"to", "with", "for"})
_VERDICTS = frozenset({"convict", "acquit", "clear"})
_LANDS = frozenset({"GPE", "LOC", "FAC", "NORP", "PERSON"})
_PHRASE = 4
"""Words behind "of" that name a crime and no place."""
_TERM = re.compile(
    r",?\s*(?:\(?\d{1,3}\)?,\s)?(?:(?:of\s)?[A-Z][\w.’' ]{1,30},\s){0,2}(?:to\s)?(?:an?\s)?"
    r"(?:(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|twenty|thirty|forty|fifty)"
    r"[\s-](?:days?|weeks?|months?|years?)\b(?!\s(?:ago|old|before|earlier|later)\b)"
    r"|(?:life|probation|time\sserved)(?=\sin\sprison\b|\sfor\s|[.,;])|"
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|twenty|thirty|forty|fifty)"
    r"(?=\s(?:and\sa\shalf\s)?for\s)|"
    r"(?:[\w-]+\s){0,2}(?:sentence|term|fine|discharge)(?=\sfor\s|[.,;]|\sand\b))"
)
"""Behind a name: age, town, and what the person got."""
_GIVEN = re.compile(r"\b(?:days?|weeks?|months?|years?|life|probation|sentence|term|fine|time\sserved)\b")
_FOR = re.compile(r"\s(?:(?:in|behind|of|on)\s\w+\s)?for\s")
_JOINING = frozenset({"and", "while", ";", ",", "but"})
_SUBJECTIVE = frozenset({"he", "she"})
_ON = frozenset({"on", "in"})
_CLOSING = frozenset({".", ",", ";", "and", ")"})
_ASIDE = frozenset({",", "(", ")"})
_YEAR = 4
"""Digits of a year."""


def told_without_verb(trigger: Trigger, entities: Entities) -> list[Entity]:
    """Return those of whom a clause behind a verb tells by the verb's own preposition alone.

    "Ann Roe was sentenced to 35 years and Ed Luna, 47, to 20 years"; "Roe was charged with theft, Luna with
    arson".
    """
    if trigger.frame.event not in _TOLD_OF_EACH:
        return []
    behind = each_behind(trigger.token, trigger.frame.event, entities)
    return [*behind, *(person for person in dated_behind(trigger.token, entities) if person not in behind)]


def each_behind(verb: Token, event: str, entities: Entities) -> dict[Entity, Token]:
    """Return who stands behind a verb with its preposition, or a term, alone, each with the name."""
    behind = names_behind(verb, entities)
    if event == "sentence":
        behind |= {person: name for person, name in _terms_behind(verb, entities) if person not in behind}
    return behind


def is_term(words: str) -> bool:
    """Say whether what stands behind a name, with "for", is what the person got: " a year in jail for "."""
    term = _TERM.match(words)
    return term is not None and _FOR.fullmatch(words, term.end()) is not None


def _terms_behind(verb: Token, entities: Entities) -> Iterator[tuple[Entity, Token]]:
    """Yield who stands behind a semicolon with a term alone, with the name.

    "Roe, 30, was sentenced to five years for theft; Poe, 41, of Salem, two years of probation for arson".
    """
    for person, first, last in _names_after(verb, entities):
        end = next((token.idx for token in verb.doc[last.i : verb.sent.end] if token.text == ";"), None)
        words = text_of(verb.doc)[last.idx + len(last) : end or verb.sent.end_char]
        front = first.nbor(-1).lower_ if first.i > 0 else ""
        term = _TERM.match(words)
        # "sentenced Roe, 30, and Poe, 31, to life for theft" has one term, of both
        told = _GIVEN.search(text_of(verb.doc), verb.idx, first.idx) is not None
        if term is None or not told:
            continue
        # "Roe got five years for theft, Poe three for arson": behind a comma only with what it was for
        if front in (";", "and", "while") or (front == "," and _FOR.match(words, term.end())):
            yield person, first


def dated_behind(verb: Token, entities: Entities) -> list[Entity]:
    """Return who stands behind a verb and an earlier day with a day alone, in text order.

    "Roe was arrested in May and Luna in June"; "Police arrested a man on Monday and a woman on Tuesday".
    """
    days = [token.i for token in verb.doc[verb.i + 1 : verb.sent.end] if token.ent_type_ == "DATE"]
    return [
        person
        for person, first, last in (*_names_after(verb, entities), *_brought_in_after(verb, entities))
        if any(day < first.i for day in days) and _is_joined(first, entities) and _has_day_behind(last)
    ]


def names_behind(verb: Token, entities: Entities) -> dict[Entity, Token]:
    """Return who stands behind a verb with its preposition alone, each with the word, in text order."""
    found: dict[Entity, Token] = {}
    told = [*_names_after(verb, entities), *_brought_in_after(verb, entities)]
    for person, first, last in sorted(told, key=lambda entry: entry[1].i):
        # "charged Ann Roe and her son, Ed, with theft" has it once, of both
        used = set(_PREPOSITIONS) if is_passive(verb) and person.names else set[str]()
        front = verb.doc[verb.i + 1 : first.i]
        used |= {token.lower_ for token in front if token.lower_ in _PREPOSITIONS and token.dep_ == "prep"}
        if any(token.lower_ == "on" and token.head == verb for token in front):
            used.add("for")  # "arrested Ann Roe on a warrant and her son for trespassing"
        if _is_joined(first, entities) and (_takes_up(last, used) or _is_guilty_of(verb, last)):
            found.setdefault(person, first)
    return found


def _is_guilty_of(verb: Token, name: Token) -> bool:
    """Say whether "of" and a crime stand behind a name, too: "was convicted of theft and Luna of arson"."""
    front, behind = verb.doc[verb.i + 1 : name.i], _behind(name)
    if verb.lemma_ == "find":  # "found Roe guilty of theft and Luna guilty of arson"
        told = any(token.lower_ == "guilty" for token in front)
        return told and behind is not None and behind.lower_ == "guilty"
    if verb.lemma_ not in _VERDICTS or all(token.lower_ != "of" for token in front):
        return False
    if behind is None or behind.lower_ != "of":
        return False
    crime = verb.doc[behind.i + 1 : min(behind.i + _PHRASE, name.sent.end)]
    return bool(crime) and all(token.pos_ != "PROPN" and token.ent_type_ not in _LANDS for token in crime)


def acquitted_behind(trigger: Trigger, entities: Entities) -> list[Entity]:
    """Return who is acquitted behind another's verdict: "found Roe guilty and his son, Ed, not guilty"."""
    verb = trigger.token
    if trigger.frame.event != "acquittal" or verb.lemma_ != "find":
        return []
    found = []
    for person, first, last in _names_after(verb, entities):
        behind = _behind(last)
        before = [token for token in verb.doc[verb.i + 1 : first.i] if token.lower_ == "guilty"]
        cleared = behind is not None and behind.lower_ == "not" and behind.nbor().lower_ == "guilty"
        if cleared and before and before[0].nbor(-1).lower_ != "not" and person not in found:
            found.append(person)
    return found


def _names_after(verb: Token, entities: Entities) -> Iterator[tuple[Entity, Token, Token]]:
    """Yield who is named behind a verb and in front of the next one, with the name's first and last word.

    Those hurt and those in office are left out.
    """
    for token in verb.doc[verb.i + 1 : verb.sent.end] if verb.pos_ == "VERB" else ():
        if _ends_clause(token):
            return
        person = entities.by_token.get(token.i)
        inside = entities.by_token.get(token.i - 1) is person and entities.is_name(verb.doc[token.i - 1])
        if person is not None and token.lower_ in _SUBJECTIVE and token.nbor(-1).lower_ in _JOINING:
            yield person, token, token  # "He was charged with theft and she with arson"
            continue
        if person is None or not entities.is_name(token) or inside:
            continue
        last = token
        while entities.by_token.get(last.i + 1) is person and last.i + 1 < verb.sent.end:
            last = last.nbor()
        if not (person.official or person.suffers()):
            yield person, token, last


def _ends_clause(token: Token) -> bool:
    """Say whether a verb begins another clause; not "stealing" in "charged with stealing and Luna with"."""
    inner = children(token, "dobj", "nsubj", "prep")
    bare = token.tag_ == "VBG" and token.dep_ in ("pcomp", "conj") and not inner
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound") and not bare


def _brought_in_after(verb: Token, entities: Entities) -> Iterator[tuple[Entity, Token, Token]]:
    """Yield those without a name whom a phrase behind a verb brings in, in front of the next verb."""
    for token in verb.doc[verb.i + 1 : verb.sent.end] if verb.pos_ == "VERB" else ():
        if _ends_clause(token):
            return
        person = entities.by_token.get(token.i)
        if person is None or person.names or person.official or person.suffers():
            continue
        owned = bool(children(token, "poss"))  # "charged the driver with speeding and his son with theft"
        if person.references[0].token == token.i and (owned or nominals.determiner(token) == "new"):
            yield person, token, token


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


def _has_day_behind(name: Token) -> bool:
    """Say whether a day stands right behind a name and its age, and the clause ends with it."""
    index = name.i + 1
    doc, end = name.doc, name.sent.end
    while index < end and (doc[index].text in _ASIDE or _is_age(doc[index])):
        index += 1
    if index < end and doc[index].lower_ in _ON and index + 1 < end:
        index += 1
    first = index
    while index < end and doc[index].ent_type_ == "DATE":
        index += 1
    closed = index >= end or doc[index].text in _CLOSING
    # "and Luna, on Tuesday, pleaded not guilty": a clause of Luna's own
    own = name.dep_ in ("nsubj", "nsubjpass") or any(
        doc[place].pos_ in ("VERB", "AUX") for place in range(index, min(index + 2, end))
    )
    return index > first and closed and not own


def _is_age(token: Token) -> bool:
    """Say whether a number is no part of a day, whatever the recogniser takes it for: "Luna, 29."."""
    year = len(token.text) == _YEAR
    return token.like_num and not (token.ent_type_ == "DATE" and (year or token.nbor(-1).ent_type_ == "DATE"))


def _takes_up(name: Token, used: set[str]) -> bool:
    """Say whether a preposition used before stands right behind a name and its age."""
    behind = _behind(name)
    return behind is not None and behind.lower_ in used


def _behind(name: Token) -> Token | None:
    """Return the first word of the sentence behind a name, its age and what it is; None where none stands."""
    index = name.i + 1
    doc = name.doc
    while index < name.sent.end and (doc[index].text in _ASIDE or doc[index].like_num):
        index += 1
        if index < name.sent.end and doc[index].lower_ in ("a", "an") and doc[index - 1].text == ",":
            index = next((i for i in range(index, name.sent.end) if doc[i].text == ","), index)
    return doc[index] if index < name.sent.end else None
