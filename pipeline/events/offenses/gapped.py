"""Reads whose an offense is where the verb is left out: "Roe is charged with robbery and Luna with arson".

in: the parsed text and an offense in it    out: its owner    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Span, Token

from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.laid import Owner
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.triggers.gapping import is_term
from pipeline.number_words import number_of
from pipeline.schema import Mention

_PREPOSITIONS = frozenset({"with", "of", "to", "for", "on"})
_BEFORE_OFFENSE = frozenset(
    {"a", "an", "the", "one", "two", "three", "four", "five", "several", "count", "counts"}
)
_ASIDE = frozenset({",", "(", ")", "alone"})
_CHARGES = frozenset({"count", "counts", "charge", "charges"})
_JOINING = frozenset({"and", "while", ";"})
_ANOTHER = re.compile(
    r"\b(with|of|to|for|on)\s[^.;]*\b(?:and|while)\s"
    r"(?:another|others?|(?:a|the)\s(?:other|others|second|third|fourth))\s\1\s"
    r"(?:(?:an?|one|two|three|\d+)\s)?(?:[\w-]+\s)?$"
)
_PAIRED = re.compile(r"\bthe\s(former|latter)\s(?:with|of|to|for|on)\s(?:(?!the\slatter\b)[^.;])*$")
_OTHERS = ("other", "second", "third", "fourth")
"""One of these stands in what the last expression finds, near the end."""
_NEAR = 120
_COUNTED = re.compile(r"\b(?:counts?|charges?)\b")
"""Behind these "another" is one more of them."""
_TOLD = frozenset({"VBN", "VBD", "VBZ"})
"""Of a verb in somebody's own clause: "wanted for", "who has a warrant"."""
_MOST_ASIDE = 8
"""Tokens of age, town and the like between a name and its preposition."""


def gapped(
    doc: Doc, span: Span, cue: tuple[int, int] | None, entities: Entities, owners: Sequence[Owner]
) -> Sequence[Owner]:
    """Return the person between a joining word and the preposition in front of an offense, else the owners.

    Args:
        doc: the parsed text.
        span: the offense.
        cue: character offsets of the words that say how far it has got, in front of it.
        entities: who is who.
        owners: of whom the verb is told.
    """
    if _is_of_one_unnamed(doc, span):
        return []
    heading = _heading_item(span, cue, entities) if owners and cue is not None else None
    if heading is not None:
        return [heading]
    paired = _of_two(doc, span, owners)
    if paired is not None:
        return paired
    found = _between(doc, span, cue, entities)
    return owners if found is None else [found]


def _between(doc: Doc, span: Span, cue: tuple[int, int] | None, entities: Entities) -> Entity | None:
    prep = span.start - 1
    while prep > span.sent.start and doc[prep].lower_ in _BEFORE_OFFENSE:
        prep -= 1
    own = [token.i for token in span[:-1] if token.lower_ in _CHARGES and token.nbor(1).lower_ == "of"]
    if own and doc[prep].lower_ not in _PREPOSITIONS:
        prep = own[0] + 1  # "Luna a count OF arson"
    begin = span.sent.start
    if cue is not None and cue[1] <= span.start_char:
        begin = next((token.i for token in span.sent if token.idx >= cue[0]), span.start)
    if doc[prep].lower_ not in _PREPOSITIONS or prep <= begin:
        return None
    name = _name_before(doc, prep, begin, entities)
    if name is None:
        return None
    entity = entities.by_token[name.i]
    head = name
    while head.dep_ in ("appos", "compound") and entities.by_token.get(head.head.i) is entity:
        head = head.head
    joined = doc[head.left_edge.i - 1].lower_ in _JOINING if head.left_edge.i > begin else False
    joined |= head.left_edge.i > begin and doc[prep].lower_ == "for" and doc[head.left_edge.i - 1].text == ","
    first = head.left_edge.i
    # "the arrests of Roe for theft and of Poe for arson"
    joined |= first - 2 > begin and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in _JOINING
    said = _is_said_before(doc, begin, head.left_edge.i, doc[prep])
    return entity if joined and said and not (entity.official or entity.suffers()) else None


def _of_two(doc: Doc, span: Span, owners: Sequence[Owner]) -> Sequence[Owner] | None:
    """Return which of two an offense is of: "Roe and Poe were charged, the former with theft, the latter"."""
    found = _PAIRED.search(text_of(doc), max(span.sent.start_char, span.start_char - _NEAR), span.start_char)
    people = [item for item in owners if isinstance(item, Entity)]
    if found is not None and len(people) == len(owners) == 1 and found[1] == "latter":
        return []  # of somebody unknown
    if found is None or len(people) != 2 or len(owners) != 2:
        return None
    first = {
        item: min((ref.token for ref in item.references if ref.token >= span.sent.start), default=len(doc))
        for item in people
    }
    return [sorted(people, key=lambda item: first[item])[found[1] == "latter"]]


def _is_of_one_unnamed(doc: Doc, span: Span) -> bool:
    """Say whether an offense is of one unnamed: "charged one man with theft and another WITH arson"."""
    before = text_of(doc)[span.sent.start_char : span.start_char]
    if not any(word in before[-_NEAR:] for word in _OTHERS):
        return False
    return _ANOTHER.search(before) is not None and _COUNTED.search(before) is None


