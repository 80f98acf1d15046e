"""Hits -> rows to show, in words that claim no more than the article does.

in: the database and what a query found. out: plain dicts, one for each row; writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from pipeline.ontology import ontology
from pipeline.review.privacy.protection import Protection
from pipeline.schema import Article, Event, Extraction, Offense, Person, Value
from pipeline.store.linked import LinkedRecords
from pipeline.store.queries import Hit
from pipeline.store.rows import row_id
from pipeline.threshold import surer, surer_values

EVENT_FIELDS = (
    "id", "article_id", "date", "type", "modality", "event", "who", "subject_id", "count",
    "count_qualifier", "agency", "custodian", "speaker", "attribution", "quote", "start", "end", "rule",
    "confidence", "decided", "title", "published", "source", "url",
)  # fmt: skip
PERSON_FIELDS = (
    "id", "article_id", "role", "name", "age", "nationality", "mention", "minor", "status", "reported",
    "events", "title", "published", "source", "url",
)  # fmt: skip
SEARCH_FIELDS = (
    "id", "found", "words", "article_id", "title", "published", "source", "url",
)  # fmt: skip
_CACHED = 64
_AROUND = 55
"""Characters shown on each side of words in context."""
_SPEAKING = 60
"""Characters of a quote beyond which it can be understood alone."""
STATUS_WORDS = {
    "convicted": "convicted",
    "charged": "charged, not convicted",
    "arrested": "arrested, no charge reported",
    "wanted": "wanted, no arrest reported",
    "alleged": "alleged only",
    "cleared": "cleared",
}
_MODALITY_WORDS = {"actual": "", "alleged": "alleged", "negated": "not", "planned": "planned"}
_QUALIFIER_WORDS = {"at_least": "at least ", "about": "about ", "at_most": "at most "}


class Desk:
    """Turns what was found into rows; names of victims and minors are hidden unless asked for."""

    def __init__(self, records: LinkedRecords, with_names: bool = False, least: float = 0.0) -> None:
        """Read from open `records`; what is less sure than `least` is not told of what was found."""
        self._records = records
        self._least = least
        self._with_names = with_names
        self._protection = Protection(records)
        self.load = lru_cache(maxsize=_CACHED)(self._load)
        """Article id -> its records, as they may be shown."""

    def _load(self, article_id: str) -> tuple[Article, Extraction]:
        article, extraction = self._records.records(article_id)
        if not self._with_names:
            article, extraction = self._protection.redact(article, extraction)
        return article, surer_values(extraction, self._least)

    def hides(self, words: str) -> bool:
        """Tell whether words hold a name that may not be shown: nothing is to be found by it."""
        return not self._with_names and self._protection.hides(words)

    def plain(self, text: str | None, any_case: bool = False) -> str | None:
        """Return a text of no article, e.g. a reason, as it may be shown.

        Args:
            text: the text.
            any_case: also names in small letters are hidden, as in an address.
        """
        return text if self._with_names else self._protection.plain(text, any_case)

    def copied(self, article_id: str) -> str | None:
        """Return in words what an article copies or quotes; null: nothing."""
        row = self._records.copy_of(article_id)
        if row is None:
            return None
        words = f"{row['share']:.0%} of its words"
        if row["kind"] == "copy":
            return f"copy of {row['source']} ({words}): what both tell is listed there"
        return f"quotes {row['source']} ({words})"

    def events(self, hits: Iterable[Hit]) -> Iterator[dict[str, Any]]:
        """Yield a row for each event found."""
        for hit in hits:
            article, extraction = self.load(hit.article_id)
            yield event_row(article, extraction, _number(hit))

    def people(self, hits: Iterable[Hit]) -> Iterator[dict[str, Any]]:
        """Yield a row for each person found."""
        for hit in hits:
            article, extraction = self.load(hit.article_id)
            person = person_of(extraction, hit.id[len(row_id(article.id, "")) :])
            yield person_row(article, surer(extraction, self._least), person)

    def search(self, hits: Iterable[Hit]) -> Iterator[dict[str, Any]]:
        """Yield a row for each quote and article found."""
        for hit in hits:
            article, extraction = self.load(hit.article_id)
            if hit.table == "events":
                event = extraction.events[_number(hit)]
                found, words = event_words(event), _in_context(article, event.quote)
            elif hit.table == "offenses":
                offense = extraction.offenses[_number(hit)]
                found, words = offense_words(offense), _in_context(article, offense.quote)
            else:
                found, words = "article", "".join(context(article.text, hit.at, hit.at))
            yield {
                "id": hit.id,
                "found": found,
                "words": words,
                "article_id": article.id,
                "title": article.title,
                "published": article.published,
                "source": article.source,
                "url": article.url,
            }


def _number(hit: Hit) -> int:
    """Return the place of a row in its list: the number that its id ends in, less one."""
    return int(hit.id[len(row_id(hit.article_id, "")) + 1 :]) - 1


def event_row(article: Article, extraction: Extraction, index: int) -> dict[str, Any]:
    """Return an event with what it is about and where it is told; `event` and `who` are words to read."""
    event = extraction.events[index]
    return {
        "id": row_id(article.id, f"e{index + 1}"),
        "article_id": article.id,
        "date": _value(event.date),
        "type": event.type,
        "modality": event.modality,
        "event": event_words(event),
        "who": who(extraction, event.subject, event),
        "subject_id": None if event.subject is None else row_id(article.id, event.subject),
        "count": _value(event.count),
        "count_qualifier": event.count_qualifier,
        "agency": _value(event.agency),
        "custodian": _value(event.custodian),
        "speaker": _value(event.speaker),
        "attribution": _value(event.attribution),
        "quote": event.quote.value,
        "start": event.quote.start,
        "end": event.quote.end,
        "rule": event.quote.rule,
        "confidence": event.quote.confidence,
        "decided": event.decided,
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "url": article.url,
    }


def person_row(article: Article, extraction: Extraction, person: Person) -> dict[str, Any]:
    """Return a person with what is reported of them; `reported` says how far each offense has got."""
    offenses = [offense for offense in extraction.offenses if offense.subject == person.id]
    own = [event for event in extraction.events if event.subject == person.id]
    events = [event for event in own if event.decided != "rejected"]
    return {
        "id": row_id(article.id, person.id),
        "article_id": article.id,
        "role": person.role,
        "name": _value(person.name),
        "age": _value(person.age),
        "nationality": _value(person.nationality),
        "mention": person.mention.value,
        "minor": person.minor,
        "status": furthest_status(offenses),
        "reported": standing(offenses, person.role),
        "events": "; ".join(dict.fromkeys(event_words(event) for event in events)),
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "url": article.url,
    }


def person_of(extraction: Extraction, local_id: str) -> Person:
    """Return a person of an article by the id within it."""
    return next(person for person in extraction.people if person.id == local_id)


def furthest_status(offenses: Iterable[Offense]) -> str | None:
    """Return the gravest status that is reported; null if no offense is."""
    gravity = ontology().statuses
    return max((offense.status for offense in offenses), key=lambda status: gravity[status], default=None)


def standing(offenses: Iterable[Offense], role: str) -> str:
    """Return in words how far each offense has got, the furthest first: nobody charged reads as convicted."""
    by_status: defaultdict[str, list[str]] = defaultdict(list)
    for offense in offenses:
        by_status[offense.status].append(offense.category)
    gravity = ontology().statuses
    parts = [
        f"{STATUS_WORDS.get(status, status)}: {', '.join(dict.fromkeys(by_status[status]))}"
        for status in sorted(by_status, key=lambda status: -gravity[status])
    ]
    return "; ".join(parts) or ("no offense reported" if role == "subject" else "")


def offense_words(offense: Offense) -> str:
    """Return an offense in words: its category and how far it has got."""
    return f"{offense.category} ({STATUS_WORDS.get(offense.status, offense.status)})"


def event_words(event: Event) -> str:
    """Return an event's type, with its modality if it is not reported as fact: `release (not)`."""
    modality = _MODALITY_WORDS.get(event.modality, event.modality)
    return f"{event.type} ({modality})" if modality else event.type


