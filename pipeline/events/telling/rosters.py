"""Small groups whom a story names one by one: "Police identified them as Ann Roe, 20, and Al Luna, 30".

in: a parsed `Doc`, its people    out: lists of people    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.clauses import is_accused, is_one_of_several
from pipeline.events.grammar.one_by_one import is_one_told_apart
from pipeline.events.grammar.scan import tokens_with
from pipeline.events.grammar.syntax import children, text_of, with_conjuncts
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity, Reference
from pipeline.number_words import number_of
from pipeline.small_letters import in_small_letters

type Roster = tuple[int, tuple[Entity, ...]]
"""The index of a list's first token, and those whom it names."""

_BEHIND = re.compile(r",?\s(?:all|both)\s(?:of\s\w+|\d\d\b|\d\d-year)")
_FRONT = re.compile(
    r"\b(?:identified|named)\s(?:the\s\w+\s|them\s|those\s\w+\s)?as\s$"
    r"|\b(?:suspects|defendants|men|women|teens|teenagers|brothers|sisters|students|pair|couple|inmates|others)"
    r"(?:, (?:who|whom) [^.;]{1,60},)?(?:,|:|\s(?:are|were)(?:\sidentified\sas)?)\s$"
    r"|\b(?:they|(?:the|those)\s(?:[\w’-]+\s)?(?:accused|arrested|charged|detained|indicted|convicted))"
    r"\s(?:are|were|include)(?:\sidentified\sas)?:?\s$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\b(?:suspects|defendants|men|women|teens|people|individuals|members|accused|"
    r"those\s(?:\w+\s)?(?:arrested|charged|indicted|named|sentenced|convicted))\b"
    r"(?:\s(?!who\b|that\b)[\w’-]+){0,6}?(?:\s(?:are|were|is|include[sd]?)(?:\s\w+){0,3})?:(?P<gap>\s+)"
)
"""In front of a list that names people, in small letters: "The names of the defendants are:"."""
_BULLET = re.compile(r"[\s*•·–—-]*(?:\d{1,2}[.)]\s)?")
_ITEM = re.compile(r"[:;]\s+(?:and\s)?$|\n[\s*•·–—-]*$")
_DEALT_WITH = frozenset(
    {
        "free",
        "release",
        "jail",
        "imprison",
        "sentence",
        "acquit",
        "detain",
        "hold",
        "remand",
        "bail",
        "deport",
    }
)
"""What befalls the accused, beside being arrested and charged."""
_ORDER = frozenset({"other", "second", "third", "fourth", "fifth", "latter"})
_NEAR = 3
"""Sentences from one of several told apart to the next."""
_REACH = 120
"""Characters around a list in which it is said whose it is."""


def rosters(doc: Doc, entities: Entities) -> list[Roster]:
    """Return the lists that name people who may be a group told of before, in text order.

    Each one has an age, or words beside the list say that it names the group: "identified as", ", all 20".
    """
    text = text_of(doc)
    found: list[Roster] = []
    for index in sorted(entities.by_token):
        token = doc[index]
        if not entities.is_name(token) or token.dep_ in ("conj", "compound"):
            continue
        heads = [item for item in with_conjuncts(token) if item.i in entities.by_token]
        named = [item for item in heads if item.i >= token.i and entities.is_name(item)]
        listed = _listed(token, entities)
        named = listed if len(listed) > len(named) else named
        people = tuple(dict.fromkeys(entities.by_token[item.i] for item in named))
        if len(people) < 2:
            continue
        called = _are_called_so(named[0], len(people))
        if not (called or all(item.is_told_of() for item in people)):
            continue
        start = named[0].left_edge.idx
        end = max(item.idx + len(item) for item in named)
        said = _FRONT.search(text, max(0, start - _REACH), start) or _BEHIND.match(text, end)
        if called or said or all(item.age is not None for item in people):
            found.append((token.i, people))
    found += [*_headed(doc, entities), *_by_number(doc, entities), *_with_fellows(doc, entities)]
    return sorted(found, key=lambda item: item[0])


def _with_fellows(doc: Doc, entities: Entities) -> list[Roster]:
    """Return each one with those named as charged along: "His co-defendants, Ann Roe and Ed Poe, deny it"."""
    found: list[Roster] = []
    fellows = nominals.lexicon().fellow
    for noun in tokens_with(doc, words=fellows | {f"{word}s" for word in fellows}):
        owners = [entities.by_token[item.i] for item in children(noun, "poss") if item.i in entities.by_token]
        listed = [item for name in children(noun, "appos") for item in with_conjuncts(name)]
        named = [entities.by_token[item.i] for item in listed if item.i in entities.by_token]
        people = tuple(dict.fromkeys([*owners, *named]))
        if len(owners) == 1 and len(people) > len(owners) and all(person.names for person in named):
            found.append((noun.i, people))
    return found


