"""Everybody reaches everything: by keyboard alone, on a phone, in the dark, with a screen reader."""

import re

import pytest

pytest.importorskip("playwright", reason="there is no playwright: python -m pip install playwright")
from playwright.sync_api import expect  # noqa: E402

from tests.browser.conftest import PHONE, SCREEN  # noqa: E402

pytestmark = pytest.mark.slow
ARTICLE = "/article/sx01-a1-ero-boston-release"
PAGES = (
    "/",
    "/events?type=release",
    "/events?type=detainer_declined&status=convicted",
    ARTICLE,
    "/article/hostile",
    "/articles",
    "/check",
    "/review",
    "/custodian/Quabbin+County+House+of+Correction",
    "/article/nobody",
)


@pytest.fixture(scope="module")
def paths(desk, context_of):
    """Return the pages, and those whose addresses are made of what they show."""
    at = context_of(desk).new_page()
    at.goto(desk.root + ARTICLE)
    linked = [at.locator(f"a[href^='/{kind}/']").first.get_attribute("href") for kind in ("person", "event")]
    at.close()
    return (*PAGES, *linked)


@pytest.mark.parametrize(("scheme", "size"), [("light", SCREEN), ("dark", PHONE)], ids=["screen", "phone"])
def test_an_accessibility_checker_finds_nothing_wrong(open_page, desk, paths, axe, scheme, size):
    at = open_page(desk, color_scheme=scheme, **size)
    assert {path: axe(at.go(path)) for path in paths} == dict.fromkeys(paths, [])
    for own in ("e2", "e2-words"):  # what an address names is lit
        assert axe(at.go(f"{ARTICLE}#{own}"), ":target") == [], own


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_as_light_or_dark_as_asked(open_page, desk, scheme):
    at = open_page(desk, color_scheme=scheme).go(ARTICLE)
    colors = (
        at.evaluate("name => getComputedStyle(document.body)[name]", name)
        for name in ("backgroundColor", "color")
    )
    paper, ink = (sum(map(int, re.findall("[0-9]+", color))) for color in colors)
    assert (paper > ink) == (scheme == "light")
    assert abs(paper - ink) > 500


def test_no_page_is_wider_than_a_phone_and_all_words_can_be_read_there(open_page, desk, paths):
    at = open_page(desk, **PHONE)
    wide, small = {}, {}
    for path in paths:
        page = at.go(path)
        wide[path] = page.evaluate("document.scrollingElement.scrollWidth") - PHONE["viewport"]["width"]
        small[path] = page.evaluate(
            """() => [...document.querySelectorAll("body *")].flatMap((element) => [null, "::before"]
              .map((part) => [element, getComputedStyle(element, part)])
              .filter(([_, style], index) => parseFloat(style.fontSize) < (index ? 10.5 : 12)
                && (index ? style.content !== "none" : [...element.childNodes].some((n) => n.nodeType === 3)))
              .map(([found, style]) => `${found.tagName} ${found.className}: ${style.fontSize}`))"""
        )
    assert wide == dict.fromkeys(paths, 0)
    assert {path: set(found) for path, found in small.items()} == dict.fromkeys(paths, set())


def test_the_first_tab_leads_past_the_menu(page):
    at = page.go("/events")
    skip = at.get_by_role("link", name="Skip to the content")
    expect(skip).not_to_be_in_viewport()
    at.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    at.keyboard.press("Enter")
    expect(at.get_by_role("main")).to_be_focused()
    at.keyboard.press("Tab")
    expect(at.get_by_label("type")).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/events?type=release", ARTICLE, "/check", "/review"])
def test_tab_goes_through_all_that_can_be_used_in_order_and_where_it_stands_is_seen(page, path):
    at = page.go(path)
    usable = at.locator(
        ":is(a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']):visible"
    ).count()
    seen = []
    for _ in range(usable):
        at.keyboard.press("Tab")
        place, ring, within = at.evaluate(
            """() => {
              const it = document.activeElement, style = getComputedStyle(it);
              const box = it.getBoundingClientRect();
              return [[...document.querySelectorAll("*")].indexOf(it),
                style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
                box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth];
            }"""
        )
        assert (ring >= 2, within) == (True, True), at.evaluate("document.activeElement.outerHTML")
        seen.append(place)
    assert seen == sorted(set(seen))


def test_the_whole_way_can_be_gone_by_keyboard(page):
    at = page.go("/")

    def tab_to(locator):
        for _ in range(200):
            at.keyboard.press("Tab")
            if locator.evaluate("(it) => it === document.activeElement"):
                return
        raise AssertionError(f"not reached by Tab: {locator}")

    tab_to(at.get_by_role("navigation").get_by_role("link", name="Events"))
    at.keyboard.press("Enter")
    tab_to(at.get_by_label("type"))
    at.keyboard.type("detainer d")
    expect(at.get_by_label("type")).to_have_value("detainer_declined")
    at.keyboard.press("Enter")
    at.keyboard.press("Escape")
    tab_to(at.get_by_role("button", name="Show"))
    at.keyboard.press("Enter")
    expect(at).to_have_url(re.compile("type=detainer_declined"))
    tab_to(at.locator("ol.events > li").first.get_by_role("link").first)
    at.keyboard.press("Enter")
    expect(at).to_have_url(re.compile(r"/article/[^/]+#e\d+$"))
    # Tab goes on from the event that the address names; whatever stands in focus lights its words.
    at.keyboard.press("Tab")
    own = at.url.partition("#")[2]
    expect(at.locator(f"#{own}-words")).to_have_class(re.compile(r"\blit\b"))
