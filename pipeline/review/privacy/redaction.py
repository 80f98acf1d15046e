"""Keeps names out of what is shown: those of victims and of minors, or of whom else is asked.

in: the records of one article. out: the same records with those names replaced by `[victim]`, `[minor]` or
another label, and masked in the text by a bar of the same length, so that all offsets stay true; writes
nothing.

A protected person's full name is hidden wherever it stands, in any case of letters. Single words of it are
hidden wherever they stand as a capitalised word, unless they belong to somebody else's name or to the name of
an agency or facility there: the Lopez who is charged stays Lopez, the victim of that name does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pipeline.protected import name_within, protecting_label
from pipeline.schema import Article, Extraction, Person, Value
from pipeline.store.rows import DECISION
from pipeline.word_lists import table

_BAR = "\N{FULL BLOCK}"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DATA = table(Path(__file__).with_suffix(".toml"))
_PARTICLES = frozenset(_DATA["particles"])
_POSSESSIVE = re.compile(r"['’]s\Z")
_LETTERS = re.compile(r"[^\W\d_]+")

type Elsewhere = Callable[[str, bool], Iterable[tuple[int, int, str]]]
"""(text, in any case of letters) -> start, end and label of each name in it that another article hides."""


@dataclass(frozen=True, slots=True)
class _Hidden:
    start: int
    end: int
    label: str


def own_labels(extraction: Extraction) -> dict[str, str]:
    """Return id of a person to what stands for the name, of those whom the article itself protects."""
    return {
        person.id: mark
        for person in extraction.people
        if (mark := protecting_label(person.role, person.minor)) is not None
    }


def redact(
    article: Article, extraction: Extraction, labels: Mapping[str, str], elsewhere: Elsewhere | None = None
) -> tuple[Article, Extraction]:
    """Return the records without names that are to be hidden; the arguments are those of `Redactor`."""
    redactor = Redactor(article, extraction, labels, elsewhere or _nowhere)
    return redactor.article(), redactor.extraction()


def protected_names(extraction: Extraction, labels: Mapping[str, str]) -> dict[str, str]:
    """Return the names of people who are to be hidden, with what stands for each.

    Args:
        extraction: of one article.
        labels: id of a person to hide to what stands for the name.
    """
    people = (_with_name(person, extraction, labels) for person in extraction.people if person.id in labels)
    return {str(person.name.value): labels[person.id] for person in people if person.name is not None}


def _with_name(person: Person, extraction: Extraction, labels: Mapping[str, str]) -> Person:
    """Return a protected person without a name with the one that the mention seems to hold."""
    if person.id not in labels or person.name is not None:
        return person
    others = {str(other.name.value) for other in extraction.people if other.name and other.id not in labels}
    mention = person.mention
    if (found := name_within(str(mention.value), others)) is not None:
        start, end = found
        name = str(mention.value)[start:end]
        return replace(
            person,
            name=replace(mention, value=name, start=mention.start + start, end=mention.start + end),
        )
    return person


def _nowhere(_text: str, _any_case: bool) -> Iterable[tuple[int, int, str]]:
    return ()


class Redactor:
    """Hides names in one article, and in what is said of it."""

    def __init__(
        self,
        article: Article,
        extraction: Extraction,
        labels: Mapping[str, str],
        elsewhere: Elsewhere = _nowhere,
    ) -> None:
        """Find every place of a name to hide.

        Args:
            article: the article.
            extraction: what was read from it.
            labels: id of each person to hide to what stands for the name.
            elsewhere: finds the names that other articles have hidden.
        """
        people = tuple(_with_name(person, extraction, labels) for person in extraction.people)
        protected = [person for person in people if person.id in labels and person.name is not None]
        self._article = article
        self._extraction = replace(extraction, people=people)
        self._labels = labels
        self._names = {str(person.name.value): labels[person.id] for person in protected if person.name}
        self._elsewhere = elsewhere
        self._words = _words_alone(self._names, extraction, labels)
        kept = list(_spans_of_others(extraction))
        found = [*self._find(article.text, kept, protected), *self._find_elsewhere(article.text, kept)]
        self._hidden = sorted(_without_overlaps(iter(found)), key=lambda hidden: hidden.start)

    def article(self) -> Article:
        """Return the article: names masked in the text, replaced in title, byline and address."""
        if not self._names and self._elsewhere is _nowhere:
            return self._article
        text = self._article.text
        for hidden in self._hidden:
            text = text[: hidden.start] + _BAR * (hidden.end - hidden.start) + text[hidden.end :]
        return replace(
            self._article,
            text=text,
            title=self.plain(self._article.title),
            byline=self.plain(self._article.byline),
            url=self.address(self._article.url),
            origin=self.address(self._article.origin) or "",
        )

    def extraction(self) -> Extraction:
        """Return what was read, with names replaced in every value."""
        if not self._names and not self._hidden:
            return self._extraction
        people = tuple(self._person(person) for person in self._extraction.people)
        return replace(
            self._extraction,
            people=people,
            offenses=tuple(self._record(offense) for offense in self._extraction.offenses),
            facilities=tuple(self._value(facility) for facility in self._extraction.facilities),
            events=tuple(
                replace(
                    self._record(event), tellings=tuple(self._value(telling) for telling in event.tellings)
                )
                for event in self._extraction.events
            ),
            links=tuple(link for link in self._extraction.links if self.plain(link.name) == link.name),
        )

    def _person(self, person: Person) -> Person:
        record: Person = self._record(person)
        mark = self._labels.get(person.id)
        if mark and person.name is not None:
            record = replace(record, name=replace(person.name, value=mark))
        return replace(record, mentions=tuple(self._value(mention) for mention in person.mentions))

    def _record(self, record: Any) -> Any:
        """Return a record with each of its values redacted."""
        values = {field.name: getattr(record, field.name) for field in fields(record)}
        return replace(
            record, **{name: self._value(value) for name, value in values.items() if isinstance(value, Value)}
        )

    def _value(self, value: Value) -> Value:
        """Return a value with names replaced; one that is not its own words, e.g. a date, is kept."""
        words = self._article.text[value.start : value.end]
        if value.value != words:
            said = value.rule == DECISION and isinstance(value.value, str)
            return replace(value, value=self.plain(str(value.value)) or "") if said else value
        parts: list[str] = []
        at = value.start
        for hidden in self._hidden:
            if hidden.end <= value.start or hidden.start >= value.end:
                continue
            parts.append(self._article.text[at : max(hidden.start, at)])
            parts.append(hidden.label)
            at = min(hidden.end, value.end)
        parts.append(self._article.text[at : value.end])
        return replace(value, value="".join(parts))

    def _find(self, text: str, kept: list[tuple[int, int]], protected: list[Person]) -> Iterator[_Hidden]:
        if not self._names:
            return
        for name, mark in self._names.items():
            for match in re.finditer(_loosely(name), text, re.IGNORECASE):
                yield _Hidden(match.start(), match.end(), mark)
        for person in protected:
            for value in (person.name, *person.mentions, person.mention):
                if value is not None:
                    yield from self._words_of(person, text, value)
        for match in _WORD.finditer(text):
            alone = self._words.get(_bare(match[0]).casefold())
            inside = any(start <= match.start() and match.end() <= end for start, end in kept)
            if alone and not inside and match[0][0].isupper():
                yield _Hidden(match.start(), match.start() + len(_bare(match[0])), alone)

    def _find_elsewhere(self, text: str, kept: list[tuple[int, int]]) -> Iterator[_Hidden]:
        for start, end, mark in self._elsewhere(text, False):
            if not any(low < end and start < high for low, high in kept):
                yield _Hidden(start, end, mark)

    def _words_of(self, person: Person, text: str, value: Value) -> Iterator[_Hidden]:
        """Yield the words of a person's name within a mention of the person, whoever else has them."""
        assert person.name is not None
        own = {_bare(word).casefold() for word in _WORD.findall(str(person.name.value))} - _PARTICLES
        for match in _WORD.finditer(text, value.start, value.end):
            if _bare(match[0]).casefold() in own:
                yield _Hidden(match.start(), match.start() + len(_bare(match[0])), self._labels[person.id])

    def plain(self, text: str | None) -> str | None:
        """Return a text that has no offsets, with names replaced."""
        if text is None:
            return None
        for name, mark in self._names.items():
            text = re.sub(_loosely(name), mark, text, flags=re.IGNORECASE)

        def hide(match: re.Match[str]) -> str:
            bare = _bare(match[0])
            alone = self._words.get(bare.casefold())
            return alone + match[0][len(bare) :] if alone and bare[0].isupper() else match[0]

        return _replaced(_WORD.sub(hide, text), self._elsewhere, False)

    def address(self, address: str | None) -> str | None:
        """Return an address or path without the names, however their words are joined."""
        if address is None:
            return None
        for name, mark in self._names.items():
            words = [re.escape(_bare(word)) for word in _WORD.findall(name)]
            address = re.sub(r"[\W_]*".join(words), mark, address, flags=re.IGNORECASE)
        address = _LETTERS.sub(lambda match: self._words.get(match[0].casefold(), match[0]), address)
        return _replaced(address, self._elsewhere, True)