def _is_said_before(doc: Doc, begin: int, end: int, prep: Token) -> bool:
    """Say whether the preposition was used before: "charged WITH robbery and Luna WITH arson"."""
    return any(token.lower_ == prep.lower_ for token in doc[begin:end])


def _name_before(doc: Doc, prep: int, begin: int, entities: Entities) -> Token | None:
    """Return who is named in front of a preposition, where but age, town and the like stand between."""
    for token in reversed(doc[max(begin, prep - _MOST_ASIDE) : prep]):
        if token.i in entities.by_token:
            return token
        if token.pos_ in ("VERB", "AUX") or token.lower_ in _JOINING:
            return None
        if token.i == prep - 1 and token.tag_ == "POS":
            continue  # "Roe's trial for theft begins Monday, Poe's for arson in May"
        if token.i == prep - 1 and token.text not in _ASIDE and token.lower_ not in _CHARGES:
            return _name_before_term(doc, prep, begin, entities)
    return None


def _name_before_term(doc: Doc, prep: int, begin: int, entities: Entities) -> Token | None:
    """Return whose term stands in front of "for": "Roe got five years for theft and Poe THREE for arson"."""
    for token in reversed(doc[max(begin, prep - _MOST_ASIDE) : prep]):
        if token.i in entities.by_token and entities.is_name(token):
            words = text_of(doc)[token.idx + len(token) : doc[prep].idx + len(doc[prep]) + 1]
            return token if doc[prep].lower_ == "for" and is_term(words) else None
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "amod":
            return None
    return None


def in_turn(owners: Sequence[Owner], span: Span, offenses: Sequence[Mention]) -> Sequence[Owner]:
    """Return whose an offense is of as many in a row: "face theft and arson counts, respectively".

    Args:
        owners: all of whom the verb is told.
        span: the offense.
        offenses: all of the article.
    """
    if all(token.lower_ != "respectively" for token in span.sent):
        return owners
    row = _row(span, offenses)
    first = {
        owner: min((item.token for item in owner.references if item.token >= span.sent.start), default=0)
        for owner in owners
        if isinstance(owner, Entity)
    }
    if len(first) != len(row) or len(first) != len(owners):
        return owners
    return [sorted(first, key=lambda person: first[person])[row.index(span.start_char)]]


def _row(span: Span, offenses: Sequence[Mention]) -> list[int]:
    """Return where the offenses of a list begin that an offense is in: no verb stands between two of them."""
    begin, end, sent = span.start_char, span.end_char, span.sent
    row = [begin]
    told = sorted(
        (item.start, item.end) for item in offenses if sent.start_char <= item.start < sent.end_char
    )
    for first, last in told:
        if first >= end and _are_listed(span.doc, end, first):
            row, end = [*row, first], last
    for first, last in reversed(told):
        if last <= begin and _are_listed(span.doc, last, begin):
            row, begin = [first, *row], first
    return row


def _are_listed(doc: Doc, end: int, start: int) -> bool:
    between = doc.char_span(end, start, alignment_mode="contract")
    return start > end and (between is None or all(token.pos_ not in ("VERB", "AUX") for token in between))


def behind_own_name(owners: Sequence[Owner], behind: Mapping[Entity, Token], span: Span) -> list[Owner]:
    """Return whose name an offense stands behind: "Roe is charged with theft, and Luna with arson".

    Args:
        owners: all of whom the verb is told.
        behind: those named behind the verb with a preposition alone, in text order.
        span: the offense.
    """
    nearest = [person for person, name in behind.items() if name.i < span.start and person in owners]
    if nearest:
        return [nearest[-1]]
    if _are_all(owners, span):
        return [*owners]
    return [item for item in owners if not (isinstance(item, Entity) and item in behind)]


def _are_all(owners: Sequence[Owner], span: Span) -> bool:
    """Say whether an offense is of all of so many, one of whom has another: "found all three guilty of"."""
    front = span.doc[span.sent.start : span.start]
    every = (word for word in front if word.lower_ in ("all", "both"))
    told = (2 if word.lower_ == "both" else number_of(word.nbor().text) for word in every)
    return len(owners) in told


def behind_own_phrase(
    owners: Sequence[Owner], span: Span, verb: Token, entities: Entities
) -> Sequence[Owner]:
    """Return whose own phrase an offense stands in: "Arrested were Ann Roe, 28, for theft; Ed Poe for arson".

    All of them where the others have no such phrase: "Arrested were Ann Roe and Ed Poe for theft".
    """
    own = _in_own_item(owners, span, verb)
    if own is not None:
        return [own]
    name = None
    item = entities.by_token.get(span.root.head.i) if span.root.dep_ == "appos" else None
    if item in owners and any(token.text == ";" for token in span.sent):
        return [item]  # "Sentenced were Ann Roe, 28, two years, theft; and Ed Poe, 30, acquitted"
    for node in span.root.ancestors:
        if node == verb:
            break
        named = _whose_phrase(node)
        if node.dep_ == "prep" and entities.by_token.get(named.i) in owners and node.i > named.i:
            name = named
            break
    if name is None:
        return owners
    word = node.lower_
    person = entities.by_token[name.i]
    others = [
        token
        for token in span.sent
        if token.dep_ == "prep"
        and token.lower_ == word
        and entities.by_token.get(_whose_phrase(token).i, person) is not person
        and entities.by_token[_whose_phrase(token).i] in owners
    ]
    return [person] if others else owners


