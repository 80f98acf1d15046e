"""Feeds and sitemaps as publishers write them."""

from __future__ import annotations

import datetime
import gzip

import pytest

from pipeline.acquire.web import listings
from pipeline.acquire.web.listings import Item, Listing, feeds_of, read_listing
from pipeline.errors import SourceError

URL = "https://news.example/list"
DAY = datetime.date(2024, 4, 9)
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>News</title>
<item><title>One</title><link>https://news.example/1</link>
<pubDate>Tue, 09 Apr 2024 10:00:00 GMT</pubDate></item>
<item><title>Two</title><link>/2</link></item>
<item><title>No link</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://news.example/1"/>
<updated>2024-04-09T10:00:00Z</updated></entry></feed>"""
NEWS = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://news.example/1</loc><lastmod>2024-05-01</lastmod>
<news:news><news:publication_date>2024-04-09T08:00:00-04:00</news:publication_date></news:news></url>
<url><loc> https://news.example/2 </loc></url><url><lastmod>2024-04-09</lastmod></url></urlset>"""
INDEX = """<sitemapindex><sitemap><loc>https://news.example/s1.xml</loc><lastmod>2024-04-09</lastmod></sitemap>
<sitemap><loc>https://news.example/s2.xml</loc></sitemap></sitemapindex>"""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (RSS, Listing((Item("https://news.example/1", DAY), Item("https://news.example/2")))),
        (ATOM, Listing((Item("https://news.example/1", DAY),))),
        (NEWS, Listing((Item("https://news.example/1", DAY), Item("https://news.example/2")))),
        (
            INDEX,
            Listing(lists=(Item("https://news.example/s1.xml", DAY), Item("https://news.example/s2.xml"))),
        ),
        ("<html><body><p>rss</p></body></html>", None),
        ("plain words", None),
        ("", None),
    ],
    ids=["RSS", "Atom", "news sitemap", "index", "page", "text", "nothing"],
)
def test_lists_are_told_from_pages(content: str, expected: Listing | None) -> None:
    assert read_listing(content.encode(), URL) == expected


def test_a_packed_sitemap_is_unpacked() -> None:
    assert read_listing(gzip.compress(NEWS.encode()), URL) == read_listing(NEWS.encode(), URL)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<rss><channel><item>", "broken_list"),
        (gzip.compress(NEWS.encode())[:-9], "broken_list"),
        (gzip.compress(b"x" * 2000), "too_large"),
    ],
    ids=["cut feed", "cut archive", "bomb"],
)
def test_a_broken_list_is_named(content: bytes, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_BYTES", 1000)

    with pytest.raises(SourceError) as caught:
        read_listing(content, URL)

    assert (caught.value.origin, caught.value.kind) == (URL, kind)


def test_entities_of_a_sitemap_are_not_resolved() -> None:
    bomb = (
        '<!DOCTYPE urlset [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<urlset><url><loc>https://news.example/&f;&b;</loc></url><url><loc>https://news.example/2</loc></url></urlset>"
    )

    listing = read_listing(bomb.encode(), URL)

    assert listing is not None
    assert all("root:" not in item.url and "xxx" not in item.url for item in listing.articles)
    assert listing.articles[-1] == Item("https://news.example/2")


def test_a_home_page_names_its_feeds() -> None:
    home = """<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml">
    <link rel="alternate" type="application/rss+xml" href="/comments/feed"></head><body></body></html>"""

    assert feeds_of(home, "https://news.example/")[0] == "https://news.example/feed.xml"
