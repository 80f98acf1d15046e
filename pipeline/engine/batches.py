"""Pages in batches, and what becomes of a batch: plain records that can be sent between processes.

in: raw pages    out: batches of them; for each batch the articles read and the pages that failed
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.errors import SourceError
from pipeline.schema import Article, Extraction, RawPage
from pipeline.stages import Failed, Reader, read_pages

MAX_PAGES = 16
MAX_CHARACTERS = 500_000
"""A batch is closed by so many pages, or once they hold so many characters."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch."""

    read: list[tuple[int, Article, Extraction]] = field(default_factory=list)
    """Which page of the batch, from 0; its article; what that says. In the order of the pages."""
    failed: list[SourceError] = field(default_factory=list)


def batched_pages(pages: Iterable[RawPage | SourceError], failed: Failed) -> Iterator[list[RawPage]]:
    """Yield pages in batches, in order; what could not even be read in is told to `failed` at once."""
    batch: list[RawPage] = []
    characters = 0
    for page in pages:
        if isinstance(page, SourceError):
            failed(page)
            continue
        batch.append(page)
        characters += len(page.content)
        if len(batch) == MAX_PAGES or characters > MAX_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def read_batch(pages: Sequence[RawPage], reader: Reader) -> Outcome:
    """Clean and read the pages of a batch."""
    outcome = Outcome()
    places = {id(page): place for place, page in enumerate(pages)}
    for page, article, extraction in read_pages(iter(pages), reader, outcome.failed.append):
        outcome.read.append((places[id(page)], article, extraction))
    return outcome
