"""Second rounds of a story: another case, a record of arrests, what came before "he was arrested again".

"Police arrested him. The jail let him go. He was arrested again on May 10 and released on May 13."

in: what an article tells    out: yes or no    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.entity import Entity
from pipeline.events.telling.sameness import OPENING, Happening
from pipeline.events.telling.tellings import Telling
from pipeline.events.triggers.occasions import occasion_of

_ROUND = frozenset({"arrest", "release", "detainer_issued", "detainer_declined", "detainer_honored"})
"""What a second round goes through again."""
_COURT = frozenset({"arrest", "charge", "conviction", "sentence"})
_OTHER_CASE = re.compile(
    r"(?:(?<!two\s)(?<!three\s)(?<!four\s)(?<!several\s)(?<!\d\s)\b(?:separate|unrelated)\s(?:[\w-]+\s){0,3}?"
    r"(?:cases?|charges?|counts?|indictments?|complaints?|warrants?|convictions?|crimes?|offenses?|matters?)\b"
    r"|\ban\sunrelated\s\w+)",
    re.IGNORECASE,
)
"""Beside a trigger: another case than the one told of."""
_REACH = 60
"""Characters behind a trigger in which its case stands."""
_GIVEN = frozenset({"the", "these", "those", "both", "all", "such"})
"""In front of arrests that were told of before."""


type Rounds = Mapping[Entity, tuple[int, int]]
"""Where somebody's first arrest is told, and where that he was arrested again: numbers of tokens."""


def rounds(tellings: Sequence[Telling]) -> Rounds:
    """Return who is told to be arrested and then, further down, arrested again, below headline and lead."""
    first: dict[Entity, int] = {}
    again: dict[Entity, tuple[int, int]] = {}
    for telling in sorted(tellings, key=Telling.place):
        if telling.event != "arrest" or telling.token.i < OPENING:
            continue
        further = occasion_of(telling.token) == "again"
        for owner in telling.people:
            if not isinstance(owner, Entity):
                continue
            if not further:
                first.setdefault(owner, telling.token.i)
            elif owner in first and owner not in again:
                again[owner] = first[owner], telling.token.i
    return again


def is_of_first_round(event: Happening, telling: Telling, told: Rounds) -> bool:
    """Say whether an undated telling stands before "arrested again", and the event is told behind it only."""
    owner = event.owner
    if telling.event not in _ROUND or telling.presupposed or not isinstance(owner, Entity):
        return False
    if owner not in told:
        return False
    first, again = told[owner]
    body = [token.i for token in event.tokens if token.i >= OPENING]
    return bool(body) and first <= telling.token.i < again <= min(body)


def is_of_other_case(event: Happening, telling: Telling) -> bool:
    """Say whether one is told as of another case: "He faces separate charges", "an unrelated robbery"."""
    if telling.event not in _COURT or telling.token.i < event.first():
        return False
    return _names_other_case(telling.token) and not any(map(_names_other_case, event.tokens))


def _names_other_case(token: Token) -> bool:
    text, sentence = text_of(token.doc), token.sent
    front = text[sentence.start_char : token.idx]
    behind = text[token.idx : min(token.idx + _REACH, sentence.end_char)]
    return any(_OTHER_CASE.search(part) is not None for part in (front[-_REACH:], behind))


def is_of_record(event: Happening, telling: Telling) -> bool:
    """Say whether one is a record of arrests, the other an arrest: "with arrests for robbery and theft"."""
    if telling.event != "arrest" or not isinstance(event.owner, Entity):
        return False
    return len(telling.people) == 1 and _is_record(telling.token) != event.is_record(_is_record)


def _is_record(noun: Token) -> bool:
    """Say whether a noun counts several arrests of somebody, and none that was told of before."""
    if noun.pos_ != "NOUN" or noun.lemma_ != "arrest":
        return False
    given = any(child.lower_ in _GIVEN for child in noun.children)
    return noun.tag_ == "NNS" and not given and not any(child.dep_ == "poss" for child in noun.children)
