"""Finds names that the recogniser passed over and that the text has found elsewhere, in full or alone.

in: the parsed text and the names found in it    out: more names    writes: nothing
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from pipeline.doc_text import text_of
from pipeline.entities.people.contexts import is_nobody, is_town
from pipeline.entities.people.name_words import name_words
from pipeline.entities.people.places_of_words import PlacesOfWords
from pipeline.entities.taken import Taken
from pipeline.schema import Mention

_WORDS = re.compile(r"[\w’'-]+")
_SHORT = re.compile(r" ?\([“\"‘']?([A-Z][\w-]+)[”\"’']?\)")
"""How a full name's short form is given: "Yusuf Al Harun (Yusuf)"."""
_BORDER = re.compile(r"\b")
_CAPITAL_NEXT = re.compile(r" [A-Z]")
_ABBREVIATED = re.compile(
    r"(?:U\.S|U\.K|U\.N|D\.C|N\.[YJCHMD]|S\.[CD]|a\.m|p\.m|(?!St|Ft|Mt|Pt)[A-Z][a-z]{1,2})\."
)
"""Ends a sentence in front of a name as no initial does: "in the U.S. Roe was"."""
_PLACES = frozenset({"GPE", "LOC", "NORP", "FAC"})
_LEAST = 2
"""Times that the recogniser takes a lone word for a person before all its places are one's."""


def repeated_names(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names told again that the recogniser passed over: family names, short forms, lone names.

    Args:
        doc: the parsed text.
        mentions: the names found in it.
    """
    text = text_of(doc)
    words_of_text = PlacesOfWords(text)
    taken = Taken(len(text), ((mention.start, mention.end) for mention in mentions))
    found: list[Mention] = []
    for families, start, shouted, titles in _sought(text, mentions):
        for first, last in words_of_text.find(families, start):
            if (
                taken.is_free(first, last)
                and (shouted or not is_nobody(text, first, last))
                and not is_town(text, first, last)
                and not _capital_before(text, first)
                and not (text[first:last] in titles and _is_title(text, first, last))
            ):
                taken.take(first, last)
                found.append(Mention("name", first, last, "name.family", 0.85))
    for first, last in (*_told_alone(doc, mentions), *_called(doc, mentions)):
        if taken.is_free(first, last) and not is_nobody(text, first, last):
            found.append(Mention("name", first, last, "name.family", 0.8))
    return found


def _sought(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[list[str], int, bool, set[str]]]:
    """Yield for each full name what may stand for it later, from where on, whether it is in capitals.

    And which of the words are titles too: "King" is nobody in "the King" or "King Roe".
    """
    lexicon = name_words()
    sought: set[tuple[str, ...]] = set()
    whole = {text[mention.start : mention.end] for mention in mentions}
    ends = {mention.end for mention in mentions}
    lasts = Counter(name.split()[-1] for name in whole if " " in name)
    for mention in sorted(mentions, key=lambda item: item.start):
        name = text[mention.start : mention.end]
        words = [word for word in _WORDS.findall(name) if word not in lexicon.suffixes and word[0].isalpha()]
        if len(words) < 2 or len(words[-1]) < 2 or (words[-1].islower() and "-" not in words[-1]):
            continue
        title = words[-1] in lexicon.titles
        if title and words[-1] not in lexicon.also_names:
            continue
        # Of two family names papers repeat either, or both.
        families = [name, words[-1], *(part for part in words[-1].split("-") if len(part) > 3)]
        if len(words) > 2:
            families += ["-".join(words[-2:]), " ".join(words[-2:])]
            if words[-2][0].isupper() and (
                len(words) > 3
                or (len(words[-2]) > 3 and not _stands_alone(text, mention.end, words[-1], words[-2]))
            ):
                families.append(words[-2])
        if words[-2] == "St":
            families.append(f"St. {words[-1]}")
        short = _SHORT.match(text, mention.end)
        beside = mention.start - len(" and ")
        shared = beside in ends and text.startswith(" and ", beside)
        if lasts[words[-1]] > 1 or shared:
            # Two of one family are told apart by their first names, "Mert and Ayla Roe" too.
            families.append(words[0])
        elif short is not None and short[1] in words:
            families.append(short[1])
        shouted = name.isupper()
        if shouted:
            families += [word.title() for word in families]
        # Headlines have "O'Roe" where the text has "O’Roe".
        families += [word.replace("'", "’") for word in families if "'" in word]
        families += [word.replace("’", "'") for word in families if "’" in word]
        if tuple(families) in sought:
            continue  # they were, from an earlier place on
        sought.add(tuple(families))
        yield families, mention.end, shouted, {words[-1]} if title else set()


def _called(doc: Doc, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield where somebody brought in by one word is named again: "a man named Osmar ... Osmar left"."""
    text = text_of(doc)
    called = {
        text[item.start : item.end]: item.end
        for item in reversed(mentions)
        if item.rule == "name.called" and " " not in text[item.start : item.end]
    }
    for token in doc if called else ():
        if token.tag_ == "NNP" and token.idx > called.get(token.text, len(text)):
            yield token.idx, token.idx + len(token)


def _told_alone(doc: Doc, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the other places of a lone word that is a person's name more than once, and no place's."""
    text = text_of(doc)
    alone = Counter(
        name for item in mentions if " " not in (name := text[item.start : item.end]) and "-" not in name
    )
    names = {name for name, times in alone.items() if times >= _LEAST}
    told = [token for token in doc if token.text in names] if names else []
    names -= {token.text for token in told if token.ent_type_ in _PLACES}
    for token in told:
        if token.text in names and token.tag_ == "NNP" and token.ent_type_ != "PERSON" and not token.is_upper:
            end = token.idx + len(token)
            tagged = text.endswith(("#", "@"), 0, token.idx)
            if not tagged and not _capital_before(text, token.idx) and not _CAPITAL_NEXT.match(text, end):
                yield token.idx, end


def _is_title(text: str, start: int, end: int) -> bool:
    """Say whether a word that may be a title is one here: in front of a name, or behind an article."""
    return _CAPITAL_NEXT.match(text, end) is not None or text.endswith(("the ", "a ", "The "), 0, start)


def _stands_alone(text: str, start: int, word: str, first: str) -> bool:
    """Say whether a word stands behind `start` without `first` in front and without a capital behind."""
    place = text.find(word, start)
    while place >= 0:
        end = place + len(word)
        whole = _BORDER.match(text, place) and _BORDER.match(text, end)
        if whole and not text.endswith(f"{first} ", start, place) and not _CAPITAL_NEXT.match(text, end):
            return True
        place = text.find(word, place + 1)
    return False


def _capital_before(text: str, start: int) -> bool:
    """Say whether a capitalised word, no title and no sentence's first, makes it part of another name."""
    lexicon = name_words()
    before = re.search(r"([\w’'.-]+) $", text[max(0, start - 30) : start])
    if before is None or not before[1][0].isupper() or _ABBREVIATED.fullmatch(before[1]):
        return False
    word = before[1].rstrip(".")
    if before[1].endswith(".") and len(word) > 3:
        return False
    return (
        word not in lexicon.titles
        and word not in lexicon.not_first
        and re.search(r"[.!?”\"\n]\s*$", text[: start - len(before[0])][-3:]) is None
        and start > len(before[0])
    )
