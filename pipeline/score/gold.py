"""Gold annotations: reading them, and checking them against the annotation guide and their articles.

A gold file is JSON Lines, one object per article: `id`, `published`, and the lists `people`, `offenses`,
`facilities` and `events`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.ontology import ontology
from pipeline.score.likeness import Record

_LISTS = ("people", "offenses", "facilities", "events")
_DAY = r"(?:\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_DATE = re.compile(rf"{_DAY}(?:/{_DAY})?")
_PUBLISHED = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_annotations(path: Path) -> list[Record]:
    """Read a JSON Lines file of annotations, gold or predicted.

    Raises:
        SourceError: the file cannot be read, or a line is no JSON object with an `id` of its own.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), "unreadable", f"expected JSON Lines in UTF-8: {error}") from error
    records: list[Record] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        record = _read_line(f"{path}:{number}", line)
        if record["id"] in seen:
            message = f"expected each article once, found {record['id']!r} again: keep one of its lines"
            raise SourceError(f"{path}:{number}", "repeated", message)
        seen.add(record["id"])
        records.append(record)
    return records


def _read_line(origin: str, line: str) -> Record:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise SourceError(
            origin, "malformed", f"expected a JSON object, found {error}: mend the line"
        ) from error
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        message = f"expected a JSON object with a text `id`, found {line[:60]!r}: mend the line"
        raise SourceError(origin, "malformed", message)
    return record


def faults(gold: Record, text: str) -> Iterator[str]:
    """Yield what is wrong with an article's gold: unknown values, and words that are not in the text.

    Args:
        gold: the annotations of one article.
        text: the cleaned text of that article.
    """
    missing = [key for key in _LISTS if not isinstance(gold.get(key), list)]
    if missing:
        yield f"expected lists, found none: {', '.join(missing)}"
        return
    if gold.get("published") is not None and not _PUBLISHED.fullmatch(str(gold["published"])):
        yield f"published: expected YYYY-MM-DD or null, found {gold['published']!r}"
    ids = [person.get("id") for person in gold["people"]]
    for repeated in (name for name, times in Counter(ids).items() if times > 1):
        yield f"people: the id {repeated!r} stands for more than one"
    for person in gold["people"]:
        yield from (f"person {person.get('id')}: {fault}" for fault in _person_faults(person, text))
    for number, offense in enumerate(gold["offenses"], start=1):
        yield from (f"offense {number}: {fault}" for fault in _offense_faults(offense, ids, text))
    for number, facility in enumerate(gold["facilities"], start=1):
        yield from (f"facility {number}: {fault}" for fault in _word_faults("name", facility, text))
    for number, event in enumerate(gold["events"], start=1):
        yield from (f"event {number}: {fault}" for fault in _event_faults(event, ids, text))


def _person_faults(person: Record, text: str) -> Iterator[str]:
    yield from _choice_faults("role", person.get("role"), ontology().roles)
    yield from _number_faults("age", person.get("age"))
    yield from _word_faults("mention", person.get("mention"), text)
    name = person.get("name")
    if name is not None and not all(word in text for word in str(name).split()):
        yield f"name: expected a name whose words the text has, or null; found {name!r}"


def _offense_faults(offense: Record, ids: list[str], text: str) -> Iterator[str]:
    yield from _choice_faults("category", offense.get("category"), ontology().offenses)
    yield from _choice_faults("status", offense.get("status"), ontology().statuses)
    yield from _subject_faults(offense, ids)
    yield from _word_faults("quote", offense.get("quote"), text)


def _event_faults(event: Record, ids: list[str], text: str) -> Iterator[str]:
    yield from _choice_faults("type", event.get("type"), ontology().events)
    yield from _choice_faults("modality", event.get("modality"), ontology().modalities)
    yield from _subject_faults(event, ids)
    if event.get("subject") is None:
        yield from _number_faults("count", event.get("count"))
    elif event.get("count") is not None:
        yield f"count: expected null beside a subject, found {event['count']!r}"
    if "count_qualifier" in event:
        yield from _choice_faults("count_qualifier", event["count_qualifier"], ontology().count_qualifiers)
    if event.get("date") is not None and not _DATE.fullmatch(str(event["date"])):
        yield f"date: expected YYYY, YYYY-MM, YYYY-MM-DD or a range of them, found {event['date']!r}"
    yield from _word_faults("quote", event.get("quote"), text)
    for key in ("agency", "custodian"):
        if event.get(key) is not None:
            yield from _word_faults(key, event[key], text)


def _choice_faults(key: str, value: object, choices: dict[str, str] | dict[str, int]) -> Iterator[str]:
    if value not in choices:
        yield f"{key}: expected one of {', '.join(choices)}; found {value!r}"


def _subject_faults(record: Record, ids: list[str]) -> Iterator[str]:
    if record.get("subject") is not None and record["subject"] not in ids:
        yield f"subject: expected the id of one of the people or null, found {record['subject']!r}"


def _number_faults(key: str, value: object) -> Iterator[str]:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        yield f"{key}: expected a whole number or null, found {value!r}"


def _word_faults(key: str, words: object, text: str) -> Iterator[str]:
    if not isinstance(words, str) or not words.strip() or words not in text:
        yield f"{key}: expected words of the text, found {words!r}"
