"""What in a facility's name tells it from others, and what only says what it is.

in: a name    out: words    writes: nothing
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline.word_lists import table

PATH = Path(__file__).with_name("names.toml")
_CACHED = 4096
_JOINED = re.compile(r"(?<=\w)['`]s?\b|(?<=\b\w)\.(?=\w)")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name taken apart: "Travis City Jail" is `travis`, of a city, a jail."""

    plain: str
    """In lower case, abbreviations written out, without marks."""
    core: frozenset[str]
    """The words that tell it from others of its kind; none in "the county jail"."""
    level: str
    """`county`, `city` or empty: whose it says that it is."""
    kind: str
    """`jail`, `prison`, `detention`, `sheriff`, `police`, `court`, `county` (no more than that) or empty."""


@cache
def _data() -> dict[str, Any]:
    return table(PATH)


@cache
def _words() -> tuple[Mapping[str, str], frozenset[str]]:
    """Return what abbreviations stand for, and the words that are left out."""
    return dict(_data()["alike"]), frozenset(_data()["skipped"])


@cache
def _kinds() -> tuple[frozenset[str], Sequence[tuple[str, frozenset[str]]]]:
    """Return the words that only say what a place is, and the kinds with theirs."""
    kinds = [(kind, frozenset(heads)) for kind, heads in _data()["kinds"].items()]
    return frozenset(_data()["kind_words"]), kinds


def plain_name(name: str) -> str:
    """Return a name in lower case and plain letters, with abbreviations written out."""
    text = name.lower()
    if not name.isascii():
        text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    if "'" in text or "`" in text or "." in text:
        text = _JOINED.sub("", text)
    alike, skipped = _words()
    return " ".join([alike.get(word, word) for word in _WORD.findall(text) if word not in skipped])


@lru_cache(_CACHED)
def parse(name: str) -> PlaceName:
    """Take a name apart."""
    plain = plain_name(name)
    words = plain.split()
    kind_words, kinds = _kinds()
    told = [word for word in words if word not in kind_words]
    kind = next((kind for kind, heads in kinds if not heads.isdisjoint(words)), "")
    level = next((level for level in ("county", "city") if level in words), "")
    if level == "county" and not kind:
        kind = "county"
    return PlaceName(plain, frozenset(told), level, kind)
