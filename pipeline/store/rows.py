"""Records <-> rows of the database.

in: an `Article` and its `Extraction`. out: plain dicts, one list for each table; and back.
The way there and back loses nothing: `to_records(*to_rows(...))` gives the same records.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pipeline.errors import RecordError
from pipeline.ontology import ontology
from pipeline.schema import Article, Boilerplate, Event, Extraction, Link, Offense, Person, Value

Row = dict[str, Any]
Rows = dict[str, list[Row]]

OWNERS = ("people", "offenses", "facilities", "events")
"""Tables whose rows have evidence in `mentions`, in the order in which they may be written."""
TABLES = (*OWNERS, "mentions", "boilerplate", "links", "skipped")
"""Tables that hold what was read from an article."""
EVIDENCE = {
    "people": ("mention", "name", "age", "nationality"),
    "offenses": ("quote", "status_cue"),
    "facilities": ("facility",),
    "events": ("quote", "count", "date", "agency", "custodian", "modality_cue", "speaker", "attribution"),
}
"""Owner table to the columns with evidence; the first gives the row's own offsets, rule and confidence."""
DERIVED = {"people": ("name", "age", "nationality"), "events": ("count", "date")}
"""Owner table to the columns worked out from the words; all others are the words themselves."""
REFERENCE = "reference"
"""Field of a further mention of a person, which no column holds."""
DECISION = "decision"
"""Rule of what a person said, not a reader."""
TELLING = "telling"
"""Field of a further telling of an event, which no column holds either."""


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def row_id(article_id: str, local: str) -> str:
    """Return the id of a person or event in the whole database: `<article>:<local id>`."""
    return f"{article_id}:{local}"


def to_rows(article: Article, extraction: Extraction, redacted: bool = False) -> Rows:
    """Return what was read from an article as rows, in the extraction's order, without rejected events.

    Args:
        article: the article.
        extraction: what was read from it.
        redacted: names have been replaced, so that values need not be the words at their offsets.

    Raises:
        RecordError: the records break their rules, e.g. a span lies outside the text.
    """
    if extraction.article_id != article.id:
        raise RecordError(f"{article.id}: expected its own extraction, found that of {extraction.article_id}")
    build = _RowBuilder(article, redacted)
    for person in extraction.people:
        build.person(person)
    for number, offense in enumerate(extraction.offenses, 1):
        build.offense(f"o{number}", offense)
    for number, facility in enumerate(extraction.facilities, 1):
        build.add("facilities", f"f{number}", {}, {"facility": facility})
    for number, event in enumerate(extraction.events, 1):
        if event.decided != "rejected":
            build.event(f"e{number}", event)
    for span in article.boilerplate:
        build.span(span.start, span.end, "boilerplate")
        row = {"article_id": article.id, "kind": span.kind, "start": span.start, "end": span.end}
        build.rows["boilerplate"].append(row)
    for start, end in extraction.skipped:
        build.span(start, end, "a stretch left unread")
        build.rows["skipped"].append({"article_id": article.id, "start": start, "end": end})
    for link in extraction.links:
        row = {"article_id": article.id, **asdict(link), "guess": int(link.guess)}
        build.rows["links"].append(row | {"candidates": json.dumps(link.candidates)})
    return build.rows


class _RowBuilder:
    """Gathers the rows of one article and checks each record on the way."""

    def __init__(self, article: Article, redacted: bool) -> None:
        self.article = article
        self.redacted = redacted
        self.people: set[str] = set()
        self.rows: Rows = {table: [] for table in TABLES}

    def person(self, person: Person) -> None:
        self.declared("role", person.role, ontology().roles)
        if person.id in self.people:
            raise RecordError(f"{self.article.id}: expected each person once, found {person.id} again")
        self.people.add(person.id)
        values = {
            "mention": person.mention,
            "name": person.name,
            "age": person.age,
            "nationality": person.nationality,
        }
        self.add("people", person.id, {"role": person.role, "minor": int(person.minor)}, values)
        for mention in person.mentions:
            self.evidence("people", row_id(self.article.id, person.id), REFERENCE, mention)

    def offense(self, local: str, offense: Offense) -> None:
        self.declared("category", offense.category, ontology().offenses)
        self.declared("status", offense.status, ontology().statuses)
        plain = {
            "subject_id": self.subject(offense.subject),
            "category": offense.category,
            "status": offense.status,
        }
        self.add("offenses", local, plain, {"quote": offense.quote, "status_cue": offense.status_cue})

    def event(self, local: str, event: Event) -> None:
        self.declared("type", event.type, ontology().events)
        self.declared("modality", event.modality, ontology().modalities)
        if event.count_qualifier is not None:
            self.declared("count qualifier", event.count_qualifier, ontology().count_qualifiers)
        plain = {
            "type": event.type,
            "subject_id": self.subject(event.subject),
            "count_qualifier": event.count_qualifier,
            "modality": event.modality,
            "decided": event.decided,
        }
        self.add("events", local, plain, {name: getattr(event, name) for name in EVIDENCE["events"]})
        for telling in event.tellings:
            self.evidence("events", row_id(self.article.id, local), TELLING, telling)

    def add(self, table: str, local: str, plain: Row, values: dict[str, Value | None]) -> None:
        """Add a row of an owner table and the evidence for each of its values."""
        owner = row_id(self.article.id, local)
        main = values[EVIDENCE[table][0]]
        assert main is not None
        row: Row = {"id": owner, "article_id": self.article.id, **plain}
        for field in EVIDENCE[table]:
            value = values[field]
            row[field] = None if value is None else value.value
            if value is not None:
                self.evidence(table, owner, field, value)
        row |= {"start": main.start, "end": main.end, "rule": main.rule, "confidence": float(main.confidence)}
        self.rows[table].append(row)

    def evidence(self, table: str, owner: str, field: str, value: Value) -> None:
        words = self.span(value.start, value.end, f"{owner} {field}")
        if not self.redacted and field not in DERIVED.get(table, ()) and value.value != words:
            raise RecordError(f"{owner}: expected {field} to be its words {words!r}, found {value.value!r}")
        if not 0 <= value.confidence <= 1:
            raise RecordError(
                f"{owner}: expected the confidence of {field} in 0..1, found {value.confidence}"
            )
        self.rows["mentions"].append(
            {
                "article_id": self.article.id,
                "owner_table": table,
                "owner_id": owner,
                "field": field,
                "value": value.value,
                "start": value.start,
                "end": value.end,
                "rule": value.rule,
                "confidence": float(value.confidence),
                "anchor": value.anchor,
            }
        )

    def span(self, start: int, end: int, what: str) -> str:
        if not 0 <= start < end <= len(self.article.text):
            raise RecordError(
                f"{self.article.id}: expected {what} within 0..{len(self.article.text)}, found {start}..{end}"
            )
        return self.article.text[start:end]

    def subject(self, person: str | None) -> str | None:
        if person is None:
            return None
        if person not in self.people:
            raise RecordError(f"{self.article.id}: expected a subject among its people, found {person}")
        return row_id(self.article.id, person)

    def declared(self, what: str, name: str, names: Iterable[str]) -> None:
        if name not in names:
            raise RecordError(
                f"{self.article.id}: expected a {what} declared in ontology.toml, found {name!r}"
            )