def _heading_item(span: Span, cue: tuple[int, int], entities: Entities) -> Entity | None:
    """Return who is named right behind the semicolon in front of an offense, where no verb stands between.

    "Roe was sentenced to five years for burglary; Poe, 41, three years for THEFT".
    """
    ends = [token.i for token in span.sent if token.text == ";" and token.i < span.start]
    item = span.doc[ends[-1] + 1 : span.start] if ends else span.doc[0:0]
    if not item or cue[0] > item.start_char:
        return None  # "Roe, 30; Poe, 41; and Luna, 50, each face drug charges"
    name = next((token for token in item if token.lower_ != "and"), None)
    person = entities.by_token.get(name.i) if name is not None and entities.is_name(name) else None
    if person is None or person.official or person.suffers():
        return None
    return None if any(token.pos_ in ("VERB", "AUX") for token in item) else person


def _in_own_item(owners: Sequence[Owner], span: Span, verb: Token) -> Entity | None:
    """Return who is named alone between the semicolons around an offense, as others are between theirs.

    "Roe, 30, was sentenced to five years for burglary; Poe, 41, three years for theft".
    """
    ends = [token.i for token in span.sent if token.text == ";"]
    if not ends or verb.i > ends[0] or _opens_for_all(owners, span, verb):
        return None
    items: dict[int, set[Owner]] = {}
    for owner in owners:
        for reference in owner.references if isinstance(owner, Entity) else ():
            if reference.kind == "name" and span.sent.start <= reference.token < span.sent.end:
                items.setdefault(sum(end < reference.token for end in ends), set()).add(owner)
    apart = len(items) == len(owners) and all(len(named) == 1 for named in items.values())
    found = items.get(sum(end < span.start for end in ends), set()) if apart else set[Owner]()
    person = next(iter(found), None)
    return person if isinstance(person, Entity) else None


def _opens_for_all(owners: Sequence[Owner], span: Span, verb: Token) -> bool:
    """Say whether an offense stands in front of all who are named: "Charged with theft are Roe; and Poe"."""
    many = any(child.lower_ in ("are", "were") for child in verb.children)
    names = [
        item.token
        for owner in owners
        if isinstance(owner, Entity)
        for item in owner.references
        if item.token in range(span.sent.start, span.sent.end)
    ]
    return many and all(span.end <= index for index in names)


def _whose_phrase(prep: Token) -> Token:
    """Return what a phrase hangs on, by way of "guilty": "found Ann Roe, 28, guilty of theft"."""
    head = prep.head
    return head.head if head.lower_ == "guilty" and head.dep_ == "amod" else head


def behind_own_clause(owners: Sequence[Owner], cue: int, span: Span, verb: Token) -> Sequence[Owner]:
    """Return in whose own clause an offense stands: "took a Cuban held for arson, a Haitian held for theft".

    Of people named in a row, those whom the clause follows, and the last of them alone where others
    have clauses too: "arrested Roe, 30, wanted for theft, Poe, 40, convicted of rape, and Luna, 22".

    Args:
        owners: all of whom the verb is told.
        cue: character offset of the words in front of the offense that say how far it has got.
        span: the offense.
        verb: the verb.
    """
    listed = [
        (item.start, owner)
        for owner in owners
        if isinstance(owner, Entity)
        for item in owner.references
        if item.kind == "nominal" and verb.idx < item.start < span.sent.end_char
    ]
    told = {owner for _, owner in listed}
    before = sorted(((start, owner) for start, owner in listed if start < cue), key=lambda pair: pair[0])
    if before and len(told) == len(owners):
        return [before[-1][1]]
    named = _names_in_order(owners, verb)
    front = [(name, owner) for name, owner in named if name.idx < cue]
    if not front or len(named) < len(owners):
        return owners
    ends = [*(name.i for name, _ in named[1:]), span.sent.end]
    others = [pair for pair in zip(named, ends, strict=True) if pair[0] != front[-1]]
    if any(token.tag_ in _TOLD for (name, _), end in others for token in span.doc[name.i + 1 : end]):
        return [front[-1][1]]
    return [owner for _, owner in front]


def _names_in_order(owners: Sequence[Owner], verb: Token) -> list[tuple[Token, Entity]]:
    """Return those named behind a verb in its sentence, each with the last word of the name."""
    first: dict[Entity, int] = {}
    for owner in (item for item in owners if isinstance(item, Entity)):
        for reference in owner.references:
            if reference.kind == "name" and verb.i < reference.token < verb.sent.end:
                first.setdefault(owner, reference.token)
    return [(verb.doc[index], owner) for owner, index in sorted(first.items(), key=lambda pair: pair[1])]
