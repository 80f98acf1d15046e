"""Time answers to claims on generated reports: `python -m pipeline.score.bench.claims [REPORTS...]`.

For each number of event reports (10,000 to 100,000 unless given) a database of made-up articles is linked, as
in `bench.linking`, and claims about its people, groups and jails are answered one by one, each read anew. The
model and its patterns are loaded once before; a claim alone on the command line waits for that too.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.jobs.checking import ClaimReader, check, read_claims
from pipeline.jobs.relinking import relink
from pipeline.nlp import load
from pipeline.schema import Article, Extraction
from pipeline.score.bench.linking import generate, write_reports
from pipeline.settings import load_settings
from pipeline.store.claims import ClaimRecords

_SIZES = (10_000, 20_000, 50_000, 100_000)
_EVERY = 41
"""Every so manyth article is asked about."""
_CLAIMS = 60
_SAID = {
    "arrest": "was arrested",
    "charge": "was charged",
    "detainer_issued": "was named in a detainer",
    "detainer_declined": "was released in spite of a detainer",
    "release": "was released",
    "removal": "was deported",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def main() -> None:
    """Print how the time for an answer grows with the number of reports."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.score.bench.claims", description=__doc__)
    parser.add_argument("reports", nargs="*", type=int, default=_SIZES)
    reader = load(replace(load_settings(), gate="off"))
    list(read_claims(reader, ["The Salem County jail in Ohio released Nilo Pratt in May 2024."]))
    print(f"{'reports':>9}{'claims':>8}{'mean s':>9}{'95 % s':>9}{'slowest s':>11}{'supported':>11}")
    for number in parser.parse_args().reports:
        seconds, supported = measure(number, reader)
        mean, slowest = statistics.mean(seconds), max(seconds)
        most = statistics.quantiles(seconds, n=20)[-1]
        bar = "#" * round(mean * 200)
        print(f"{number:9,}{len(seconds):8}{mean:9.3f}{most:9.3f}{slowest:11.3f}{supported:11}  {bar}")


def measure(reports: int, reader: ClaimReader) -> tuple[list[float], int]:
    """Return the seconds that each answer takes on so many event reports, and how many support the claim."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        write_reports(path, generate(random.Random(reports)), reports, 10**9)
        relink(path)
        seconds, supported = [], 0
        with ClaimRecords(path) as records:
            for claim in claims(generate(random.Random(reports))):
                began = time.perf_counter()
                (verdict,) = check(records, reader, [claim])
                seconds.append(time.perf_counter() - began)
                supported += verdict.verdict == "supported"
    return seconds, supported


def claims(told: Iterator[tuple[Article, Extraction]]) -> list[str]:
    """Return claims about made-up articles: by name, of a group at a jail, of somebody unnamed there."""
    made: list[str] = []
    for number, (article, extraction) in enumerate(told):
        if number % _EVERY or not article.published:
            continue
        event = extraction.events[number % len(extraction.events)]
        day = str(event.date.value) if event.date is not None else article.published
        when = f"in {_MONTHS[int(day[5:7]) - 1]} {day[:4]}"
        place = extraction.links[0]
        if event.count is not None:
            made.append(
                f"{event.count.value} people were released by the {place.name}, {place.state}, {when}."
            )
        elif number % 2:
            made.append(f"The {place.name} ignored ICE's detainer and let the man go {when}.")
        elif extraction.people[0].name is not None:
            made.append(f"{extraction.people[0].name.value} {_SAID[event.type]} {when}.")
        if len(made) == _CLAIMS:
            break
    return made


if __name__ == "__main__":
    main()
