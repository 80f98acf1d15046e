"""Feeds, sitemaps and home pages -> the articles and further lists that they name.

in: the content of an answer    out: a `Listing`, or null where the content is a page of its own

Feeds (RSS, Atom) are read by feedparser, home pages by trafilatura; sitemaps (sitemaps.org, with Google's
news extension) by lxml, which resolves no entities and fetches nothing.
"""

from __future__ import annotations

import datetime
import gzip
import io
import re
from dataclasses import dataclass

import httpx

from pipeline.errors import SourceError

MAX_ITEMS = 50_000
"""So many entries may a sitemap have, by its standard."""
MAX_BYTES = 50_000_000
"""So long may a sitemap be when unpacked, by its standard."""
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_HEAD = 2000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DATES = ("publication_date", "lastmod")
"""Elements of a sitemap that say when, the better one first."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article, or a further list, that a list names."""

    url: str
    date: datetime.date | None = None
    """When it was published, or changed last, as the list says."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed or a sitemap names, in its order."""

    articles: tuple[Item, ...] = ()
    lists: tuple[Item, ...] = ()


def read_listing(content: bytes, url: str) -> Listing | None:
    """Return what a feed or a sitemap names; null: the content is neither.

    Raises:
        SourceError: `broken_list`: it begins as one and cannot be read, or names nothing; or `too_large`.
    """
    if content[:2] == b"\x1f\x8b":
        content = _unpack(content, url)
    head = content[:_HEAD]
    if _SITEMAP.search(head):
        return _sitemap(content, url)
    if _FEED.search(head):
        return _feed(content, url)
    return None


def feeds_of(html: str, url: str) -> list[str]:
    """Return the feeds that a home page names."""
    from trafilatura.feeds import FeedParameters, determine_feed

    parsed = httpx.URL(url)
    base = f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"
    return list(determine_feed(html, FeedParameters(base, parsed.host, url)))


def _feed(content: bytes, url: str) -> Listing:
    import feedparser

    parsed = feedparser.parse(io.BytesIO(content))
    items = []
    for entry in parsed.entries[:MAX_ITEMS]:
        when = next((entry[name] for name in ("published_parsed", "updated_parsed") if name in entry), None)
        if entry.get("link"):
            items.append(Item(_joined(url, entry.link), datetime.date(*when[:3]) if when else None))
    if not items and parsed.bozo:
        raise _broken(url, "a feed", str(parsed.bozo_exception))
    return Listing(articles=tuple(items))


def _joined(url: str, link: str) -> str:
    """Return the address of a link; what is none stays as it is, and is named when it is asked for."""
    try:
        return str(httpx.URL(url).join(link))
    except (httpx.InvalidURL, UnicodeError):
        return link


def _sitemap(content: bytes, url: str) -> Listing:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(url, "a sitemap", str(error)) from error
    if tree is None:
        raise _broken(url, "a sitemap", "no XML")
    items = [item for item in map(_entry, tree[:MAX_ITEMS]) if item is not None]
    if etree.QName(tree).localname == "sitemapindex":
        return Listing(lists=tuple(items))
    return Listing(articles=tuple(items))


def _entry(element: object) -> Item | None:
    from lxml import etree

    found: dict[str, str] = {}
    for child in element.iter():  # type: ignore[attr-defined]
        if isinstance(child.tag, str) and child.text:
            found.setdefault(etree.QName(child).localname, child.text.strip())
    if not found.get("loc"):
        return None
    day = next((_DAY.match(found[name]) for name in _DATES if name in found), None)
    return Item(found["loc"], _date(day[0]) if day else None)


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _unpack(content: bytes, url: str) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            plain = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError) as error:
        raise _broken(url, "a sitemap", str(error)) from error
    if len(plain) > MAX_BYTES:
        message = f"expected a sitemap of at most {MAX_BYTES:,} bytes, found more when unpacked: skip it"
        raise SourceError(url, "too_large", message)
    return plain


def _broken(url: str, what: str, found: str) -> SourceError:
    return SourceError(
        url, "broken_list", f"expected {what}, found one that cannot be read ({found}): skip it"
    )
