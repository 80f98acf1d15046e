"""One person of an article in the making: mentions, names and what is said of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals
from pipeline.first_names import sex_of_first_name
from pipeline.schema import Mention
from pipeline.word_lists import table

SHORT_NAMES = Path(__file__).with_name("short_names.toml")
_GENERATION = re.compile(r"\b(Jr|Sr|II|III|IV)\b\.?$")
_STEM = 3
"""Letters that a country and its people have in common: Peru and "Peruvians"."""
_PLAIN_WORDS = re.compile(r"[a-z']+")
_INITIALS = re.compile(r"(?:(?:[a-z]\.\s?){1,3}|[a-z]\s)(?=[a-z]{2})")
"""At the beginning of a name."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "de", "la", "del", "y"})
_CHILD = 13
"""Years from which somebody may be called a parent."""
GROWN_KIN = frozenset(
    {"mother", "father", "parent", "mom", "dad", "wife", "husband", "grandmother", "grandfather"}
)
_GROWN_UP = GROWN_KIN | {"spouse", "grandparent", "widow", "widower"}


@dataclass(slots=True)
class Reference:
    """One mention of an entity."""

    start: int
    end: int
    kind: str
    """`name`, `nominal` or `pronoun`."""
    token: int
    sentence: int
    is_subject: bool
    speaks: bool = False
    """The mention is of one who says something."""


