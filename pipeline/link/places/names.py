"""What in a facility's name tells it from others, and what only says what it is.

in: a name    out: words    writes: nothing
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("names.toml")
_CACHED = 4096


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
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


@cache
def _alike() -> Mapping[str, str]:
    return dict(_data()["alike"])


def plain_name(name: str) -> str:
    """Return a name in lower case and plain letters, with abbreviations written out."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    text = re.sub(r"(?<=\w)['’`]s?\b|(?<=\b\w)\.(?=\w)", "", text)
    words = re.findall(r"[a-z0-9]+", text)
    return " ".join(_alike().get(word, word) for word in words if word not in _data()["skipped"])


@lru_cache(_CACHED)
def parse(name: str) -> PlaceName:
    """Take a name apart."""
    plain = plain_name(name)
    words = plain.split()
    told = [word for word in words if word not in _data()["kind_words"]]
    kind = next((kind for kind, heads in _data()["kinds"].items() if set(words) & set(heads)), "")
    level = next((level for level in ("county", "city") if level in words), "")
    if level == "county" and not kind:
        kind = "county"
    return PlaceName(plain, frozenset(told), level, kind)
