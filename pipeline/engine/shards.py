"""Shards: what a run has to read, cut into files, and what was read from each, in a file of its own.

in: raw pages
out: `NAME.pages.parquet` with the pages of a shard, `NAME.read.parquet` with what became of them

The folder may be any address that fsspec knows (`/mnt/shards`, `s3://bucket/shards`). A shard is named by
what is in it and by what reads it, so that a file that is there is the work done, and one that is missing is
work to do: nothing else is remembered of a run. A file takes its place only when all is written.

A shard ends behind a page whose own hash says so, not after a number of pages: where pages were added, or
have been stored by now, the shards behind them stay the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from pipeline.engine.batches import Outcome
from pipeline.engine.factory import Identity
from pipeline.errors import EngineError, SourceError
from pipeline.schema import Article, Boilerplate, Extraction, RawPage
from pipeline.stages import Failed, blotter_version

if TYPE_CHECKING:
    import pyarrow as pa

MEAN_PAGES = 500
_MAX_CHARACTERS = 16_000_000
"""A shard ends on average by so many pages, and at the latest once they hold so many characters."""
_INSTALL = "install what it needs: python -m pip install 'blotter[ray]'"
_PAGE = tuple(field.name for field in fields(RawPage))
_ARTICLE = ("id", "text", "origin", "url", "title", "source", "byline", "published")
_READ = ("place", *_ARTICLE, "boilerplate", "extraction", "failure", "message")
"""Columns: the page's place in the shard, from 0, with its article and, as JSON, its boilerplate and what it
says; or, for a page that failed, its origin, the failure's kind and message."""


def shards_of(
    pages: Iterable[RawPage | SourceError], identity: Identity, failed: Failed, mean: int = MEAN_PAGES
) -> Iterator[tuple[str, list[RawPage]]]:
    """Cut pages into shards, each with its name; what could not even be read in is told to `failed` at once.

    Args:
        pages: in the order of reading.
        identity: the reader's.
        failed: is told of what is no page.
        mean: pages in a shard, on average.
    """
    shard: list[RawPage] = []
    name = _name_begun(identity)
    characters = 0
    for page in pages:
        if isinstance(page, SourceError):
            failed(page)
            continue
        digest = hashlib.sha256(repr(asdict(page)).encode()).digest()
        name.update(digest)
        shard.append(page)
        characters += len(page.content)
        if int.from_bytes(digest[:8]) % mean == 0 or characters > _MAX_CHARACTERS:
            yield name.hexdigest()[:32], shard
            shard, name, characters = [], _name_begun(identity), 0
    if shard:
        yield name.hexdigest()[:32], shard


class Shards:
    """The folder of the shards."""

    def __init__(self, address: str) -> None:
        """Make the folder, if need be.

        Raises:
            EngineError: there is no such kind of address, or the folder cannot be made.
        """
        self.address = address
        try:
            import msgspec
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise EngineError(f"shards: expected {error.name}, found none: {_INSTALL}") from error
        try:
            self._fs, self._path = url_to_fs(address)
            self._fs.makedirs(self._path, exist_ok=True)
        except (OSError, ValueError, ImportError) as error:
            raise EngineError(
                f"{address}: expected a folder for shards, a path or an address that fsspec knows, found:"
                f" {error}: name another with --shards"
            ) from error
        self._boilerplate = msgspec.json.Decoder(tuple[Boilerplate, ...])
        self._extraction = msgspec.json.Decoder(Extraction)
        self._encode = msgspec.json.Encoder().encode

    def write_pages(self, name: str, pages: Sequence[RawPage]) -> None:
        """Write what is to be read of a shard, and forget how often that was tried."""
        self._write(f"{name}.pages.parquet", [asdict(page) for page in pages], _PAGE)
        for mark in self._tries(name):
            self._fs.rm(mark)

    def pages(self, name: str) -> list[RawPage]:
        """Return the pages of a shard."""
        return [RawPage(**row) for row in self._rows(f"{name}.pages.parquet")]

    def drop_pages(self, name: str) -> None:
        """Remove the pages of a shard; what was read from them stays."""
        self._fs.rm(f"{self._path}/{name}.pages.parquet")

    def begin(self, name: str) -> int:
        """Record that somebody begins to read a shard, and return how many have begun it, this one included.

        A process that is killed can say nothing; that it began is all that will be known.
        """
        number = len(self._tries(name)) + 1
        self._fs.touch(f"{self._path}/{name}.try{number}")
        return number

    def is_read(self, name: str) -> bool:
        """Tell whether a shard has been read."""
        self._fs.invalidate_cache()
        return bool(self._fs.exists(f"{self._path}/{name}.read.parquet"))

    def write_outcome(self, name: str, outcome: Outcome) -> None:
        """Write what became of the pages of a shard."""
        rows: list[dict[str, Any]] = []
        for place, article, extraction in outcome.read:
            row = {column: getattr(article, column) for column in _ARTICLE}
            row |= {"place": place, "extraction": self._encode(extraction).decode()}
            row["boilerplate"] = self._encode(article.boilerplate).decode()
            rows.append(row)
        for error in outcome.failed:
            rows.append({"origin": error.origin, "failure": error.kind, "message": error.message})
        self._write(f"{name}.read.parquet", rows, _READ)
        for mark in self._tries(name):
            self._fs.rm(mark)

    def outcome(self, name: str) -> Outcome:
        """Return what became of the pages of a shard."""
        outcome = Outcome()
        for row in self._rows(f"{name}.read.parquet"):
            if row["failure"] is not None:
                outcome.failed.append(SourceError(row["origin"], row["failure"], row["message"]))
                continue
            given = {column: row[column] for column in _ARTICLE}
            article = Article(**given, boilerplate=self._boilerplate.decode(row["boilerplate"]))
            outcome.read.append((row["place"], article, self._extraction.decode(row["extraction"])))
        return outcome

    def _tries(self, name: str) -> list[str]:
        self._fs.invalidate_cache()
        return list(self._fs.glob(f"{self._path}/{name}.try*"))

    def _write(self, file: str, rows: list[dict[str, Any]], columns: Sequence[str]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = pa.Table.from_pylist(rows, schema=_schema(columns))
        with self._fs.transaction, self._fs.open(f"{self._path}/{file}", "wb") as stream:
            pq.write_table(table, stream, compression="zstd")

    def _rows(self, file: str) -> list[dict[str, Any]]:
        import pyarrow.parquet as pq

        with self._fs.open(f"{self._path}/{file}", "rb") as stream:
            rows: list[dict[str, Any]] = pq.read_table(stream).to_pylist()
        return rows


def _schema(columns: Sequence[str]) -> pa.Schema:
    import pyarrow as pa

    return pa.schema([(name, pa.int32() if name == "place" else pa.string()) for name in columns])


def _name_begun(identity: Identity) -> hashlib._Hash:
    return hashlib.sha256(repr((blotter_version(), identity)).encode())
