"""Says whom a claim means: by name, or by age, country and crime.

in: a tagged claim, the words that stand for somebody    out: `Who`s    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.review.check.claim import AGE, Who, kin_of
from pipeline.review.check.reading.known import Known
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.vocabulary import words_of
from pipeline.schema import Mention, Person, Value

_FROM = re.compile(r"(?:, \d{1,2},)?(?:,? an? (?:[a-z-]+ ){1,3}?)? ?(?:from|of) ")
"""Between a person and a country: "a man from Honduras", "Ann Roe, 30, of Honduras"."""
_TELLING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "VB", "VBD", "VBN", "VBG", "VBP", "VBZ"})
"""Tags of words that may tell who somebody is."""


class Described:
    """The people of one claim."""

    def __init__(self, tagged: Tagged, known: Known) -> None:
        """Prepare to read whom tags mean, knowing which names the database has."""
        self._tagged, self._words, self._known = tagged, tagged.words, known
        self._is_person = known.is_person

    def who(self, tag: str) -> Who:
        """Return whom a tag means."""
        tag = self.named(tag)
        text = self._tagged.text(tag)
        named = tag in self._tagged.mentions or tag.startswith("X") or self._is_person(text)
        named = named or self._full(text) != text
        age, nation = self._age(tag), self._nation(tag)
        said = AGE.search(self._tagged.read.text)
        if age is None and said is not None and named:
            age = int(said[1])
        told = self._told(tag) if named else None
        if told is not None and told.age is not None and not self._is_of_another(told.age, tag):
            age = int(told.age.value)
        other = told.nationality if told is not None else None
        if other is not None and not self._is_of_another(other, tag):
            nation = nation or str(other.value)
        words = frozenset(self._trades(tag) if named else self._telling(tag))
        kin, of = (words, None) if named else kin_of(text, self._tagged.read.text[self._span(tag)[1] :])
        name = self._full(text) if named else None
        laid = tuple(self._laid(tag, named))
        return Who(name, text, age, nation, None, laid, words=words | kin, of=of)

    def _span(self, tag: str) -> tuple[int, int]:
        """Return where the words of a tag begin and end, in characters."""
        first, last = self._tagged.spans[tag]
        return self._words[first].start, self._words[last].end

    def _told(self, tag: str) -> Person | None:
        """Return the person of whom the claim, read as an article, tells by the words of a tag."""
        start, end = self._span(tag)
        for person in self._tagged.read.extraction.people:
            if any(item.start < end and item.end > start for item in person.mentions):
                return person
        return None

    def _nation(self, tag: str) -> str | None:
        """Return the country that stands in the words of a tag, or beside them."""
        (first, last), (start, end) = self._tagged.spans[tag], self._span(tag)
        for item in self._tagged.read.mentions:
            if item.label == "nationality" and (
                start <= item.start < end or self._is_from(end, item.start) or self._leads(item, first)
            ):
                return str(item.value)
        return next(
            filter(None, (self._known.country(word.text) for word in self._words[first : last + 1])), None
        )

    def _age(self, tag: str) -> int | None:
        """Return the age that stands in the words of a tag, or right beside them."""
        (first, _), (start, end) = self._tagged.spans[tag], self._span(tag)
        for item in self._tagged.read.mentions:
            if item.label != "age" or item.value is None:
                continue
            if start <= item.start < end or 0 <= item.start - end <= 2 or self._leads(item, first):
                return int(item.value)
        return None

    def _laid(self, tag: str, named: bool) -> Iterator[str]:
        """Yield the categories of the offenses that tell who somebody is: "a child abuser"."""
        start, end = self._span(tag)
        for item in self._tagged.read.mentions:
            if item.label == "offense" and start <= item.start < end:
                yield str(item.value)
        for other in () if named else self._tagged.all("OFF"):
            if self._is_below(self.head(other), self.head(tag)):
                yield str(self._tagged.mentions[other].value)

    def _telling(self, tag: str) -> Iterator[str]:
        """Yield the words by which somebody unnamed is told: "the onion worker", "who struck a cyclist"."""
        head = self.head(tag)
        compared = [
            (item.start, item.end)
            for item in self._tagged.read.mentions
            if item.label in ("date", "age", "count", "nationality", "offense")
        ]
        for index, word in enumerate(self._words):
            below = index != head and self._is_below(index, head) and not self._is_beside(index, head)
            if not below and index != head:
                continue
            if any(start < word.end and word.start < end for start, end in compared):
                continue
            if word.tag not in _TELLING or self._known.country(word.text) or self._known.is_state(word.text):
                continue
            if word.lemma.lower() not in words_of("anybody") | words_of("light") | words_of("done_to"):
                yield word.text.lower()

    def _trades(self, tag: str) -> Iterator[str]:
        """Yield the nouns for what somebody named is: "the mechanic Ann Roe", "Ann Roe, the mechanic"."""
        head = self.head(tag)
        first, last = self._tagged.spans[tag]
        for index, word in enumerate(self._words):
            beside = word.dep == "appos" and head in (word.head, index)
            before = (
                first - 2 <= index < first and word.head == head and word.dep in ("compound", "amod", "nmod")
            )
            noun = word.head if beside and index == head else index
            own = first <= noun <= last and not word.text.islower()
            before |= first <= index <= last and word.head == head and word.dep == "compound"
            if (beside or before) and not own and self._words[noun].tag in ("NN", "NNP", "JJ"):
                lemma = self._words[noun].lemma.lower()
                if lemma in words_of("people") - words_of("anybody"):
                    yield lemma

    def _is_beside(self, index: int, head: int) -> bool:
        """Tell whether a word hangs from a noun by what is joined to it, or stands for it."""
        while self._words[index].head != head:
            index = self._words[index].head
        return self._words[index].dep in ("conj", "appos", "cc", "ccomp", "advcl", "punct")

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

    def _leads(self, item: Mention, first: int) -> bool:
        """Tell whether what is told of somebody stands in front of the name, as part of the words for him."""
        before = [index for index in range(first) if self._words[index].start >= item.start]
        return bool(before) and all(self._tagged.tags.get(index) == "" for index in before)

    def _is_from(self, end: int, start: int) -> bool:
        """Tell whether a country is that of the person in front of it: "a man from Honduras"."""
        return _FROM.fullmatch(self._tagged.read.text[end : max(end, start)]) is not None

    def named(self, tag: str) -> str:
        """Return the tag of the name that goes with a description ("a driver, Ann Roe")."""
        if tag in self._tagged.mentions:
            return tag
        head = self.head(tag)
        if tag.startswith("X") and (above := self._in_front_of(head)) is not None:
            return above
        for other in self._tagged.all("P"):
            word = self._words[self.head(other)]
            beside = self._words[head].dep == "appos" and self._words[head].head == self.head(other)
            if (
                beside
                and other in self._tagged.mentions
                and (self._words[head].lemma.lower() in words_of("people") or self._is_of_country(head))
            ):
                return other
            verb = self._words[word.head]
            called = verb.lemma in ("name", "call", "identify") and verb.head == head
            known = other in self._tagged.mentions or self._is_person(self._tagged.text(other))
            if known and (called or (word.dep == "appos" and word.head == head)):
                return other
        return tag

    def country_behind(self, verb: int) -> str | None:
        """Return the country of the one adjective behind a verb that is of any: "Ann Roe is Peruvian"."""
        found = [
            self._known.country(word.text) for word in self._words[verb + 1 :] if word.text[:1].isupper()
        ]
        return found[0] if len(found) == 1 else None

    def _is_of_country(self, index: int) -> bool:
        """Tell whether a word is what people of a country are called: "Ann Roe, a Peruvian"."""
        return self._known.country(self._words[index].text) is not None

    def is_harmed(self, tag: str) -> bool:
        """Tell whether somebody is told of as to whom a deed was done: "over Ann Roe's death"."""
        word = self._words[self.head(tag)]
        behind = self._words[word.head]
        of = word.dep == "pobj" and behind.text.lower() == "of"
        above = behind.head if of else word.head
        if (of or word.dep == "dobj") and (self._tagged.tags.get(above) or "").startswith("OFF"):
            return True
        return (of or word.dep == "poss") and self._words[above].lemma.lower() in words_of("deaths")

    def _in_front_of(self, index: int) -> str | None:
        """Return the tag of the name in front of which a word stands: "Reed College freshman Ann Roe"."""
        while self._words[index].dep in ("compound", "nmod", "amod"):
            index = self._words[index].head
        tag = self._tagged.tags.get(index) or ""
        return tag if tag.startswith("P") and tag in self._tagged.mentions else None

    def _full(self, name: str) -> str:
        """Return a name with the family name that it shares ("Ann and Lee Roe", "Ann Roe's son Lee")."""
        text = self._tagged.read.text
        shared = re.search(rf"\b{re.escape(name)} and [A-Z]\w+((?: [A-Z][\w-]+)+)", text)
        kin = "|".join(sorted(words_of("kin")))
        behind = rf"\b(?:his|her) (?:\w+ )?(?:{kin}),? {re.escape(name)}\b"
        shared = shared or re.search(rf"\b[A-Z]\w+((?: [A-Z][\w-]+)+)\b.*{behind}", text)
        if " " in name or shared is None:
            return name
        whole = name + shared[1]
        return whole if self._is_person(whole) else name

    def head(self, tag: str) -> int:
        """Return the index of the word that has a tag."""
        return next((index for index, other in self._tagged.tags.items() if other == tag), -1)

    def joined(self, tag: str) -> list[str]:
        """Return the tags of the people that are joined to one ("Ann Roe, Lee Moe and Al Poe")."""
        heads = {self.head(other): other for other in self._tagged.spans if other[0] in "PX"}
        heads |= {
            word.head: heads[index]  # "his girlfriend Ann Roe"
            for index, word in enumerate(self._words)
            if word.dep == "appos" and index in heads and word.head not in heads
        }
        found, todo = [], [self.head(tag)]
        while todo:
            at = todo.pop()
            for index, word in enumerate(self._words):
                if word.head == at and word.dep == "conj" and index in heads:
                    found.append(heads[index])
                    todo.append(index)
        return found
