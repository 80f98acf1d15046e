"""Finds what a claim says that somebody did where its words are of no offense known.

in: a tagged claim, the predicate of a clause    out: words    writes: nothing
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.review.check.claim import OF_OFFENSES, UNREAD, Part
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.vocabulary import words_of

_OBJECTS = frozenset({"pobj", "pcomp"})
_TAGGED = frozenset(
    {"P", "G", "FAM", "JAIL", "CELL", "ICE", "POL", "COURT", "PROS", "DATE", "DET", "USA", "ARR"}
)


def offense_behind(tagged: Tagged, verb: int) -> tuple[str, str] | None:
    """Return what stands behind "for", "of", "with", category and words; null: nothing does.

    Of words that are of no category known it is `UNREAD`.

    Args:
        tagged: the claim.
        verb: index of "arrested", "charged", "convicted", "sentenced", "cleared".
    """
    words = tagged.words
    for child, preposition in enumerate(words):
        above = (
            preposition.head if words[preposition.head].tag.startswith("VB") else words[preposition.head].head
        )
        pleading = preposition.text.lower() == "to" and words[verb].lemma.lower() in words_of("pleading")
        charging = preposition.head == verb and preposition.text.lower() in words_of("charging")
        if not charging and not (pleading and verb in (above, preposition.head)):
            continue
        for index, word in enumerate(words):
            if word.head != child or word.dep not in _OBJECTS or index <= child:
                continue
            tag = tagged.tags.get(index)
            plain = word.lemma.lower() in words_of("no_offense") | words_of("kin") or word.tag == "CD"
            if plain or (tag is not None and tag.rstrip("0123456789") in (*_TAGGED, "")):
                continue
            below = [item for item in range(child + 1, index + 1) if _is_below(tagged, item, index)]
            objects = [
                item
                for item, other in enumerate(words)
                if other.head == index and word.tag == "VBG" and other.dep not in ("conj", "cc")
            ]
            first, last = min([*below, index]), max([*objects, index])
            for item in tagged.read.mentions:
                if item.label == "offense" and item.value and item.start <= word.start < item.end:
                    return str(item.value), tagged.read.text[item.start : item.end]
            return UNREAD, tagged.read.text[words[first].start : words[last].end]
    return None


def with_offense(part: Part, tagged: Tagged) -> Part:
    """Return what was not done with what it was not done for: "failed to win a murder conviction"."""
    named = [item for item in tagged.read.mentions if item.label == "offense" and item.value]
    if not part.negated or part.offense or part.type not in OF_OFFENSES or len(named) != 1:
        return part
    return replace(part, offense=(str(named[0].value), tagged.read.text[named[0].start : named[0].end]))


def _is_below(tagged: Tagged, index: int, head: int) -> bool:
    """Tell whether a word hangs from another, through others or not."""
    words = tagged.words
    while words[index].head != index:
        index = words[index].head
        if index == head:
            return True
    return False