@dataclass(slots=True, eq=False)
class Entity:
    """One person of the article, in the making."""

    order: int
    references: list[Reference] = field(default_factory=list)
    names: list[Mention] = field(default_factory=list)
    aliases: list[Mention] = field(default_factory=list)
    """Those of the names that the person only goes by."""
    age: Mention | None = None
    nationality: Mention | None = None
    name_words: list[list[str]] = field(default_factory=list)
    """Grows by `add_name_words`."""
    distinct: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    """The names that differ in their words, in the order in which they were told first."""
    _words: set[str] = field(default_factory=set)
    _full_names: list[list[str]] | None = None
    sex: str | None = None
    leaning: int = 0
    """Pronouns taken for the person so far: positive he, negative she."""
    official: bool = False
    """Speaks or acts in the article, and is told of only where it describes them."""
    private: bool = False
    """Speaks for themselves or for a body that is no government's."""
    kin: bool = False
    """Told of only as somebody's relative."""
    generic: bool = False
    """Anybody: "a person", "each inmate"."""
    victim: bool = False
    harmed: bool = False
    """A crime was told of as done to the person: no more than a reason to take others for its doer."""
    died: bool = False
    """What makes a victim of the person is only that they died."""
    survived: bool = False
    """What makes a victim of the person is only what they may have lived through: they were shot, robbed."""
    kept: bool = False
    """Jail or custody was spoken of behind a mention."""
    held: bool = False
    """Was said to have been in jail or custody."""
    accused: bool = False
    """Was said to have been arrested, charged, convicted or the like."""

    def name(self, text: str) -> Mention | None:
        """Return the fullest form that is no alias."""
        return max(
            self.names,
            key=lambda item: (
                item not in self.aliases,
                len(text[item.start : item.end].split()),
                item.end - item.start,
            ),
            default=None,
        )

    def generations(self, text: str) -> set[str]:
        """Return the suffixes that tell the person from a relative of the same name: "Jr"."""
        told = (generation(text[item.start : item.end]) for item in self.names)
        return {suffix for suffix in told if suffix is not None}

    def is_named_otherwise(self, names: Sequence[Mention], text: str) -> bool:
        """Say whether names beside a noun are another's: "his accomplice, Ed Poe" is not Ann Roe."""
        words = [name_words(text[name.start : name.end]) for name in names]
        return bool(words and self.name_words) and not any(
            is_one_name(name, other) for name in words for other in self.name_words
        )

    def add_name_words(self, words: list[str]) -> None:
        """Keep the words of one more name, as `name_words` returns them."""
        self.name_words.append(words)
        if tuple(words) not in self.distinct:
            self.distinct[tuple(words)] = words
            self._words.update(words)
            self._full_names = None

    def shares_word(self, words: Sequence[str]) -> bool:
        """Say whether one of the words stands in a name of the person's: most people need no other look."""
        return not self._words.isdisjoint(words)

    def is_like_name(self, words: Sequence[str]) -> bool:
        """Say whether a name may be the person's by one of their full names (`is_one_name`)."""
        return self.shares_word(words) and any(is_one_name(words, other) for other in self.full_names())

    def is_named_only(self, first: str) -> bool:
        """Say whether the story has named the person by this one word only."""
        if not self.name_words or self.name_words[0] != [first]:
            return False
        return len(self.distinct) == 1

    def full_names(self) -> list[list[str]]:
        """Return the names that no other one holds; a family name alone only where there is no other."""
        if self._full_names is None:
            self._full_names = self._whole_names()
        return self._full_names

    def _whole_names(self) -> list[list[str]]:
        names = [*self.distinct.values()]
        if len(names) == 1:
            return names
        held = [frozenset(words) for words in names]
        distinct = set(held)
        whole = [
            words
            for words, own in zip(names, held, strict=True)
            if not any(own < other for other in distinct)
        ]
        return [words for words in whole if len(words) > 1] or names

    def bystander(self) -> bool:
        """Say whether the person only acts or speaks: nothing is told of them but by their own name."""
        speaks = any(item.speaks for item in self.references) and bool(self.names)
        return (self.official or speaks) and not self.described()

    def only_acts(self) -> bool:
        """Say whether the person is an official of whom nothing is said but what they did in office."""
        in_office = self.official and not self.private
        return in_office and bool(self.names) and not (self.accused or self.described())

    def is_called(self, lemma: str, doc: Doc, *, unnamed: bool = False) -> bool:
        """Say whether a noun of that lemma was said of the person: "Roe, a cook", then "the cook".

        Args:
            lemma: the noun, in lower case.
            doc: the parsed text.
            unnamed: ask it of those without a name too.
        """
        bare = lemma.removeprefix("ex-")
        return (unnamed or bool(self.names)) and any(
            item.kind == "nominal" and doc[item.token].lemma_.lower().removeprefix("ex-") == bare
            for item in self.references
        )

    def is_beyond_age(self, age: object, doc: Doc) -> bool:
        """Say whether an age is none of somebody called so: a child's of a parent's, a father's of a child's.

        "His wife drove ... The 2-year-old girl", "another child was in the car ... the 48-year-old father".
        """
        called = [doc[item.token] for item in self.references if item.kind == "nominal"]
        if not isinstance(age, int):
            return False
        parent = any(noun.lemma_.lower() in _GROWN_UP for noun in called)
        nobody = not (self.names or any(nominals.is_of_age(noun, age) for noun in called))
        return (age < _CHILD and parent) or (bool(called) and nobody)

    def suffers(self) -> bool:
        """Say whether the person is a victim, or somebody harmed who is accused of nothing."""
        return self.victim or (self.harmed and not self.accused)

    def is_told_of(self) -> bool:
        """Say whether the person may be one of those whom a plural stands for."""
        told = self.accused or self.described()
        return not (self.suffers() or self.generic or ((self.kin or self.official) and not told))

    def is_named_kin(self) -> bool:
        """Say whether the person is told of as a relative only, but by name and as nobody harmed."""
        return self.kin and bool(self.names) and not (self.suffers() or self.official or self.generic)

    def is_named_aside(self) -> bool:
        """Say whether the person is told of by name, but as a relative, a neighbor, a nurse or the like."""
        speaks = any(item.speaks for item in self.references)
        private = self.official and self.private and not (speaks or self.suffers() or self.generic)
        return self.is_named_kin() or (private and bool(self.names))

    def is_office(self) -> bool:
        """Say whether the person is only an office without a name that acts in the story: "the judge"."""
        return self.official and not (self.names or self.accused or self.described())

    def is_minor(self) -> bool:
        """Say whether the article gives an age under 18."""
        return self.age is not None and isinstance(self.age.value, int) and self.age.value < 18

    def may_be(self, noun: Token) -> bool:
        """Say whether the age that the article gives fits a noun: no "man" is 16, no "boy" 24."""
        age = self.age.value if self.age is not None else None
        return not isinstance(age, int) or nominals.is_of_age(noun, age)

    def is_of_other_sex(self, sex: str | None) -> bool:
        """Say whether a noun of that sex ("the mother") is another's: by nouns, else by first name."""
        own = self._sex_told()
        return bool(sex and own and own != sex)

    def is_of_sex(self, sex: str) -> bool:
        """Say whether the person is known to be of a sex, by nouns, else by first name."""
        return self._sex_told() == sex

    def _sex_told(self) -> str | None:
        return self.sex or next(filter(None, map(sex_of_name, self.distinct.values())), None)

    def is_from_elsewhere(self, country: Mention | None) -> bool:
        """Say whether a country is another's: the person is known to be from a second one."""
        own = self.nationality.value if self.nationality is not None else None
        other = country.value if country is not None else None
        return None not in (own, other) and own != other and "United States" not in (own, other)

    def is_told_from(self, noun: Token) -> bool:
        """Say whether somebody is told to be from where a noun says: from Peru for "the two Peruvians"."""
        if noun.ent_type_ != "NORP" or noun.pos_ == "ADJ":
            return True
        country = str(self.nationality.value).lower() if self.nationality is not None else ""
        return any(word.startswith(noun.lower_[:_STEM]) for word in country.split())

    def described(self) -> bool:
        """Say whether the article describes the person as it does subjects and victims."""
        return self.age is not None or self.nationality is not None


