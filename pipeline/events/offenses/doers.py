"""Reads nouns that name people by what they did: "killers", "a convicted drug dealer", "gang members".

in: the text and an offense in it    out: whether it names people, and as convicted    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span

from pipeline.events.grammar import nominals
from pipeline.events.offenses.laid import Owner
from pipeline.schema import Mention

_NO_OFFENSE = re.compile(r"registered sex offenders?", re.IGNORECASE)
_REGISTERS = re.compile(r"\bregister\w*\s(?:\w+\s){0,4}as\s(?:an?\s)?$", re.IGNORECASE)
"""In front of "sex offender": a duty, no offense."""
_GANG_PERSON = re.compile(
    r"member|leader|associate|affiliate|banger|benefit|^(?!.*particip).*\bgangs?$", re.IGNORECASE | re.DOTALL
)
_OTHER = re.compile(r"\b(?:fellow|other)\s$", re.IGNORECASE)
_CONVICTED = re.compile(r"\bconvicted\s(?:[\w-]+[\s,]{1,2}(?:and\s)?){0,3}", re.IGNORECASE)
_KNOWN = re.compile(r"(?:twice[\s-])?convicted\s", re.IGNORECASE)


def names_people(text: str, mention: Mention) -> bool:
    """Say whether the words name people by what they did: "killers", "gang members"."""
    return mention.rule.endswith(".person") or (
        mention.value in ("gang", "terrorism")
        and _GANG_PERSON.search(text[mention.start : mention.end]) is not None
    )


def is_register(text: str, mention: Mention) -> bool:
    """Say whether a duty to register is told, and no offense: "must register as a sex offender"."""
    words = text[max(0, mention.start - 60) : mention.end]
    offense = text[mention.start : mention.end]
    return _NO_OFFENSE.fullmatch(offense) is not None or (
        "offender" in offense.lower() and _REGISTERS.search(words[: -len(offense)]) is not None
    )


def are_convicted(text: str, mention: Mention) -> bool:
    """Say whether many are called convicted: "convicted murderers, rapists and"."""
    return _CONVICTED.search(text, max(0, mention.start - 30), mention.end) is not None


def is_of_others(text: str, mention: Mention, span: Span, owners: Sequence[Owner]) -> bool:
    """Say whether many are named who are not the one owner: "schemes involving gang members".

    "Roe and other gang members" names him as one of them.
    """
    many = span.root.tag_ == "NNS" and names_people(text, mention)
    one = len(owners) == 1 and owners[0] is not None and span.root.dep_ not in ("appos", "attr")
    return many and one and _OTHER.search(text, max(0, mention.start - 10), mention.start) is None


def known_for(span: Span, text: str, mention: Mention) -> tuple[int, int] | None:
    """Return the place of "convicted" in front of a noun for a doer: "a convicted Mexican drug dealer"."""
    words = _KNOWN.match(text, mention.start, mention.end)
    if words is not None:
        return words.span()
    front = next((child for child in span.root.lefts if child.lower_ == "convicted"), None)
    person = front is not None and nominals.is_person_noun(span.root)
    return (front.idx, front.idx + len(front)) if person and front is not None else None
