"""What tests share: a reader that loads no model, and the stories it can read."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from pipeline.schema import Article, Event, Extraction, Intake, Offense, Person, ReadText, Value

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.nlp import Reader

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

_PERSON = re.compile(r"(?P<name>[A-Z]\w+ [A-Z]\w+), (?P<age>\d+),(?: (?P<role>the victim)\b)?")
_ARREST = re.compile(
    r"(?P<cue>not )?arrested by (?P<agency>[A-Z]\w+ police)(?: on (?P<date>\w+ \d+, \d{4}))?"
)
_CHARGE = re.compile(r"(?P<cue>charged with|convicted of) (?P<quote>theft|assault)")
_GROUP = re.compile(r"deported (?P<qualifier>more than )?(?P<count>\d+) people")
_JAIL = re.compile(r"[A-Z]\w+ County Jail")


def fake_derive(field: str, words: str, rule: str, anchor: str | None) -> str | int | None:
    """Work values out as `FakeReader` does."""
    assert rule.startswith("fake.")
    assert anchor is None or field == "date"
    if field in ("age", "count"):
        return int(words) if words.isdigit() else None
    if field == "date":
        try:
            return datetime.strptime(words, "%B %d, %Y").date().isoformat()
        except ValueError:
            return None
    return words


class FakeReader:
    """Reads short stories by five patterns; the first person is the subject of everything."""

    name = "fake"

    def __init__(self, version: str = "1", batch: int = 2) -> None:
        self.version = version
        self.batch = batch
        self.read_ids: list[str] = []

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.version.encode()).hexdigest()

    def close(self) -> None:
        """Do nothing: there is no model to give back."""

    def read(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        waiting: list[Article] = []
        for article in articles:
            waiting.append(article)
            if len(waiting) == self.batch:
                yield from map(self._extract, waiting)
                waiting.clear()
        yield from map(self._extract, waiting)

    def read_words(self, articles: Iterable[Article]) -> Iterator[ReadText]:
        for article in articles:
            yield ReadText(article.text, (), (), self._extract(article))

    def _extract(self, article: Article) -> Extraction:
        self.read_ids.append(article.id)
        if "INTERRUPT" in article.text:
            raise KeyboardInterrupt
        people = tuple(self._people(article.text))
        subject = people[0].id if people else None
        return Extraction(
            article_id=article.id,
            published=article.published,
            people=people,
            offenses=tuple(
                Offense(
                    subject,
                    m["quote"],
                    m["cue"].split()[0],
                    self._value(m, "quote"),
                    self._value(m, "cue"),
                )
                for m in _CHARGE.finditer(article.text)
            ),
            facilities=tuple(self._value(m, 0) for m in _JAIL.finditer(article.text)),
            events=tuple(self._events(article.text, subject)),
        )

    def _people(self, text: str) -> Iterator[Person]:
        for number, m in enumerate(_PERSON.finditer(text), 1):
            age = int(m["age"])
            references = re.finditer(rf"\b{m['name'].split()[-1]}\b", text)
            yield Person(
                id=f"p{number}",
                role="victim" if m["role"] else "subject",
                mention=self._value(m, 0),
                name=self._value(m, "name"),
                age=Value(age, m.start("age"), m.end("age"), "fake.age", 0.75),
                mentions=tuple(self._value(reference, 0) for reference in references),
                minor=age < 18,
            )

    def _events(self, text: str, subject: str | None) -> Iterator[Event]:
        for m in _ARREST.finditer(text):
            date = None
            if m["date"]:
                day = fake_derive("date", m["date"], "fake.date", None)
                assert day is not None
                date = Value(day, m.start("date"), m.end("date"), "fake.date", 0.5, anchor="2024-05-01")
            yield Event(
                type="arrest",
                subject=subject,
                modality="negated" if m["cue"] else "actual",
                quote=self._value(m, 0),
                date=date,
                agency=self._value(m, "agency"),
                modality_cue=self._value(m, "cue") if m["cue"] else None,
            )
        for m in _GROUP.finditer(text):
            yield Event(
                type="removal",
                subject=None,
                modality="actual",
                quote=self._value(m, 0),
                count=Value(int(m["count"]), m.start("count"), m.end("count"), "fake.count", 1.0),
                count_qualifier="at_least" if m["qualifier"] else None,
            )

    def _value(self, match: re.Match[str], group: str | int) -> Value:
        return Value(match[group], match.start(group), match.end(group), "fake.words", 0.9)


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
    """Return the reader on the base model, which reads all: slow to load, so all slow tests share it."""
    from pipeline.nlp import load
    from pipeline.settings import Settings

    return load(Settings(gate="off"))


@pytest.fixture(scope="session")
def nlp(base_reader: Reader) -> Language:
    """Return the parsing pipeline of the base reader."""
    return base_reader._nlp


@pytest.fixture(scope="session")
def read(base_reader: Reader) -> Callable[..., Extraction]:
    """Return a function from a text (and more of the article) to what the base reader extracts."""

    def read_text(text: str, **fields: object) -> Extraction:
        given = {"id": "story", "text": text, "origin": "story.txt", "published": "2024-09-04", **fields}
        return next(base_reader.read([Article(**given)]))

    return read_text