def sex_of_name(words: Sequence[str]) -> str | None:
    """Return `m` or `f` where the first of a full name's words is given to one sex almost only, else None."""
    return sex_of_first_name(words[0]) if len(words) > 1 else None


def name_words(name: str) -> list[str]:
    """Return a name's words without accents, middle initials and suffixes, in lower case.

    Initials that stand for a first name are a word, with their dots: "o.j." of "O.J. Simpson".
    """
    straight = unicodedata.normalize("NFKD", name.replace("’", "'").replace("-", " "))
    plain = straight.encode("ascii", "ignore").decode().lower()
    initials = _INITIALS.match(plain)
    first = ["".join(initials[0].split()).rstrip(".") + "."] if initials is not None else []
    words = [word for word in _PLAIN_WORDS.findall(plain) if word not in _SUFFIXES]
    return [*first, *(word for word in words if len(word) > 1)] or words


def generation(name: str) -> str | None:
    """Return what tells a name's bearer from a parent or child of the same name: "Jr", "Sr", "III"."""
    found = _GENERATION.search(name)
    return found[1] if found is not None else None


def is_one_name(words: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two names may be one person's: one holds the other, or first and last parts agree."""
    short, long = sorted((words, other), key=len)
    if set(short) <= set(long):
        return len(short) > 1 or list(short) == list(long) or short[0] in long[1:]
    return len(short) > 1 and words[-1] == other[-1] and is_one_first_name(words[0], other[0])


@cache
def _short_names() -> dict[str, frozenset[str]]:
    data = table(SHORT_NAMES)
    return {short: frozenset(names) for short, names in data.items()}


def is_one_first_name(word: str, other: str) -> bool:
    """Say whether two first names, in lower case, are the same or one is short for the other.

    Initials may stand for any name that begins with the first of them.
    """
    if "." in (word[-1:], other[-1:]):
        return word[:1] == other[:1]
    short = _short_names()
    return word == other or other in short.get(word, ()) or word in short.get(other, ())


def namesake_since(found: Entity | None, people: Iterable[Entity], before: int) -> Entity | None:
    """Return who of the same name was told of last, for somebody whom a pronoun is thought to mean.

    Args:
        found: that person; null: nobody.
        people: of the article.
        before: index of the pronoun.
    """
    names = [] if found is None else [words for words in found.full_names() if len(words) > 1]
    alike = [entity for entity in people if any(words in names for words in entity.full_names())]

    def last(entity: Entity) -> int:
        return max((item.token for item in entity.references if item.token < before), default=-1)

    return max(alike, key=last, default=found)
