"""People's names: taken apart, and compared as articles vary them.

in: a name as an article has it    out: its parts; how alike two are, in bits    writes: nothing

Spanish double names come whole or with either half left out, in either order, with and without marks; given
names as initials and nicknames. Two names that each have a part which the other contradicts are two people's.
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

from rapidfuzz.distance import JaroWinkler

from pipeline.word_lists import table

PATH = Path(__file__).with_name("person_names.toml")
SURNAMES = Path(__file__).with_name("surnames.csv")
"""The most common family names of the United States, commonest first (Census Bureau, public domain)."""
_COMMON, _PLAIN, _INITIAL = 4.0, 7.0, 1.5
"""Bits that a common given name, any other, and an initial are worth."""
_FIRST, _SLOPE, _RARE = 6.0, 0.7, 14.0
"""Bits of the commonest family name; how they rise with the log2 of its rank; of one not listed."""
_SPELLED = 2.0
"""Bits taken off for another spelling."""
_LIKE = 0.93
"""Jaro-Winkler similarity from which two spellings are taken for one name."""
_SHORTENED = 3
"""Letters from which a beginning that is no name by itself stands for the whole: Dani, Danielle."""
_OTHER_FAMILY = -8.0
"""Bits where each has one family name and they differ: halves of one double name, or two people."""
_NO_SUFFIX = -2.0
_QUOTED = re.compile(r"[\"“”‘’(]([^\"“”‘’()]+)[\"“”‘’)]")
_CACHED = 65_536


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart; all parts in small plain letters."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    suffix: str = ""
    called: tuple[str, ...] = ()
    """Nicknames that the article gives: Rigoberto "Rigo" Canul."""

    @property
    def words(self) -> frozenset[str]:
        """All words of the name."""
        return frozenset((*self.given, *self.family, *self.called))


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How alike two names are."""

    bits: float
    """What it says for one person: log2 of how rarely two people share so much."""
    reason: str
    contradicted: bool = False
    """The names cannot be one person's."""


@cache
def _data() -> dict[str, Any]:
    return table(PATH)


@cache
def _forms() -> dict[str, frozenset[str]]:
    """Return each nickname and full name with the full names it may stand for."""
    forms: dict[str, set[str]] = {}
    for full, *others in _data()["nicknames"]:
        for form in (full, *others):
            forms.setdefault(form, {form}).add(full)
    return {form: frozenset(full) for form, full in forms.items()}


@cache
def _ranks() -> dict[str, int]:
    with SURNAMES.open(encoding="utf-8", newline="") as stream:
        return {row["surname"]: rank for rank, row in enumerate(csv.DictReader(stream), 1)}


def common_names() -> tuple[list[str], list[str]]:
    """Return given names, and family names commonest first, in small plain letters."""
    return list(_data()["given"]), list(_ranks())


def plain(text: str) -> str:
    """Return a text in small letters without marks."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


@lru_cache(_CACHED)
def sound(word: str) -> str:
    """Return a name with the letters that are written for one another made one: gonzalez, gonsales."""
    for rule in _sounds():
        word = rule[0].sub(rule[1], word)
    return word


@cache
def _sounds() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rule["from"]), rule["to"]) for rule in _data()["sound"]]


@lru_cache(_CACHED)
def parse_name(name: str) -> PersonName:
    """Take a person's name apart."""
    called = tuple(word for quoted in _QUOTED.findall(name) for word in _words(quoted))
    bare = _QUOTED.sub(" ", name)
    head, comma, tail = bare.partition(",")
    suffix = ""
    words = _words(head)
    if comma and _words(tail) and _words(tail)[0] not in _data()["suffixes"]:
        return PersonName(tuple(_words(tail)), tuple(words), "", called)
    if comma:
        words += _words(tail)
    while words and words[-1] in _data()["suffixes"]:
        suffix = words.pop()
    words = [word for word in words if word not in _data()["particles"]] or words
    split = _border(words)
    return PersonName(tuple(words[:split]), tuple(words[split:]), suffix, called)


