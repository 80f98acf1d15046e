"""The order of the stages, and the two ways to walk it: into a database, or as a stream of records.

    acquire -> clean -> entities and events -> store (or guide)

in: sources and a reader. out: records, one article at a time; no list of all of them is ever held.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from pipeline.errors import BlotterError, RecordError, SourceError
from pipeline.schema import Article, Extraction, Intake, RawPage, Unchanged
from pipeline.time_limit import CLEANING, READING, time_limit

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from pipeline.store.writer import Known, Store

STAGES = (
    ("acquire", "files, folders, JSON Lines and standard input -> raw pages"),
    ("clean", "raw pages -> articles: the text is fixed here"),
    ("entities", "articles -> people, ages, nationalities, offenses, facilities, dates, counts"),
    ("events", "entities -> events with their arguments"),
    ("link", "places -> entries of the gazetteer; texts -> copies; all reports -> people and events"),
    ("review", "the database -> rows, files, checks"),
    ("score", "gold against output"),
)
"""Name of each stage and what it does, in the order in which data flows."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LINE = re.compile(r"(.*):(\d+)\Z", re.DOTALL)


class Reader(Protocol):
    """What reads articles; `pipeline.nlp.load` gives one."""

    @property
    def name(self) -> str:
        """Name of the base model."""

    @property
    def version(self) -> str:
        """Version of the base model."""

    @property
    def hash(self) -> str:
        """SHA-256 over the model, the rules and their data: another hash may read otherwise."""

    def read(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield what each article says, one each and in the same order."""


type Reading = tuple[RawPage, Article, Extraction]
type Failed = Callable[[SourceError], None]


@runtime_checkable
class Engine(Protocol):
    """What has pages cleaned and read elsewhere (`pipeline.engine`), with readers of its own."""

    name: str
    version: str
    hash: str

    def read_pages(self, pages: Iterator[RawPage | SourceError], failed: Failed) -> Iterator[Reading]:
        """Yield what `read_pages` of this module does, in the same order."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of one input."""

    outcome: str
    """`added`, `changed`, `unchanged` or `failed`."""
    origin: str
    error: SourceError | None = None
    """Why it failed."""
    extraction: Extraction | None = None
    """What an article says that was added or changed."""


@cache
def blotter_version() -> str:
    """Return the version of the installed blotter."""
    return importlib.metadata.version("blotter")


def extract(intake: Intake, reader: Reader | Engine, failed: Failed) -> Iterator[tuple[Article, Extraction]]:
    """Yield every article of the sources with what it says; call `failed` for each that cannot be read."""
    from pipeline.acquire.sources import read_sources

    pages = (page for page in read_sources(intake) if not isinstance(page, Unchanged))
    for _, article, extraction in _read(pages, reader, failed):
        yield article, extraction


def run(
    store: Store,
    reader: Reader | Engine,
    intake: Intake,
    settings: Settings,
    report: Callable[[Progress], None],
    release: Callable[[], None] | None = None,
) -> Counter[str]:
    """Read the sources into the store, and return how many inputs had each outcome.

    An article that the store has from the same input, read in the same way, is passed over before it is
    cleaned or parsed: a run that was cut off goes on where it stopped. `report` is called for each input.
    At the end copies among the new articles are found, and the people and events of all articles are linked.

    Args:
        release: gives back the memory of the reader, which that does not need; called when all is read.

    Raises:
        StoreError: the database cannot be written; what was stored before stays.
    """
    from pipeline.jobs.copies import find_copies
    from pipeline.jobs.relinking import relink
    from pipeline.store.writer import RunRecord

    record = RunRecord(
        version=blotter_version(),
        settings=settings.as_json(),
        settings_sha256=settings.hash,
        model=_model(reader),
        model_sha256=reader.hash,
        sources=intake.sources,
    )
    counts: Counter[str] = Counter(added=0, changed=0, unchanged=0, failed=0)
    number = store.begin_run(record)
    status = "interrupted"
    try:
        _Run(store, reader, number, counts, report).walk(intake)
        if release is not None:
            release()
        find_copies(store)
        relink(store.path, wait=settings.lock_wait)
        status = "done"
    finally:
        store.end_run(number, status, dict(counts))
    return counts


class _Run:
    def __init__(
        self,
        store: Store,
        reader: Reader | Engine,
        number: int,
        counts: Counter[str],
        report: Callable[[Progress], None],
    ) -> None:
        self._store = store
        self._reader = reader
        self._reader_hash = _hash([blotter_version(), reader.name, reader.version, reader.hash])
        self._number = number
        self._counts = counts
        self._report = report

    def walk(self, intake: Intake) -> None:
        from pipeline.acquire.sources import read_sources

        remembered = self._store.remembered(self._reader_hash)
        pages = self._unread(read_sources(intake, remembered.get))
        for page, article, extraction in _read(pages, self._reader, self._failed):
            try:
                outcome = self._write(page, article, extraction)
            except RecordError as error:
                self._failed(
                    SourceError(page.origin, "record", f"{error}: a bug in blotter, please report it")
                )
            else:
                new = outcome in ("added", "changed")
                self._done(outcome, page.origin, extraction if new else None)

    def _unread(self, pages: Iterator[RawPage | Unchanged | SourceError]) -> Iterator[RawPage | SourceError]:
        """Yield what has to be read: all but the pages that the store has as they are."""
        for page in pages:
            if isinstance(page, Unchanged):
                self._done("unchanged", page.origin)
            elif isinstance(page, RawPage) and self._is_known(page):
                self._remember(page, page.id)
                self._done("unchanged", page.origin)
            else:
                yield page

    def _is_known(self, page: RawPage) -> bool:
        digest = _input_hash(page)
        for article_id in (page.id, _other_id(page)):
            known = self._store.known(article_id)
            if known and (known.stamp.input_sha256, known.stamp.reader_sha256) == (digest, self._reader_hash):
                return True
        return False

    def _write(self, page: RawPage, article: Article, extraction: Extraction) -> str:
        from pipeline.store.writer import Stamp

        known = self._store.known(page.id)
        if known and _is_another(page, article, known):
            article = replace(article, id=_other_id(page))
            extraction = replace(extraction, article_id=article.id)
        stamp = Stamp(_place(page), _input_hash(page), _model(self._reader), self._reader_hash)
        outcome = self._store.write(self._number, article, extraction, stamp)
        self._remember(page, article.id)
        return outcome

    def _remember(self, page: RawPage, article_id: str) -> None:
        if page.url is not None and (page.etag or page.modified):
            self._store.remember(page.url, article_id, page.etag, page.modified)

    def _done(self, outcome: str, origin: str, extraction: Extraction | None = None) -> None:
        self._store.resolve_issues(self._number, origin)
        self._counts[outcome] += 1
        self._report(Progress(outcome, origin, extraction=extraction))

    def _failed(self, error: SourceError) -> None:
        self._store.add_issue(self._number, error)
        self._counts["failed"] += 1
        self._report(Progress("failed", error.origin, error))


def _read(
    pages: Iterator[RawPage | SourceError], reader: Reader | Engine, failed: Failed
) -> Iterator[Reading]:
    if isinstance(reader, Engine):
        return reader.read_pages(pages, failed)
    return read_pages(pages, reader, failed)


def read_pages(pages: Iterator[RawPage | SourceError], reader: Reader, failed: Failed) -> Iterator[Reading]:
    """Clean and read pages, here; yield each that could be with its article and what it says, in order.

    The reader may run ahead by as many articles as it takes at once. A page that makes cleaning or reading
    raise what is no error of blotter's own is told to `failed` as well. All engines walk this.
    """
    return _Walk(pages, reader, failed).readings()


class _Walk:
    def __init__(self, pages: Iterator[RawPage | SourceError], reader: Reader, failed: Failed) -> None:
        self._pages = pages
        self._reader = reader
        self._failed = failed
        self._waiting: deque[tuple[RawPage, Article]] = deque()
        """Cleaned, and with the reader."""
        self._stopped: Exception | None = None
        """What the pages themselves raised: there are no more."""

    def readings(self) -> Iterator[Reading]:
        more = True
        while more:
            try:
                for extraction in self._reader.read(self._articles()):
                    reading = self._reading(*self._waiting[0], extraction)
                    self._waiting.popleft()
                    yield reading
                more = False
            except Exception as error:
                if _stops_all(error) or self._stopped is not None or not self._waiting:
                    raise  # with no page to blame it would be raised for ever
                suspects = list(self._waiting)
                self._waiting.clear()
                for page, article in suspects:
                    if isinstance(error, SourceError) and error.origin == page.origin:
                        self._failed(error)
                    else:
                        yield from self._alone(page, article)

    def _articles(self) -> Iterator[Article]:
        from pipeline.clean.article import clean_page

        while (page := self._next()) is not None:
            if isinstance(page, SourceError):
                self._failed(page)
                continue
            try:
                with time_limit(CLEANING, page.origin, "find its article"):
                    article = clean_page(page)
            except SourceError as error:
                self._failed(error)
                continue
            except Exception as error:  # noqa: BLE001 - whatever it is, one page must not cost the others
                self._failed(_bug(page, error))
                continue
            self._waiting.append((page, article))
            yield article

    def _next(self) -> RawPage | SourceError | None:
        try:
            return next(self._pages, None)
        except Exception as error:
            self._stopped = error
            raise

    def _alone(self, page: RawPage, article: Article) -> Iterator[Reading]:
        """Read one of the articles among which is one that makes the reader raise."""
        try:
            [extraction] = self._reader.read([article])
            reading = self._reading(page, article, extraction)
        except SourceError as error:
            self._failed(error)
        except BlotterError:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            self._failed(_bug(page, error))
        else:
            yield reading

    def _reading(self, page: RawPage, article: Article, extraction: Extraction) -> Reading:
        from pipeline.link.places.articles import link_places

        if extraction.article_id != article.id:
            raise RecordError(f"expected what {article.id} says, found that of {extraction.article_id}")
        with time_limit(READING, page.origin, "link the places in it"):
            return page, article, link_places(article, extraction)


def _stops_all(error: Exception) -> bool:
    """Say whether an error of reading is of the run as a whole, and not of one of the articles."""
    return isinstance(error, BlotterError) and not isinstance(error, SourceError)


def _bug(page: RawPage, error: Exception) -> SourceError:
    place = traceback.extract_tb(error.__traceback__)[-1]
    message = (
        f"expected to read it, found {type(error).__name__}: {error}, at {Path(place.filename).name}:"
        f"{place.lineno}: it was left out; this is a bug in blotter, please report it"
    )
    return SourceError(page.origin, "bug", message)


def _is_another(page: RawPage, article: Article, known: Known) -> bool:
    """Tell whether a page only shares its id with an article of an earlier run, the id being a file's name.

    An id that the input gives says which article it is; a file's name does not: `monday/index.html` and
    `tuesday/index.html` are two. The same place, the same address or the same content are the same article.
    """
    if not _named_by_file(page) or known.stamp.place == _place(page):
        return False
    if article.url is not None and article.url == known.url:
        return False
    return known.stamp.input_sha256 != _input_hash(page)


def _named_by_file(page: RawPage) -> bool:
    line = _LINE.match(page.origin)
    return line is None or page.id.endswith(f"-{line[2]}")


def _other_id(page: RawPage) -> str:
    """Return the id of a page whose own is another article's: it says where the page lies."""
    return f"{page.id}~{_hash([_place(page)])[:8]}"


def _place(page: RawPage) -> str:
    """Return the address or absolute path (and line) of a page; standard input has none but its content."""
    if page.origin == page.url or _ADDRESS.match(page.origin):
        return page.origin
    if page.origin.startswith("-"):
        return f"-{_input_hash(page)}"
    return str(Path(page.origin).absolute())


def _model(reader: Reader | Engine) -> str:
    return f"{reader.name} {reader.version}"


def _input_hash(page: RawPage) -> str:
    return _hash([page.kind, page.content, page.url, page.title, page.source, page.byline, page.published])


def _hash(values: Sequence[str | None]) -> str:
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()
