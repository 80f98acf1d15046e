"""Finds the names of people: what the base model's recogniser says, mended, and what it passes over.

The recogniser misses names after capitalised titles, in capitals and with two family names (spaCy issues
1255, 2157, 7493), and takes institutions for people; ages and titles beside a name mend both.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from pipeline.entities.name_runs import states
from pipeline.schema import Mention

PATH = Path(__file__).with_name("names.toml")
_WORD = r"(?:[A-ZÀ-ÖØ-Þ]\.(?:[A-Z]\.)?|[A-ZÀ-ÖØ-Þ][\w’'-]+)"
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_PIECE = re.compile(r"[^\s,]+")
_HOMETOWN_BEFORE = re.compile(r"\b\d\d, $")
_HOMETOWN_BEHIND = re.compile(r"(?:,|;| \()(?! \d\d,)")
"""Between an age and a comma stands where somebody lives: "Ann Roe, 37, Dana Point, was"."""
_EDGE = ' \t\n\r,;:.-–—“”"()[]*•|/'


@dataclass(frozen=True, slots=True)
class _Lexicon:
    titles: frozenset[str]
    barred: frozenset[str]
    also_names: frozenset[str]
    things: frozenset[str]
    particles: frozenset[str]
    not_first: frozenset[str]
    suffixes: frozenset[str]
    before_age: re.Pattern[str]
    titled: re.Pattern[str]
    figures: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = tomllib.loads(PATH.read_text(encoding="utf-8"))
    particles = "|".join(data["particles"])
    quoted = r"[“\"‘'][^”\"’'\n]{1,25}[”\"’']"
    name = rf"{_WORD}(?: (?:{_WORD}|{quoted}|(?:{particles})(?= )))*(?: {_WORD}|-{_WORD})"
    suffix = rf"(?:,? (?:{'|'.join(data['suffixes'])})\b\.?)?"
    titles = "|".join(re.escape(title) for title in data["name_follows"])
    figures = "|".join(data["public_figures"])
    return _Lexicon(
        titles=frozenset(data["titles"]),
        barred=frozenset(data["not_in_a_name"]),
        also_names=frozenset(data["also_in_names"]),
        things=frozenset(data["things_behind"]),
        particles=frozenset(data["particles"]),
        not_first=frozenset(data["not_a_first_word"]),
        suffixes=frozenset(data["suffixes"]),
        before_age=re.compile(
            rf"(?<![\w-])({name}){suffix}(?=,? ?\(?,? ?\(?(?:age |aged )?\d\d\)?"
            r"(?:,|\.|;|\)| of\b| was\b| and\b|-year)|, an? \d\d-year-old)"
        ),
        titled=re.compile(rf"\b(?:{titles})\.? ({_WORD}(?: {_WORD}){{1,2}})"),
        figures=re.compile(rf"\b({figures})\b(?!-)"),
    )


def find_names(doc: Doc) -> list[Mention]:
    """Return the names of people in a parsed text, without titles, in text order, not overlapping."""
    text = doc.text
    found: list[tuple[int, int, str, float]] = []
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            found += [(*span, "name.recogniser", 0.85) for span in _trim(text, ent.start_char, ent.end_char)]
    lexicon = _lexicon()
    patterns = {
        "name.before_age": lexicon.before_age,
        "name.titled": lexicon.titled,
        "name.public_figure": lexicon.figures,
    }
    for rule, pattern in patterns.items():
        for match in pattern.finditer(text):
            if (
                any(start < match.end(1) and match.start(1) < end for start, end, *_ in found)
                and rule != "name.before_age"
            ):
                continue
            found += [(*span, rule, 0.8) for span in _trim(text, *match.span(1))]
    mentions: list[Mention] = []
    for start, end, rule, confidence in sorted(found, key=lambda item: (item[0] - item[1], item[0])):
        if all(end <= other.start or start >= other.end for other in mentions) and not _is_thing(
            text, start, end
        ):
            mentions.append(Mention("name", start, end, rule, confidence))
    mentions += _later(text, mentions)
    return sorted(mentions, key=lambda mention: mention.start)


def _later(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the family names that stand alone after a full name and that the recogniser passed over."""
    lexicon = _lexicon()
    found: list[Mention] = []
    taken = [(mention.start, mention.end) for mention in mentions]
    for mention in sorted(mentions, key=lambda item: item.start):
        words = [
            word
            for word in re.findall(r"[\w’'-]+", text[mention.start : mention.end])
            if word not in lexicon.suffixes
        ]
        if len(words) < 2 or len(words[-1]) < 2 or words[-1] in lexicon.titles or words[-1] in lexicon.things:
            continue
        # Of two family names papers repeat the first, or both.
        families = [words[-1], *words[-1].split("-")[:1]]
        if len(words) > 2:
            families += ["-".join(words[-2:]), " ".join(words[-2:])]
            alone = re.search(rf"(?<!{re.escape(words[-2])} )\b{re.escape(words[-1])}\b", text[mention.end :])
            families += words[-2:-1] if len(words) > 3 or (alone is None and len(words[-2]) > 3) else []
        longest_first = "|".join(re.escape(word) for word in sorted(families, key=len, reverse=True))
        pattern = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
        for match in pattern.finditer(text, mention.end):
            if (
                all(match.end() <= start or match.start() >= end for start, end in taken)
                and not _is_thing(text, *match.span())
                and not _capital_before(text, match.start())
            ):
                taken.append(match.span())
                found.append(Mention("name", *match.span(), "name.family", 0.85))
    return found