def _border(words: list[str]) -> int:
    """Return how many words at the beginning are given names."""
    if len(words) <= 2:
        return len(words) - 1
    if len(words) == 3:
        return 2 if len(words[1]) == 1 or words[1] in _data()["given"] else 1
    return 2


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", re.sub(r"['’`]", "", plain(text)))


@lru_cache(_CACHED)
def _given_bits(word: str) -> float:
    if len(word) == 1:
        return _INITIAL
    return _COMMON if word in _data()["common_given"] else _PLAIN


@lru_cache(_CACHED)
def _family_bits(word: str) -> float:
    rank = _ranks().get(word)
    return _RARE if rank is None else min(_FIRST + _SLOPE * math.log2(rank), _RARE)


def _alike(a: str, b: str) -> bool:
    """Tell whether two words are one name in two spellings."""
    return sound(a) == sound(b) or (min(len(a), len(b)) > 4 and JaroWinkler.similarity(a, b) >= _LIKE)


def _given_match(a: str, b: str) -> float | None:
    """Return the bits that two given names share; null: they are two names."""
    bits = min(_given_bits(a), _given_bits(b))
    if a == b:
        return bits
    if 1 in (len(a), len(b)):
        return _INITIAL if a[0] == b[0] else None
    if _forms().get(a, frozenset({a})) & _forms().get(b, frozenset({b})):
        return bits - 1
    short, long = sorted((a, b), key=len)
    if len(short) >= _SHORTENED and long.startswith(short) and short not in _data()["given"]:
        return bits - _SPELLED
    return bits - _SPELLED if _alike(a, b) else None


@lru_cache(_CACHED)
def compare_names(a: PersonName, b: PersonName) -> NameMatch:
    """Return how alike two names are; the order of the two makes no difference."""
    if (b.given, b.family, b.suffix, b.called) < (a.given, a.family, a.suffix, a.called):
        a, b = b, a
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return NameMatch(0.0, f"{a.suffix} and {b.suffix}", True)
    found = _compare(a, b)
    if found.contradicted:
        swapped = _compare(PersonName(a.family, a.given), b)
        if not swapped.contradicted and swapped.bits > 0:
            found = NameMatch(swapped.bits - 1, f"{swapped.reason}, family name first")
        else:
            found = _family_alone(a, b) or _family_alone(b, a) or found
    if a.suffix != b.suffix and not found.contradicted:
        return NameMatch(found.bits + _NO_SUFFIX, f"{found.reason}; {a.suffix or b.suffix} in one alone")
    return found


def _family_alone(a: PersonName, b: PersonName) -> NameMatch | None:
    """Return how alike two names are if one is but both family names of the other; null: it is not."""
    words = (*a.given, *a.family)
    if len(words) != len(b.family) or len(words) < 2 or set(words) != set(b.family):
        return None
    return NameMatch(sum(map(_family_bits, words)) - 1, "family names alone in one")


def _compare(a: PersonName, b: PersonName) -> NameMatch:
    given = _compare_given(a, b)
    if given is None:
        return NameMatch(0.0, "another given name", True)
    bits, shared, left = 0.0, 0, list(b.family)
    alone = 0
    for word in a.family:
        other = next((item for item in left if item == word), None)
        other = other or next((item for item in left if _alike(item, word)), None)
        if other is None:
            alone += 1
            continue
        left.remove(other)
        shared += 1
        bits += (
            _family_bits(word)
            if other == word
            else max(min(_family_bits(word), _family_bits(other)) - _SPELLED, 1.0)
        )
    if not shared:
        if len(a.family) == len(b.family) == 1:
            return NameMatch(_OTHER_FAMILY, "another family name")
        return NameMatch(0.0, "another family name", True)
    if alone and left:
        return NameMatch(0.0, "another second family name", True)
    whole = not alone and not left and len(a.given) == len(b.given)
    return NameMatch(bits + given, "the same name" if whole else "the same name, shorter in one")


def _compare_given(a: PersonName, b: PersonName) -> float | None:
    """Return the bits that the given names share, 0 where one has none; null: they contradict one another."""
    if not a.given or not b.given:
        return 0.0
    first = _given_match(a.given[0], b.given[0])
    if first is None:
        called = [(word, other) for word in a.called for other in b.given]
        called += [(word, other) for word in b.called for other in a.given]
        if any(_given_match(*pair) is not None for pair in called):
            return _COMMON
        short, long = sorted((a.given, b.given), key=len)
        if len(short) == 1 and len(long) > 1:
            second = _given_match(short[0], long[1])
            return None if second is None else second - 1
        return None
    if len(a.given) > 1 and len(b.given) > 1:
        second = _given_match(a.given[1], b.given[1])
        return None if second is None else first + second
    return first


def unjoined_families(names: Iterable[PersonName]) -> list[tuple[str, str]]:
    """Return pairs of single family names that differ and of which no name has both, in order.

    "Ana Lara" and "Ana Mota" are one person's if a third name is "Ana Lara Mota".
    """
    told = {name.family for name in names if name.family}
    single = sorted(family[0] for family in told if len(family) == 1)
    double = [family for family in told if len(family) > 1]

    def has(family: tuple[str, ...], word: str) -> bool:
        return any(item == word or _alike(item, word) for item in family)

    return [
        (a, b)
        for a, b in combinations(single, 2)
        if not _alike(a, b) and not any(has(family, a) and has(family, b) for family in double)
    ]


def name_keys(name: PersonName) -> frozenset[str]:
    """Return the keys under which reports of one person can be looked up; they share at least one.

    A family name with the initial of a given name, as full as it may be meant; both, and both family names,
    in the order of the alphabet for names told family name first or by these alone.
    """
    keys = set()
    firsts = {full for word in (*name.given, *name.called) for full in _forms().get(word, {word})}
    for family in name.family:
        for first in firsts or {""}:
            keys.add(f"n:{sound(family)}:{sound(first)[:1]}")
        for first in name.given:
            if len(first) > 1:
                keys.add("s:" + "+".join(sorted((sound(family), sound(first)))))
    if len(name.family) == 2:
        keys.add("s:" + "+".join(sorted(map(sound, name.family))))
    return frozenset(keys)
