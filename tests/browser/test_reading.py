"""What a reader does in a browser: from the first page to an event, to its words, to who says so."""

import re

import pytest

pytest.importorskip("playwright", reason="there is no playwright: python -m pip install playwright")
from playwright.sync_api import expect  # noqa: E402

pytestmark = pytest.mark.slow
ARTICLE = "/article/sx01-a1-ero-boston-release"


def test_the_way_from_the_first_page_to_an_event_its_article_and_the_case(page):
    at = page.go("/")
    expect(at.get_by_role("heading", level=1)).to_have_text("What is in here")
    at.get_by_role("navigation").get_by_role("link", name="Events").click()
    at.get_by_label("type").select_option("detainer_declined")
    at.get_by_label("told as").select_option("actual")
    at.get_by_role("button", name="Show").click()
    expect(at).to_have_url(re.compile(r"/events\?.*type=detainer_declined"))
    events = at.locator("ol.events > li")
    assert events.count() > 5
    first = events.first
    quote = first.locator("blockquote").inner_text()
    first.get_by_role("link", name="detainer declined").click()
    expect(at).to_have_url(re.compile(r"/article/[^/]+#e\d+$"))
    card = at.locator(":target")
    expect(card).to_be_in_viewport()
    card.get_by_role("link", name="detainer declined").click()
    words = at.locator(":target")
    expect(words).to_be_in_viewport()
    for part in quote.split():
        expect(words).to_contain_text(part)
    words.get_by_role("link").last.click()
    at.locator(":target").get_by_role("link", name="In all its reports").click()
    expect(at).to_have_url(re.compile("/event/E"))
    at.get_by_role("link", name="the person's case").click()
    expect(at.get_by_role("heading", name="Through time")).to_be_visible()
    assert at.locator("ol.timeline > li").count() > 1


def test_every_number_of_the_first_page_is_a_link_to_as_many_rows(page):
    at = page.go("/")
    row = at.get_by_role("row").filter(has=at.get_by_role("link", name="detainer declined", exact=True))
    link = row.get_by_role("link").nth(1)
    number = int(link.inner_text())
    link.click()
    expect(at.locator("ol.events > li")).to_have_count(number)
    at.go_back()
    bar = at.get_by_role("group", name="arrest over time").get_by_role("link").first
    number = int(bar.get_attribute("aria-label").partition(": ")[2])
    bar.click()
    expect(at.locator("ol.events > li")).to_have_count(number)


def test_pointing_at_an_event_lights_its_words_and_pointing_at_words_names_the_events(page):
    at = page.go(ARTICLE)
    card, words = at.locator("#e1"), at.locator("#e1-words")
    lit = re.compile(r"\blit\b")
    expect(words).not_to_have_class(lit)
    card.hover()
    expect(words).to_have_class(lit)
    expect(at.locator("#e2-words")).not_to_have_class(lit)
    words.hover()
    expect(card).to_have_class(lit)
    at.get_by_role("heading", level=1).hover()
    expect(card).not_to_have_class(lit)
    kind = card.get_by_role("link").first.inner_text()
    assert words.get_attribute("title").startswith(kind)
    expect(words.get_by_role("link", name=f"to e1: {kind}")).to_have_count(1)


def test_pages_have_twins_for_programs(page):
    at = page.go("/events?type=release")
    shown = [it.inner_text() for it in at.locator("ol.events code").all()]
    address = at.get_by_role("link", name="JSON").get_attribute("href")
    answer = at.request.get(address)
    assert [event["id"] for event in answer.json()["events"]] == shown
    rows = at.request.get(at.get_by_role("link", name="CSV").get_attribute("href")).text().splitlines()
    assert len(rows) > len(shown)


@pytest.mark.parametrize("path", ["/events?agency=salem+police", "/article/hostile", "/articles"])
def test_scripts_quotes_and_steering_characters_are_shown_as_text(page, path):
    at = page.go(path)
    body = at.locator("main").inner_text()
    if path == "/articles":
        assert "<b>\"bold\"</b> & '</title><script>alert(2)</script>' [U+202E]title" in body
    else:
        assert "<script>window.ran = 1; alert('ran')</script> <img src=x onerror=alert(1)>" in body
        assert "\"quotes\" & 'more' {{ 7*7 }} [U+202E]gnirts[U+202C] [U+2066]end &lt;b&gt;" in body
    assert at.evaluate("window.ran") is None
    assert at.locator("main img, main b, main i, main script").count() == 0
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", at.content())
    for link in at.locator("a[href]").all():
        assert link.get_attribute("href").startswith(("/", "#", "http"))


def test_a_hostile_address_is_answered_with_its_text(page):
    at = page.go("/article/~3Cscript~3Ealert(1)~3C~2Fscript~3E~E2~80~AE")
    expect(at.get_by_role("alert")).to_contain_text("<script>alert(1)</script>[U+202E]")
    page.go(
        "/events?place=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&agency=%27%20onfocus=alert(1)%20autofocus=%27"
    )
    expect(at.get_by_label("place")).to_have_value('"><script>alert(1)</script>')
    expect(at.get_by_label("agency")).to_have_value("' onfocus=alert(1) autofocus='")


def test_without_scripts_all_can_be_read(open_page, desk):
    at = open_page(desk, java_script_enabled=False).go("/")
    at.get_by_role("link", name="Events", exact=True).first.click()
    at.get_by_label("type").select_option("release")
    at.get_by_role("button", name="Show").click()
    expect(at.locator("ol.events > li").first).to_be_visible()
    at.locator("ol.events > li").first.get_by_role("link").first.click()
    expect(at.locator(":target")).to_be_in_viewport()
    at.locator(":target").get_by_role("link").first.click()
    expect(at.locator(".text :target")).to_be_in_viewport()
    at.get_by_role("link", name="In all its reports").first.click()
    expect(at.locator("blockquote").first).to_be_visible()


def test_a_claim_is_answered_with_the_words_on_both_sides_at_an_address_that_can_be_sent(
    page, open_page, desk
):
    page.page.set_default_timeout(240_000)
    at = page.go("/")
    at.get_by_role("navigation").get_by_role("link", name="Check").click()
    claim = "The Quabbin County House of Correction released Wilder Tejeda Pimentel in April 2023."
    at.get_by_label("What is claimed").fill(claim)
    at.get_by_role("button", name="Check").click()
    expect(at.get_by_role("status")).to_have_text(re.compile("supported", re.I), timeout=240_000)
    quote = at.locator(".side.for blockquote").first.inner_text()
    at.locator(".side.for").get_by_role("link").first.click()
    expect(at.locator(":target")).to_be_in_viewport()
    assert quote.split()[-1] in at.locator(".text").inner_text()
    at.go_back()
    colleague = open_page(desk).go(at.url.removeprefix(desk.root))
    expect(colleague.locator(".side.for blockquote").first).to_have_text(quote)
    hostile = page.go("/check?claim=%3Cscript%3Ealert(1)%3C/script%3E+was+arrested+in+May%E2%80%AE.")
    expect(hostile.get_by_label("What is claimed")).to_have_value(re.compile(r"^<script>alert\(1\)</script>"))
    expect(hostile.locator(".said")).to_contain_text("<script>alert(1)</script> was arrested")
