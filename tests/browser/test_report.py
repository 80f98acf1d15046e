"""The report is a page that everybody can read, from a file, with nothing else at hand."""

import pytest

pytest.importorskip("playwright", reason="there is no playwright: python -m pip install playwright")
from playwright.sync_api import expect  # noqa: E402

from pipeline.review.report.page import as_html, make_report  # noqa: E402
from pipeline.store.linked import LinkedRecords  # noqa: E402
from tests.browser.conftest import HOSTILE, PHONE, SCREEN, Served  # noqa: E402

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(stories_database, tmp_path_factory):
    """Return the folder of a report, as of a desk: what it asks for from elsewhere is complained of."""
    folder = tmp_path_factory.mktemp("report")
    with LinkedRecords(stories_database) as records:
        (folder / "report.html").write_text(as_html(make_report(records)), encoding="utf-8")
    return Served(stories_database, folder.as_uri(), "")


@pytest.mark.parametrize(("scheme", "size"), [("light", SCREEN), ("dark", PHONE)], ids=["screen", "phone"])
def test_everybody_can_read_it(open_page, report, axe, scheme, size):
    at = open_page(report, color_scheme=scheme, **size).go("/report.html")
    assert axe(at) == []
    assert at.evaluate("document.documentElement.scrollWidth") == size["viewport"]["width"]
    boxes = [picture.bounding_box() for picture in at.locator("svg").all()]
    assert len(boxes) == 6
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= size["viewport"]["width"] for box in boxes)
    sizes = at.locator("svg text").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height).filter(height => height > 0)"
    )
    assert min(sizes) > 8


def test_no_name_beside_a_bar_is_cut_or_lies_on_another(open_page, report):
    at = open_page(report, **SCREEN).go("/report.html")
    for picture in at.locator("svg").all():
        frame = picture.bounding_box()
        found = [words.bounding_box() for words in picture.locator("text").all()]
        assert all(box["x"] >= frame["x"] - 1 for box in found)
        names = sorted(
            (box for box in found if box["x"] < frame["x"] + 2 * box["height"]), key=lambda box: box["y"]
        )
        assert all(
            one["y"] + one["height"] <= two["y"] + 4 for one, two in zip(names, names[1:], strict=False)
        )


def test_a_folded_table_opens_by_keyboard_and_what_is_hostile_is_text(open_page, report):
    at = open_page(report, **SCREEN).go("/report.html")
    folded = at.locator("details").first
    expect(folded.locator("table")).to_be_hidden()
    folded.locator("summary").press("Enter")
    expect(folded.locator("table")).to_be_visible()
    expect(
        at.get_by_role("cell", name="<i>It</i>").or_(at.get_by_role("rowheader", name="<i>It</i>")).first
    ).to_be_attached()
    assert at.evaluate("window.ran") is None
    assert HOSTILE not in at.content()
