"""Gives what a heading says of many to each one in the list below it.

"Among those arrested by ICE this week:" and then a paragraph a person, as releases and blotters have it.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from pipeline.events.grammar.syntax import children, text_of, with_conjuncts
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.triggers.triggers import Trigger

HEADING = re.compile(r":[\s”\"*]*$")
"""How a line ends that heads a list."""
_CASES = re.compile(
    r"[.!?][”\"]?\s(?:\w+\s){0,3}?(?:[Cc]ases|[Ee]xamples|[Ss]tories|[Hh]ighlights"
    r"|[Ii]ncidents)\b[^.:]{0,60}:[\s”\"*]*$"
)
"""A last sentence that heads a list of cases and takes up nobody told of before."""
_BULLET = re.compile(r"^[\s*•·–—-]*(?:\d{1,2}[.)]\s)?")
_AMONG = re.compile(r",\s(?:among\sthem|including)(?:\s(?:is|are|was|were))?\s")
_AMONG_BESIDE = re.compile(r"(?<=\w)(?:,?\sincluding|,\samong\sthem|,?\s(?:which|that)\sinclude[sd]?)\s")
_THOSE = re.compile(r"\W*(?:Those|The\s(?:men|women|people|suspects|defendants|inmates|protesters|others))\b")
_AMONG_FIRST = re.compile(
    r"\W*(?:among\s(?:them|those|the\s\w+)|they\sinclude)(?:\s(?:is|are|was|were))?(?::\s|\s)", re.IGNORECASE
)
"""Opens the sentence behind one that tells of a number."""
_ITEM = re.compile(r"(?:[:;,]\s(?:and\s)?|\sand\s)$")
_OPENING = 8
"""A list's paragraph opens with its person within so many characters."""
_LISTED = frozenset({"arrest", "conviction", "sentence", "removal", "detention", "charge", "release"})


def listed_people(doc: Doc, trigger: Trigger, entities: Entities) -> list[Entity]:
    """Return the people listed below the heading that a trigger stands in; nobody where it is no heading."""
    token = trigger.token
    line = paragraph(text_of(doc), token.idx)
    if trigger.frame.event not in _LISTED or not HEADING.search(text_of(doc)[slice(*line)]):
        return []
    if _CASES.search(text_of(doc), token.idx, line[1]):
        return []  # "carried out 65,682 removals. Cases include:": of each case its own line tells
    return below(doc, line[1], entities)


def headed(doc: Doc, offset: int, entities: Entities) -> list[Entity]:
    """Return the people listed below the heading at an offset; nobody where it stands in none."""
    line = paragraph(text_of(doc), offset)
    return below(doc, line[1], entities) if HEADING.search(text_of(doc)[slice(*line)]) else []


def below(doc: Doc, start: int, entities: Entities) -> list[Entity]:
    """Return the people with whom the lines behind an offset open, up to the first that opens with nobody."""
    found: list[Entity] = []
    while start < len(text_of(doc)):
        start += len(text_of(doc)[start:]) - len(text_of(doc)[start:].lstrip())
        if start >= len(text_of(doc)):
            break
        begin, end = paragraph(text_of(doc), start)
        person = opens_with(doc, begin, end, entities)
        if person is None:
            break
        found.append(person)
        start = end
    return list(dict.fromkeys(found))


def members_named(doc: Doc, trigger: Trigger, entities: Entities, count: int | None) -> list[Entity]:
    """Return those whom the sentence names among a number: "took nine workers, among them Ann Roe, 41".

    Or the sentence behind it, "Police arrested 11 people. Among them: Ann Roe, 41, a coach", or as many as
    were counted behind a colon: "arrested two men: Al Roe, 41, of Peru; and Ed Poe, 22, of Chile".

    Args:
        doc: the parsed text.
        trigger: what is told of the number.
        entities: the people of the article.
        count: how many were counted.
    """
    token = trigger.token
    if trigger.frame.event not in _LISTED:
        return []
    sentence = token.sent
    text = text_of(doc)
    told = _after_colon(doc, sentence, entities)
    if told and len(told) == count:
        return told
    cue = _AMONG.search(text, token.idx, sentence.end_char) or _AMONG_FIRST.match(text, sentence.end_char)
    subject = children(token, "nsubjpass", "nsubj") if token.lemma_ != "plead" else []
    if cue is None and subject:
        # "Some 300 of the workers, including Ann Roe, were arrested"; of pleas it is too often another's
        cue = _AMONG_BESIDE.search(text, subject[0].idx, token.idx)
    if cue is None:
        return []
    first = next(
        (
            item.token
            for person in entities.all
            for item in person.references
            if item.kind == "name" and 0 <= item.start - cue.end() <= _OPENING
        ),
        None,
    )
    named = with_conjuncts(doc[first]) if first is not None else ()
    # "including Ann Roe's son": her son, and not she
    named = [item for item in named if item.dep_ != "poss"]
    found = (entities.by_token[item.i] for item in named if item.i in entities.by_token)
    return [person for person in dict.fromkeys(found) if person.names and not person.bystander()]


def those_named(trigger: Trigger, entities: Entities) -> list[Entity]:
    """Return those whom a sentence names of all it tells of: "Those who walked free included Ann Roe"."""
    verb = trigger.token.sent.root
    if verb.lemma_ != "include" or not _THOSE.match(text_of(verb.doc), verb.sent.start_char):
        return []
    told = any(trigger.token in noun.subtree for noun in children(verb, "nsubj"))
    named = [name for name in children(verb, "dobj") if told and entities.is_name(name)]
    people = (entities.by_token.get(item.i) for name in named for item in with_conjuncts(name))
    return [person for person in dict.fromkeys(people) if person is not None and person.names]


def _after_colon(doc: Doc, sentence: Span, entities: Entities) -> list[Entity]:
    """Return the people whom the items of a list behind a sentence's colon begin with."""
    text = text_of(doc)
    colon = text.find(": ", sentence.start_char, sentence.end_char + 1)
    if colon < 0:
        return []
    # The parser may take the colon, or a semicolon of the list, for the end of the sentence.
    end = paragraph(text, colon)[1]
    found = [
        (item.start, person)
        for person in entities.all
        for item in person.references
        if item.kind == "name"
        and colon < item.start < end
        and _ITEM.search(text, colon, item.start) is not None
    ]
    return list(dict.fromkeys(person for _, person in sorted(found, key=lambda pair: pair[0])))


def paragraph(text: str, offset: int) -> tuple[int, int]:
    """Return the half-open character offsets of the line that an offset stands in."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return start, end if end >= 0 else len(text)


def opens_with(doc: Doc, start: int, end: int, entities: Entities) -> Entity | None:
    """Return the person whom a line (half-open character offsets) opens with, or None."""
    bullet = _BULLET.match(text_of(doc)[start:end])
    begin = start + (bullet.end() if bullet else 0)
    for person in entities.all:
        for item in person.references:
            if (
                begin <= item.start < min(begin + _OPENING, end)
                and item.kind != "pronoun"
                and (person.described() or person.names)
            ):
                return person if not person.official else None
    return None
