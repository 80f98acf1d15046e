"""Sources of every kind -> raw pages: files, folders and standard input first, then addresses of the web.

A text file that was named and holds nothing but addresses, one a line, is a list of sources.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.acquire.files import read_files
from pipeline.acquire.remote import ADDRESS, is_remote
from pipeline.errors import SettingsError, SourceError
from pipeline.schema import Intake, RawPage, Unchanged

if TYPE_CHECKING:
    from pipeline.acquire.web.client import Client

_MAX_LIST_BYTES = 10_000_000

type Remembered = Callable[[str], tuple[str | None, str | None] | None]
"""Address to `ETag` and `Last-Modified` of its last answer; null: it is to be read anew."""


def read_sources(
    intake: Intake, remembered: Remembered | None = None
) -> Iterator[RawPage | Unchanged | SourceError]:
    """Yield every article of the sources, what is as it was, and what is wrong with what cannot be read.

    Raises:
        SettingsError: there are addresses to fetch and no contact to give.
        OutputError: what is fetched cannot be kept.
    """
    paths: list[str] = []
    addresses: list[str] = []
    for source in intake.sources:
        if is_remote(source):
            paths.append(source)
        elif ADDRESS.match(source):
            addresses.append(source)
        elif (listed := listed_addresses(source)) is not None:
            addresses += listed
        else:
            paths.append(source)
    if addresses and intake.contact is None:
        raise SettingsError(
            "contact: expected a mail address or a page where a site that is fetched from can complain,"
            " found none: set BLOTTER_CONTACT, or `contact` in blotter.toml"
        )
    if paths:
        yield from read_files(paths, intake.columns)
    if addresses:
        yield from _fetched(addresses, intake, remembered)


def _fetched(
    addresses: Sequence[str], intake: Intake, remembered: Remembered | None
) -> Iterator[RawPage | Unchanged | SourceError]:
    from pipeline.acquire.web.archive import Archive
    from pipeline.acquire.web.crawl import Crawl
    from pipeline.acquire.web.robots import Robots

    client = _client(intake, remembered)
    archive = Archive(intake.warc) if intake.warc is not None else None
    try:
        yield from Crawl(client, Robots(client, "blotter"), archive, intake.since).pages(addresses)
    finally:
        client.close()
        if archive is not None:
            archive.close()


def _client(intake: Intake, remembered: Remembered | None) -> Client:
    from pipeline.acquire.web.client import Client, Manners, Validators

    def remembers(url: str) -> Validators | None:
        found = remembered(url) if remembered is not None else None
        return Validators(*found) if found is not None else None

    version = importlib.metadata.version("blotter")
    agent = f"blotter/{version} (reads news for a database of events; complaints: {intake.contact})"
    manners = Manners(agent, intake.delay, intake.allow_private)
    return Client(manners, remembers)


def listed_addresses(source: str) -> list[str] | None:
    """Return the addresses that a file of addresses holds; null: the source is no such file."""
    path = Path(source)
    try:
        if path.suffix.lower() != ".txt" or not path.is_file() or path.stat().st_size > _MAX_LIST_BYTES:
            return None
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        # What is wrong with the file is said where files are read.
        return None
    lines = [line.strip() for line in text.splitlines()]
    addresses = [line for line in lines if line and not line.startswith("#")]
    if not addresses or not all(re.fullmatch(r"https?://\S+", line, re.IGNORECASE) for line in addresses):
        return None
    return addresses
