"""Cuts the words of a name out of a stretch of text: without titles, possessives, datelines and days.

in: a text, where a name may stand    out: offsets    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.entities.people.name_words import name_words

_JOINED = re.compile(r",?\s(?:and|or)\s*$")
_PIECE = re.compile(r"[^\s,]+")
_EDGE = ' \t\n\r,;:.-–—“”"()[]*•|/'
WHOLE = 2
"""Words of a whole name."""
_ARABIC = re.compile(r"(?:a[dlnrstz]|ash|el|ibn|bin)-[A-Z]")
"""A family name that begins in small letters: "al-Harun"."""
_BEHIND = re.compile(r"(?:['’]s?|[\s,;:“”(\[*–—-]|(?<!\b[JS]r)(?<![A-Z])\.)+$")
_WORDS = re.compile(r"[\w.'’-]+")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_NO_NAME = re.compile(r"\d|@|http")
_SAINTS_TOWN = 2
"""Words of an island's or a town's name: "Saint Lucia"."""
_LETTERS = 4
"""In capitals that may be initials or a rank: "DJ", "SGT"."""
_SMALL_FIRST = ("al", "bin", "de", "el")
"""Small words with which a name may begin."""


def trim(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the span without titles, possessives and blanks; nothing where no name is left."""
    end = _line_end(text, start, end)
    pieces = _untitled(text, start, start + len(_JOINED.sub("", text[start:end])))
    if not pieces:
        return []
    start, end = pieces[0][0], pieces[-1][1]
    while start < end and text[start] in _EDGE:
        start += 1
    end = start + len(_BEHIND.sub("", text[start:end]))
    words = _WORDS.findall(text, start, end)
    if _NO_NAME.search(text, start, end) or not _may_name(words):
        return []
    return [(start, end)]


def _line_end(text: str, start: int, end: int) -> int:
    """Return where the first line of a span ends, in which a name stands; one that goes on is no line."""
    line = text.find("\n\n", start, end)
    if line < 0:
        line = text.find("\n", start, end)
        if line >= 0 and text[line + 1 : line + 2].islower():
            line = -1
    return line if line >= 0 else end


def _untitled(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the words of a span without a dateline, titles and callings in front, and a day behind."""
    lexicon = name_words()
    pieces = [match.span() for match in _PIECE.finditer(text, start, end)]
    del pieces[: _dateline([text[a:b].strip(_EDGE) for a, b in pieces])]
    while pieces:
        word = text[pieces[0][0] : pieces[0][1]].strip(_EDGE)
        titled = len(pieces) > 1 and (word in lexicon.titles or word.title() in lexicon.titles)
        if not (titled or (len(pieces) > WHOLE and word in lexicon.callings)):
            may_begin = word and word[0].isalpha() and not word[0].islower() and word not in lexicon.not_first
            if may_begin or _ARABIC.match(word) or (word in _SMALL_FIRST and len(pieces) > 1):
                break
        pieces.pop(0)
    if len(pieces) > 1 and lexicon.day.match(text, pieces[-1][0]):
        pieces.pop()  # "arrested Ann Roe May 21"; one word alone may be anything's name
        pieces = pieces if len(pieces) > 1 else []
    return pieces


def _dateline(words: Sequence[str]) -> int:
    """Return how many words in capitals stand in front of a name that is not: "SANTA ANA Ann Roe", 2."""
    shouted = next((i for i, word in enumerate(words) if not (word.isalpha() and word.isupper())), len(words))
    named = sum(any(map(str.islower, word)) for word in words[shouted:])
    return shouted if named > 1 and sum(map(len, words[:shouted])) > _LETTERS else 0


def _may_name(words: Sequence[str]) -> bool:
    """Say whether words can be a name: capitals and particles, no title and not all words of other things."""
    lexicon = name_words()
    arabic = {i for i, word in enumerate(words) if _ARABIC.match(word)}
    if not words or not (_CAPITAL.match(words[0]) or 0 in arabic):
        return False
    saints = {1 + i for i, word in enumerate(words[1:-1]) if word in ("St.", "St")}  # "Ann St. Clair"
    capital = [word for i, word in enumerate(words) if word not in lexicon.particles and i not in saints]
    barred = [word for word in capital if word in lexicon.barred or word.title() in lexicon.barred]
    also = [word for word in barred if word in lexicon.also_names or word.title() in lexicon.also_names]
    if len(also) < len(barred) or len(barred) == len(capital):
        return False
    if any(
        word[0].islower() and word not in lexicon.particles and i not in arabic
        for i, word in enumerate(words)
    ):
        return False
    inside = words[:-1] if len(words) > 1 and words[-1] in lexicon.also_names else words
    whole = [word for i, word in enumerate(inside) if i == 0 or len(word) > 1]  # "Juan A Roe"
    if any(word in lexicon.titles or word in lexicon.not_first for word in whole):
        return False
    return words[0] != "Saint" or len(words) != _SAINTS_TOWN
