"""Time linking on generated reports: `python -m pipeline.score.bench.linking [REPORTS...]`.

For each number of event reports (10,000 to 100,000 unless given) a database of made-up articles is linked;
then a hundred more articles are, as a nightly run would. What is generated is the same each time: cases told
by one to five articles each, about people with names as common as they are in the United States, in its
counties, over ten years; every eighth case is of a counted group.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pipeline.jobs.relinking import relink
from pipeline.link.places.gazetteer import gazetteer
from pipeline.link.reports.person_names import common_names
from pipeline.schema import Article, Event, Extraction, Link, Offense, Person, Value
from pipeline.store.linking import LinkStore
from pipeline.store.writer import RunRecord, Stamp, Store

_SIZES = (10_000, 20_000, 50_000, 100_000)
_MORE = 100
"""Articles that come later."""
_TYPES = ("arrest", "charge", "detainer_issued", "detainer_declined", "release", "removal")
_COUNTRIES = ("Mexico", "Guatemala", "Honduras", "El Salvador", "Brazil", "Ecuador", "Peru", "Haiti")
_OFFENSES = ("dui", "assault", "robbery", "theft", "drug_trafficking", "burglary", "homicide")
_FIRST = date(2015, 1, 1)
_DAYS = 3650
_GROUPS = 8
"""Every so manyth case is of a group."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What linking took."""

    reports: int
    articles: int
    seconds: float
    processor: float
    """Seconds of processor time, which other programs on the machine do not lengthen."""
    more_seconds: float
    people: int
    events: int


def main() -> None:
    """Print how linking grows with the number of reports."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.score.bench.linking", description=__doc__)
    parser.add_argument("reports", nargs="*", type=int, default=_SIZES)
    headings = f"{'linked in s':>13}{'processor s':>13}{'100 more in s':>15}{'people':>9}{'events':>9}"
    print(f"{'reports':>9}{'articles':>10}{headings}")
    for number in parser.parse_args().reports:
        it = measure(number)
        print(
            f"{it.reports:9,}{it.articles:10,}{it.seconds:13.1f}{it.processor:13.1f}"
            f"{it.more_seconds:15.2f}{it.people:9,}{it.events:9,}  {'#' * round(it.seconds / 5)}"
        )


def measure(reports: int) -> Timing:
    """Return what linking so many event reports takes, and a hundred more articles after them."""
    told = generate(random.Random(reports))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        number, articles = write_reports(path, told, reports, 10**9)
        began, busy = time.perf_counter(), time.process_time()
        relink(path)
        seconds, processor = time.perf_counter() - began, time.process_time() - busy
        write_reports(path, told, 10**9, _MORE)
        began = time.perf_counter()
        relink(path)
        more = time.perf_counter() - began
        with LinkStore(path) as store:
            people, events = (
                int(store.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
                for table in ("linked_people", "linked_events")
            )
    return Timing(number, articles, seconds, processor, more, people, events)


def write_reports(
    path: Path, told: Iterator[tuple[Article, Extraction]], reports: int, articles: int
) -> tuple[int, int]:
    """Store articles until there are so many reports, or so many articles; return how many of both."""
    number = written = 0
    with Store(path) as store:
        run = store.begin_run(RunRecord("", "{}", "", "made up", "", ()))
        while number < reports and written < articles:
            article, extraction = next(told)
            store.write(run, article, extraction, Stamp(article.id, article.id, "made up", ""))
            number += len(extraction.events)
            written += 1
    return number, written


def generate(chance: random.Random) -> Iterator[tuple[Article, Extraction]]:
    """Yield made-up articles without end, those of one case after one another."""
    given, family = common_names()
    ranks = [1 / (index + 3) for index in range(len(family))]
    counties = [entry for entry in gazetteer().entries if entry.kind == "county"]
    number = 0
    while True:
        number += 1
        county = chance.choice(counties)
        day = _FIRST + timedelta(chance.randrange(_DAYS))
        case = _Case(
            number=number,
            names=(chance.choice(given), *chance.choices(family, ranks, k=2)),
            age=chance.randrange(18, 65),
            country=chance.choice(_COUNTRIES),
            county=county.county,
            state=county.state,
            entry=county.id,
            day=day,
            group=chance.randrange(5, 300) if number % _GROUPS == 0 else None,
            offense=chance.choice(_OFFENSES),
            words=tuple(word.capitalize() for word in chance.sample(family, 4)),
        )
        for telling in range(chance.choice((1, 1, 2, 2, 3, 3, 4, 5))):
            yield case.tell(telling, chance)


@dataclass(frozen=True, slots=True)
class _Case:
    number: int
    names: tuple[str, ...]
    age: int
    country: str
    county: str
    state: str
    entry: str
    day: date
    group: int | None
    offense: str
    words: Sequence[str]

    def tell(self, telling: int, chance: random.Random) -> tuple[Article, Extraction]:
        """Return one article about the case."""
        published = self.day + timedelta(chance.choice((1, 1, 2, 5, 40, 200)))
        first, second, third = (name.capitalize() for name in self.names)
        name = f"{first} {second} {third}" if telling % 2 == 0 else f"{first} {second}"
        writer = _Writer(f"c{self.number}-{telling}", published.isoformat())
        writer.say(
            f"{self.words[0]}, {self.state} — On {self.words[1]} in {self.words[2]} near {self.words[3]}."
        )
        people = () if self.group else (writer.person(name, self.age, self.country),)
        jail = writer.value(f"{self.county} jail")
        count = None if self.group is None else writer.value(str(self.group), self.group)
        events = []
        for offset, kind in enumerate(_TYPES[: chance.randrange(2, len(_TYPES) + 1)]):
            day = (self.day + timedelta(offset)).isoformat()
            quote = writer.value(f"case of {kind.replace('_', ' ')}")
            dated = writer.value(day) if chance.random() < 0.7 else None
            events.append(
                Event(
                    kind,
                    people[0].id if people else None,
                    "actual",
                    quote,
                    count=count,
                    date=dated,
                    custodian=jail,
                )
            )
        link = Link(str(jail.value), self.entry, self.county, "county", None, self.county, self.state)
        offenses = [Offense(p.id, self.offense, "charged", writer.value(self.offense)) for p in people]
        article = Article(
            writer.id,
            writer.text,
            writer.id,
            source=f"Paper {chance.randrange(900)}",
            published=writer.published,
        )
        return article, Extraction(
            writer.id, writer.published, people, tuple(offenses), (jail,), tuple(events), (link,)
        )


class _Writer:
    """Gathers an article's text, and values with their offsets in it."""

    def __init__(self, article: str, published: str) -> None:
        self.id = article
        self.published = published
        self.text = ""

    def say(self, words: str) -> None:
        self.text += f"{words} "

    def value(self, words: str, value: Any = None) -> Value:
        start = len(self.text)
        self.say(words)
        return Value(words if value is None else value, start, start + len(words), "made up", 1.0)

    def person(self, name: str, age: int, country: str) -> Person:
        said = self.value(name)
        years = self.value(f"{age}", age)
        return Person(
            "p1", "subject", said, name=said, age=years, nationality=self.value(f"of {country}", country)
        )


if __name__ == "__main__":
    main()
