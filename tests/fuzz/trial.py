"""Feeds inputs to blotter and says what each got; all but pages and the errors of `errors.py` is a bug."""

from __future__ import annotations

import signal
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.acquire.decode import decode
from pipeline.acquire.web.listings import feeds_of, read_listing
from pipeline.acquire.web.robots import read_rules
from pipeline.entities.derive import derive
from pipeline.errors import BlotterError
from pipeline.review.verify import verify
from pipeline.schema import Intake
from pipeline.settings import Settings, load_settings
from pipeline.stages import Progress, Reader, run
from pipeline.store.queries import Records
from pipeline.store.writer import Store

LIMIT = 10
"""Seconds for one input."""
URL = "https://news.example/"


class Bug(Exception):
    """What no input may do: a crash, a hang, a row that its text does not bear out."""


@contextmanager
def limit(seconds: int) -> Iterator[None]:
    def out_of_time(*_: object) -> None:
        raise Bug(f"more than {seconds} seconds")

    signal.signal(signal.SIGALRM, out_of_time)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def feed_files(inputs: list[bytes], ending: str, reader: Reader, check_words: bool = True) -> Counter[str]:
    """Run files of one kind into a database and verify it; return how many inputs had each outcome."""
    outcomes: Counter[str] = Counter()

    def report(made: Progress) -> None:
        outcomes[made.error.kind if made.error else "read"] += 1

    with tempfile.TemporaryDirectory() as name, limit(LIMIT * len(inputs)):
        folder, database = Path(name, "in"), Path(name, "blotter.db")
        folder.mkdir()
        for number, data in enumerate(inputs):
            (folder / f"{number:03}{ending}").write_bytes(data)
        with Store(database) as store:
            run(store, reader, Intake((str(folder),)), Settings(), report)
        with Records(database) as records:
            faults = [str(fault) for fault in verify(records, derive if check_words else _as_found) if fault]
    # A run goes on after a bug and names it so.
    if outcomes["record"] or outcomes["bug"] or (check_words and faults):
        raise Bug(f"{outcomes['record']} broken records, {outcomes['bug']} raised, faults: {faults[:3]}")
    return outcomes


def _as_found(_field: str, words: str, _rule: str, _anchor: str | None) -> str:
    return words


def feed_list(data: bytes, kind: str) -> str:
    """Return what one input of `inputs.LISTS` got."""
    with tempfile.TemporaryDirectory() as name, limit(LIMIT):
        try:
            if kind == "blotter.toml":
                path = Path(name, kind)
                path.write_bytes(data)
                load_settings(path, {})
            elif kind == "robots.txt":
                rules = read_rules(data)
                rules.can_fetch(URL + "a", "blotter")
                rules.crawl_delay("blotter")
            elif kind == "home page":
                feeds_of(decode(data, URL, html=True), URL)
            else:
                return "read" if read_listing(data, URL) is not None else "no list"
        except BlotterError as error:
            return str(getattr(error, "kind", type(error).__name__))
    return "read"
