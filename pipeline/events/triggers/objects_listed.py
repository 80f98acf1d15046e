"""Whom one verb takes that lists several, each with a clause of their own, wherever the parser hung them.

"ICE arrested a Cuban convicted of arson, a Haitian charged with theft and a 40-year-old man wanted in Peru."

in: a trigger, the people of the article    out: people    writes: nothing
"""

from __future__ import annotations

import re

from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity, Reference
from pipeline.events.triggers.triggers import Trigger

_TAKING = frozenset({"arrest", "removal", "detention"})
_NEW = re.compile(r"(?:an?|another)\s", re.IGNORECASE)
_NEXT = re.compile(r"[,;]\s(?:and\s)?$|\sand\s$")
"""In front of the next of a list."""
_OWN_CLAUSE = re.compile(
    r",?\s(?:(?:previously|recently|also|already|once|twice)\s)?"
    r"(?:convicted|charged|accused|wanted|found\sguilty|with|"
    r"who|whose|arrested|sentenced|indicted|suspected|facing|registered|sought|deported|removed|serving)\b"
)
"""Behind somebody of whom something is said; a bare list may be of whom the one in front harmed."""


def objects_listed(trigger: Trigger, people: tuple[Entity, ...], entities: Entities) -> list[Entity]:
    """Return the others of a list of newcomers whose first one a verb takes; nobody where it is no list.

    Args:
        trigger: a verb of arrest, removal or detention.
        people: whom it takes by the tree.
        entities: the people of the article.
    """
    if trigger.frame.event not in _TAKING or trigger.frame.place != "object" or len(people) == 0:
        return []
    token = trigger.token
    text, end = text_of(token.doc), token.sent.end_char
    listed = [
        (item, person)
        for person in entities.all
        for item in person.references
        if token.idx < item.start < end and _is_newcomer(item, person, text, end)
    ]
    listed.sort(key=lambda pair: pair[0].start)
    first = next((index for index, (_, person) in enumerate(listed) if person in people), None)
    if first is None:
        return []
    others = [person for item, person in listed[first + 1 :] if _NEXT.search(text, token.idx, item.start)]
    return [person for person in dict.fromkeys(others) if person not in people and not person.suffers()]


def _is_newcomer(item: Reference, person: Entity, text: str, end: int) -> bool:
    """Say whether a mention brings in somebody described, with a clause of their own behind."""
    new = item.kind == "nominal" and person.described() and _NEW.match(text, item.start) is not None
    return new and _OWN_CLAUSE.match(text, item.end, end) is not None
