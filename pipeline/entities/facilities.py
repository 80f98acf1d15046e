"""Finds places of custody and courts in news text, named ("Ashby County Jail") or not ("the jail").

in: text    out: `FacilityMention`s with half-open offsets    writes: nothing

What counts is the annotation guide's: jails, prisons, detention centers, courthouses and courts;
not the Supreme Court of the United States, legislatures or hospitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.entities.blanks import running
from pipeline.entities.people.nationalities import country_of
from pipeline.entities.people.runs import expand, finder, name_start, states
from pipeline.word_lists import table

PATH = Path(__file__).with_name("facilities.toml")
_CUSTODY = frozenset({"jail", "prison", "detention"})
_UNNAMED_CONFIDENCE = 0.7
_INDEFINITE = re.compile(r"(?:^|\W)(?:an?|another|any|one|some)\s$", re.IGNORECASE)

_VAGUE = re.compile(r"\b(?:an?|another|any|one|some)\s(?:[a-z-]+\s){0,2}$", re.IGNORECASE)
_AGENCY = re.compile(r"(?:\bU\.S\.\s)?\b(?:Immigration|Customs)\sand\s$")
"""The first half of an agency's name, in front of the second that starts a place's."""
_PLANNED = re.compile(
    r"\b[A-Z][\w’']*\s(?:Will|Would|Could|Should|Must|May|Can|Might)\s(?!County\b)[A-Z][a-z]+\s"
)
"""In a heading, from whoever will do something to its verb: "Sheriff Will Review" Jail Rules."""
_OWNED = re.compile(r"(?P<owner>(?:(?:New|North|South|West|Rhode) )?[A-Z][a-z]+)['’]s\s+(?=[A-Z])")
_REACH = 40


@dataclass(frozen=True, slots=True)
class FacilityMention:
    """Words for a place of custody or a court, without "the" before them."""

    start: int
    end: int
    kind: str
    """`jail`, `prison`, `detention`, `court`, `immigration_court`, `police` or `sheriff`."""
    named: bool
    """Whether the words name one place; "the county jail" does not."""
    rule: str
    """Id of the form in `facilities.toml`."""
    confidence: float
    """That this is a place the article names (or, unnamed, a place at all); a judgement, not measured."""


@dataclass(frozen=True, slots=True)
class _Form:
    id: str
    kind: str
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Grammar:
    finder: re.Pattern[str]
    forms: tuple[_Form, ...]
    modifiers: re.Pattern[str]
    weak: frozenset[str]
    never: re.Pattern[str]
    alike: Mapping[str, str]
    """What a word is put as before names are compared."""
    kind_words: frozenset[str]
    """Words that tell no two places apart."""


@cache
def _grammar() -> _Grammar:
    data = table(PATH)
    parts, forms = [], []
    for kind, names in data["names"].items():
        parts.append(f"(?:{'|'.join(names)}){data['names_end']}")
        forms.append(_Form("name", kind, "none", 0.9))
    for form in data["form"]:
        parts.append(expand(form["pattern"], data["macros"]))
        forms.append(_Form(form["id"], form["kind"], form["name"], form["confidence"]))
    modifiers = "|".join(map(re.escape, data["modifiers"]))
    return _Grammar(
        finder=finder([f"(?P<f{i}>{part})" for i, part in enumerate(parts)], data["starts"]),
        forms=tuple(forms),
        modifiers=re.compile(rf"(?:\b(?:{modifiers})\s)+$"),
        weak=frozenset(data["weak"]["words"]),
        never=re.compile(rf"(?:{'|'.join(data['weak']['never'])})$"),
        alike=data["compare"]["alike"],
        kind_words=frozenset(data["compare"]["kinds"]),
    )


def find_facilities(text: str) -> list[FacilityMention]:
    """Return the places of custody and courts that a text mentions, in text order, none overlapping another.

    Police departments and sheriff's offices are returned wherever they are named; whether they hold a person
    or receive a detainer is for the reader of events to say.
    """
    grammar = _grammar()
    mentions: list[FacilityMention] = []
    floor = 0
    for match in grammar.finder.finditer(running(text)):
        mention = _mention(text, match, floor)
        if mention is not None:
            mentions.append(mention)
            floor = mention.end
    return mentions


def _mention(text: str, match: re.Match[str], floor: int) -> FacilityMention | None:
    grammar = _grammar()
    form = grammar.forms[int(str(match.lastgroup)[1:])]
    start, end = match.span()
    where = match.start("where")
    if where >= 0 and _tells(text[name_start(text, start) : start].split(), many=True):
        end = where
    elif form.name == "none":
        vague = where >= 0 and bool(_VAGUE.search(text, max(0, start - _REACH), start))
        return FacilityMention(start, end, form.kind, not vague, form.id, form.confidence)
    head = start
    modifiers = grammar.modifiers.search(text, max(floor, start - _REACH), start)
    if modifiers and text[start].islower():
        head = modifiers.start()
    begin = max(name_start(text, head), floor)
    agency = _AGENCY.search(text, floor, begin)
    if agency and text[begin:head].startswith(("Customs Enforcement", "Border P")):
        begin = agency.start()  # "the U.S. Immigration and Customs Enforcement's Basile detention center"
    begin += len(text[begin:head]) - len(text[begin:head].lstrip())
    planned = _PLANNED.search(text, max(floor, begin - _REACH), head)
    if planned:
        begin = max(begin, planned.end())
    begin = _behind_state(text, begin, head)
    name = text[begin:head].split()
    if grammar.never.search(text[max(floor, start - 30) : end]):
        return None
    custody = (form.kind in _CUSTODY and "Penitentiary" not in text[start:end]) or text[start].islower()
    if not _tells(name, custody) or (text[start].islower() and _INDEFINITE.search(text[:begin][-10:])):
        if form.name == "free" and (text[start].isupper() or text[:end].split()[-1][0].isupper()):
            return FacilityMention(start, end, form.kind, True, form.id, form.confidence - 0.1)
        if form.kind in ("police", "sheriff") or text[start:end] in ("Supreme Court", "Precinct"):
            return None
        return FacilityMention(begin, end, form.kind, False, form.id, _UNNAMED_CONFIDENCE)
    confidence = form.confidence if text[start].isupper() else form.confidence - 0.15
    return FacilityMention(begin, end, form.kind, True, form.id, round(confidence, 2))


def _behind_state(text: str, begin: int, head: int) -> int:
    """Return where a name begins without the state it is in: "Georgia's Folkston ICE Processing Center"."""
    owner = _OWNED.match(text, begin, head)
    named = owner is not None and text[owner.end() : head].strip()
    return owner.end() if owner is not None and named and owner["owner"] in states() else begin


def _tells(name: Sequence[str], many: bool) -> bool:
    """Whether the words before a head name one place; a state or nation does not where it has `many`."""
    words = [word for word in name if word not in _grammar().weak and word not in ("of", "de")]
    if not words:
        return False
    joined = " ".join(name)
    if many and len(words) <= 2:
        return joined not in states() and country_of(joined) is None
    return True


def _words(text: str, mention: FacilityMention) -> frozenset[str]:
    alike = _grammar().alike
    plain = re.sub(r"(?<=\w)\.(?=\w|\s)|['’]s?\b", "", text[mention.start : mention.end].lower())
    words = " ".join(alike.get(word, word) for word in re.findall(r"\w+", plain))
    return frozenset(words.split())


def _same(text: str, a: FacilityMention, b: FacilityMention) -> bool:
    """Whether two named mentions stand for one place: "Ashby jail" may be the Ashby Correctional Center."""
    kinds = _grammar().kind_words
    small, large = sorted((_words(text, a), _words(text, b)), key=len)
    if small <= large:
        return bool(small - kinds) or len(small) > 1
    if not {a.kind, b.kind} <= _CUSTODY or not (_described(text, a) or _described(text, b)):
        return False
    name, longer = small - kinds, large - kinds
    return bool(name and longer) and (name <= longer or longer <= name)


def _described(text: str, mention: FacilityMention) -> bool:
    """Whether the head is in lower case: no official name."""
    return mention.rule == "placed" or text[mention.start : mention.end].split()[-1].islower()


def distinct(text: str, mentions: Iterable[FacilityMention]) -> list[FacilityMention]:
    """Return one mention per named place, the fullest, in the order in which the places are first named.

    Unnamed mentions stand for no place of their own and are left out.
    """
    places: list[FacilityMention] = []
    for mention in mentions:
        if not mention.named:
            continue
        index = next((i for i, seen in enumerate(places) if _same(text, mention, seen)), None)
        if index is None:
            places.append(mention)
        elif _fullness(text, mention) > _fullness(text, places[index]):
            places[index] = mention
    return places


def _fullness(text: str, mention: FacilityMention) -> tuple[bool, int, int]:
    """Proper names before descriptions ("the detention center in Eloy"), then more words before fewer."""
    return mention.rule != "placed", len(_words(text, mention)), mention.end - mention.start


def antecedent(
    text: str, mention: FacilityMention, mentions: Iterable[FacilityMention]
) -> FacilityMention | None:
    """Return the named place that an unnamed mention ("the jail") stands for, or None where there is none.

    It is the nearest before it of the same kind, for a jail or prison of any custody kind whose words it
    shares. A mention with "a" before it stands for nothing named.
    """
    if mention.named:
        return mention
    if _INDEFINITE.search(text[: mention.start][-10:]):
        return None
    words = _words(text, mention)
    for other in sorted(mentions, key=lambda m: m.start, reverse=True):
        if other.start >= mention.start or not other.named:
            continue
        if other.kind == mention.kind or words & _words(text, other) & {"jail", "correctional", "center"}:
            return other
    return None