def _capital_before(text: str, start: int) -> bool:
    """Say whether a capitalised word, no title and no sentence's first, makes it part of another name."""
    before = re.search(r"([\w’'.-]+) $", text[max(0, start - 30) : start])
    if before is None or not before[1][0].isupper():
        return False
    word = before[1].rstrip(".")
    if before[1].endswith(".") and len(word) > 3:
        return False
    return (
        word not in _lexicon().titles
        and word not in _lexicon().not_first
        and re.search(r"[.!?”\"\n]\s*$", text[: start - len(before[0])][-3:]) is None
        and start > len(before[0])
    )


def _trim(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the span without titles, possessives and blanks; nothing where no name is left."""
    lexicon = _lexicon()
    line = text.find("\n\n", start, end)
    if line < 0:
        line = text.find("\n", start, end)
        if line >= 0 and text[line + 1 : line + 2].islower():
            line = -1
    if line >= 0:
        end = line
    pieces = [match.span() for match in _PIECE.finditer(text, start, end)]
    while pieces:
        word = text[pieces[0][0] : pieces[0][1]].strip(_EDGE)
        if len(pieces) > 1 and (word in lexicon.titles or word.title() in lexicon.titles):
            pieces.pop(0)
        elif not word or word[0].islower() or word in lexicon.not_first or not word[0].isalpha():
            if word[:1].islower() and word in ("al", "bin", "de", "el") and len(pieces) > 1:
                break
            pieces.pop(0)
        else:
            break
    if not pieces:
        return []
    start, end = pieces[0][0], pieces[-1][1]
    while start < end and text[start] in _EDGE:
        start += 1
    end = start + len(re.sub(r"(?:['’]s?|[\s,;:“(\[*–—-]|(?<!\b[JS]r)(?<![A-Z])\.)+$", "", text[start:end]))
    words = re.findall(r"[\w.'’-]+", text[start:end])
    if not words or not _CAPITAL.match(words[0]) or re.search(r"\d|@|http", text[start:end]):
        return []
    capital = [word for word in words if word not in lexicon.particles]
    barred = [word for word in capital if word in lexicon.barred or word.title() in lexicon.barred]
    if any(
        word not in lexicon.also_names and word.title() not in lexicon.also_names for word in barred
    ) or len(barred) == len(capital):
        return []
    if any(word[0].islower() and word not in lexicon.particles for word in words):
        return []
    if any(word in lexicon.titles or word in lexicon.not_first for word in words):
        return []
    return [(start, end)]


def _is_thing(text: str, start: int, end: int) -> bool:
    """Say whether the family name stands inside an institution's, a period's or a place's name."""
    if _HOMETOWN_BEFORE.search(text[max(0, start - 6) : start]) and _HOMETOWN_BEHIND.match(
        text[end : end + 8]
    ):
        return True
    place = re.match(r", ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b", text[end : end + 30])
    if place is not None and place[1] in states():
        return True
    behind = re.match(r"(?:['’]s)? ([\w.]+)", text[end : end + 30])
    return bool(
        behind
        and behind[1].rstrip(".") in _lexicon().things
        and not text[end : end + 2].startswith(("'s", "’s"))
    )
