"""A real `blotter serve` over the corpus's stories, before a real Chromium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "corpus" / "stories" / "test"
CASES = ("sx01", "sx07")
"""Of the stories: enough for lists, cases and conflicts, so few that a page is checked in a second."""
REVIEWER = "Ada Lovett"
HOSTILE = (
    "Nilo Quarrel, 31, was arrested by Salem police. <script>window.ran = 1; alert('ran')</script> "
    "<img src=x onerror=alert(1)> \"quotes\" & 'more' {{ 7*7 }} \u202egnirts\u202c \u2066end &lt;b&gt;"
)
HOSTILE_URL = "javascript:alert(3)"
HOSTILE_TITLE = "<b>\"bold\"</b> & '</title><script>alert(2)</script>' \u202etitle"
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
PATIENCE = 15_000
"""Milliseconds."""
SCREEN = {"viewport": {"width": 1280, "height": 800}}
_ONE_PROCESS = ["--process-per-site", "--disable-site-isolation-trials", "--renderer-process-limit=1"]
"""Pages of one context share a process, whose start takes longer than most pages do."""
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that answers."""

    path: Path
    root: str
    """The address of its first page, without the last slash."""
    sign_in: str
    """The link that signs the reviewer in, once."""


@dataclass
class Watched:
    """A page, and what it should not have done."""

    page: Page
    root: str
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings of the console (of the policy among them), dialogs, foreign requests."""
    heard: dict[str, Callable[[Any], None]] = field(default_factory=dict)
    """Event of the page to what hears it."""

    def go(self, path: str) -> Page:
        """Open a path of the desk; return the page."""
        self.page.goto(self.root + path)
        return self.page

    def watch(self) -> None:
        """Write down all that a page of the desk never does."""
        self.heard = {
            "console": self._hear,
            "pageerror": lambda error: self.complaints.append(f"script: {error}"),
            "dialog": self._refuse,
            "request": self._see,
        }
        for event, hear in self.heard.items():
            self.page.on(event, hear)

    def leave(self) -> None:
        """Leave the page blank for another test."""
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        for event, hear in self.heard.items():
            self.page.remove_listener(event, hear)

    def _hear(self, message: Any) -> None:
        # That an answer is an error is the test's own business.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def _refuse(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _see(self, request: Any) -> None:
        if not request.url.startswith((self.root, "about:")):
            self.complaints.append(f"from elsewhere: {request.url}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the program, or skip with what installs it."""
    pytest.importorskip("playwright", reason="there is no playwright: python -m pip install playwright")
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip(f"there is no Chromium (looked for {', '.join(_NAMES)}): apt-get install chromium")
    return found


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """Return one browser for all tests of this folder; while it is open, no event loop can run beside it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=_ONE_PROCESS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def stories_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of some stories as annotated, linked, and of one hostile article."""
    from pipeline.acquire.files import read_files
    from pipeline.clean.article import clean_page
    from pipeline.jobs.relinking import relink
    from pipeline.link.places.articles import link_places
    from pipeline.schema import Article, RawPage
    from pipeline.score.gold import read_annotations
    from pipeline.score.gold_records import gold_extraction
    from pipeline.store.writer import RunRecord, Stamp, Store

    path = tmp_path_factory.mktemp("desk") / "stories.db"
    gold = {note["id"]: note for note in read_annotations(STORIES / "gold.jsonl")}
    pages = read_files([str(STORIES / "articles.jsonl")])
    told = [page for page in pages if isinstance(page, RawPage) and page.id.startswith(CASES)]
    articles = [clean_page(page) for page in told]
    said: dict[str, Any] = {"count": None, "date": None, "agency": "Salem police", "custodian": None}
    event = {"type": "arrest", "subject": "p1", "modality": "actual", "quote": HOSTILE[17:], **said}
    name = HOSTILE[:12]
    person = {"id": "p1", "role": "subject", "mention": name, "name": name, "age": None, "nationality": None}
    gold["hostile"] = {"people": [person], "offenses": [], "facilities": [], "events": [event]}
    articles.append(
        Article("hostile", HOSTILE, "hostile", url=HOSTILE_URL, title=HOSTILE_TITLE, source="<i>It</i>")
    )
    with Store(path) as store:
        run = store.begin_run(RunRecord("", "{}", "", "gold", "", ()))
        for article in articles:
            extraction = link_places(article, gold_extraction(gold[article.id], article))
            store.write(run, article, extraction, Stamp(article.id, article.id, "gold", ""))
        store.end_run(run, "done", {"added": len(articles)})
    relink(path)
    return path


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Served]]:
    """Return what serves a database by `blotter serve` on a free port; all servers end with the session."""
    running = []
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}

    def start(path: Path) -> Served:
        complaints = tmp_path_factory.mktemp("serve") / "stderr"
        command = [sys.executable, "-m", "pipeline.cli", "serve", str(path), "--port", "0"]
        with complaints.open("w") as stderr:
            program = subprocess.Popen(
                [*command, "--reviewer", REVIEWER],
                stdout=subprocess.PIPE, stderr=stderr, text=True, env=environment,
            )  # fmt: skip
        running.append((program, complaints))
        assert program.stdout
        for line in program.stdout:
            if found := re.search(r"signs in, once, at (http://\S+?)(/-/\S+)", line):
                return Served(path, found[1], found[1] + found[2])
        raise AssertionError(f"the desk did not open: {complaints.read_text()}")

    yield start
    for program, _ in running:
        program.terminate()
        program.communicate()
    assert [complaints.read_text() for _, complaints in running] == [""] * len(running)


