"""Time the desk's pages on generated databases: `python -m pipeline.score.bench.desk [EVENTS...]`.

For each number of event reports (10,000 and 100,000 unless given) a database of made-up articles is linked,
as in `bench.linking`, with one article of 10,000 words and 400 mentions among them. Each page is then asked
for in this process, once to warm up, then 20 times, each time about other rows where the page is about one
thing. An answer is all that the server does: the queries, the page, its bytes.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

from pipeline.jobs.relinking import relink
from pipeline.schema import Article, Event, Extraction, Person, Value
from pipeline.score.bench.linking import generate, write_reports

_SIZES = (10_000, 100_000)
_TIMES = 20
"""Answers timed of each page."""
_TARGET = 0.2
"""Seconds that a page may take."""
_LONG_WORDS, _LONG_MENTIONS = 10_000, 400
LONG = "long"
"""Id of the long article."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A page, and the addresses by which it is asked for in turn."""

    name: str
    addresses: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a page took, in seconds."""

    name: str
    median: float
    worst: float
    processor: float
    """At worst, of this process: other programs on the machine do not lengthen it."""
    characters: int
    """Of its longest answer."""


def main() -> None:
    """Print what each page takes, on databases of several sizes side by side."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.score.bench.desk", description=__doc__)
    parser.add_argument("events", nargs="*", type=int, default=_SIZES)
    sizes = parser.parse_args().events
    found: dict[int, list[Answered]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.db"
            build(path, size)
            found[size] = measure(path)
    print(report(found))


def report(found: dict[int, list[Answered]]) -> str:
    """Lay the times of each page side by side, in milliseconds, and say which are over the target."""
    headings = "".join(f"{f'median {size:,}':>16}{'worst':>8}{'processor':>11}" for size in found)
    lines = [f"{'milliseconds':28}{headings}{'KiB':>7}"]
    for answers in zip(*found.values(), strict=True):
        times = "".join(
            f"{1000 * it.median:16.0f}{1000 * it.worst:8.0f}{1000 * it.processor:11.0f}" for it in answers
        )
        lines.append(f"{answers[0].name:28}{times}{answers[-1].characters / 1024:7.0f}")
    slow = [it.name for answers in found.values() for it in answers if it.worst >= _TARGET]
    lines.append(f"{len(slow)} over {1000 * _TARGET:.0f} ms" + (f": {', '.join(slow)}" if slow else ""))
    busiest = max((it.processor, it.name) for answers in found.values() for it in answers)
    lines.append(f"most processor time of one answer: {1000 * busiest[0]:.0f} ms, {busiest[1]}")
    return "\n".join(lines)


def build(path: Path, events: int) -> None:
    """Write and link a database of about so many event reports, and the long article."""
    told = generate(random.Random(events))
    write_reports(path, told, events, 10**9)
    write_reports(path, iter([long_article()]), 1, 1)
    relink(path)


def long_article() -> tuple[Article, Extraction]:
    """Return an article of 10,000 words with 400 mentions: 80 people, each with an event of four values.

    It is older than all others, so that no list of the latest events is full of it.
    """
    people: list[Person] = []
    events: list[Event] = []
    text = ""

    def value(words: str) -> Value:
        nonlocal text
        start = len(text)
        text += f"{words} "
        return Value(words, start, start + len(words), "made up", 0.9)

    for number in range(1, _LONG_MENTIONS // 5 + 1):
        text += "On that day the desk of the county went on with its work as on all the others. " * 6
        name = value(f"Person{number} Kestrel")
        text += "was held there when "
        start = len(text)
        agency, jail = value("deputies"), value(f"Marlow{number % 9} County Jail")
        day = value("May 4, 2014")
        told = Value(text[start:-1], start, len(text) - 1, "made up", 0.9)
        people.append(Person(f"p{number}", "subject", name, name=name))
        date = Value("2014-05-04", day.start, day.end, "made up", 0.9)
        events.append(Event("arrest", f"p{number}", "actual", told, date=date, agency=agency, custodian=jail))
    text += "word " * (_LONG_WORDS - len(text.split()))
    article = Article(LONG, text, LONG, title="A long one", source="Paper 1", published="2014-05-05")
    return article, Extraction(LONG, article.published, tuple(people), events=tuple(events))


def pages(path: Path) -> Iterator[Asked]:
    """Yield the pages that are asked for, with the addresses of things that the database holds."""
    from datasette.utils import tilde_encode

    from pipeline.store.opening import open_reader

    def some(table: str, column: str) -> list[str]:
        sql = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY rowid LIMIT 1 OFFSET ?"
        number = db.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]
        found = [db.execute(sql, [number * i // _TIMES]).fetchone() for i in range(_TIMES)]
        return [row[0] for row in found if row]

    def each(kind: str, names: Sequence[str], form: str = "") -> list[str]:
        return [f"/{kind}/{tilde_encode(name)}{form}" for name in names]

    with closing(open_reader(path)) as db:
        articles, jails = some("articles", "id"), some("events", "custodian")
        named = zip(some("links", "name"), some("links", "entry"), strict=True)
        places = [f"/custodian/{tilde_encode(name)}?entry={quote(entry)}" for name, entry in named]
        people, linked = some("linked_people", "id"), some("linked_events", "id")
    yield Asked("home", ["/"])
    yield Asked("events", ["/events"])
    yield Asked("events.json", ["/events.json"])
    yield Asked("events.csv", ["/events.csv"])
    yield Asked("events by type", ["/events?type=arrest", "/events?type=removal"])
    yield Asked(
        "events by type and year", [f"/events?type=charge&since={y}&until={y}" for y in range(2015, 2025)]
    )
    yield Asked("events by agency, none", ["/events?agency=nobody"])
    yield Asked("events by offense, status", ["/events?offense=theft&status=convicted"])
    yield Asked("events by place", ["/events?place=Polk", "/events?place=nowhere"])
    yield Asked("events by outlet", [f"/events?source=Paper+{number}" for number in range(40, 50)])
    yield Asked("events by state", ["/events?state=KS", "/events?state=OH&type=release"])
    yield Asked("events, sure and of 2 sources", ["/events?min_sources=2&min_confidence=0.8"])
    yield Asked("events decided or not", ["/events?decided=undecided", "/events?decided=decided"])
    yield Asked("events by facility, copies", ["/events?facility=county&copies=1", "/events?facility=none"])
    yield Asked("events told as", ["/events?modality=negated", "/events?modality=alleged&type=charge"])
    yield Asked("events of a custodian", [f"/events?custodian={'+'.join(jail.split())}" for jail in jails])
    yield Asked("articles", ["/articles"])
    yield Asked("articles of an outlet", [f"/articles?source=Paper+{number}" for number in range(40, 50)])
    yield Asked("outlets", ["/outlets"])
    yield Asked("article", each("article", articles))
    yield Asked("article, 10,000 words", each("article", [LONG]))
    yield Asked("article, 10,000 words.json", each("article", [LONG], ".json"))
    yield Asked("person", each("person", people))
    yield Asked("event in all reports", each("event", linked))
    yield Asked("custodian", each("custodian", jails))
    yield Asked("custodian at one place", places)
    yield Asked("check, before a claim", ["/check"])
    yield Asked("review", ["/review"])


def measure(path: Path) -> list[Answered]:
    """Return what each page takes on a database."""
    from pipeline.review.desk.app import DeskDatasette, DeskOptions

    desk = DeskDatasette(DeskOptions(path))
    gc.collect()
    gc.freeze()  # what made the database is none of a desk's, and would be looked through again and again

    async def answers() -> list[Answered]:
        return [await timed(asked) for asked in pages(path)]

    async def timed(asked: Asked) -> Answered:
        seconds, busy, longest = [], [], 0
        await desk.client.get(asked.addresses[0])
        for address in islice(cycle(asked.addresses), _TIMES):
            began, worked = time.perf_counter(), time.process_time()
            answer = await desk.client.get(address)
            seconds.append(time.perf_counter() - began)
            busy.append(time.process_time() - worked)
            answer.raise_for_status()
            longest = max(longest, len(answer.text))
        return Answered(asked.name, statistics.median(seconds), max(seconds), max(busy), longest)

    return asyncio.run(answers())


if __name__ == "__main__":
    main()
