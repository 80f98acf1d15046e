"""One polite request: guarded, bounded in time and size, repeated where the server is only busy.

Redirects are followed one by one, each checked as the first address was. A server that says when to come back
(`Retry-After`) is taken at its word, up to a limit.
"""

from __future__ import annotations

import email.utils
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

import httpx

from pipeline.acquire.unpack import unpack_body
from pipeline.acquire.web.guard import read_address, resolve
from pipeline.errors import SourceError

MAX_BYTES = 20_000_000
"""Longest body, as it is sent and when it is unpacked."""
MAX_REDIRECTS = 5
MAX_SECONDS = 60.0
"""Longest time for one answer, however slowly it drips in."""
MAX_WAIT = 120.0
"""Longest time to wait because a server asks for it."""
_ATTEMPTS = 4
_BUSY = {429, 500, 502, 503, 504}
_REDIRECTS = {301, 302, 303, 307, 308}
_NOT_MODIFIED = 304
_OK = 200
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent."""

    url: str
    """The last address, behind all redirects."""
    headers: tuple[tuple[str, str], ...]
    body: bytes
    """As it was sent, packed if the headers say so."""
    content: bytes
    """The body, unpacked."""
    not_modified: bool = False
    """The server says that it is as it was; the body is empty."""

    def header(self, name: str) -> str | None:
        """Return the value of a header; null: it was not sent."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with an earlier answer, to ask whether it still holds (RFC 9110, 8.8)."""

    etag: str | None = None
    modified: str | None = None


class Remembers(Protocol):
    """What knows earlier answers by their address."""

    def __call__(self, url: str) -> Validators | None:
        """Return what came with the last answer from `url`; null: none is known or it is to be read again."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How to behave."""

    agent: str
    """The user agent: who this is, and where to complain."""
    delay: float = 1.0
    """Seconds between two requests to one host; a longer crawl delay of its robots.txt goes before it."""
    allow_private: bool = False
    wait: Callable[[float], None] = field(default=time.sleep)
    """Waits for so many seconds."""
    now: Callable[[], float] = field(default=time.monotonic)