def to_records(article: Row, rows: Rows) -> tuple[Article, Extraction]:
    """Return the records that rows were made of, in the order of the rows.

    Args:
        article: the row of `articles`.
        rows: the article's rows of the other tables, by table.
    """
    told = _Told(rows["mentions"], len(row_id(article["id"], "")))
    extraction = Extraction(
        article_id=article["id"],
        published=article["published"],
        people=tuple(map(told.person, rows["people"])),
        offenses=tuple(map(told.offense, rows["offenses"])),
        facilities=tuple(told.evidence(row["id"], "facilities") for row in rows["facilities"]),
        events=tuple(map(told.event, rows["events"])),
        # a version of before there were any has none
        links=tuple(map(_link, rows.get("links", []))),
        skipped=tuple((row["start"], row["end"]) for row in rows.get("skipped", [])),
    )
    return _article(article, rows["boilerplate"]), extraction


class _Told:
    """The values of one article's rows, by the row and field that they belong to."""

    def __init__(self, mentions: Iterable[Row], prefix: int) -> None:
        self._prefix = prefix
        self._values: defaultdict[tuple[str, str], list[Value]] = defaultdict(list)
        for row in mentions:
            value = Value(
                row["value"], row["start"], row["end"], row["rule"], row["confidence"], anchor=row["anchor"]
            )
            self._values[row["owner_id"], row["field"]].append(value)

    def person(self, row: Row) -> Person:
        return Person(
            id=row["id"][self._prefix :],
            role=row["role"],
            mention=self.evidence(row["id"], "people"),
            name=self._one(row["id"], "name"),
            age=self._one(row["id"], "age"),
            nationality=self._one(row["id"], "nationality"),
            mentions=self._all(row["id"], REFERENCE),
            minor=bool(row["minor"]),
        )

    def offense(self, row: Row) -> Offense:
        return Offense(
            subject=self._subject(row),
            category=row["category"],
            status=row["status"],
            quote=self.evidence(row["id"], "offenses"),
            status_cue=self._one(row["id"], "status_cue"),
        )

    def event(self, row: Row) -> Event:
        return Event(
            type=row["type"],
            subject=self._subject(row),
            modality=row["modality"],
            count_qualifier=row["count_qualifier"],
            quote=self.evidence(row["id"], "events"),
            tellings=self._all(row["id"], TELLING),
            decided=row.get("decided"),  # a version of before there were decisions has none
            **{name: self._one(row["id"], name) for name in EVIDENCE["events"][1:]},
        )

    def evidence(self, owner: str, table: str) -> Value:
        """Return the words that show what a row says.

        Raises:
            RecordError: it has none.
        """
        found = self._one(owner, EVIDENCE[table][0])
        if found is None:
            raise RecordError(
                f"{owner}: expected evidence for {EVIDENCE[table][0]}, found none: run `blotter verify`"
            )
        return found

    def _one(self, owner: str, field: str) -> Value | None:
        return next(iter(self._all(owner, field)), None)

    def _all(self, owner: str, field: str) -> tuple[Value, ...]:
        return tuple(self._values.get((owner, field), ()))

    def _subject(self, row: Row) -> str | None:
        return None if row["subject_id"] is None else row["subject_id"][self._prefix :]


def _link(row: Row) -> Link:
    values = {name: value for name, value in row.items() if name != "article_id"}
    return Link(**{**values, "guess": bool(row["guess"]), "candidates": tuple(json.loads(row["candidates"]))})


def _article(row: Row, boilerplate: list[Row]) -> Article:
    return Article(
        id=row["id"],
        text=row["text"],
        origin=row["origin"],
        url=row["url"],
        title=row["title"],
        source=row["source"],
        byline=row["byline"],
        published=row["published"],
        boilerplate=tuple(Boilerplate(span["start"], span["end"], span["kind"]) for span in boilerplate),
    )
