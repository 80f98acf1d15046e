"""Leaves out denials of a charge that are said of another case: "No charges are filed in that case".

in: the tellings of one article    out: those that stay    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.events.people.entity import Entity
from pipeline.events.telling.tellings import Telling

_IN_ANOTHER = re.compile(
    r"\bno\s(?:\w+\s)?charges?\s(?:(?:is|are|was|were|has|have|had|been|being|yet|so\sfar|ever)\s)*"
    r"(?:(?:filed|brought|laid|lodged|made|announced|pending|yet|so\sfar)\s)*(?:in|over|for)\s(?:connection\s(?:with|to)\s)?"
    r"(?:(?:that|either|the\s(?:other|second|third|first|earlier|latter))\s(?:\w+\s)?"
    r"(?:case|incident|death|killing|shooting|crash|investigation|matter|attack|fire|slaying|homicide)s?"
    r"|(?:his|her|their|(?-i:(?:[A-Z][\w-]+\s){0,2}[A-Z][\w-]+)[’']s?)\s(?:\w+\s)?"
    r"(?:death|killing|disappearance|slaying|murder|shooting)s?)\b",
    re.IGNORECASE,
)
_OF_COURT = frozenset({"charge", "conviction", "sentence"})


def without_other_cases(tellings: Sequence[Telling], text: str) -> Iterator[Telling]:
    """Yield the tellings but the denied charges of a case that is not that of the one who is charged.

    Of one who is only arrested it may well be said that no charges came in the case.

    Args:
        tellings: those of one article, in text order.
        text: the article's text.
    """
    charged = {
        item
        for telling in tellings
        if telling.event in _OF_COURT and telling.modality.value in ("actual", "alleged")
        for item in telling.people
        if isinstance(item, Entity)
    }
    for telling in tellings:
        if telling.event != "charge" or telling.modality.value != "negated":
            yield telling
            continue
        sentence = telling.token.sent
        words = text[sentence.start_char : sentence.end_char].replace("\n", " ")
        at = telling.token.idx - sentence.start_char
        denied = any(match.start() <= at < match.end() for match in _IN_ANOTHER.finditer(words))
        if not (denied and charged.intersection(telling.people)):
            yield telling
