"""Articles on whose events people have decided -> gold, for `blotter evaluate` and for training.

in: what may be told. out: JSON Lines in the form of the corpus's gold, each with the text it is about, so
that one file is both the articles and their gold.

Only an article is written of which a person has decided on every event that is read there, and whose
decisions hold without a doubt: none came back for review, none was made on another reading. What was rejected
is left out, what was corrected or added is in. `decided` says what people have decided: the events; people,
offenses and facilities are as read, and nothing is measured by them. An article in which a name is hidden is
left out, since its words would no longer be those of its text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.review.export.content import Content, Exported
from pipeline.review.export.lines import article_object

Faults = Callable[[dict[str, Any], str], Iterator[str]]
"""(annotations of an article, its text) -> what is wrong with them."""
_PERSON = ("id", "role", "name", "age", "nationality", "mention")
_OFFENSE = ("subject", "category", "status", "quote")
_EVENT = ("type", "subject", "count", "date", "agency", "custodian", "modality", "quote")
_ARTICLE = ("url", "source", "title")
DECIDED = ("events",)


@dataclass(slots=True)
class Told:
    """What became of the articles that people have decided on."""

    written: int = 0
    unfinished: int = 0
    """Of which some events are open, or decisions in doubt."""
    hiding: int = 0
    """Left out as holding a name that the profile hides."""
    faulty: tuple[str, ...] = ()
    """What is wrong with those that are no gold, a line each."""


def write_gold(content: Content, faults: Faults, write: Callable[[str], object]) -> Told:
    """Write each wholly decided article as a line of JSON, and return what became of those decided on.

    Args:
        content: what may be told.
        faults: finds what is wrong with gold.
        write: takes the lines.
    """
    told = Told()
    returned = {item.row["article_id"] for item in content.known.returned()}
    for exported in content.articles():
        if not exported.decided and exported.stored_id not in returned:
            continue
        if exported.stored_id in returned or not exported.is_settled:
            told.unfinished += 1
        elif exported.hides:
            told.hiding += 1
        else:
            record = gold_record(exported)
            wrong = next(faults(record, exported.article.text), None)
            if wrong is None:
                write(json.dumps(record, ensure_ascii=False) + "\n")
                told.written += 1
            else:
                told.faulty += (f"{exported.stored_id}: {wrong}",)
    return told


def gold_record(exported: Exported) -> dict[str, Any]:
    """Return an article as gold, with its text."""
    found = article_object(exported)
    return {
        "id": found["id"],
        "published": found["published"],
        "people": [_only(person, _PERSON) for person in found["people"]],
        "offenses": [_only(offense, _OFFENSE) for offense in found["offenses"]],
        "facilities": found["facilities"],
        "events": [_event(event) for event in found["events"]],
        "decided": list(DECIDED),
        **_only(found["article"], _ARTICLE),
        "text": exported.article.text,
    }


def _event(event: dict[str, Any]) -> dict[str, Any]:
    qualifier = event.get("count_qualifier")
    return _only(event, _EVENT) | ({"count_qualifier": qualifier} if qualifier else {})


def _only(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in names}