def who(extraction: Extraction, subject: str | None, event: Event | None = None) -> str:
    """Return whom an event is about: name, age and country, or how many."""
    if subject is None:
        if event is None or event.count is None:
            return "a group"
        people = "person" if event.count.value == 1 else "people"
        return f"{_QUALIFIER_WORDS.get(event.count_qualifier or '', '')}{event.count.value} {people}"
    person = person_of(extraction, subject)
    if person.name is None:
        return str(person.mention.value)
    parts = [person.name.value]
    parts += [value.value for value in (person.age, person.nationality) if value is not None]
    return ", ".join(map(str, parts))


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return what stands before, in and after a stretch of text, cut at words, with … where it is cut."""
    low, high = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    before, after = text[low:start], text[end:high]
    if low > 0:
        before = "…" + (before.split(None, 1)[1] if len(before.split(None, 1)) > 1 else "")
    if high < len(text):
        after = (after.rsplit(None, 1)[0] if len(after.split()) > 1 else "") + "…"
    return before, text[start:end], after


def _in_context(article: Article, quote: Value) -> str:
    """Return a quote, with what stands around it if it alone says little."""
    if quote.end - quote.start > _SPEAKING:
        return str(quote.value)
    return "".join(context(article.text, quote.start, quote.end))


def _value(value: Any) -> Any:
    return None if value is None else value.value
