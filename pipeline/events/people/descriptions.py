"""Which ages and countries stand in the phrase of a name: "Roe, 34, of Peru", "the Peruvian Ann Roe".

in: a parsed `Doc` with its mentions    out: mentions of ages and countries    writes: nothing
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc

from pipeline.events.grammar.said_of import is_source
from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.shared_countries import shared_countries
from pipeline.schema import Mention

_MODIFIERS = re.compile(r"(?:[\s,]+(?:[a-z-]+|[A-Z]\w+ (?:resident|man|woman|native)|[A-Z]\w+)?){0,5}\s?")
_NO_MODIFIER = re.compile(r"\b(?:and|was|were|who|by|of|for|with|in|at|said|after|the|to|from)\b")
_COUNTRY_BEHIND = re.compile(
    r"(?:,? \(?\d\d?\)?)?,?(?: of [A-Z][\w.]+(?: [A-Z][\w.]+)*,)?(?:(?: also)? (?:of|from)"
    r"|(?: who)?(?: \w+ say)? (?:is|was|(?:came|immigrated)(?: to (?:the )?(?:[A-Z][\w.]*\s?){1,3})?)"
    r"(?: originally)? ?(?:from|born in)"
    r"|(?: who (?:is|was))? (?:both |an? |the )?(?:[\w-]+ ){0,2}?(?:and )?(?:citizen|native|national)s? of)"
    r" (?:the )?"
)
"""Between a name and the country the person is of: ", 34, of Peru", ", who was born in Peru"."""
_TOLD = re.compile(r"^(?!.*\bwho\b).*\b(?:is|was|came|immigrated)\b")
_APPOSED = re.compile(r",? (?:an?|the) ")
_CLOSING = frozenset(",.;:)(—–\n") | {""}
_STOP = re.compile(r"[.!?]\s+[A-Z]|\n\s*\n")
_FRONT = 60
"""Characters between an age and the name behind it."""
_AGE_REACH = 60
"""Characters between a name and the age behind it."""
_COUNTRY_FRONT = 40
_COUNTRY_REACH = 80


class Descriptions:
    """The ages and countries of one article, by the name they stand beside."""

    def __init__(
        self,
        doc: Doc,
        names: Mapping[int, Mention],
        name_heads: Mapping[int, Mention],
        ages: Mapping[int, Mention],
        countries: Mapping[int, Mention],
    ) -> None:
        """Keep the names by each of their tokens, and all three kinds by their head's index."""
        self.doc = doc
        self._text = text_of(doc)
        self._names = names
        self._heads = name_heads
        self._starts = sorted(name.start for name in name_heads.values())
        self._age_heads = ages
        self._country_heads = countries
        self._shared = shared_countries(self._text, name_heads.values(), countries.values())

    def ages(self, name: Mention) -> Iterator[Mention]:
        """Yield the ages in a name's phrase."""
        for head, age in self._age_heads.items():
            if age.rule == "age.shared":
                if str(name.start) in age.detail.split():
                    yield age
                continue
            if age.end < name.start - _FRONT or name.end + _AGE_REACH < age.start:
                continue  # most are far away, and a list has as many ages as names
            near = (
                (0 <= age.start - name.end <= 3 and not (self._owns(name) or self._is_of_next(age)))
                or (age.rule == "age.behind_name" and self._is_next(name, age))
                or self._is_apposed(name, age, head)
            )
            leads = (
                0 <= name.start - age.end <= _FRONT
                and age.rule == "age.words"
                and self._text[age.end : age.end + 1] != ","
                and self._leads_to(age.end, name.start)
                and self._is_set_off(age.end, name)
            )
            if near or leads:
                yield age

    def countries(self, name: Mention) -> Iterator[Mention]:
        """Yield the countries in a name's phrase, and that of people named in a row."""
        for country in self._country_heads.values():
            leads = 0 <= name.start - country.end <= _COUNTRY_FRONT and self._leads_to(
                country.end, name.start
            )
            behind = 0 <= country.start - name.end <= _COUNTRY_REACH and _COUNTRY_BEHIND.fullmatch(
                self._text[name.end : country.start]
            )
            if leads or (behind and not (_TOLD.search(behind[0]) and self._is_object(name))):
                yield country
        if name.start in self._shared:
            yield self._shared[name.start]

    def _is_object(self, name: Mention) -> bool:
        """Say whether what follows a name is said of another: "the man who shot Ann Roe is from Peru"."""
        heads = (self.doc[head] for head, other in self._heads.items() if other is name and head >= 0)
        return any(head.dep_ in ("pobj", "dobj") for head in heads)

    def _owns(self, name: Mention) -> bool:
        """Say whether the age behind a name is of somebody of theirs: "Roe's 7-year-old son"."""
        return self._text.startswith(("'s", "’s"), name.end)

    def _is_of_next(self, age: Mention) -> bool:
        """Say whether an age stands right in front of another name: "Ann Roe, 22-year-old Al Poe was"."""
        next_one = bisect_left(self._starts, age.end)
        return (
            age.rule == "age.words"
            and next_one < len(self._starts)
            and self._text[age.end : self._starts[next_one]].isspace()
        )

    def _is_next(self, name: Mention, age: Mention) -> bool:
        """Say whether an age behind a name is this name's: no other name and no sentence's end between."""
        if not 0 <= age.start - name.end <= _AGE_REACH:
            return False
        gap = self._text[name.end : age.start]
        behind = bisect_left(self._starts, name.end)
        between = behind < len(self._starts) and self._starts[behind] < age.start
        return not between and _STOP.search(gap) is None

    def _is_apposed(self, name: Mention, age: Mention, head: int) -> bool:
        """Say whether an age is of what stands in apposition to a name: "Roe, the 34-year-old accused of"."""
        if _APPOSED.fullmatch(self._text, name.end, age.start) is None:
            return False
        noun = self.doc[head]
        return any(
            node.dep_ == "appos" and self._names.get(node.head.i) is name and not is_source(node.head)
            for node in (noun, *noun.ancestors)
        )

    def _is_set_off(self, start: int, name: Mention) -> bool:
        """Say whether commas stand on both sides of a name or on none: "her 7-year-old son, Roe said"."""
        front = self._text[start : name.start].rstrip().endswith(",")
        return not front or self._text[name.end : name.end + 1] in _CLOSING

    def _leads_to(self, start: int, end: int) -> bool:
        """Say whether the words between an attribute and a name are part of one noun phrase."""
        words = self._text[start:end]
        if "\n\n" in words:
            return False  # a heading's last words
        if bisect_left(self._starts, start) < bisect_left(self._starts, end):
            return False  # "21-year-old Al Roe attacked Ann Poe"
        return _MODIFIERS.fullmatch(words) is not None and _NO_MODIFIER.search(words) is None