@pytest.fixture(scope="session")
def desk(serve: Callable[[Path], Served], stories_database: Path) -> Served:
    """Return a desk that tests only read."""
    return serve(stories_database)


@pytest.fixture(scope="package")
def context_of(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return what gives a context for a desk and options: the same for the same."""
    made: dict[str, BrowserContext] = {}

    def give(served: Served, **options: Any) -> BrowserContext:
        key = repr((served.root, options))
        if key not in made:
            # Still pages: what is scrolled to is there at once.
            made[key] = browser.new_context(base_url=served.root, reduced_motion="reduce", **options)
        return made[key]

    yield give
    for context in made.values():
        context.close()


@pytest.fixture(scope="package")
def idle() -> dict[BrowserContext, list[Page]]:
    """Return the open pages of each context that no test has: to open one takes longer than to read it."""
    return defaultdict(list)


@pytest.fixture
def open_page(
    context_of: Callable[..., BrowserContext], idle: dict[BrowserContext, list[Page]]
) -> Iterator[Callable[..., Watched]]:
    """Return a function that opens a watched page of a desk.

    Its options are those of a context. What a page can have of its own takes no other context, which would be
    another process: its size, its colors. Cookies are those of the page that was opened last.
    """
    watched = []

    def start(
        served: Served,
        viewport: Any = None,
        color_scheme: Any = "light",
        storage_state: Any = None,
        **options: Any,
    ) -> Watched:
        context = context_of(served, **options)
        context.clear_cookies()
        context.add_cookies(storage_state["cookies"] if storage_state else [])
        made = Watched(idle[context].pop() if idle[context] else context.new_page(), served.root)
        watched.append(made)
        made.page.set_viewport_size(viewport or SCREEN["viewport"])
        made.page.emulate_media(color_scheme=color_scheme)
        made.page.set_default_timeout(PATIENCE)
        made.watch()
        return made

    yield start
    for made in watched:
        made.leave()
        idle[made.page.context].append(made.page)
    assert [made.complaints for made in watched] == [[]] * len(watched)


@pytest.fixture
def page(open_page: Callable[..., Watched], desk: Served) -> Watched:
    """Return a page of the desk, on a screen of a common size."""
    return open_page(desk)


@pytest.fixture(scope="module")
def axe() -> Callable[..., list[Any]]:
    """Return the accessibility checker, with the sizes of targets: a page, or a part of it -> the faults."""
    module = pytest.importorskip(
        "axe_playwright_python.sync_playwright",
        reason="there is no axe: python -m pip install axe-playwright-python",
    )
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

    def check(page: Page, part: str | None = None) -> list[Any]:
        told = module.Axe().run(page, part, options).response["violations"]
        return [
            (
                fault["id"],
                node["target"],
                [why["message"] for how in ("any", "all", "none") for why in node[how]],
            )
            for fault in told
            for node in fault["nodes"]
        ]

    return check
