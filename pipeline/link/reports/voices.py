"""Independent sources: which articles speak with one voice.

in: what each article's words say of where it has its story    out: groups of articles    writes: nothing

Copies, articles of one outlet, articles that pass on what another outlet reported, and articles that go by
one agency's release are one voice. Two that fall together by mistake cost a source; two that stay apart by
mistake make one report look confirmed, which is worse.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.link.reports.person_names import plain
from pipeline.schema import Article

PATH = Path(__file__).with_name("voices.toml")
_RELEASE_DAYS = 5
"""Days after a release in which articles go by it."""
_NAMED = 90
"""Characters around a release's mention in which its issuer is named."""
_OUTLET = re.compile(r"(?:[A-Z][\w.&'’-]*\s){0,4}[A-Z][\w.&'’-]*")
_WIRE_DAYS = 10


@dataclass(frozen=True, slots=True)
class Voice:
    """Where an article has its story from, as far as its own words say."""

    outlet: str
    """Its publisher's name in plain letters, else its site's; empty: unknown."""
    published: int | None
    issuer: str | None
    """What kind of agency it is a release of; null: it is none."""
    credit: str | None
    """The wire service's mark in its dateline."""
    outlets: tuple[str, ...]
    """Names of outlets that it passes on, as far as they may be any."""
    cited: tuple[str, ...]
    """Kinds of agencies whose releases it goes by; `any`: the kind is not said."""


def voice_of(article: Article, published: int | None) -> Voice:
    """Return where an article has its story from."""
    text = f"{article.title or ''}\n\n{article.text}"
    credit = _cue("credit", "pattern").search(article.text)
    outlet = outlet_name(article.source or _site(article.url))
    return Voice(
        outlet=outlet,
        published=published,
        issuer=next((kind for kind, cue in _issuers().items() if cue.search(article.source or "")), None),
        credit=credit[1] if credit else None,
        outlets=tuple(sorted({name for name in _outlets(text) if name and name != outlet})),
        cited=tuple(sorted(set(_cited(text)))),
    )


def outlet_name(name: str) -> str:
    """Return an outlet's name in the words that tell it."""
    words = re.findall(r"[a-z0-9]+", plain(name))
    return " ".join(word for word in words if word not in _data()["skipped"]["words"])


def _site(url: str | None) -> str:
    found = re.match(r"https?://(?:www\.)?([^/]+)", url or "")
    return found[1] if found else ""


def _outlets(text: str) -> Iterable[str]:
    behind, before = _cue("outlet", "behind"), _cue("outlet", "before")
    for match in _OUTLET.finditer(text):
        if behind.match(text, match.end()) or before.search(text[max(0, match.start() - 60) : match.start()]):
            yield outlet_name(match.group())


def _cited(text: str) -> Iterable[str]:
    for match in _cue("release", "pattern").finditer(text):
        around = text[max(0, match.start() - _NAMED) : match.end() + _NAMED]
        kinds = [kind for kind, cue in _issuers().items() if cue.search(around)]
        yield from kinds or ["any"]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


@cache
def _cue(table: str, name: str) -> re.Pattern[str]:
    return re.compile(_data()[table][name])


@cache
def _issuers() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(pattern) for kind, pattern in _data()["issuers"].items()}


def one_voice(a: Voice, b: Voice) -> str | None:
    """Return why two articles that report one event speak with one voice; null: they are independent."""
    if a.outlet and a.outlet == b.outlet:
        return "one outlet"
    for one, other in ((a, b), (b, a)):
        if other.outlet and any(_names(name, other.outlet) for name in one.outlets):
            return f"passes on what {other.outlet} reported"
        if one.credit and other.outlet and one.credit.lower() == _letters(other.outlet):
            return f"of the wire service {one.credit}"
        if _goes_by(one, other):
            return "goes by one release"
    if a.credit and a.credit == b.credit and _days(a, b) <= _WIRE_DAYS:
        return f"of the wire service {a.credit}"
    return None


def _names(name: str, outlet: str) -> bool:
    """Tell whether a name is an outlet's, whole or in a word that tells it: the Tribune."""
    said, told = set(name.split()), set(outlet.split())
    return bool(said) and said <= told


def _letters(outlet: str) -> str:
    return "".join(word[0] for word in outlet.split())


def _days(a: Voice, b: Voice) -> int:
    return 0 if a.published is None or b.published is None else abs(a.published - b.published)


def _goes_by(article: Voice, release: Voice) -> bool:
    if release.issuer is None or article.issuer is not None:
        return False
    if not {release.issuer, "any"} & set(article.cited):
        return False
    if article.published is None or release.published is None:
        return True
    return 0 <= article.published - release.published <= _RELEASE_DAYS


def group_voices(articles: Sequence[str], voices: Mapping[str, Voice], roots: Mapping[str, str]) -> list[int]:
    """Return the number of each article's voice, numbered from 1 in the order of the articles.

    Args:
        articles: ids of the articles that report one event, in the order wanted.
        voices: what each says of where it has its story.
        roots: article to the first of the articles that it is a copy of; those that are none may lack.
    """
    parent = list(range(len(articles)))

    def find(index: int) -> int:
        while parent[index] != index:
            index = parent[index]
        return index

    for one in range(len(articles)):
        for other in range(one):
            a, b = articles[one], articles[other]
            if roots.get(a, a) == roots.get(b, b) or one_voice(voices[a], voices[b]):
                low, high = sorted((find(one), find(other)))
                parent[high] = low
    numbers: dict[int, int] = {}
    return [numbers.setdefault(find(index), len(numbers) + 1) for index in range(len(articles))]
