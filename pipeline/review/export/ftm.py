"""What happened, as entities of FollowTheMoney.

in: what may be told. out: one entity a line, for Aleph and other tools of that ecosystem.

- `Article` for each article, with its text.
- `Person` for each linked person of whom an event is told and whose name no article hides. Nobody gets a
  `topic`: an arrest or a charge is no crime. `notes` say how far each offense has got.
- `PublicBody` for an agency, `Organization` for a custodian, with an `Address` where the gazetteer knows it.
  They are of one article unless they are places of the gazetteer: to take "the county jail" of two articles
  for one would be a guess.
- `Event` for each happening that is reported as fact or alleged (then its name says so): quotes as `summary`,
  the person and the custodian as `involved`, the agency as `organizer`, articles as `proof`. What is planned
  or denied is no event.

Ids are hashes of what an entity is made from, the same in each export of the same database. FollowTheMoney's
own library, which needs ICU, is not needed to write them; a test holds them against its model.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.counted import counted
from pipeline.review.export.content import Content, Exported
from pipeline.review.happenings import Happening
from pipeline.review.rows import STATUS_WORDS
from pipeline.review.standing import standings
from pipeline.store.export import has_events, linked_places
from pipeline.store.rows import Row

type Entity = dict[str, Any]

_COUNTRIES = Path(__file__).with_name("countries.csv")
_TOLD = ("actual", "alleged")
"""Modalities that become events."""
_WRITTEN_IN = "eng"
_GAZETTEER_OF = "us"
_ADDRESS = re.compile(r"https?://[^\s\[\]]+\Z")
_DAY = re.compile(r"\d{4}(-\d\d){0,2}\Z")


def write_ftm(content: Content, write: Callable[[str], object]) -> int:
    """Write each entity as a line of JSON, and return how many there were."""
    number = 0
    for entity in entities(content):
        write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")
        number += 1
    return number


def entities(content: Content) -> Iterator[Entity]:
    """Yield each entity once: articles with their bodies, places, people, events."""
    for exported in content.articles():
        yield _article(exported)
        yield from _bodies(exported)
    for place in linked_places(content.records):
        yield from _place(place)
    for row in content.people():
        if row["name"] and content.names(row["id"]):
            yield from _person(content, row)
    for happening in content.happenings():
        yield from _event(content, happening)


def _article(exported: Exported) -> Entity:
    article = exported.article
    return _entity(
        "Article",
        _id("article", article.id),
        fileName=[article.id],
        title=[article.title],
        author=[article.byline],
        publisher=[article.source],
        publishedAt=[article.published],
        sourceUrl=_addresses([article.url]),
        language=[_WRITTEN_IN],
        bodyText=[article.text],
    )


def _bodies(exported: Exported) -> Iterator[Entity]:
    """Yield the agencies and the custodians of an article's events that no gazetteer tells."""
    told = [row for row in exported.rows["events"] if row["modality"] in _TOLD]
    proof = [_id("article", exported.article.id)]
    for agency in dict.fromkeys(row["agency"] for row in told if row["agency"]):
        yield _entity("PublicBody", _agency_id(exported, agency), name=[agency], proof=proof)
    for custodian in dict.fromkeys(row["custodian"] for row in told if row["custodian"]):
        if _entry(exported, custodian) is None:
            yield _entity("Organization", _custodian_id(exported, custodian), name=[custodian], proof=proof)


def _place(row: Row) -> Iterator[Entity]:
    """Yield a place of the gazetteer, and where it is."""
    parts = [row["city"], row["county"], row["state"]]
    address = _entity(
        "Address",
        _id("address", row["entry"]),
        full=[", ".join(part for part in parts if part)],
        city=[row["city"]],
        region=[row["county"]],
        state=[row["state"]],
        country=[_GAZETTEER_OF],
    )
    yield address
    yield _entity(
        "Organization",
        _id("place", row["entry"]),
        name=[row["official"]],
        country=[_GAZETTEER_OF],
        addressEntity=[address["id"]],
    )