def _replaced(text: str, elsewhere: Elsewhere, any_case: bool) -> str:
    """Return a text with what `elsewhere` finds in it replaced by its labels."""
    parts, at = [], 0
    for start, end, mark in elsewhere(text, any_case):
        parts += [text[at:start], mark]
        at = end
    return "".join([*parts, text[at:]])


def _words_alone(
    names: Mapping[str, str], extraction: Extraction, labels: Mapping[str, str]
) -> dict[str, str]:
    """Return the words that give a protected name away by themselves, in small letters, and their labels."""
    others = {
        _bare(word).casefold()
        for person in extraction.people
        if person.id not in labels and person.name is not None
        for word in _WORD.findall(str(person.name.value))
    }
    found: dict[str, str] = {}
    for name, mark in names.items():
        for word in _WORD.findall(name):
            small = _bare(word).casefold()
            if len(small) > 1 and small not in _PARTICLES and small not in others:
                found.setdefault(small, mark)
    return found


def _spans_of_others(extraction: Extraction) -> Iterator[tuple[int, int]]:
    """Yield where agencies, custodians and facilities are named."""
    for facility in extraction.facilities:
        yield facility.start, facility.end
    for event in extraction.events:
        for value in (event.agency, event.custodian):
            if value is not None:
                yield value.start, value.end


def _without_overlaps(found: Iterator[_Hidden]) -> Iterator[_Hidden]:
    """Yield the stretches, those that overlap joined into the one that begins first and reaches furthest."""
    joined: _Hidden | None = None
    for hidden in sorted(found, key=lambda hidden: (hidden.start, -hidden.end)):
        if joined is None or hidden.start >= joined.end:
            if joined is not None:
                yield joined
            joined = hidden
        elif hidden.end > joined.end:
            joined = replace(joined, end=hidden.end)
    if joined is not None:
        yield joined


def _loosely(name: str) -> str:
    """Return a pattern for a name as whole words, with any white space between them."""
    return r"(?<!\w)" + r"\s+".join(re.escape(word) for word in name.split()) + r"(?!\w)"


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)
