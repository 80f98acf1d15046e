"""A reader without a model, of its own file: worker processes load it without the tests' libraries."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from pipeline.schema import Article, Event, Extraction, Offense, Person, ReadText, Value

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
