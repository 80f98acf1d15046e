"""Addresses of every kind become pages, with manners; what goes wrong is named and the rest goes on."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.acquire.sources import read_sources
from pipeline.acquire.web import crawl as module
from pipeline.acquire.web.archive import Archive
from pipeline.acquire.web.client import Client, Validators
from pipeline.acquire.web.crawl import Crawl
from pipeline.acquire.web.robots import Robots
from pipeline.errors import OutputError, SettingsError, SourceError
from pipeline.schema import Intake, RawPage, Unchanged

type Fetch = Callable[..., list[RawPage | Unchanged | SourceError]]


@pytest.fixture
def fetch(make_client: Callable[..., Client]) -> Iterator[Fetch]:
    def run(
        *urls: str, since: datetime.date | None = None, archive: Archive | None = None, **options: Any
    ) -> list[RawPage | Unchanged | SourceError]:
        client = make_client(**options)
        return list(Crawl(client, Robots(client, "blotter"), archive, since).pages(urls))

    yield run


def story(number: int) -> str:
    return f"<html><body><article><p>Story {number}: the jail let him go.</p></article></body></html>"


def feed(*links: tuple[str, str]) -> str:
    items = "".join(f"<item><link>{link}</link><pubDate>{date}</pubDate></item>" for link, date in links)
    return f"<rss><channel>{items}</channel></rss>"


def urls(items: list[RawPage | Unchanged | SourceError]) -> list[str]:
    assert not [item for item in items if isinstance(item, SourceError)], items
    return sorted(item.id for item in items if isinstance(item, RawPage))


def test_an_article_is_a_page_under_its_address(site: Any, fetch: Fetch) -> None:
    url = site.put("/2024/story", story(1), ETag='"1"', Last_Modified="Tue, 09 Apr 2024 00:00:00 GMT")

    assert fetch(url) == [
        RawPage(url, url, "html", story(1), url=url, etag='"1"', modified="Tue, 09 Apr 2024 00:00:00 GMT")
    ]


def test_a_feed_is_all_of_its_articles_once(site: Any, fetch: Fetch) -> None:
    links = [(site.put(f"/a{n}", story(n)), "Tue, 09 Apr 2024 10:00:00 GMT") for n in range(5)]
    url = site.put("/feed.xml", feed(*links, links[0]), Content_Type="application/rss+xml")

    assert urls(fetch(url, links[0][0])) == [link for link, _ in links]
    assert site.asked.count("/a0") == 1


def test_since_stops_at_old_items(site: Any, fetch: Fetch) -> None:
    old = site.put("/old", story(1)), "Mon, 01 Apr 2024 10:00:00 GMT"
    new = site.put("/new", story(2)), "Tue, 09 Apr 2024 10:00:00 GMT"
    url = site.put("/feed.xml", feed(old, new))

    assert urls(fetch(url, since=datetime.date(2024, 4, 9))) == [new[0]]
    assert "/old" not in site.asked


def test_a_home_page_leads_through_its_feed(site: Any, fetch: Fetch) -> None:
    home = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>'
    article = site.put("/a", story(1))
    site.put("/feed.xml", feed((article, "")))

    assert urls(fetch(site.put("/", home))) == [article]


def test_a_home_page_without_a_feed_leads_through_the_sitemaps_of_its_robots_file(
    site: Any, fetch: Fetch
) -> None:
    article = site.put("/a", story(1))
    site.put("/robots.txt", f"User-agent: *\nSitemap: {site.root}/index.xml\n")
    site.put("/index.xml", f"<sitemapindex><sitemap><loc>{site.root}/s.xml</loc></sitemap></sitemapindex>")
    site.put("/s.xml", f"<urlset><url><loc>{article}</loc></url></urlset>")

    assert urls(fetch(site.put("/", "<html></html>"))) == [article]


def test_a_home_page_with_neither_is_named(site: Any, fetch: Fetch) -> None:
    (error,) = fetch(site.put("/", "<html></html>"))

    assert isinstance(error, SourceError)
    assert error.kind == "no_list"


def test_lists_that_list_themselves_end(site: Any, fetch: Fetch) -> None:
    index = "<sitemapindex><sitemap><loc>{}</loc></sitemap></sitemapindex>"
    for n in range(20):
        site.put(f"/{n}.xml", index.format(f"{site.root}/{n + 1}.xml"))

    assert fetch(site.put("/self.xml", index.format(f"{site.root}/self.xml"))) == []
    (error,) = fetch(f"{site.root}/0.xml")
    assert isinstance(error, SourceError)
    assert error.kind == "too_deep"
    assert len([path for path in site.asked if path != "/robots.txt"]) == 1 + module.MAX_DEPTH + 1


def test_a_feed_listed_as_an_article_is_no_list(site: Any, fetch: Fetch) -> None:
    url = site.put("/feed.xml", "")
    inner = site.put("/inner.xml", feed((site.put("/a", story(1)), "")), Content_Type="application/rss+xml")
    site.put("/feed.xml", feed((inner, "")))

    (error,) = fetch(url)

    assert isinstance(error, SourceError)
    assert error.kind == "no_page"


def test_robots_are_obeyed_with_their_delay(site: Any, fetch: Fetch, clock: Any) -> None:
    site.put(
        "/robots.txt",
        "User-agent: blotter\nDisallow: /private\nCrawl-delay: 9\n\nUser-agent: *\nDisallow: /\n",
    )
    open_page, private = site.put("/a", story(1)), site.put("/private/b", story(2))

    items = fetch(open_page, private)

    assert [item.id if isinstance(item, RawPage) else (item.origin, item.kind) for item in items] == [
        open_page,
        (private, "robots"),
    ]
    assert site.asked == ["/robots.txt", "/a"]
    assert clock.waited == [9.0]


@pytest.mark.parametrize("delay", ["86400", "1e308"])
def test_a_host_that_asks_for_hours_between_two_pages_is_left_alone(
    site: Any, fetch: Fetch, clock: Any, delay: str
) -> None:
    site.put("/robots.txt", f"User-agent: *\nCrawl-delay: {delay}\n")

    (error,) = fetch(site.put("/a", story(1)))

    assert isinstance(error, SourceError)
    assert (error.kind, site.asked, clock.waited) == ("robots", ["/robots.txt"], [])


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (429, False)])
def test_robots_that_cannot_be_had(site: Any, fetch: Fetch, status: int, allowed: bool) -> None:
    site.put("/robots.txt", status=status)

    (item,) = fetch(site.put("/a", story(1)))

    assert isinstance(item, RawPage) if allowed else (isinstance(item, SourceError) and item.kind == "robots")


@pytest.mark.parametrize(
    ("body", "headers", "kind"),
    [
        (b"%PDF-1.7", {"Content_Type": "application/pdf"}, "no_page"),
        (b"%PDF-1.7", {}, "binary"),
        (b"  ", {}, "empty"),
        (b"\x89PNG", {"Content_Type": "image/png"}, "no_page"),
        (b"<p>The jail let him go.</p>", {"Content_Encoding": "gzip"}, "broken_body"),
        (b"<p>The jail let him go.</p>", {"Content_Encoding": "zebra"}, "encoding"),
    ],
)
def test_what_is_no_page_is_named_and_the_rest_goes_on(
    site: Any, fetch: Fetch, body: bytes, headers: dict[str, str], kind: str
) -> None:
    bad, good = site.put("/bad", body, **headers), site.put("/good", story(1))

    items = fetch(bad, good)

    assert [item.id if isinstance(item, RawPage) else (item.origin, item.kind) for item in items] == [
        (bad, kind),
        good,
    ]


def test_the_encoding_that_the_server_says_is_believed(site: Any, fetch: Fetch) -> None:
    url = site.put("/a", "<p>Señor</p>".encode("mac_roman"), Content_Type="text/html; charset=macintosh")

    (page,) = fetch(url)

    assert isinstance(page, RawPage)
    assert page.content == "<p>Señor</p>"


def test_what_is_as_it_was_is_said_to_be(site: Any, fetch: Fetch) -> None:
    url = site.put("/a", story(1), ETag='"1"')

    assert fetch(url, remembers={url: Validators('"1"')}.get) == [Unchanged(url)]


def test_a_reader_that_stops_early_stops_the_fetching(site: Any, make_client: Callable[..., Client]) -> None:
    client = make_client()
    pages = Crawl(client, Robots(client, "blotter"), None).pages(
        [site.put(f"/{n}", story(n)) for n in range(300)]
    )

    next(pages)
    pages.close()  # type: ignore[attr-defined]

    assert len(site.asked) < 300


def test_what_was_fetched_can_be_read_again_without_the_network(
    site: Any, fetch: Fetch, tmp_path: Path
) -> None:
    archive = Archive(tmp_path / "kept")
    pages = fetch(*(site.put(f"/{n}", story(n)) for n in range(3)), archive=archive)
    archive.close()

    again = list(read_sources(Intake((str(tmp_path / "kept"),))))

    def shown(items: list[Any]) -> list[tuple[str, str, str]]:
        return sorted((item.id, item.url, item.content) for item in items)

    assert shown(again) == shown(pages)
    assert len(again) == 3


def test_a_folder_that_cannot_be_written_stops_the_run(site: Any, fetch: Fetch, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file")

    with pytest.raises(OutputError, match="expected a folder for the pages fetched"):
        fetch(site.put("/a", story(1)), archive=Archive(tmp_path / "kept"))


def test_a_list_of_addresses_is_a_source(site: Any, tmp_path: Path) -> None:
    links = [site.put(f"/{n}", story(n)) for n in range(2)]
    listed = tmp_path / "addresses.txt"
    listed.write_text("# to read\n" + "\n".join(links) + "\n\n")
    intake = Intake((str(listed),), allow_private=True, contact="desk@news.example", delay=0.0)

    assert sorted(page.id for page in read_sources(intake) if isinstance(page, RawPage)) == links


def test_an_article_with_an_address_in_it_is_no_list(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("The jail let him go.\nhttps://news.example/a\n")

    (page,) = read_sources(Intake((str(tmp_path / "story.txt"),)))

    assert isinstance(page, RawPage)


def test_nothing_is_fetched_without_a_contact(site: Any) -> None:
    with pytest.raises(SettingsError, match="BLOTTER_CONTACT"):
        list(read_sources(Intake((site.put("/a", story(1)),), allow_private=True)))

    assert site.asked == []


def test_what_a_list_names_that_is_no_address_is_named_and_the_rest_goes_on(site: Any, fetch: Fetch) -> None:
    good = site.put("/a", story(1))
    in_feed = site.put("/feed.xml", feed(("http://[::1", ""), ("\x07", ""), (good, "")))
    named = "".join(f"<url><loc>{url}</loc></url>" for url in ("http://[::2", "/relative", "https://"))
    in_sitemap = site.put("/sitemap.xml", f"<urlset>{named}</urlset>")

    items = fetch(in_feed, in_sitemap)

    assert sorted(item.kind for item in items if isinstance(item, SourceError)) == ["bad_address"] * 5
    assert [item.id for item in items if isinstance(item, RawPage)] == [good]


def test_a_private_address_and_an_unknown_host_are_called_so(site: Any, fetch: Fetch) -> None:
    private, unknown = site.put("/a", story(1)), "http://nowhere.invalid/a"

    items = [item for url in (private, unknown) for item in fetch(url, allow_private=False)]

    assert [(item.origin, item.kind) for item in items if isinstance(item, SourceError)] == [
        (private, "private_address"),
        (unknown, "unknown_host"),
    ]
    assert site.asked == []
