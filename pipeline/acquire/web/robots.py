"""What a host allows (RFC 9309), read by Protego, the parser that Scrapy uses.

A robots.txt that is not there allows everything; one that cannot be fetched because the server fails allows
nothing, as the standard has it.
"""

from __future__ import annotations

import re
import threading

from protego import Protego

from pipeline.acquire.web.client import MAX_WAIT, Client
from pipeline.acquire.web.guard import read_address
from pipeline.errors import SourceError

_NOT_THERE = re.compile(r"http_4(?!29)\d\d")
_NO_HOST = ("bad_address", "private_address", "unknown_host")
MAX_BYTES = 500_000
"""So much of a robots.txt is read, as the standard asks for at least."""


class Robots:
    """The rules of every host that has been asked for."""

    def __init__(self, client: Client, agent: str) -> None:
        """Take the name by which robots.txt may call us."""
        self._client = client
        self._agent = agent
        self._rules: dict[str, Protego | SourceError] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> None:
        """Let an address pass that its host allows.

        Raises:
            SourceError: `robots`: it does not, its rules cannot be had, or they ask for waits longer than
                `MAX_WAIT`; `bad_address`, `private_address` or `unknown_host`: it leads to nobody to ask.
        """
        rules = self._of(url)
        if isinstance(rules, SourceError):
            if rules.kind in _NO_HOST:
                raise SourceError(url, rules.kind, rules.message) from rules
            message = (
                f"expected the rules of the host, found none to be had ({rules.message}): try again later"
            )
            raise SourceError(url, "robots", message) from rules
        if not rules.can_fetch(url, self._agent):
            raise SourceError(
                url, "robots", "expected a page for everyone, found that robots.txt forbids it: skip it"
            )

        own = rules.crawl_delay(self._agent)
        if own is not None and own > MAX_WAIT:
            message = (
                f"expected a crawl delay of at most {MAX_WAIT:g} s, found that robots.txt asks for {own:g}:"
                " skip it"
            )
            raise SourceError(url, "robots", message)

    def delay(self, url: str, usual: float) -> float:
        """Return the seconds between two requests to the host: its own crawl delay, if that is longer."""
        rules = self._of(url)
        own = None if isinstance(rules, SourceError) else rules.crawl_delay(self._agent)
        return max(usual, own or 0.0)

    def sitemaps(self, url: str) -> list[str]:
        """Return the sitemaps that the host names."""
        rules = self._of(url)
        return [] if isinstance(rules, SourceError) else list(rules.sitemaps)

    def _of(self, url: str) -> Protego | SourceError:
        parsed = read_address(url)
        place = str(parsed.copy_with(raw_path=b"/robots.txt", fragment=None))
        with self._lock:
            if place in self._rules:
                return self._rules[place]
        rules: Protego | SourceError
        try:
            rules = read_rules(self._client.get(place).content)
        except SourceError as error:
            rules = Protego.parse("") if _NOT_THERE.fullmatch(error.kind) else error
        with self._lock:
            self._rules[place] = rules
        return rules


def read_rules(content: bytes) -> Protego:
    """Return the rules of a robots.txt; what cannot be read in it is passed over."""
    return Protego.parse(content[:MAX_BYTES].decode("utf-8", "replace"))
