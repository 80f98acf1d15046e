"""What stands between a subject and its verb between commas, dashes or brackets, and is no part of either.

"Deputies, officials said, caught up with him"; "The judge, citing risks, denied bail"; "Roe (34) was held".

in: a token of a parsed `Doc`    out: offsets of characters, tokens    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

_OPENINGS = {",": ",", "(": ")", "—": "—", "–": "–"}
"""What opens an insertion, and what closes such a one."""
_CLOSINGS = {closing: opening for opening, closing in _OPENINGS.items()}
_MOST_INSIDE = 30
_UNDOING = frozenset({"never", "not", "nearly", "almost", "barely", "hardly", "yet"})
_VERBAL = frozenset({"aux", "auxpass", "neg", "advmod"})
_JOINED = frozenset({"conj", "cc"})


def inserted(verb: Token) -> tuple[int, int] | None:
    """Return where what is inserted in front of a verb begins and ends, with its signs; None for nothing."""
    last = verb.i - 1
    while last > verb.sent.start and verb.doc[last].dep_ in _VERBAL and verb.doc[last].head == verb:
        last -= 1
    closing = verb.doc[last]
    if last <= verb.sent.start or closing.text not in _CLOSINGS:
        return None
    found = None
    for index in range(last - 2, max(verb.sent.start, last - _MOST_INSIDE), -1):
        token = verb.doc[index]
        if token.text == _CLOSINGS[closing.text] and _is_closed(verb, index, last):
            found = token
    return None if found is None else (found.idx, closing.idx + len(closing))


def inserted_behind(verb: Token) -> tuple[int, int] | None:
    """Return the same of what is inserted right behind a verb: "was booked, records show, into the jail"."""
    first, end = verb.i + 1, verb.sent.end
    while first < end and verb.doc[first].dep_ == "prt" and verb.doc[first].head == verb:
        first += 1
    if first >= end or verb.doc[first].text not in _OPENINGS:
        return None
    opening = verb.doc[first]
    for closing in verb.doc[first + 2 : min(end, first + _MOST_INSIDE)]:
        if closing.text == _OPENINGS[opening.text]:
            hung = all(
                first <= token.head.i <= closing.i or (token.head == verb and token.dep_ not in _JOINED)
                for token in verb.doc[first + 1 : closing.i]
            )
            return (opening.idx, closing.idx + len(closing)) if hung else None
    return None


def first_adverb(verb: Token) -> Token:
    """Return the first of the adverbs right in front of a verb that leave it true; the verb where none do."""
    first = verb
    while first.i > verb.sent.start:
        front = first.nbor(-1)
        if front.dep_ != "advmod" or front.head != verb or front.lower_ in _UNDOING:
            break
        first = front
    return first


def _is_closed(verb: Token, first: int, last: int) -> bool:
    """Say whether words hang on one another, on the verb or on the noun in front, and join nothing to it."""
    noun = verb.doc[first - 1]
    for token in verb.doc[first + 1 : last]:
        head = token.head
        if first < head.i < last or token.is_punct:
            continue
        if token.dep_ in _JOINED or not (head == verb or head.i <= noun.i):
            return False
    return noun.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
