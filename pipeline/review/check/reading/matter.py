"""The words of a claim that tell which matter it is about: names of places and firms, what stood there.

in: the parsed claim    out: `Matter`    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.review.check.claim import Matter
from pipeline.review.check.reading.names import PROPER
from pipeline.review.check.reading.vocabulary import words_of
from pipeline.schema import ReadText

_NOUN = frozenset({"NN", "NNS"})
_ELSEWHERE = frozenset({"date", "age", "count", "nationality", "offense", "name"})
"""What is compared by itself."""


def matter_of(read: ReadText, country: Callable[[str], str | None]) -> Matter | None:
    """Return what tells the matter of a claim; null: it is not parsed.

    Args:
        read: the claim.
        country: a word -> the country of which it is the adjective, which names no place.
    """
    if not read.words:
        return None
    taken = [(item.start, item.end) for item in read.mentions if item.label in _ELSEWHERE]
    taken += [
        (item.start, item.end)
        for item in read.mentions
        if item.label == "agency" and item.detail not in ("police", "sheriff")
    ]
    nouns: list[str] = []
    places: list[str] = []
    proper: list[str] = []
    for index, word in enumerate(read.words):
        behind = read.words[index + 1].text if index + 1 < len(read.words) else ""
        if any(start < word.end and word.start < end for start, end in taken):
            continue
        if word.text.lower() in words_of("titles") or word.lemma.lower() in words_of("kin"):
            continue
        if country(word.text) is not None:
            nouns.append(word.text)
        elif word.tag in PROPER or (index == 0 and word.tag != "DT" and behind in ("County", "Parish")):
            proper.append(word.text)
        elif word.tag in _NOUN and word.lemma.lower() not in words_of("people") | words_of("kin"):
            nouns.append(word.text)
            head = word if word.dep in ("pobj", "dobj") else read.words[word.head]
            above = read.words[head.head]
            raided = head.dep == "dobj" and above.lemma.lower() in words_of("raiding")
            if raided or (head.dep == "pobj" and above.text.lower() in words_of("where")):
                places.append(word.text)
    return Matter(tuple(proper), tuple(places), (*proper, *nouns))
