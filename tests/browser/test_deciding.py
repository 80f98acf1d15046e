"""A signed-in person decides in a browser: from the queue to a decided event, to its export, and back."""

import csv
import re

import pytest

pytest.importorskip("playwright", reason="there is no playwright: python -m pip install playwright")
from playwright.sync_api import expect  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

from pipeline.cli import app  # noqa: E402
from pipeline.jobs.relinking import relink  # noqa: E402
from pipeline.schema import Intake  # noqa: E402
from pipeline.settings import Settings  # noqa: E402
from pipeline.stages import run  # noqa: E402
from pipeline.store.writer import Store  # noqa: E402
from tests.browser.conftest import PHONE, REVIEWER, STORIES  # noqa: E402

pytestmark = pytest.mark.slow
ARTICLE = "/article/sx01-a1-ero-boston-release"


@pytest.fixture(scope="module")
def read_database(base_reader, tmp_path_factory):
    """Return a database of one case in five articles as they are really read, so that it can be exported."""
    folder = tmp_path_factory.mktemp("case")
    lines = (STORIES / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    (folder / "case.jsonl").write_text("".join(f"{line}\n" for line in lines if '"sx01-' in line))
    with Store(folder / "case.db") as store:
        run(store, base_reader, Intake((str(folder / "case.jsonl"),)), Settings(), lambda _: None)
    relink(folder / "case.db")
    return folder / "case.db"


@pytest.fixture(scope="module")
def own_desk(serve, read_database):
    """Return a desk that these tests write to, each to an event of its own."""
    return serve(read_database)


@pytest.fixture(scope="module")
def session(context_of, own_desk):
    """Return the state of a browser in which the link that `blotter serve` printed has been followed."""
    context = context_of(own_desk)
    page = context.new_page()
    page.goto(own_desk.sign_in)
    expect(page.get_by_role("banner")).to_contain_text(f"Signed in as {REVIEWER}")
    state = context.storage_state()
    page.close()
    return state


@pytest.fixture
def signed_in(open_page, own_desk, session):
    """Return a page of somebody who is signed in."""
    return open_page(own_desk, storage_state=session)


def exported(path, folder):
    """Return the events that `blotter export` writes, by id."""
    done = CliRunner().invoke(app, ["export", "--format", "csv", "--db", str(path), "--out", str(folder)])
    assert done.exit_code == 0, done.output
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_the_whole_way_from_the_first_page_to_a_decided_event_and_to_its_export(
    signed_in, own_desk, tmp_path
):
    at = signed_in.go("/")
    at.get_by_role("navigation").get_by_role("link", name="Events").click()
    at.get_by_label("type").select_option("detainer_declined")
    at.get_by_role("button", name="Show").click()
    at.locator(f"a.what[href^='{ARTICLE}#']").first.click()
    card = at.locator(":target")
    own = at.url.partition("#")[2]
    card.locator("summary").click()
    card.get_by_label("accept").check()
    card.get_by_label("Why").first.fill("the sheriff's log <b>says</b> so")
    card.get_by_role("button", name="Decide").click()
    expect(at.get_by_role("status")).to_contain_text("is kept")
    card = at.locator(f"#{own}")
    expect(card).to_contain_text("accepted by a person")
    expect(card.get_by_role("list", name="Decisions")).to_contain_text(f"accepted by {REVIEWER}")
    expect(card).to_contain_text("the sheriff's log <b>says</b> so")
    rows = exported(own_desk.path, tmp_path / "out")
    assert rows[f"{ARTICLE.rpartition('/')[2]}:{own}"]["decision"] == "accepted"


def test_an_event_is_rejected_is_gone_from_lists_and_comes_back_when_that_is_taken_back(signed_in):
    at = signed_in.go(f"{ARTICLE}#e1")
    listed = at.request.get("/events.json?copies=1").json()
    card = at.locator("#e1")
    card.locator("summary").click()
    card.get_by_label("reject").check()
    card.get_by_label("Why").first.fill("another man")
    card.get_by_role("button", name="Decide").click()
    card = at.locator("#e1")
    expect(card).to_contain_text("rejected by a person")
    expect(at.locator("#e1-words")).to_have_class(re.compile("rejected"))
    card.get_by_role("button", name="Take back").click()
    expect(at.get_by_role("status")).to_contain_text("taken back")
    expect(at.locator("#e1")).not_to_contain_text("rejected by a person")
    assert at.request.get("/events.json?copies=1").json() == listed


def test_a_value_is_corrected_by_selecting_words_in_the_text(signed_in):
    at = signed_in.go(f"{ARTICLE}#e1")
    card = at.locator("#e1")
    card.locator("summary").click()
    card.get_by_label("Which value is wrong").select_option("agency")
    # Words in the text are selected as by a double click and a drag.
    words = at.locator(".text [data-at]").filter(has_text="Hollins Mills Police Department").first
    box = words.bounding_box()
    at.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    at.mouse.down()
    at.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2, steps=4)
    at.mouse.up()
    expect(card.get_by_label("What it is")).to_have_value("Hollins Mills Police Department")
    card.get_by_label("Why").last.fill("it was the police")
    card.get_by_role("button", name="Correct").click()
    expect(at.locator("#e1")).to_contain_text("agency corrected")
    expect(at.locator("#e1 dl").first).to_contain_text("Hollins Mills Police Department")


def test_the_queue_can_be_worked_through_by_keyboard(signed_in):
    at = signed_in.go("/review")
    first = at.locator("ol.events > li").first
    own = first.locator("code").inner_text()
    first.get_by_label("accept").focus()
    at.keyboard.press("Space")
    expect(first.get_by_label("accept")).to_be_checked()
    at.keyboard.press("ArrowDown")
    expect(first.get_by_label("reject")).to_be_checked()
    at.keyboard.press("Tab")
    expect(first.get_by_label("Why")).to_be_focused()
    at.keyboard.type("no such thing")
    at.keyboard.press("Enter")
    expect(at.get_by_role("status").first).to_contain_text("is kept")
    expect(at.locator("ol.events > li code").first).not_to_have_text(own)
    expect(at.get_by_role("region", name="Latest decisions")).to_contain_text("no such thing")


def test_the_forms_have_names_and_fit_a_phone(open_page, own_desk, session, axe):
    at = open_page(own_desk, storage_state=session, **PHONE)
    for path in (ARTICLE, "/review"):
        page = at.go(path)
        for summary in page.locator("summary").all():
            summary.click()
        assert axe(page) == [], path
        assert page.evaluate("document.scrollingElement.scrollWidth") == 360, path


def test_a_form_of_another_session_changes_nothing_and_says_so(signed_in):
    at = signed_in.go(f"{ARTICLE}#e1")
    at.context.clear_cookies(name="ds_csrftoken")
    card = at.locator("#e1")
    card.locator("summary").click()
    card.get_by_label("accept").check()
    card.get_by_label("Why").first.fill("stale")
    card.get_by_role("button", name="Decide").click()
    expect(at.locator("body")).to_contain_text("this form is of another session")
    assert "stale" not in signed_in.go(ARTICLE).locator("main").inner_text()


def test_nobody_who_is_not_signed_in_is_offered_a_decision(open_page, own_desk):
    at = open_page(own_desk)
    for path in (ARTICLE, "/review"):
        page = at.go(path)
        expect(page.locator("main")).to_be_visible()
        assert page.locator("form[method=post]").count() == 0
    assert at.page.request.post(own_desk.root + "/decide/event", form={"event": "x:e1"}).status == 403