def _person(content: Content, row: Row) -> Iterator[Entity]:
    versions = content.records.person(row["id"]).versions
    if not has_events(content.records, [version.id for version in versions]):
        return
    names = dict.fromkeys([row["name"], *(version.name for version in versions)])
    reported = [
        f"{STATUS_WORDS[standing.status]}: {standing.category.replace('_', ' ')}"
        for standing in standings(versions)
    ]
    ages = [
        f"{version.age} years old, {version.published or 'no day given'}"
        for version in versions
        if version.age
    ]
    yield _entity(
        "Person",
        _id("person", row["id"]),
        name=[row["name"]],
        alias=[name for name in names if name != row["name"]],
        nationality=[_countries().get(version.nationality or "") for version in versions],
        notes=[*(f"as the articles report: {words}" for words in reported), *ages],
        proof=[_id("article", content.shown(version.article_id)) for version in versions],
    )


def _event(content: Content, happening: Happening) -> Iterator[Entity]:
    tellings = [
        (exported, row)
        for report in happening.reports
        if (row := (exported := content.article(report["article_id"])).event(report["id"]))
        and row["modality"] in _TOLD
    ]
    if happening.modality not in _TOLD or not tellings:
        return
    agency = next((_agency_id(*found) for found in _given(tellings, "agency")), None)
    place = next(iter(_given(tellings, "custodian")), None)
    entry = None if place is None else _entry(*place)
    custodian = place and (_id("place", entry) if entry else _custodian_id(*place))
    name = None if happening.person is None else content.names(happening.person)
    words = happening.type.replace("_", " ")
    yield _entity(
        "Event",
        _id("event", happening.id),
        name=[f"{'' if happening.modality == 'actual' else 'alleged: '}{words}{f': {name}' if name else ''}"],
        summary=[row["quote"] for _, row in tellings],
        keywords=[happening.type, happening.modality],
        involved=[_id("person", str(happening.person)) if name else None, custodian],
        organizer=[agency],
        location=[place and place[1]],
        addressEntity=[_id("address", entry) if entry else None],
        notes=[
            counted(happening.count, "person", "people")
            if happening.person is None and happening.count
            else None
        ],
        proof=[_id("article", exported.article.id) for exported, _ in tellings],
        publisher=[exported.article.source for exported, _ in tellings],
        sourceUrl=_addresses(exported.article.url for exported, _ in tellings),
        **_dates(happening.date),
    )


def _given(tellings: Sequence[tuple[Exported, Row]], field: str) -> Iterator[tuple[Exported, str]]:
    return ((exported, row[field]) for exported, row in tellings if row[field])


def _entry(exported: Exported, custodian: str) -> str | None:
    """Return the gazetteer's entry that an article's words tell a custodian to be; null: none."""
    return next(
        (
            link["entry"]
            for link in exported.rows["links"]
            if link["name"] == custodian and link["entry"] and not link["guess"]
        ),
        None,
    )


def _agency_id(exported: Exported, agency: str) -> str:
    return _id("agency", exported.article.id, agency)


def _custodian_id(exported: Exported, custodian: str) -> str:
    return _id("custodian", exported.article.id, custodian)


def _dates(date: str | None) -> dict[str, list[str | None]]:
    """Return a date, or both ends of a range; one without its year is not to be told."""
    first, _, last = (date or "").partition("/")
    if not all(_DAY.match(day) for day in (first, last or first)):
        return {}
    return {"startDate": [first], "endDate": [last]} if last else {"date": [first]}


def _addresses(urls: Iterable[str | None]) -> list[str | None]:
    """Return the addresses that are still some: one in which a name was replaced leads nowhere."""
    return [url for url in urls if url and _ADDRESS.match(url)]


def _entity(schema: str, identity: str, **properties: Sequence[str | None]) -> Entity:
    told = {
        name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()
    }
    return {
        "id": identity,
        "schema": schema,
        "properties": {name: values for name, values in told.items() if values},
    }


def _id(*parts: str) -> str:
    return hashlib.sha1("\0".join(("blotter", *parts)).encode(), usedforsecurity=False).hexdigest()


@cache
def _countries() -> dict[str, str]:
    """Return country, as blotter names it, to its code of ISO 3166-1."""
    with _COUNTRIES.open(encoding="utf-8", newline="") as stream:
        return {row["country"]: row["code"] for row in csv.DictReader(stream)}
