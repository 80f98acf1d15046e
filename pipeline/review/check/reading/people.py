"""Says whom a claim means: by name, or by age, country and crime.

in: a tagged claim, the words that stand for somebody    out: `Who`s    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.review.check.claim import AGE, Who
from pipeline.review.check.reading.tagged import Tagged
from pipeline.schema import Value


class Described:
    """The people of one claim."""

    def __init__(self, tagged: Tagged, is_person: Callable[[str], bool]) -> None:
        """Prepare to read whom tags mean; `is_person` tells whether the database has people of a name."""
        self._tagged, self._words, self._is_person = tagged, tagged.words, is_person

    def who(self, tag: str) -> Who:
        """Return whom a tag means."""
        tag = self.named(tag)
        first, last = self._tagged.spans[tag]
        start, end = self._words[first].start, self._words[last].end
        text = self._tagged.text(tag)
        named = tag in self._tagged.mentions or tag.startswith("X") or self._is_person(text)
        told = next(
            (
                person
                for person in self._tagged.read.extraction.people
                if any(item.start < end and item.end > start for item in person.mentions)
            ),
            None,
        )
        nation = next(
            (
                str(item.value)
                for item in self._tagged.read.mentions
                if item.label == "nationality"
                and (start <= item.start < end or self._is_from(end, item.start))
            ),
            None,
        )
        age = next(
            (
                int(item.value)
                for item in self._tagged.read.mentions
                if item.label == "age"
                and item.value is not None
                and (start <= item.start < end or 0 <= item.start - end <= 2)
            ),
            None,
        )
        said = AGE.search(self._tagged.read.text)
        if age is None and said is not None and named:
            age = int(said[1])
        if told is not None and named:
            if told.age is not None and not self._is_of_another(told.age, tag):
                age = int(told.age.value)
            if told.nationality is not None and not self._is_of_another(told.nationality, tag):
                nation = nation or str(told.nationality.value)
        laid = [
            str(item.value)
            for item in self._tagged.read.mentions
            if item.label == "offense" and start <= item.start < end
        ]
        if not named:
            laid += [
                str(self._tagged.mentions[other].value)
                for other in self._tagged.all("OFF")
                if self._is_below(self.head(other), self.head(tag))
            ]
        return Who(self._full(text) if named else None, text, age, nation, None, tuple(laid))

    def _is_of_another(self, value: Value, tag: str) -> bool:
        """Tell whether what is said of somebody stands in the words for somebody else: "the Jamaican"."""
        return any(
            self._words[first].start <= value.start < self._words[last].end
            for other, (first, last) in self._tagged.spans.items()
            if other != tag
            and other.rstrip("0123456789") in ("P", "G", "FAM")
            and self.named(other) != tag
            and self._words[self.head(other)].dep != "appos"
        )

    def _is_below(self, index: int, head: int) -> bool:
        """Tell whether words hang from a person's: "a man charged with theft"."""
        while index != head and self._words[index].head != index:
            index = self._words[index].head
        return index == head

    def _is_from(self, end: int, start: int) -> bool:
        """Tell whether a country is that of the person in front of it: "a man from Honduras"."""
        return self._tagged.read.text[end : max(end, start)].strip() in ("from", "of")

    def named(self, tag: str) -> str:
        """Return the tag of the name that goes with a description ("a driver, Ann Roe")."""
        if tag in self._tagged.mentions:
            return tag
        head = self.head(tag)
        for other in self._tagged.all("P"):
            word = self._words[self.head(other)]
            above = self._words[word.head]
            called = above.lemma in ("name", "call", "identify") and above.head == head
            known = other in self._tagged.mentions or self._is_person(self._tagged.text(other))
            if known and (called or (word.dep == "appos" and word.head == head)):
                return other
        return tag

    def _full(self, name: str) -> str:
        """Return a name with the family name that it shares ("Ann and Lee Roe")."""
        shared = re.search(rf"\b{re.escape(name)} and [A-Z]\w+((?: [A-Z][\w-]+)+)", self._tagged.read.text)
        if " " in name or shared is None:
            return name
        whole = name + shared[1]
        return whole if self._is_person(whole) else name

    def head(self, tag: str) -> int:
        """Return the index of the word that has a tag."""
        return next((index for index, other in self._tagged.tags.items() if other == tag), -1)
