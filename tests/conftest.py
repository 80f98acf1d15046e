"""What tests share: a reader that loads no model, and the stories it can read."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from pipeline.schema import Article, Extraction, Intake
from tests.fake_reader import FakeReader, fake_derive

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.nlp import Reader

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

gc.disable()  # until all tests are collected, which makes objects by the million and drops none

STORIES = {
    "alpha": (
        "Salem weekly\n\nAda Quill, 41, was arrested by Salem police on March 4, 2024, and charged "
        "with theft. She is at Polk County Jail. Finn Marsh, 9, the victim of it, is unhurt. "
        "Marsh went home."
    ),
    "beta": (
        "Ivo Brandt, 28, was not arrested by Dallas police on June 2, 2023. Brandt was convicted of assault."
    ),
    "gamma": "The agency deported more than 310 people. No one was named.",
    "quiet": "The county fair opened under a bright sky, and nobody was held for anything.",
}
"""Id to text."""


@pytest.fixture
def reader() -> FakeReader:
    return FakeReader()


@pytest.fixture
def new_reader() -> Callable[..., FakeReader]:
    return FakeReader


@pytest.fixture
def derive() -> Callable[[str, str, str, str | None], str | int | None]:
    return fake_derive


def write_stories(folder: Path) -> Path:
    """Make a folder with a file for each story."""
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """Return a folder with a file for each story."""
    return write_stories(tmp_path / "stories")


def read_stories(path: Path, folder: Path) -> Path:
    """Read a folder into a database."""
    from pipeline.settings import Settings
    from pipeline.stages import run
    from pipeline.store.writer import Store

    with Store(path) as store:
        run(store, FakeReader(), Intake((str(folder),)), Settings(), lambda _: None)
    return path


@pytest.fixture(scope="session")
def stories_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database into which the stories have been read, once for all tests: none may change it."""
    folder = tmp_path_factory.mktemp("read")
    return read_stories(folder / "blotter.db", write_stories(folder / "stories"))


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path, stories_read: Path) -> Path:
    """Return a database of the test's own into which the stories have been read.

    They are read anew, from the test's own folder, only where the test has one, to change it and run again.
    """
    path = tmp_path / "blotter.db"
    if "stories" in request.fixturenames:
        return read_stories(path, request.getfixturevalue("stories"))
    return Path(shutil.copy(stories_read, path))


@pytest.fixture(scope="session")
def base_reader() -> Reader:
    """Return the reader on the base model, which reads all: slow to load, so all slow tests share it.

    Its patterns are compiled at once and kept, for the processes that tests start.
    """
    from pipeline.nlp import load, prepare
    from pipeline.settings import Settings

    prepare()
    return load(Settings(gate="off", unlikely="keep"))


@pytest.fixture(scope="session")
def nlp(base_reader: Reader) -> Language:
    """Return the parsing pipeline of the base reader."""
    return base_reader._nlp


def _told(text: str, **fields: object) -> Article:
    return Article(
        **{"id": "story", "text": text, "origin": "story.txt", "published": "2024-09-04", **fields}
    )


@pytest.fixture(scope="session")
def read(base_reader: Reader) -> Callable[..., Extraction]:
    """Return a function from a text (and more of the article) to what the base reader extracts."""

    def read_text(text: str, **fields: object) -> Extraction:
        return next(base_reader.read([_told(text, **fields)]))

    return read_text


@pytest.fixture(scope="session")
def read_all(base_reader: Reader) -> Callable[..., list[Extraction]]:
    """Return a function from many texts to what the base reader extracts, faster than one by one."""

    def read_texts(texts: Iterable[str], **fields: object) -> list[Extraction]:
        articles = [_told(text, **fields) for text in texts]
        try:
            return list(base_reader.read(articles))
        except Exception:
            for article in articles:  # which of them it was
                try:
                    next(base_reader.read([article]))
                except Exception as error:
                    error.add_note(f"reading: {article.text}")
                    raise
            raise

    return read_texts


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run files with slow tests first: what is left at the end is short, and none waits for the other."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Look for garbage again, more seldom, and not among tests and modules, which stay."""
    gc.freeze()
    gc.set_threshold(10_000)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out whole files, and those of the browser together: they share a browser and what is served."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "browser" if nodeid.startswith("tests/browser/") else str(super()._split_scope(nodeid))

    return Scheduling(config, log) if config.getvalue("dist") == "loadfile" else None
