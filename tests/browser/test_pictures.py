"""A picture of each page; `make pictures` keeps them in docs/pictures, taken of what blotter itself reads."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="there is no playwright: python -m pip install playwright")
from playwright.sync_api import expect  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

from pipeline.cli import app  # noqa: E402
from tests.browser.conftest import PHONE, ROOT, SCREEN, STORIES  # noqa: E402

pytestmark = pytest.mark.slow
ASKED = os.environ.get("BLOTTER_PICTURES")
"""The folder to keep pictures in; reading the stories for them takes a minute."""
MOST = 150 * 1024
"""Bytes of a picture."""
ARTICLE = "/article/sx01-a1-ero-boston-release"
CLAIM = "/check?claim=The+Quabbin+County+House+of+Correction+released+Wilder+Tejeda+Pimentel+in+April+2023."


@pytest.fixture(scope="module")
def pictured(serve, desk, tmp_path_factory):
    """Return the desk that pictures are taken of."""
    if not ASKED:
        return desk
    path = tmp_path_factory.mktemp("pictured") / "events.db"
    command = [
        sys.executable,
        "-m",
        "pipeline.cli",
        "run",
        str(STORIES / "articles.jsonl"),
        "--db",
        str(path),
    ]
    subprocess.run(command, check=True, cwd=ROOT)
    return serve(path)


@pytest.fixture
def folder(tmp_path):
    made = Path(ASKED or tmp_path)
    made.mkdir(parents=True, exist_ok=True)
    return made


def take(page, path):
    """Keep what is seen of a page, in 128 colors, which are more than it has but for the edges of letters."""
    image = pytest.importorskip("PIL.Image", reason="there is no Pillow: python -m pip install pillow")
    page.mouse.move(0, 0)
    shot = page.screenshot(animations="disabled", caret="hide")
    image.open(io.BytesIO(shot)).convert("RGB").quantize(128).save(path, optimize=True)
    assert 10_000 < path.stat().st_size <= MOST


@pytest.mark.parametrize(
    ("name", "path", "height"),
    [
        ("home", "/", 1480),
        ("events", "/events?type=detainer_declined", 800),
        ("article", ARTICLE, 800),
        ("check", CLAIM, 1100),
    ],
)
def test_a_picture_of_a_page(open_page, pictured, folder, name, path, height):
    at = open_page(pictured, viewport={"width": 1280, "height": height})
    at.page.set_default_timeout(240_000)
    take(at.go(path), folder / f"{name}.png")


def test_a_picture_of_a_case(open_page, pictured, folder):
    at = open_page(pictured).go(ARTICLE)
    at.locator("aside a[href^='/person/']").first.click()
    expect(at.get_by_role("heading", name="Through time")).to_be_visible()
    take(at, folder / "person.png")


def test_a_picture_on_a_phone_in_the_dark(open_page, pictured, folder):
    at = open_page(pictured, color_scheme="dark", **(PHONE | {"viewport": {"width": 390, "height": 800}}))
    page = at.go(ARTICLE)
    page.locator(".text").scroll_into_view_if_needed()
    page.locator(".text .quote").first.scroll_into_view_if_needed()
    take(page, folder / "phone.png")


def test_a_picture_of_a_decision(open_page, pictured, folder):
    at = open_page(pictured).page
    at.goto(pictured.sign_in)
    at.goto(pictured.root + f"{ARTICLE}#e2")
    card = at.locator("#e2")
    card.locator("summary").click()
    card.get_by_label("Which value is wrong").select_option("date")
    card.scroll_into_view_if_needed()
    take(at, folder / "decide.png")


def test_a_picture_of_a_report(context_of, pictured, folder, tmp_path):
    out = tmp_path / "report.html"
    done = CliRunner().invoke(app, ["report", str(pictured.path), "--out", str(out)])
    assert done.exit_code == 0, done.output
    page = context_of(pictured).new_page()
    page.set_viewport_size(SCREEN["viewport"])
    page.goto(out.as_uri())
    take(page, folder / "report.png")
    page.close()
