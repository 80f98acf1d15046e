"""Addresses -> raw pages, several hosts at once and one request at a time to each.

What an address is shows in what it answers: a feed or a sitemap is a list of articles; the page at the root
of a host is a home page, whose feeds are read, or else the sitemaps that its robots.txt names; any other page
is an article. Pages come in the order in which they arrive.
"""

from __future__ import annotations

import datetime
import queue
import threading
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import httpx

from pipeline.acquire.columns import check_length
from pipeline.acquire.decode import decode
from pipeline.acquire.web.archive import Archive
from pipeline.acquire.web.client import Answer, Client
from pipeline.acquire.web.listings import Listing, feeds_of, read_listing
from pipeline.acquire.web.robots import Robots
from pipeline.errors import BlotterError, SourceError
from pipeline.schema import RawPage, Unchanged

HOSTS = 8
"""Hosts that are asked at once."""
MAX_DEPTH = 4
"""Lists within lists: a feed that lists itself ends sooner, since no address is asked twice."""
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_WAITING = 64

type Found = RawPage | Unchanged | SourceError


@dataclass(frozen=True, slots=True)
class _Task:
    url: str
    depth: int = 0
    listed: bool = False
    """A list named it as an article: it is no home page and no list."""


class Crawl:
    """Fetches addresses and all that they list."""

    def __init__(
        self, client: Client, robots: Robots, archive: Archive | None, since: datetime.date | None = None
    ) -> None:
        """Take what fetches, closed at the end; what a list dates before `since` is passed over."""
        self._client = client
        self._robots = robots
        self._archive = archive
        self._since = since
        self._found: queue.Queue[Found | BaseException | None] = queue.Queue(_WAITING)
        self._hosts: defaultdict[str, deque[_Task]] = defaultdict(deque)
        self._busy: set[str] = set()
        self._asked: set[str] = set()
        self._open = 1
        """Tasks that are not done; the first is to name the addresses that were asked for."""
        self._lock = threading.Lock()
        self._stop = threading.Event()

    def pages(self, urls: Iterable[str]) -> Iterator[Found]:
        """Yield a page, that one is as it was, or what is wrong, for each article of the addresses."""
        with ThreadPoolExecutor(HOSTS, thread_name_prefix="fetch") as pool:
            try:
                for url in urls:
                    self._add(_Task(url), pool)
                pool.submit(self._finish_one)
                while (item := self._found.get()) is not None:
                    if isinstance(item, BaseException) and not isinstance(item, SourceError):
                        raise item
                    yield item
            finally:
                self._stop.set()
                # Whoever still waits for an answer is told that there will be none.
                self._client.close()

    def _add(self, task: _Task, pool: ThreadPoolExecutor) -> None:
        """Queue a task at its host, once; start on the host if nobody is at it."""
        url = task.url.partition("#")[0]
        host = _host(url)
        with self._lock:
            if url in self._asked:
                return
            self._asked.add(url)
            self._open += 1
            self._hosts[host].append(_Task(url, task.depth, task.listed))
            start = host not in self._busy
            self._busy.add(host)
        if start and not self._stop.is_set():
            pool.submit(self._serve, host, pool).add_done_callback(self._surface)

    def _serve(self, host: str, pool: ThreadPoolExecutor) -> None:
        """Do the tasks of one host, one after the other."""
        while not self._stop.is_set():
            with self._lock:
                if not self._hosts[host]:
                    self._busy.discard(host)
                    return
                task = self._hosts[host].popleft()
            try:
                for found in self._do(task, pool):
                    self._put(found)
            except SourceError as error:
                self._put(error)
            except BlotterError as error:
                self._put(error)
                return
            self._finish_one()

    def _finish_one(self) -> None:
        """Count a task as done; behind the last one comes the end."""
        with self._lock:
            self._open -= 1
            last = self._open == 0
        if last:
            self._put(None)

    def _do(self, task: _Task, pool: ThreadPoolExecutor) -> Iterator[Found]:
        self._robots.check(task.url)
        answer = self._client.get(task.url, self._robots.delay(task.url, self._client.manners.delay))
        if answer.not_modified:
            yield Unchanged(answer.url)
            return
        listing = None if task.listed else read_listing(answer.content, answer.url)
        if listing is not None:
            self._add_listing(listing, task, pool)
            return
        if not task.listed and httpx.URL(answer.url).path in ("", "/"):
            self._add_home(answer, task, pool)
            return
        yield self._page(answer)

    def _add_home(self, answer: Answer, task: _Task, pool: ThreadPoolExecutor) -> None:
        lists = feeds_of(decode(answer.content, answer.url, html=True), answer.url)
        lists = lists or self._robots.sitemaps(answer.url)
        if not lists:
            message = (
                "expected a home page that names a feed or a sitemap, found neither: name them, or articles"
            )
            raise SourceError(answer.url, "no_list", message)
        for url in lists:
            self._add(_Task(url, task.depth + 1), pool)

    def _add_listing(self, listing: Listing, task: _Task, pool: ThreadPoolExecutor) -> None:
        if not listing.articles and not listing.lists:
            raise SourceError(task.url, "empty", "expected a feed or sitemap with entries, found none")
        for item in listing.articles:
            if self._is_wanted(item.date):
                self._add(_Task(item.url, task.depth + 1, listed=True), pool)
        if listing.lists and task.depth >= MAX_DEPTH:
            message = f"expected lists within lists up to {MAX_DEPTH} deep, found more: name the inner ones"
            raise SourceError(task.url, "too_deep", message)
        for item in listing.lists:
            if self._is_wanted(item.date):
                self._add(_Task(item.url, task.depth + 1), pool)

    def _is_wanted(self, date: datetime.date | None) -> bool:
        return self._since is None or date is None or date >= self._since

    def _page(self, answer: Answer) -> RawPage:
        kind, _, charset = (answer.header("content-type") or "text/html").lower().partition("charset=")
        kind = kind.strip(" ;")
        if kind not in _PAGES:
            raise SourceError(answer.url, "no_page", f"expected a page of HTML, found {kind}: skip it")
        text = decode(answer.content, answer.url, html=True, charset=charset.strip("\"' ;"))
        if not text.strip():
            raise SourceError(answer.url, "empty", "expected a page, found nothing: try again later")
        form = "text" if kind == "text/plain" else "html"
        page = RawPage(
            id=answer.url,
            origin=answer.url,
            kind=form,
            content=check_length(text, form, answer.url),
            url=answer.url,
            etag=answer.header("etag"),
            modified=answer.header("last-modified"),
        )
        if self._archive is not None:
            self._archive.write(answer)
        return page

    def _put(self, found: Found | BaseException | None) -> None:
        while not self._stop.is_set():
            try:
                self._found.put(found, timeout=0.1)
            except queue.Full:
                continue
            return

    def _surface(self, served: Future[None]) -> None:
        """Hand a bug on to the thread that reads the pages: it would be lost in the pool."""
        error = served.exception()
        if error is not None:
            self._put(error)


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host
    except (httpx.InvalidURL, UnicodeError):
        return ""
