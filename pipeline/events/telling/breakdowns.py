"""Parts of a count that say no more than where, whence or for what: "of those, 107 were arrested in Salem".

A count told already and broken down by place, country, sex or offense reports no event of its own; a part
with another status ("12 of them had been deported") is of another type, and stays.

in: the events of an article    out: the same without such parts    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.doc_text import text_of
from pipeline.events.grammar import nominals, syntax
from pipeline.events.institutions.words import cue
from pipeline.events.people.plurals import Group
from pipeline.events.telling.tellings import Telling, Told
from pipeline.schema import Value

_WHOLE = frozenset({"arrest", "removal"})
"""Types whose counts news breaks down."""
_OPERATIONS = frozenset({"operation", "raid", "sweep", "action", "surge", "sting", "roundup", "crackdown"})
_KINDS = frozenset({"man", "woman", "adult", "juvenile", "male", "female", "minor", "child"})
_OTHERS = frozenset({"other", "others", "another", "more", "additional", "further"})
_BACK = 2
"""Sentences between a total and a part of it that says nothing of the total itself."""
_FAR = 6
"""Sentences between a total and parts that stand in a row."""
_SLACK = 1.02
"""Parts of a rounded total may come to a little more."""


def without_parts(events: Sequence[Told]) -> list[Told]:
    """Return the events without those of groups that are parts of a group told of elsewhere."""
    dropped = {id(item) for item in _parts(events)}
    return [item for item in events if id(item) not in dropped]


def _parts(events: Sequence[Told]) -> Iterator[Told]:
    groups = [item for item in events if item[0].event in _WHOLE and _size(item) > 1]
    for item in groups:
        totals = [other for other in groups if _may_hold(other, item)]
        if totals and (_is_part(item, totals) or _is_in_row(item, groups, totals)):
            yield item


def _size(item: Told) -> int:
    owner = item[1]
    value = owner.count.value if isinstance(owner, Group) else None
    return value if isinstance(value, int) else 0


def _may_hold(total: Told, part: Told) -> bool:
    """Say whether a count may be the whole of another: of the same kind, larger, and of no other day."""
    one, other = total[0], part[0]
    return (
        one.event == other.event
        and one.modality.value == other.modality.value
        and _size(total) > _size(part)
        and _of_one_time(total[2], part[2])
        and _of_one_agency(one, other)
    )


def _of_one_agency(total: Telling, part: Telling) -> bool:
    a, b = total.agency, part.agency
    return a is None or b is None or a.detail == b.detail


def _of_one_time(total: Value | None, part: Value | None) -> bool:
    return part is None or total is None or str(total.value) == str(part.value)


def _is_part(item: Told, totals: Sequence[Told]) -> bool:
    """Say whether the words say that a number is of a larger one, or a bare number goes on from it."""
    trigger = item[0].token
    near = [other for other in totals if 0 <= _sentences_between(other[0].token, trigger) <= _BACK]
    if cue("part").search(_before(item)):
        return bool(near) or any(other[0].token.i < trigger.i for other in totals)
    number = _number(item)
    if number is None:
        return False
    if _is_bare(number):
        return any(
            other[0].token.i < trigger.i and not _have_own_grounds(other[0].token, trigger) for other in near
        )
    noun = number.head
    if any(other[0].token.i < trigger.i and _is_of_that(item, other) for other in totals):
        return True
    whence = any(held.ent_type_ in ("GPE", "NORP", "LOC") for held in syntax.objects_of(noun, "from"))
    given = any(child.lower_ == "the" for child in noun.children)
    pointing = given and trigger != noun and trigger in noun.subtree
    return (whence or pointing) and any(other[0].token.i < trigger.i for other in near)


def _is_of_that(item: Told, total: Told) -> bool:
    """Say whether a number is told of one operation with a larger one: "During the sweep, they arrested 71".

    So are those of a sex or an age who are most of it: "arrested 19 people ... They arrested 18 adults".
    """
    trigger, number = item[0].token, _number(item)
    if number is None or _is_of_others(item):
        return False
    in_it = any(
        token.lemma_.lower() in _OPERATIONS
        and nominals.determiner(token) == "given"
        and token.dep_ == "pobj"
        and not syntax.children(token, "prep", "relcl", "acl")
        and token.head.lower_ in ("during", "in")
        and trigger in (token.head.head, *token.head.ancestors)
        for token in trigger.sent
    )
    most = number.head.lemma_.lower() in _KINDS and _size(item) * 2 > _size(total)
    near = 0 <= _sentences_between(total[0].token, trigger) <= _FAR
    return near and (in_it or most)


def _have_own_grounds(total: Token, part: Token) -> bool:
    """Say whether a sentence tells two numbers for what each: "50 were held for theft and 40 for fraud"."""
    grounds = [_grounds(verb) for verb in (total, part)]
    return total.sent == part.sent and all(grounds)


def _grounds(verb: Token) -> list[Token]:
    """Return for what somebody was arrested: "for theft", "for stealing", "who were stealing"."""
    deeds = [done for prep in syntax.children(verb, "prep") for done in syntax.children(prep, "pcomp")]
    deeds += [noun for noun in syntax.objects_of(verb, "for", "on") if noun.ent_type_ not in ("DATE", "TIME")]
    return deeds or [clause for clause in syntax.children(verb, "ccomp") if clause.i > verb.i]


def _is_in_row(item: Told, groups: Sequence[Told], totals: Sequence[Told]) -> bool:
    """Say whether a number stands in a row of such, in one sentence, that come to no more than a total."""
    row = [
        other
        for other in groups
        if other[0].event == item[0].event
        and _is_beside(other[0].token, item[0].token)
        and _of_one_time(item[2], other[2])
    ]
    for total in totals:
        parts = [other for other in row if other is not total]
        near = abs(_sentences_between(total[0].token, item[0].token)) <= _FAR
        apart = total not in row or _is_before(total, parts)
        if len(parts) > 1 and near and apart and sum(map(_size, parts)) <= _size(total) * _SLACK:
            return not _is_of_others(min(parts, key=lambda part: part[0].token.i))
    return False


def _is_of_others(item: Told) -> bool:
    """Say whether a number is of people besides those told of: "another 90 people"."""
    number = _number(item)
    return number is not None and any(
        token.lower_ in _OTHERS for token in (*number.head.children, *number.children)
    )


def _is_beside(one: Token, other: Token) -> bool:
    """Say whether two numbers are in one sentence, or both in brackets: "Holt (261 arrests); Ely (145)"."""
    if one.sent == other.sent:
        return True
    return (
        all(
            any(token.text == "(" for token in item.doc[max(item.i - 3, 0) : item.i]) for item in (one, other)
        )
        and abs(_sentences_between(one, other)) <= _BACK
    )


def _is_before(total: Told, row: Sequence[Told]) -> bool:
    return all(total[0].token.i < other[0].token.i for other in row)


def _number(item: Told) -> Token | None:
    """Return the last token of an event's number."""
    owner = item[1]
    if not isinstance(owner, Group):
        return None
    doc = item[0].token.doc
    span = doc.char_span(owner.count.start, owner.count.end, alignment_mode="expand")
    return span[-1] if span is not None else None


def _is_bare(number: Token) -> bool:
    """Say whether a number stands alone for people told of: "107 were arrested", no "107 others"."""
    return number.dep_ in ("nsubj", "nsubjpass", "dobj", "conj", "attr") and not any(
        child.dep_ == "prep" or child.lower_ in ("more", "others", "other", "another")
        for child in number.children
    )


def _before(item: Told) -> str:
    """Return the words of the sentence up to behind the number."""
    owner, token = item[1], item[0].token
    if not isinstance(owner, Group):
        return ""
    start = token.sent.start_char
    return re.sub(r"\s+", " ", text_of(token.doc)[start : max(owner.count.end + 40, start)])


def _sentences_between(first: Token, second: Token) -> int:
    """Return how many sentences on the second token stands from the first, up to `_FAR` + 1 either way."""
    if second.sent.start < first.sent.start:
        return -_sentences_between(second, first)
    count, sent = 0, first.sent
    while sent.start < second.sent.start and count <= _FAR:
        count, sent = count + 1, sent.doc[sent.end].sent
    return count