def _are_called_so(first: Token, number: int) -> bool:
    """Say whether a list stands behind the noun of so many arrested before: "The officers are Ann Roe and".

    "The two nurses were charged ... The nurses, Ann Roe and Al Luna, deny it"; those killed are others.
    """
    front = first.doc[first.sent.start : first.left_edge.i]
    if len(front) < 2 or not (front[-1].text in (",", ":") or front[-1].lower_ in ("are", "were")):
        return False
    noun = front[-2]
    told = nominals.is_plural(noun) and nominals.is_person_noun(noun) and noun.left_edge.lower_ == "the"
    return told and any(
        item.lemma_ == noun.lemma_ and _number_of(item) == number and _is_dealt_with(item)
        for item in first.doc[: noun.i]
    )


def _number_of(noun: Token) -> int | None:
    """Return the number in front of a noun."""
    numbers = [number_of(item.text) for item in children(noun, "nummod") if item.i < noun.i]
    return numbers[0] if numbers else None


def _is_dealt_with(noun: Token) -> bool:
    """Say whether those of a noun were arrested, charged, held or let out."""
    done = noun.head.lemma_ if noun.dep_ in ("nsubjpass", "dobj") else ""
    return is_accused(noun) or done in _DEALT_WITH


def _by_number(doc: Doc, entities: Entities) -> list[Roster]:
    """Return those told apart by number: "two men, one who was convicted and the other who was charged"."""
    first = {entity: entity.references[0] for entity in entities.all if entity.references}
    apart = [entity for entity, item in first.items() if is_one_told_apart(doc[item.token])]
    near = [item for item in apart if first[item].sentence - first[apart[0]].sentence <= 1]
    by_number = [(first[near[0]].token, tuple(near))] if len(near) > 1 else []
    return [*by_number, *_one_and_others(doc, first)]


def _one_and_others(doc: Doc, first: Mapping[Entity, Reference]) -> list[Roster]:
    """Return those told of as "one of the men ... The second man ... The third"."""
    opened = [entity for entity, item in first.items() if is_one_of_several(doc[item.token])]
    if len(opened) != 1:
        return []
    start = first[opened[0]]
    next_ones = [entity for entity, item in first.items() if item.token > start.token and _is_next(doc, item)]
    near = [item for item in next_ones if first[item].sentence - start.sentence <= _NEAR * len(next_ones)]
    return [(start.token, (opened[0], *near))] if near else []


def _is_next(doc: Doc, item: Reference) -> bool:
    """Say whether somebody is brought in by number alone: "the other man", "the second, a Mexican, was"."""
    token = doc[item.token]
    ordinal = {token.lower_, *(child.lower_ for child in token.children if child.dep_ == "amod")} & _ORDER
    return item.kind == "nominal" and token.left_edge.lower_ == "the" and bool(ordinal)


def _headed(doc: Doc, entities: Entities) -> list[Roster]:
    """Return the lists behind a colon, whose items open with a name: "The defendants are: Al Roe, 28, of"."""
    text = text_of(doc)
    starts = sorted(
        (item.start, item.token, person)
        for person in entities.all
        for item in person.references
        if item.kind == "name"
    )
    found: list[Roster] = []
    for heading in _HEADING.finditer(in_small_letters(text)):
        if "\n" in heading["gap"]:
            end = _end_of_list(text, heading.end(), starts)
        else:
            line = text.find("\n", heading.end())
            end = line if line >= 0 else len(text)
        named = [
            (token, person)
            for start, token, person in starts
            if heading.end() <= start < end and _ITEM.search(text, heading.start("gap") - 1, start)
        ]
        people = tuple(dict.fromkeys(person for _, person in named))
        if len(people) > 1 and all(person.is_told_of() for person in people):
            found.append((named[0][0], people))
    return found


def _listed(first: Token, entities: Entities) -> list[Token]:
    """Return the heads of the names in a list with semicolons, between which but age and town stand.

    "The suspects are Ann Roe, 31; Ed Luna, 32; both of Gary; and Al Poe, 29, of Hale": the parser hangs them
    on one another in any way.
    """
    found, known = [first], {entities.by_token[first.i]}
    inside = False
    for token in first.doc[first.i + 1 : first.sent.end]:
        person = entities.by_token.get(token.i)
        if person is not None and entities.is_name(token):
            inside = inside or any(
                near.text == ";" for near in first.doc[max(first.i, token.i - 2) : token.i]
            )
            found += [token] if person not in known else []
            known.add(person)
        elif token.pos_ in ("VERB", "AUX", "PRON", "SCONJ") and token.lower_ not in ("all", "both", "each"):
            break
        elif token.text == ";":
            inside = True
    return found if inside else []


def _end_of_list(text: str, start: int, names: Sequence[tuple[int, int, Entity]]) -> int:
    """Return where the lines end that open with a name each."""
    opened = {place for place, _, _ in names}
    while start < len(text):
        bullet = _BULLET.match(text, start)
        begin = bullet.end() if bullet else start
        if begin not in opened:
            return start
        line = text.find("\n", begin)
        start = line + 1 if line >= 0 else len(text)
    return start