class Client:
    """Fetches from the web; may be used by several threads at once."""

    def __init__(self, manners: Manners, remembers: Remembers | None = None) -> None:
        """Open no connection yet."""
        self.manners = manners
        self._remembers = remembers
        self._http = httpx.Client(timeout=_TIMEOUT, follow_redirects=False, trust_env=False)
        self._last: dict[str, float] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def get(self, url: str, delay: float | None = None) -> Answer:
        """Return what the server answers.

        Args:
            url: an http or https address.
            delay: seconds between two requests to this host, where it is not the usual delay.

        Raises:
            SourceError: the address is not safe, nothing came, or what came is no good; its kind says which.
        """
        place, seen = url, []
        while True:
            seen.append(url)
            try:
                answer = self._repeat(url, place, self.manners.delay if delay is None else delay)
            except SourceError as error:
                if error.origin == place:
                    raise
                # Named by the address that was asked for: a later run that gets it settles the issue.
                raise SourceError(place, error.kind, f"{error.message}, redirected to {url}") from error
            if isinstance(answer, Answer):
                return answer
            url = answer
            if url in seen or len(seen) > MAX_REDIRECTS:
                what = "in circles" if url in seen else f"more than {MAX_REDIRECTS} times"
                raise SourceError(
                    place, "redirects", f"expected a page, found redirects {what}, now to {url}"
                )

    def _repeat(self, url: str, place: str, delay: float) -> Answer | str:
        """Return the answer or the address that it redirects to; ask again where the server is busy."""
        for attempt in range(_ATTEMPTS):
            last = attempt == _ATTEMPTS - 1
            self._keep_distance(read_address(url).host, delay)
            try:
                answer = self._request(url, place)
            except httpx.TransportError as error:
                if last:
                    raise _unreachable(place, error) from error
                self.manners.wait(delay * 2**attempt)
                continue
            if not isinstance(answer, _Busy):
                return answer
            pause = answer.retry_after if answer.retry_after is not None else delay * 2**attempt
            if last or pause > MAX_WAIT:
                asks = f" and asks to wait {pause:,.0f} s" if pause > MAX_WAIT else ""
                message = (
                    f"expected a page, found that the server answers {answer.status}{asks}: try again later"
                )
                raise SourceError(place, f"http_{answer.status}", message)
            self.manners.wait(pause)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _keep_distance(self, host: str, delay: float) -> None:
        with self._lock:
            due = self._last.get(host, -delay) + delay
            now = self.manners.now()
            self._last[host] = max(due, now)
        if due > now:
            self.manners.wait(due - now)

    def _request(self, url: str, place: str) -> Answer | _Busy | str:
        target = resolve(url, self.manners.allow_private)
        host = target.url.netloc.decode("ascii")
        headers = {"User-Agent": self.manners.agent, "Host": host, "Accept-Encoding": "gzip, deflate"}
        known = self._remembers(url) if self._remembers else None
        # What is not ASCII cannot be sent back as it came: the page is then fetched whole.
        if known and known.etag and known.etag.isascii():
            headers["If-None-Match"] = known.etag
        if known and known.modified and known.modified.isascii():
            headers["If-Modified-Since"] = known.modified
        deadline = self.manners.now() + MAX_SECONDS
        request = self._http.build_request(
            "GET",
            target.url.copy_with(host=target.address),
            headers=headers,
            extensions={"sni_hostname": target.url.host},
        )
        response = self._http.send(request, stream=True)
        try:
            status = response.status_code
            if status in _REDIRECTS and "location" in response.headers:
                return str(target.url.join(response.headers["location"]))
            if status in _BUSY:
                return _Busy(status, _seconds(response.headers.get("retry-after")))
            if status == _NOT_MODIFIED and known:
                return Answer(url, (), b"", b"", not_modified=True)
            if status != _OK:
                raise SourceError(
                    place, f"http_{status}", f"expected a page, found that the server answers {status}"
                )
            body = self._body(response, place, deadline)
        finally:
            response.close()
        packed = response.headers.get("content-encoding", "")
        given = tuple((name, value) for name, value in response.headers.multi_items())
        return Answer(url, given, body, unpack_body(body, packed, MAX_BYTES, place))

    def _body(self, response: httpx.Response, place: str, deadline: float) -> bytes:
        body = bytearray()
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > MAX_BYTES:
                message = f"expected a page of at most {MAX_BYTES:,} bytes, found more: skip it"
                raise SourceError(place, "too_large", message)
            if self.manners.now() > deadline:
                message = (
                    f"expected a page within {MAX_SECONDS:g} s, found {len(body):,} bytes by then: try later"
                )
                raise SourceError(place, "timeout", message)
        return bytes(body)


@dataclass(frozen=True, slots=True)
class _Busy:
    status: int
    retry_after: float | None


def _seconds(retry_after: str | None) -> float | None:
    """Return how long a server asks to wait: it gives seconds or a date."""
    if retry_after is None:
        return None
    if re.fullmatch(r"\s*[0-9]+\s*", retry_after):
        return float(retry_after)
    try:
        then = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if then.tzinfo is None:
        # "-0000" in place of "GMT": universal time all the same (RFC 5322, 3.3).
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())


def _unreachable(place: str, error: httpx.TransportError) -> SourceError:
    if isinstance(error, httpx.TimeoutException):
        return SourceError(place, "timeout", "expected an answer, found none in time: try again later")
    if isinstance(error, httpx.RemoteProtocolError):
        message = f"expected a whole page, found that the server broke off ({error}): try again later"
        return SourceError(place, "cut_off", message)
    return SourceError(place, "unreachable", f"expected an answer, found none ({error}): check the address")
